"""The licensing matters of a county health bureau: what is licensed, to whom, and in which words."""

import datetime as dt
from dataclasses import dataclass, field

from benchmarks.offences import DISEASE_CONTROL_SINCE

GRANT, REFUSE, CHANGE, EXTEND, REVOKE, CANCEL = "准予", "不予", "变更", "延续", "撤销", "注销"

DOCUMENTS = {
    GRANT: "准予行政许可决定书",
    REFUSE: "不予行政许可决定书",
    CHANGE: "准予变更行政许可决定书",
    EXTEND: "准予延续行政许可决定书",
    REVOKE: "撤销行政许可决定书",
    CANCEL: "注销行政许可决定书",
}
"""The title of the document for each decision."""

BASIS = {
    REFUSE: ("xingzheng-xuke-fa", "第三十八条第二款"),
    CHANGE: ("xingzheng-xuke-fa", "第四十九条"),
    EXTEND: ("xingzheng-xuke-fa", "第五十条"),
    REVOKE: ("xingzheng-xuke-fa", "第六十九条"),
    CANCEL: ("xingzheng-xuke-fa", "第七十条"),
}
"""Law and article of the decisions that are not plain grants; grants rest on the power's own basis."""

_MIX = {GRANT: 84.5, EXTEND: 4, CHANGE: 5, CANCEL: 3.5, REFUSE: 2, REVOKE: 1}
_CANCELLED = (
    "被许可人申请注销，经审查符合法定情形，准予注销，原证件收回作废。",
    "许可有效期届满未申请延续，依法予以注销。",
    "被许可人的市场主体登记已经注销，依法办理许可注销手续。",
)
_REVOKED = ("经核查，被许可人申请时提交的材料与实际情况不符，属于以不正当手段取得许可，依法予以撤销。",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One licensing matter. Texts may name {venue}, {address}, {scope}, {beds} and {workplace}."""

    power: str
    word: str
    """The 代字 of its documents after the body's own: 公许 in 示卫公许."""
    share: float
    """Weight among all licences."""
    parties: tuple[str, ...]
    """Kinds of party, weighted by repetition."""
    certificate: str
    number: str
    """The certificate's number, made of {organ}, {year}, {yy} and {serial}."""
    category: str = "普通"
    years: int = 0
    """Validity in years; 0 is 长期."""
    mix: dict[str, float] = field(default_factory=lambda: _MIX)
    scopes: tuple[str, ...] = ("",)
    granted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    extended: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = _CANCELLED
    revoked: tuple[str, ...] = _REVOKED
    promise: float = 0.0
    """Share of grants by 告知承诺."""
    moved_on: dt.date = DISEASE_CONTROL_SINCE
    """From this day the disease control authority decides, where the catalogue of powers names it."""

    def texts(self, decision: str) -> tuple[str, ...]:
        """Templates of a decision."""
        return {
            GRANT: self.granted,
            REFUSE: self.refused,
            CHANGE: self.changed,
            EXTEND: self.extended,
            REVOKE: self.revoked,
            CANCEL: self.cancelled,
        }[decision]


_DEPARTMENTS = ("内科", "外科", "口腔科", "中医科", "妇产科", "儿科", "眼科", "康复医学科", "医学检验科", "医学影像科")
_PERSONAL_CANCEL = (
    "所在医疗卫生机构报告其中止执业活动满二年，依法注销注册，废止执业证书。",
    "本人申请不再执业，依法注销执业注册，收回执业证书。",
)

MATTERS: tuple[Matter, ...] = (
    Matter(
        power="xk-gonggong-changsuo-xuke",
        word="公许",
        share=33,
        parties=("hotel", "hotel", "barber", "barber", "barber", "barber", "bath", "pool", "mall"),
        certificate="公共场所卫生许可证",
        number="{organ}公证字〔{year}〕第{serial:04d}号",
        years=4,
        mix={GRANT: 82, EXTEND: 7, CHANGE: 4, CANCEL: 4, REFUSE: 2, REVOKE: 1},
        promise=0.45,
        moved_on=dt.date(2025, 1, 20),
        granted=(
            "经审查，符合公共场所卫生条件，准予经营。许可项目：{venue}；经营地址：{address}。",
            "经现场核查和资料审查，布局、卫生设施和卫生检测结果符合要求，准予从事{venue}经营，地址为{address}。",
            "准予公共场所卫生许可，许可项目为{venue}，经营地址{address}，从业人员应当持有效健康合格证明上岗。",
        ),
        refused=(
            "提交的卫生检测报告中有项目不符合国家卫生标准，不具备许可条件，不予许可。",
            "经现场核查，未设置与经营规模相适应的清洗消毒间，不予许可。",
        ),
        changed=(
            "准予变更单位名称登记事项，许可项目为{venue}，经营地址不变：{address}。",
            "准予变更法定代表人（负责人）登记事项，其他许可事项不变，经营地址：{address}。",
            "因门牌号重新编制，准予将经营地址的表述变更为{address}。",
        ),
        extended=(
            "经审查，准予延续公共场所卫生许可。许可项目：{venue}；经营地址：{address}。",
            "卫生检测结果符合要求，准予延续许可四年，许可项目为{venue}。",
        ),
        revoked=("经对承诺内容核查，实际情况与承诺不符，属于以欺骗手段取得许可，依法予以撤销。", *_REVOKED),
    ),
    Matter(
        power="xk-gongshui-danwei-xuke",
        word="水许",
        share=2.5,
        parties=("water", "water", "property"),
        certificate="饮用水供水单位卫生许可证",
        number="{organ}水字〔{year}〕第{serial:03d}号",
        years=4,
        scopes=("集中式供水", "小型集中式供水", "二次供水"),
        granted=("经现场核查，水源防护、净化消毒设施和水质检测结果符合要求，准予从事{scope}，供水地址：{address}。",),
        refused=("出厂水水质检测结果不符合生活饮用水卫生标准，不予许可。",),
        changed=("准予变更法定代表人（负责人）登记事项，供水类别为{scope}。",),
        extended=("近期水质检测结果符合生活饮用水卫生标准，准予延续许可，供水类别：{scope}。",),
    ),
    Matter(
        power="xk-yiliao-jigou-shezhi",
        word="医设许",
        share=5,
        parties=("outpatient", "outpatient", "hospital"),
        certificate="设置医疗机构批准书",
        number="示卫医设字〔{year}〕第{serial}号",
        years=1,
        mix={GRANT: 94, REFUSE: 6},
        scopes=_DEPARTMENTS,
        granted=(
            "经审查，符合本县医疗机构设置规划，准予设置。机构类别：{venue}；选址：{address}；诊疗科目：{scope}等；床位（牙椅）{beds}张。",
            "准予设置医疗机构，选址为{address}，诊疗科目包括{scope}等，应当在批准书有效期内申请执业登记。",
        ),
        refused=(
            "选址与本县医疗机构设置规划的布局要求不符，不予批准设置。",
            "设置人提交的资信证明和选址报告不齐全，经告知补正后仍不符合条件，不予批准。",
        ),
    ),
    Matter(
        power="xk-yiliao-jigou-zhiye-dengji",
        word="医许",
        share=6.5,
        parties=("outpatient", "outpatient", "hospital", "township", "village", "village"),
        certificate="医疗机构执业许可证",
        number="PDY{yy}{serial:04d}-799012317D2152",
        years=5,
        scopes=_DEPARTMENTS,
        granted=(
            "经现场审核，符合医疗机构基本标准，准予执业登记。诊疗科目：{scope}等；执业地址：{address}。",
            "准予执业登记，发给医疗机构执业许可证，诊疗科目为{scope}、预防保健科，床位（牙椅）{beds}张，地址{address}。",
        ),
        refused=("经现场审核，卫生技术人员配备不符合医疗机构基本标准，不予登记。",),
        changed=("准予变更登记事项，诊疗科目增加{scope}。",),
        extended=("执业许可证有效期届满，经审核准予换发，诊疗科目：{scope}等。",),
        cancelled=("医疗机构歇业，准予注销执业登记，收回医疗机构执业许可证。", *_CANCELLED[1:]),
    ),
    Matter(
        power="xk-yiliao-jigou-biangeng",
        word="医变许",
        share=5,
        parties=("outpatient", "hospital", "township", "village"),
        certificate="医疗机构执业许可证",
        number="PDY{yy}{serial:04d}-799012317D2151",
        years=5,
        mix={CHANGE: 97, REFUSE: 3},
        scopes=_DEPARTMENTS,
        refused=("拟增设的{scope}未配备符合要求的人员和设备，不予变更登记。",),
        changed=(
            "准予变更主要负责人登记事项，其他登记事项不变。",
            "准予变更诊疗科目，增加{scope}，变更后按照核准登记的诊疗科目执业。",
            "准予将床位（牙椅）数变更为{beds}张，执业地址不变：{address}。",
            "准予变更机构名称登记事项，执业地址不变：{address}。",
        ),
    ),
    Matter(
        power="xk-fangshe-zhenliao-xuke",
        word="放许",
        share=3.5,
        parties=("outpatient", "outpatient", "hospital", "township"),
        certificate="放射诊疗许可证",
        number="示卫放证字（{year}）第{serial:04d}号",
        scopes=("口腔 X 射线影像诊断", "X 射线影像诊断（CT、DR）", "X 射线影像诊断（DR）", "介入放射学", "乳腺 X 射线影像诊断"),
        granted=("经审查，放射防护设施和检测报告符合要求，准予开展{scope}，设备所在场所：{address}。",),
        refused=("放射诊疗工作场所防护检测不合格，不予许可。",),
        changed=("准予变更放射诊疗设备清单，诊疗项目为{scope}。",),
        extended=("经校验合格，准予继续开展{scope}。",),
    ),
    Matter(
        power="xk-muying-jishu-fuwu",
        word="妇许",
        share=2,
        parties=("hospital", "township"),
        certificate="母婴保健技术服务执业许可证",
        number="示卫母婴字〔{year}〕{serial:03d}号",
        years=3,
        scopes=("助产技术", "终止妊娠手术", "结扎手术", "助产技术、结扎手术"),
        granted=("经现场审核，人员、设备和制度符合要求，准予开展{scope}服务。",),
        refused=("从事母婴保健技术服务的人员未经考核取得合格证书，不予许可。",),
        changed=("准予变更服务项目，变更后的服务项目为{scope}。",),
        extended=("经审核，准予延续，服务项目：{scope}。",),
    ),
    Matter(
        power="xk-yishi-zhuce",
        word="师许",
        share=15,
        parties=("doctor",),
        category="认可",
        certificate="医师执业证书",
        number="110990{yy}{serial:07d}",
        mix={GRANT: 82, CHANGE: 14, CANCEL: 3, REFUSE: 1},
        scopes=(
            "临床类别，内科专业",
            "临床类别，外科专业",
            "临床类别，全科医学专业",
            "口腔类别，口腔专业",
            "中医类别，中医专业",
            "公共卫生类别，公共卫生专业",
        ),
        granted=(
            "准予医师执业注册。执业类别和范围：{scope}；主要执业机构：{workplace}。",
            "准予执业注册，执业范围为{scope}，执业机构为{workplace}。",
        ),
        refused=("申请人因医师定期考核不合格被注销注册不满一年，不予注册。",),
        changed=(
            "准予变更主要执业机构，变更后为{workplace}。",
            "准予变更执业范围，变更后为{scope}。",
            "准予增加备案执业机构：{workplace}。",
        ),
        cancelled=_PERSONAL_CANCEL,
    ),
    Matter(
        power="xk-hushi-zhuce",
        word="护许",
        share=21,
        parties=("nurse",),
        category="认可",
        certificate="护士执业证书",
        number="{year}99{serial:06d}",
        years=5,
        mix={GRANT: 82, EXTEND: 9, CHANGE: 6, CANCEL: 2, REFUSE: 1},
        granted=("准予护士执业注册，执业地点：{workplace}。", "经审查符合护士执业注册条件，准予注册，执业地点为{workplace}。"),
        refused=("申请人通过护士执业资格考试逾三年，未提交临床护理培训考核合格证明，不予注册。",),
        changed=("准予变更执业地点，变更后为{workplace}。",),
        extended=("准予延续护士执业注册五年，执业地点：{workplace}。",),
        cancelled=("本人申请不再从事护理工作，依法注销执业注册，收回护士执业证书。",),
    ),
    Matter(
        power="xk-xiangcun-yisheng-zhuce",
        word="乡许",
        share=4,
        parties=("village-doctor",),
        category="认可",
        certificate="乡村医生执业证书",
        number="示县乡医{year}-{serial:04d}",
        years=5,
        mix={GRANT: 82, EXTEND: 9, CHANGE: 5, CANCEL: 3, REFUSE: 1},
        granted=("准予乡村医生执业注册，执业的村医疗卫生机构：{workplace}。",),
        refused=("申请人不具备乡村医生执业注册的学历和培训条件，不予注册。",),
        changed=("准予变更执业的村医疗卫生机构，变更后为{workplace}。",),
        extended=("经考核合格，准予再注册，执业的村医疗卫生机构：{workplace}。",),
        cancelled=(
            "经考核不合格且逾期未提出再次考核申请，依法注销执业注册，收回乡村医生执业证书。",
            "本人申请不再执业，依法注销执业注册。",
        ),
    ),
)
"""Every matter that may occur; a bureau whose catalogue of powers lacks one does not use it."""
