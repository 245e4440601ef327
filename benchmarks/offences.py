"""Offences that county health bureaus punish: basis, range of the fine, facts. Sources: the articles named in ``basis``."""

import datetime as dt
from dataclasses import dataclass

BUREAU, DISEASE_CONTROL = "weishengjiankangju", "jibingyufangkongzhiju"
DISEASE_CONTROL_SINCE = dt.date(2025, 9, 1)
"""From this day the revised 传染病防治法 gives its matters to the disease control authority."""

_PLACES = ("hotel", "hotel", "barber", "barber", "barber", "bath", "pool", "mall")
_MEDICAL = ("clinic", "clinic", "clinic", "outpatient", "outpatient", "hospital", "township", "village", "village")
_LAYMAN = "未取得医师资格"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offence:
    """One kind of offence. Texts may name {check} (the day of the check), {venue}, {n}, {m} and {days}."""

    name: str
    basis: tuple[str, str]
    """Law and article that lay down the penalty."""
    word: str
    """The 代字 after the body's own: 公罚 in 示卫公罚."""
    parties: tuple[str, ...]
    facts: tuple[str, ...]
    problem: str
    """What an inspection writes down before the case is opened."""
    items: tuple[str, ...]
    """Check items in whose course it is found."""
    share: float = 1.0
    warning: bool = True
    fine: tuple[int, int] | None = None
    """Lowest and highest fine imposed here, in yuan, within the range of the law; None is a warning alone."""
    must_fine: bool = True
    """Whether the law leaves no choice; otherwise half of the cases end with a warning."""
    gains: tuple[int, int] | None = None
    """Unlawful gains that are confiscated, in yuan."""
    goods: str = ""
    """What is confiscated besides."""
    multiple: tuple[int, int] | None = None
    """The fine as a multiple of the gains (of at least 10,000 yuan), instead of ``fine``."""
    body: str = BUREAU
    grave: bool = False
    until: dt.date = dt.date.max
    """The last day of the conduct on which this provision is the one to apply."""

    @property
    def may_be_summary(self) -> bool:
        """Whether a warning or a small fine on the spot can settle it (行政处罚法第五十一条)."""
        return self.gains is None and self.warning and (self.fine is None or not self.must_fine)


