"""The measures of coercion that county health authorities take: basis, cause, content, end. Sources: the articles in ``basis``."""

from dataclasses import dataclass

from benchmarks.offences import BUREAU, DISEASE_CONTROL

SEALING, SEIZURE, OTHER, SURCHARGE = "查封场所、设施或者财物", "扣押财物", "其他行政强制措施", "加处罚款或者滞纳金"
MEASURE, ENFORCEMENT = "强制措施", "强制执行"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One kind of measure. Texts may name {check} (the day), {n}, {last} (the last day) and {lifted}."""

    power: str
    method: str
    word: str
    """The 代字 after the body's own."""
    parties: tuple[str, ...]
    basis: tuple[tuple[str, str], ...]
    days: int
    """Longest term, in days, the first one included (行政强制法第二十五条: 30 for sealing and seizure)."""
    cause: tuple[str, ...]
    content: tuple[str, ...]
    outcome: tuple[str, ...]
    share: float
    body: str = BUREAU


MEASURES: tuple[Measure, ...] = (
    Measure(
        power="qz-yiliao-feiwu-chafeng",
        method=SEALING,
        word="查封",
        parties=("clinic", "clinic", "outpatient", "village"),
        basis=(("yiliao-feiwu-guanli-tiaoli", "第三十九条第（四）项"), ("xingzheng-qiangzhi-fa", "第二十二条")),
        days=30,
        cause=(
            "{check}，执法人员对当事人进行监督检查，发现其在院内杂物间堆放未包装、未登记的医疗废物{n}袋，涉嫌违反医疗废物管理规定，需要防止医疗废物流失并进一步调查。",
            "{check}，根据举报线索核查，当事人租用的仓房内存放使用后的输液器、注射器等医疗废物{n}袋，来源和去向不明，涉嫌违反医疗废物管理规定。",
        ),
        content=(
            "查封当事人杂物间一间及其内存放的医疗废物{n}袋，当场清点，制作清单，加贴封条；查封期间由当事人妥善保管，不得启封、转移、销毁。",
            "查封涉案仓房一间，加贴封条；仓房内医疗废物{n}袋称重登记后，交由有资质的集中处置单位安全处置。",
        ),
        outcome=(
            "调查结束，医疗废物已交集中处置单位安全处置，于{lifted}解除查封。",
            "违法行为已经改正，于{lifted}解除查封，当事人签收解除决定书。",
        ),
        share=3,
        body=DISEASE_CONTROL,
    ),
    Measure(
        power="qz-yiliao-feiwu-chafeng",
        method=SEIZURE,
        word="扣押",
        parties=("clinic", "outpatient", "village"),
        basis=(("yiliao-feiwu-guanli-tiaoli", "第三十九条第（四）项"), ("xingzheng-qiangzhi-fa", "第二十四条")),
        days=30,
        cause=(
            "{check}，执法人员在当事人处发现准备出售给废品收购人员的使用后一次性输液瓶（袋）、输液器共{n}箱，涉嫌买卖医疗废物，物品可能被转移。",
        ),
        content=("扣押使用后的一次性输液瓶（袋）、输液器{n}箱和运送用手推车一辆，当场清点，制作清单，由当事人和执法人员签字，一式二份。",),
        outcome=(
            "涉案医疗废物交由集中处置单位处置，手推车于{lifted}退还当事人，解除扣押。",
            "案件调查终结，于{lifted}解除扣押，依法另行处理。",
        ),
        share=1.5,
        body=DISEASE_CONTROL,
    ),
    Measure(
        power="qz-zhiyebing-kongzhi",
        method=OTHER,
        word="职控",
        parties=("factory",),
        basis=(("zhiyebing-fangzhi-fa", "第六十四条"), ("xingzheng-qiangzhi-fa", "第十八条")),
        days=20,
        cause=(
            "{check}，执法人员检查发现当事人喷漆车间通风设施停用，现场快速检测有机溶剂浓度明显超过职业接触限值，{n}名劳动者出现头晕、恶心等不适，有证据证明危害状态可能导致职业病危害事故发生。",
        ),
        content=("责令暂停喷漆车间作业，封存库存稀释剂{n}桶和喷枪；通风设施修复并经检测合格后方可恢复作业。",),
        outcome=("通风设施修复，经检测职业病危害因素浓度符合国家标准，危害状态得到有效控制，于{lifted}解除控制措施。",),
        share=0.9,
    ),
    Measure(
        power="qz-fengbi-yinyongshui",
        method=OTHER,
        word="水控",
        parties=("water", "property"),
        basis=(("chuanranbing-fangzhi-fa", "第九十五条第一款"), ("xingzheng-qiangzhi-fa", "第十八条")),
        days=10,
        cause=(
            "{check}，接到群众反映水质浑浊，现场采样检测菌落总数、总大肠菌群超过生活饮用水卫生标准，周边{n}户出现腹泻症状，可能被传染病病原体污染，不及时控制可能导致传染病传播。",
        ),
        content=("封闭涉及的蓄水池（水箱）和取水口，暂停供水；协调临时送水，并对水池、管网清洗消毒，检测合格后恢复供水。",),
        outcome=("清洗消毒后连续两次采样检测符合生活饮用水卫生标准，于{lifted}解除控制措施，恢复供水。",),
        share=1.6,
        body=DISEASE_CONTROL,
    ),
    Measure(
        power="qz-qiangzhi-xiaodu",
        method=OTHER,
        word="消控",
        parties=("bath", "barber", "property"),
        basis=(("chuanranbing-fangzhi-fa", "第三十六条"), ("xingzheng-qiangzhi-fa", "第十八条")),
        days=3,
        cause=(
            "经流行病学调查，当事人经营场所可能被传染病病原体污染。{check}书面告知其在疾病预防控制机构指导下自行消毒，当事人拒绝消毒处理。",
        ),
        content=("组织专业人员对经营场所地面、物体表面、用品用具和排水设施进行强制消毒，消毒期间场所暂停开放。",),
        outcome=("消毒完成，经消毒效果评价合格，于{lifted}结束强制消毒，书面告知当事人。",),
        share=0.7,
        body=DISEASE_CONTROL,
    ),
)
"""The measures, each used where the catalogue of powers holds its power and every law of its basis is in force."""

SURCHARGE_POWER, SURCHARGE_WORD = "qz-jiachu-fakuan", "加罚"
SURCHARGE_BASIS = (("xingzheng-chufa-fa", "第七十二条第一款第（一）项"), ("xingzheng-qiangzhi-fa", "第四十五条"))
SURCHARGE_CAUSE = "当事人收到行政处罚决定书（{document}）后，到期（{due}）没有缴纳罚款{fine}元，也没有申请延期或者分期缴纳，没有申请行政复议或者提起行政诉讼。"
SURCHARGE_CONTENT = "自{first}起，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额{fine}元。"
SURCHARGE_PAID = "当事人于{paid}缴清罚款和加处罚款{amount}元。"
SURCHARGE_OPEN = (
    "经催告，当事人仍未履行；法定期限内不申请行政复议、不提起行政诉讼又不履行的，依法申请人民法院强制执行。",
    "当事人申请分期缴纳，经审查同意，批准的期限内不再加处。",
)
SURCHARGE_DAYS = 34
"""Days after which three per cent a day would exceed the fine."""
