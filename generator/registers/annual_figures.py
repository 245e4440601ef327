"""年度行政执法数据: the yearly table of each body, as it was entered and published by 31 January (国办发〔2018〕118号)."""

from typing import Annotated

from pydantic import Field

from generator.fields.model import Model
from generator.fields.numbers import Amount, Count
from generator.fields.reference import Reference
from generator.fields.text import Line, Paragraphs, RecordId
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class PenaltyFigures(Model):
    """Penalties in cases (宗): a case with several kinds counts once, in the heaviest."""

    warning: Count = Field(alias="警告、通报批评")
    """最重的处罚种类是警告、通报批评的件数。"""
    fine: Count = Field(alias="罚款")
    """最重的处罚种类是罚款的件数。"""
    confiscation: Count = Field(alias="没收违法所得、没收非法财物")
    """最重的处罚种类是没收违法所得、没收非法财物的件数。"""
    suspension: Count = Field(alias="暂扣许可证件、降低资质等级")
    """最重的处罚种类是暂扣许可证件、降低资质等级的件数。"""
    revocation: Count = Field(alias="吊销许可证件")
    """最重的处罚种类是吊销许可证件的件数。"""
    restriction: Count = Field(alias="限制开展生产经营活动")
    """最重的处罚种类是限制开展生产经营活动的件数。"""
    closure: Count = Field(alias="责令停产停业、责令关闭、限制从业")
    """最重的处罚种类是责令停产停业、责令关闭、限制从业的件数。"""
    detention: Count = Field(alias="行政拘留")
    """行政拘留的件数；卫生健康部门没有这项职权，写 0。"""
    other: Count = Field(alias="其他")
    """法律、行政法规规定的其他处罚的件数。"""
    total: Count = Field(alias="处罚合计")
    """全部处罚决定的件数，等于各种类之和。"""
    amount: Amount = Field(alias="罚没金额")
    """决定书上的罚款和没收金额之和，元（不是万元）。"""


class LicenceFigures(Model):
    """Licences in cases (宗)."""

    applied: Count = Field(alias="申请")
    """收到的许可申请件数。"""
    accepted: Count = Field(alias="受理")
    """受理的件数。"""
    granted: Count = Field(alias="准予许可")
    """作出准予、变更、延续决定的件数。"""
    refused: Count = Field(alias="不予许可")
    """作出不予许可决定的件数。"""
    revoked: Count = Field(alias="撤销许可")
    """作出撤销许可决定的件数；依申请注销的不算。"""


class CoercionFigures(Model):
    """Coercion in cases (宗), by the methods of 行政强制法第九条 and 第十二条."""

    sealing: Count = Field(alias="查封场所、设施或者财物")
    """查封的件数。"""
    seizure: Count = Field(alias="扣押财物")
    """扣押的件数。"""
    freezing: Count = Field(alias="冻结存款、汇款")
    """冻结的件数。"""
    other_measures: Count = Field(alias="其他行政强制措施")
    """其他行政强制措施的件数。"""
    surcharge: Count = Field(alias="加处罚款或者滞纳金")
    """加处罚款或者滞纳金的件数。"""
    other_enforcement: Count = Field(alias="其他行政强制执行")
    """划拨、拍卖、排除妨碍、代履行和其他强制执行的件数。"""
    court: Count = Field(alias="申请人民法院强制执行")
    """申请人民法院强制执行的件数。"""
    total: Count = Field(alias="强制合计")
    """全部强制决定的件数。"""


class InspectionFigures(Model):
    """Inspections in times (次): one unit checked once is one."""

    total: Count = Field(alias="检查次数")
    """检查一个单位一次，算一次。"""
    random: Count = Field(alias="其中双随机")
    """其中随机抽取对象、随机选派人员的次数。"""
    faulty: Count = Field(alias="其中发现问题")
    """其中责令改正和立案查处的次数。"""


class CollectionFigures(Model):
    """Fees and levies."""

    total: Count = Field(alias="征收件数")
    """作出征收、收费决定的件数。"""
    amount: Amount = Field(alias="征收金额")
    """决定的金额之和，元。"""


class DisputeFigures(Model):
    """行政复议 and 行政诉讼 against this body."""

    total: Count = Field(alias="复议诉讼件数")
    """本年收到复议决定、生效裁判的件数。"""
    lost: Count = Field(alias="败诉件数")
    """其中决定被撤销、变更、确认违法的件数。"""


class AnnualFigures(Record):
    """One year's figures of one body."""

    title: Line = Field(alias="标题")
    """例如「示例县卫生健康局2024年度行政执法数据」。"""
    year: Count = Field(alias="年度")
    """统计年度，1月1日至12月31日。"""
    body: Annotated[RecordId, Reference("subjects")] = Field(alias="主体")
    """哪个执法主体的数据；受委托组织的执法行为计入委托机关。"""
    penalties: PenaltyFigures = Field(alias="处罚")
    """行政处罚，按决定日期统计。"""
    licences: LicenceFigures = Field(alias="许可")
    """行政许可，按决定日期统计。"""
    coercions: CoercionFigures = Field(alias="强制")
    """行政强制，按决定日期统计。"""
    inspections: InspectionFigures = Field(alias="检查")
    """行政检查，按检查日期统计。"""
    collections: CollectionFigures = Field(alias="征收")
    """行政征收和收费，按决定日期统计。"""
    disputes: DisputeFigures = Field(alias="复议诉讼")
    """行政复议和行政诉讼。"""
    explanation: Paragraphs = Field(alias="说明")
    """统计口径，没有哪些职权，与按台账计算的数不一致时为什么不一致。"""


REGISTER = Register(
    key="annual-figures",
    title="年度行政执法数据",
    stage=Stage.OVERSIGHT,
    order=30,
    model=AnnualFigures,
    about="一年执了多少法：各执法主体上一年度行政处罚、许可、强制、检查、征收收费和复议诉讼的数据，每年1月31日前公布。",
    authority="国办发〔2018〕118号",
    keeper="政策法规与监督股",
    unit="份",
    heading="title",
    columns=("title", "penalties.total", "penalties.amount", "licences.granted", "coercions.total", "inspections.total", "disputes.lost"),
    summary=("year", "body", "penalties.total", "penalties.amount", "licences.granted", "inspections.total"),
    sections=(
        Section(title="行政处罚（件；金额为元）", fields=("penalties",)),
        Section(title="行政许可（件）", fields=("licences",)),
        Section(title="行政强制（件）", fields=("coercions",)),
        Section(title="行政检查（次）", fields=("inspections",)),
        Section(title="行政征收、收费（件；金额为元）", fields=("collections",)),
        Section(title="行政复议和行政诉讼（件）", fields=("disputes",)),
        Section(title="说明", fields=("year", "body", "explanation")),
    ),
    search=("title", "explanation"),
    facets=("year", "body"),
    column_type="数据发布",
)