OFFENCES: tuple[Offence, ...] = (
    Offence(
        name="未依法取得公共场所卫生许可证擅自营业",
        basis=("gonggong-changsuo-xize", "第三十五条第一款"),
        word="公罚",
        parties=_PLACES,
        share=2.4,
        fine=(500, 5000),
        items=("cc-gonggong-changsuo-01", "cc-gonggong-changsuo-04"),
        problem="现场未能出示有效的公共场所卫生许可证，涉嫌擅自营业。",
        facts=(
            "{check}，本机关执法人员对当事人经营的{venue}进行监督检查，现场正在营业，不能出示公共场所卫生许可证。经查，当事人自开业以来未依法取得公共场所卫生许可证，擅自营业不足三个月。以上事实有现场笔录、询问笔录、营业执照复印件、现场照片等证据证实。",
            "经查，当事人的公共场所卫生许可证已于{days}日前届满，未申请延续，{check}检查时仍在从事{venue}经营活动。当事人对上述事实无异议，有现场笔录、询问笔录、收款记录、原卫生许可证复印件等证据在案。",
            "{check}，根据举报线索，执法人员到当事人经营场所检查，发现该{venue}已对外营业，公示栏内未见公共场所卫生许可证。当事人承认因装修后急于开业，尚未提出许可申请。现场笔录、询问笔录、现场照片可以相互印证。",
        ),
    ),
    Offence(
        name="未按照规定对公共场所进行卫生检测",
        basis=("gonggong-changsuo-xize", "第三十六条第（一）项"),
        word="公罚",
        parties=_PLACES,
        share=1.8,
        fine=(300, 2000),
        must_fine=False,
        items=("cc-gonggong-changsuo-01", "cc-gonggong-changsuo-05", "cc-gonggong-changsuo-04"),
        problem="不能提供一年内的卫生检测报告，涉嫌未按规定进行卫生检测。",
        facts=(
            "{check}，本机关执法人员在监督检查中发现，当事人不能提供一年内的空气、微小气候和顾客用品用具卫生检测报告。经查，当事人最近一次卫生检测距检查之日已超过一年零{n}个月。有现场笔录、询问笔录、原检测报告复印件等证据证实。",
            "经查，当事人经营的{venue}上年度未对顾客用品用具进行卫生检测，{check}检查时也未委托检测，卫生管理档案中没有检测记录。当事人予以承认，有现场笔录、询问笔录、卫生管理档案复印件为证。",
        ),
    ),
    Offence(
        name="未按照规定对顾客用品用具进行清洗、消毒、保洁",
        basis=("gonggong-changsuo-xize", "第三十六条第（二）项"),
        word="公罚",
        parties=("hotel", "hotel", "barber", "barber", "bath"),
        share=2.2,
        fine=(300, 2000),
        must_fine=False,
        items=("cc-gonggong-changsuo-01", "cc-gonggong-changsuo-02", "cc-gonggong-changsuo-04"),
        problem="顾客用品用具未按规定清洗消毒，消毒间堆放杂物，涉嫌违法。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人消毒间内堆放杂物，消毒柜未通电，{n}件供顾客使用的毛巾、杯具未经消毒即存放于保洁柜内待用，消毒登记停留在{days}日前。有现场笔录、现场照片、询问笔录和消毒登记复印件证实。",
            "本机关对当事人的顾客用品用具抽样送检，{n}件样品中有不合格项目。{check}复核检查，当事人承认未按“一客一换一消毒”的要求对用品用具清洗、消毒、保洁。有检验报告、采样记录、现场笔录、询问笔录为证。",
            "{check}检查时，当事人将使用过的拖鞋和理发、美容工具未经消毒直接供下一位顾客使用，现场无配制好的消毒液，也无消毒记录。以上事实有现场笔录、视频资料和询问笔录证实。",
        ),
    ),
    Offence(
        name="安排未获得有效健康合格证明的从业人员从事直接为顾客服务工作",
        basis=("gonggong-changsuo-xize", "第三十八条"),
        word="公罚",
        parties=_PLACES,
        share=1.8,
        fine=(500, 5000),
        items=("cc-gonggong-changsuo-01", "cc-gonggong-changsuo-02", "cc-gonggong-changsuo-03"),
        problem="部分从业人员不能出示有效健康合格证明。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人有{n}名服务人员正在从事直接为顾客服务的工作，不能出示有效健康合格证明。经核实，上述人员未进行健康检查或者健康合格证明已经过期。有现场笔录、从业人员名册、询问笔录等证据证实。",
            "经查，当事人自{m}月起新招用{n}名从业人员，未组织健康检查即安排上岗，至{check}检查时仍在岗。当事人对违法事实供认不讳，有现场笔录、考勤表、询问笔录在案。",
        ),
    ),
    Offence(
        name="安排未取得体检合格证的人员从事直接供、管水工作",
        basis=("shenghuo-yinyongshui-banfa", "第二十五条"),
        word="水罚",
        parties=("water", "property"),
        share=0.6,
        warning=False,
        fine=(100, 1000),
        body=DISEASE_CONTROL,
        items=("cc-shenghuo-yinyongshui-01", "cc-shenghuo-yinyongshui-02"),
        problem="直接从事供、管水的人员不能出示有效健康合格证明。",
        facts=(
            "{check}，本机关执法人员对当事人的供水设施进行检查，{n}名直接从事供水、管水的人员不能出示有效健康合格证明，当事人承认未组织其进行预防性健康检查。有现场笔录、岗位安排表、询问笔录等证据证实。",
            "{check}，检查发现当事人泵房管理人员的健康合格证明已于{days}日前到期，仍安排其从事水箱清洗和日常管水工作。以上有现场笔录、健康证明复印件、清洗消毒记录、询问笔录为证。",
        ),
    ),
    Offence(
        name="未取得卫生许可证擅自供水",
        basis=("shenghuo-yinyongshui-banfa", "第二十六条第（三）项"),
        word="水罚",
        parties=("water",),
        share=0.5,
        warning=False,
        fine=(500, 5000),
        body=DISEASE_CONTROL,
        until=dt.date(2025, 8, 31),
        items=("cc-shenghuo-yinyongshui-01",),
        problem="不能出示有效的饮用水供水单位卫生许可证，涉嫌擅自供水。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人向周边{n}个自然村集中供水，不能出示有效的饮用水供水单位卫生许可证。经查，当事人自{m}月起供水，一直未取得卫生许可。有现场笔录、收费台账、水质检测报告、询问笔录等证据证实。",
        ),
    ),
    Offence(
        name="使用非卫生技术人员从事医疗卫生技术工作",
        basis=("yiliao-jigou-guanli-tiaoli", "第四十七条"),
        word="医罚",
        parties=("clinic", "clinic", "outpatient", "hospital", "village"),
        share=1.5,
        warning=False,
        fine=(10_000, 30_000),
        items=("cc-yiliao-jigou-02",),
        problem="在岗人员不能出示执业资格证书，涉嫌使用非卫生技术人员从事诊疗活动。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人安排{n}名未取得护士执业证书的人员从事静脉输液等护理操作，安排未取得医师资格证书的人员书写处方。有现场笔录、处方笺、排班表、医疗卫生人员执业信息查询结果和询问笔录证实。",
            "经查，当事人自{m}月起聘用未取得任何卫生技术资格的人员从事口腔检查、取模等医疗卫生技术工作，至{check}检查时仍在岗，累计开展诊疗{days}人次。以上事实有现场笔录、收费记录、询问笔录等证据在案。",
        ),
    ),
    Offence(
        name="诊疗活动超出登记或者备案范围",
        basis=("yiliao-jigou-guanli-tiaoli", "第四十六条"),
        word="医罚",
        parties=("clinic", "clinic", "outpatient", "hospital"),
        share=1.2,
        fine=(10_000, 25_000),
        gains=(200, 6000),
        items=("cc-yiliao-jigou-01", "cc-yiliao-jigou-04"),
        problem="开展的诊疗项目与登记或者备案的诊疗科目不一致。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人登记（备案）的诊疗科目中没有相应科目，却开展妇科检查、口腔种植等诊疗活动，收费记录显示涉及{n}人次。有现场笔录、门诊日志、收费票据、询问笔录等证据证实。",
            "经查，当事人未登记医疗美容科，自{m}月起对外开展注射类美容项目，至{check}检查时共收取费用{days}笔。上述事实有现场笔录、价目表、收款记录、当事人陈述为证。",
        ),
    ),
    Offence(
        name="未取得医疗机构执业许可证擅自执业",
        basis=("jiben-yiliao-weisheng-fa", "第九十九条第一款"),
        word="医罚",
        parties=("barber", "shop", "barber"),
        share=0.7,
        warning=False,
        gains=(600, 9800),
        goods="药品、医疗器械",
        multiple=(5, 8),
        grave=True,
        items=("cc-yiliao-jigou-04", "cc-yiliao-jigou-01"),
        problem="现场有诊疗床、注射器和药品，不能出示医疗机构执业许可证或者诊所备案凭证。",
        facts=(
            "{check}，根据举报线索，本机关执法人员对当事人的经营场所进行检查，现场查见注射器、麻醉药膏和填充类产品{n}支。经查，当事人未取得医疗机构执业许可证，自{m}月起为顾客开展注射美容等医疗美容项目并收取费用。有现场笔录、证据先行登记保存清单、询问笔录、收款记录证实。",
            "经查，当事人未取得医疗机构执业许可证，也未办理诊所备案，在经营场所内设置诊疗床{n}张，为他人针灸、拔牙并收费，至{check}被查获。以上事实有现场笔录、现场照片、收费登记本、询问笔录等证据在案。",
        ),
    ),
    Offence(
        name="非医师行医",
        basis=("yishi-fa", "第五十九条"),
        word="医罚",
        parties=("unlicensed",),
        share=1.0,
        warning=False,
        gains=(300, 9000),
        goods="药品、医疗器械",
        multiple=(2, 4),
        grave=True,
        items=("cc-yiliao-jigou-02",),
        problem="涉嫌非医师行医。",
        facts=(
            f"{{check}}，本机关执法人员根据举报线索检查发现，当事人{_LAYMAN}，在租住房屋内为他人看病、输液，现场有药品{{n}}种、听诊器和一次性输液器。当事人承认自{{m}}月起开展诊疗活动并收取费用。有现场笔录、物品清单、询问笔录、证人证言证实。",
            f"经查，当事人{_LAYMAN}、未经执业注册，自{{m}}月起流动为村民镶牙、补牙，至{{check}}被查获时共收费{{n}}笔。有现场笔录、现场照片、询问笔录、执业信息查询结果等证据在案。",
        ),
    ),
    Offence(
        name="医师未按照注册的执业地点、执业类别、执业范围执业",
        basis=("yishi-fa", "第五十七条"),
        word="医罚",
        parties=("doctor",),
        share=0.8,
        fine=(10_000, 18_000),
        items=("cc-yiliao-jigou-02",),
        problem="医师执业注册信息与实际执业情况不符。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人的执业范围为中医专业，在未取得相应执业范围的情况下开展口腔诊疗活动并书写病历{n}份。有现场笔录、病历复印件、执业信息查询结果、询问笔录证实。",
            "经查，当事人执业注册的主要执业机构在外县，未办理变更注册或者多机构备案，自{m}月起在本县一家诊所定期坐诊，至{check}检查时仍在执业。有现场笔录、处方笺、排班表、询问笔录为证。",
        ),
    ),
    Offence(
        name="乡村医生违反规定使用乡村医生基本用药目录以外的处方药品",
        basis=("xiangcun-yisheng-tiaoli", "第三十八条第（二）项"),
        word="医罚",
        parties=("village-doctor",),
        share=0.7,
        items=("cc-yiliao-jigou-03",),
        problem="药房内有乡村医生基本用药目录以外的处方药品。",
        facts=(
            "{check}，本机关执法人员对村卫生室检查时发现，当事人在执业活动中使用乡村医生基本用药目录以外的处方药品{n}种，药品购进记录和处方可以相互印证。当事人予以承认，并当场将有关药品下架。有现场笔录、处方笺、询问笔录证实。",
        ),
    ),
    Offence(
        name="允许未办理执业地点变更手续或者未延续注册的护士从事护理活动",
        basis=("hushi-tiaoli", "第二十八条第（二）项"),
        word="医罚",
        parties=("clinic", "outpatient", "hospital", "township"),
        share=0.9,
        items=("cc-yiliao-jigou-02",),
        problem="部分护士的执业地点未变更到本机构或者执业注册已经过期。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人有{n}名护士的执业注册有效期已经届满，未办理延续执业注册，仍在病区从事护理活动。有现场笔录、护士执业证书复印件、排班表、询问笔录证实。",
            "经查，当事人聘用的{n}名护士，注册的执业地点为其他医疗机构，未办理执业地点变更手续即在本机构从事输液、注射等护理活动，至{check}检查时仍在岗。有现场笔录、执业信息查询结果、询问笔录为证。",
        ),
    ),
    Offence(
        name="未对医疗废物进行登记或者未保存登记资料",
        basis=("yiliao-feiwu-guanli-tiaoli", "第四十五条第（四）项"),
        word="废罚",
        body=DISEASE_CONTROL,
        parties=_MEDICAL,
        share=1.6,
        items=("cc-chuanranbing-fangzhi-03",),
        problem="医疗废物交接登记不完整，部分日期无登记。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人医疗废物登记本最近一次登记为{days}日前，其间产生的医疗废物未登记种类、重量和交接时间。当事人承认疏于管理。有现场笔录、登记本复印件、询问笔录证实。",
            "{check}检查时，当事人不能提供上一年度的医疗废物登记资料，称因搬迁遗失。经查，登记资料保存不足三年。以上事实有现场笔录、转移联单、询问笔录为证。",
        ),
    ),
    Offence(
        name="未将医疗废物按照类别分置于专用包装物或者容器",
        basis=("yiliao-feiwu-guanli-tiaoli", "第四十六条第（二）项"),
        word="废罚",
        body=DISEASE_CONTROL,
        parties=_MEDICAL,
        share=1.6,
        fine=(500, 5000),
        must_fine=False,
        items=("cc-chuanranbing-fangzhi-03",),
        problem="损伤性废物与感染性废物混放，未使用专用包装物。",
        facts=(
            "{check}，本机关执法人员在当事人处置室检查发现，使用后的一次性注射器针头与棉签、敷料混放于同一黄色垃圾袋内，{n}个锐器盒未标注科室和日期。有现场笔录、现场照片、询问笔录证实。",
            "{check}，检查发现当事人将使用后的输液器、检验试管等医疗废物装入普通塑料袋存放，未按照类别分置于专用包装物或者容器。当事人当场表示接受处理。有现场笔录、视频资料、询问笔录为证。",
        ),
    ),
    Offence(
        name="将医疗废物混入其他废物和生活垃圾",
        basis=("yiliao-feiwu-guanli-tiaoli", "第四十七条第（一）项"),
        word="废罚",
        body=DISEASE_CONTROL,
        parties=_MEDICAL,
        share=1.0,
        fine=(5000, 10_000),
        items=("cc-chuanranbing-fangzhi-03",),
        problem="生活垃圾桶内发现使用后的输液器、棉签等医疗废物。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人门前生活垃圾桶内有使用后的一次性输液器{n}套和沾有血迹的棉签。经查，系当事人工作人员将医疗废物混入生活垃圾丢弃。有现场笔录、现场照片、称重记录、询问笔录证实。",
        ),
    ),
    Offence(
        name="未按规定填写、保管病历资料",
        basis=("yiliao-jiufen-tiaoli", "第四十七条第（四）项"),
        word="医罚",
        parties=("outpatient", "hospital", "township"),
        share=0.6,
        fine=(10_000, 20_000),
        items=("cc-yiliao-jigou-03",),
        problem="抽查的病历填写不完整，部分病历无法提供。",
        facts=(
            "{check}，本机关执法人员抽查当事人归档病历{n}份，发现部分病历缺少手术记录和上级医师查房记录，{m}月的部分门诊病历无法提供。当事人承认病历管理制度不落实。有现场笔录、病历复印件、询问笔录证实。",
        ),
    ),
    Offence(
        name="未按规定对放射诊疗设备、工作场所及防护设施进行检测和检查",
        basis=("fangshe-zhenliao-guiding", "第四十一条第（三）项"),
        word="放罚",
        parties=("outpatient", "hospital", "township"),
        share=0.9,
        fine=(1000, 8000),
        must_fine=False,
        items=("cc-fangshe-weisheng-01",),
        problem="放射诊疗设备状态检测报告已超过一年。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人的{n}台放射诊疗设备最近一次状态检测距检查之日已超过一年，机房防护检测报告也已超期，设备仍在使用。有现场笔录、检测报告复印件、影像检查登记、询问笔录证实。",
        ),
    ),
    Offence(
        name="未取得放射诊疗许可从事放射诊疗工作",
        basis=("fangshe-zhenliao-guiding", "第三十八条第（一）项"),
        word="放罚",
        parties=("clinic", "outpatient"),
        share=0.5,
        fine=(500, 3000),
        must_fine=False,
        items=("cc-fangshe-weisheng-01",),
        problem="使用牙科X射线机，不能出示放射诊疗许可证。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人安装并使用牙科X射线机一台，不能出示放射诊疗许可证。经查，该设备自{m}月起投入使用，累计拍片{n}人次以上，一直未取得放射诊疗许可。有现场笔录、设备铭牌照片、拍片登记、询问笔录证实。",
        ),
    ),
    Offence(
        name="未按照规定组织职业健康检查、建立职业健康监护档案",
        basis=("zhiyebing-fangzhi-fa", "第七十一条第（四）项"),
        word="职罚",
        parties=("factory",),
        share=0.9,
        fine=(50_000, 60_000),
        must_fine=False,
        items=("cc-zhiye-weisheng-01", "cc-zhiye-weisheng-03"),
        problem="部分接触职业病危害的劳动者没有在岗期间职业健康检查报告。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人打磨、喷漆岗位有{n}名劳动者接触粉尘、苯系物和噪声，不能提供其上岗前和在岗期间职业健康检查报告，未建立职业健康监护档案。有现场笔录、劳动者名册、工作场所检测报告、询问笔录证实。",
        ),
    ),
    Offence(
        name="未按照规定对工作场所职业病危害因素进行检测、评价",
        basis=("zhiyebing-fangzhi-fa", "第七十二条第（四）项"),
        word="职罚",
        parties=("factory",),
        share=0.8,
        items=("cc-zhiye-weisheng-01",),
        problem="不能提供上一年度工作场所职业病危害因素检测报告。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人生产过程中产生矽尘、电焊烟尘和噪声，不能提供上一年度工作场所职业病危害因素检测、评价报告，职业病危害公告栏也未公布检测结果。有现场笔录、生产工艺资料、询问笔录证实。",
        ),
    ),
    Offence(
        name="学校教学环境和卫生设施不符合国家有关标准",
        basis=("xuexiao-weisheng-tiaoli", "第三十三条"),
        word="学罚",
        parties=("school",),
        share=0.9,
        body=DISEASE_CONTROL,
        items=("cc-xuexiao-weisheng-01",),
        problem="抽测的教室课桌面照度低于国家标准。",
        facts=(
            "{check}，本机关执法人员对当事人{n}间教室进行现场检测，课桌面照度平均值低于国家标准，部分黑板反光，课桌椅型号与学生身高不匹配。有现场笔录、现场检测记录、询问笔录证实。",
            "{check}，检查发现当事人学生厕所蹲位和洗手水龙头数量不足，宿舍未提供洗漱设施，经限期整改后仍有{n}处不符合要求。有现场笔录、整改意见书、现场照片、询问笔录为证。",
        ),
    ),
    Offence(
        name="未定期开展消毒与灭菌效果检测",
        basis=("xiaodu-guanli-banfa", "第四条"),
        word="消罚",
        body=DISEASE_CONTROL,
        parties=("clinic", "clinic", "outpatient", "township"),
        share=1.2,
        warning=False,
        fine=(300, 3000),
        items=("cc-chuanranbing-fangzhi-02",),
        problem="不能提供本季度消毒与灭菌效果检测记录。",
        facts=(
            "{check}，本机关执法人员检查发现，当事人的压力蒸汽灭菌器自{m}月起未进行生物监测，紫外线灯管未检测辐照强度，使用中消毒液无浓度监测记录。有现场笔录、灭菌登记复印件、询问笔录证实。",
        ),
    ),
)
"""Every kind of offence that may occur."""
