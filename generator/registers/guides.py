"""服务指南: everything a citizen asks about a matter, in the order in which they ask it."""

from typing import Annotated, Literal

from pydantic import Field

from generator.fields.model import Model
from generator.fields.numbers import Count, Days, Truth
from generator.fields.reference import Citation, Reference
from generator.fields.text import Line, Paragraphs, RecordId, Telephone
from generator.registers.record import Record
from generator.registers.register import Register, Section, Stage


class Material(Model):
    """One document that the applicant brings."""

    name: Line = Field(alias="名称")
    """材料名称。"""
    copies: Count = Field(alias="份数")
    """几份。"""
    form: Literal["原件", "复印件", "电子件", "原件和复印件", "原件或电子件"] = Field(alias="形式")
    """交原件、复印件还是电子件。"""
    needed: Literal["必要", "非必要", "容缺后补"] = Field(alias="是否必要")
    """是否必须提交，可否容缺。"""
    template: Annotated[RecordId, Reference("templates")] | None = Field(default=None, alias="样表")
    """表格样本编号。"""
    source: Line = Field(alias="来源")
    """材料从哪里来：申请人自备、政府部门核发等。"""
    note: Line | None = Field(default=None, alias="说明")
    """填写或准备时要注意什么。"""


class Step(Model):
    """One step of the procedure, at one post, in so many working days."""

    name: Line = Field(alias="环节")
    """环节名称：受理、审查、决定等。"""
    post: Line = Field(alias="岗位")
    """办理岗位。"""
    task: Line = Field(alias="审核内容")
    """这一步做什么。"""
    days: Days = Field(alias="时限")
    """几个工作日。"""


class Relief(Model):
    """When a fee is reduced, waived or deferred."""

    condition: Line = Field(alias="条件")
    """符合什么条件。"""
    standard: Line = Field(alias="标准")
    """减免或缓交多少。"""
    process: Line = Field(alias="程序")
    """怎样申请。"""


class Question(Model):
    """A question that people often ask, with its answer."""

    question: Line = Field(alias="问")
    """群众常问的问题。"""
    answer: Paragraphs = Field(alias="答")
    """答复。"""


class Guide(Record):
    """The guide to one matter."""

    name: Line = Field(alias="事项名称")
    """事项名称，与权责清单一致。"""
    item_code: Line | None = Field(default=None, alias="项目编码")
    """政务服务事项编码。"""
    category: Literal["行政许可", "行政确认", "行政备案", "行政给付", "行政奖励", "其他服务"] = Field(alias="事项类型")
    """事项类型。"""
    basis: tuple[Citation, ...] = Field(alias="依据", min_length=1)
    """办理依据：法规编号和条款。"""
    accepted_by: Line = Field(alias="受理机构")
    """受理的窗口或股室。"""
    decided_by: Annotated[RecordId, Reference("subjects")] = Field(alias="决定机构")
    """以谁的名义作出决定。"""
    conditions: tuple[Line, ...] = Field(alias="许可条件", min_length=1)
    """具备哪些条件可以申请。"""
    materials: tuple[Material, ...] = Field(alias="申请材料", min_length=1)
    """要带什么。"""
    steps: tuple[Step, ...] = Field(alias="办理流程", min_length=1)
    """经过哪些环节，每个环节几个工作日。"""
    statutory_days: Days = Field(alias="法定时限")
    """法律规定的最长期限，工作日。"""
    promised_days: Days = Field(alias="承诺时限")
    """本机关承诺的期限，工作日；当场办结写 0。"""
    immediate: Truth = Field(alias="即办件")
    """是否当场办结。"""
    by_promise: Truth = Field(alias="告知承诺")
    """是否实行告知承诺。"""
    fee: Annotated[str, Reference("fees", unless="不收费")] = Field(alias="收费")
    """收费项目编号；不收费的写「不收费」。"""
    relief: tuple[Relief, ...] = Field(default=(), alias="减免缓")
    """减、免、缓的条件、标准和程序。"""
    benefits: Paragraphs | None = Field(default=None, alias="优惠政策")
    """可以享受的优惠。"""
    channels: tuple[Annotated[RecordId, Reference("channels")], ...] = Field(alias="监督方式", min_length=1)
    """监督投诉渠道。"""
    address: Line = Field(alias="办公地址")
    """到哪里办。"""
    hours: Line = Field(alias="办公时间")
    """什么时候办。"""
    telephone: Telephone = Field(alias="办公电话")
    """办公电话。"""
    result: Line = Field(alias="结果名称")
    """办成后拿到什么。"""
    delivery: Line = Field(alias="结果送达")
    """结果怎样送达。"""
    rights: Paragraphs = Field(alias="申请人权利义务")
    """申请人有哪些权利和义务。"""
    enquiries: Line = Field(alias="咨询途径")
    """怎样咨询。"""
    questions: tuple[Question, ...] = Field(default=(), alias="常见问题")
    """常见问题。"""
    online: Line | None = Field(default=None, alias="网办地址")
    """网上办理的地址。"""


REGISTER = Register(
    key="guides",
    title="服务指南",
    stage=Stage.PRE,
    order=50,
    model=Guide,
    about="怎么办：能不能申请、要带什么、到哪里办、要等多久、收不收费、不满意找谁。",
    authority="《中华人民共和国行政许可法》第三十条；《优化营商环境条例》第三十五条",
    keeper="行政审批股",
    unit="项",
    heading="name",
    columns=("name", "category", "accepted_by", "promised_days", "statutory_days", "fee", "telephone"),
    summary=("promised_days", "statutory_days", "fee", "immediate", "by_promise", "telephone"),
    sections=(
        Section(title="能不能申请", fields=("category", "item_code", "conditions")),
        Section(title="要带什么", fields=("materials",)),
        Section(title="到哪里办", fields=("accepted_by", "decided_by", "address", "hours", "telephone", "online")),
        Section(title="要等多久", fields=("steps", "promised_days", "statutory_days", "immediate", "by_promise")),
        Section(title="收不收费", fields=("fee", "relief", "benefits")),
        Section(title="办成后拿到什么", fields=("result", "delivery")),
        Section(title="权利、咨询与监督", fields=("rights", "enquiries", "channels")),
        Section(title="常见问题", fields=("questions",)),
    ),
    search=("name", "accepted_by", "conditions", "result"),
    identifiers=("item_code",),
    facets=("category", "immediate", "by_promise"),
    template="guide.html",
    column_type="办事服务",
)
