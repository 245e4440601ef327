"""The tasks of a campaign have a day, and say what has become of them (CP002, CP003, CP004, CP005, CP006, CP008)."""

from collections.abc import Iterator

from generator.law.provision import CONSISTENCY, practice
from generator.registers.campaigns import Campaign
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault, Level
from generator.source.problem import Problem

DONE = "已完成"


@record_rule(
    Problem(
        code="CP002",
        title="任务的期限不在专项行动里",
        level="warning",
        message="任务 {task} 的「完成期限」{due} 不在专项行动的时间里（{span}）",
        help="核对「完成期限」的年份和日期；行动延长的，改最后一个阶段的「止」，或者加一个阶段。",
        why="任务在行动期间完成，期限在行动以外，多半是年份写错了。",
        example="各阶段在 2026 年，完成期限: 2025-06-30",
        basis=(CONSISTENCY,),
    ),
    "campaigns",
)
def tasks_are_due_within_the_campaign(record: Campaign, context: Context) -> Iterator[Fault]:
    """CP002: a task is due between the first day of the campaign and its last (inclusive)."""
    start, end = min(phase.starts_on for phase in record.phases), max(phase.ends_on for phase in record.phases)
    for position, task in enumerate(record.tasks):
        if not start <= task.due_on <= end:
            span = f"{start.isoformat()} 至 {end.isoformat()}"
            yield breach("任务", position, "完成期限", task=task.id, due=task.due_on.isoformat(), span=span)


@record_rule(
    Problem(
        code="CP003",
        title="任务的状态和完成日期对不上",
        message="任务 {task} 的「状态」是 {state}，{defect}",
        help="完成了的，「状态」写 已完成，并写「完成日期」；没有完成的，删掉「完成日期」。",
        why="完成没有完成、哪天完成，是专项行动向社会交代的内容，两处要一致。",
        example="状态: 已完成，没有「完成日期」",
        basis=(CONSISTENCY,),
    ),
    "campaigns",
)
def done_tasks_have_their_day(record: Campaign, context: Context) -> Iterator[Fault]:
    """CP003: a task is done exactly when it has the day on which it was done."""
    for position, task in enumerate(record.tasks):
        if (task.state == DONE) != (task.done_on is not None):
            defect = "没有写「完成日期」" if task.done_on is None else f"却写了「完成日期」{task.done_on.isoformat()}"
            yield breach("任务", position, "状态", task=task.id, state=task.state, defect=defect)


@record_rule(
    Problem(
        code="CP006",
        title="任务逾期完成没有说明",
        level="notice",
        message="任务 {task} 的期限是 {due}，{done} 才完成，「进展」里没有说明",
        help="在「进展」里写明为什么晚了。",
        why="期限是公开承诺的，晚了要有个交代。",
        example="完成期限: 2026-06-30\n完成日期: 2026-07-10，没有「进展」",
        basis=(practice("逾期完成的任务说明原因。"),),
    ),
    "campaigns",
)
def late_tasks_say_why(record: Campaign, context: Context) -> Iterator[Fault]:
    """CP006: a task that was done after its day says something of it."""
    for position, task in enumerate(record.tasks):
        if task.done_on and task.done_on > task.due_on and task.progress is None:
            yield breach("任务", position, "完成日期", task=task.id, due=task.due_on.isoformat(), done=task.done_on.isoformat())


@record_rule(
    Problem(
        code="CP008",
        title="任务编号重复",
        message="任务编号「{id}」用了两次",
        help="给其中一个任务换一个编号。",
        why="任务按编号督办和报送，两个任务共用一个编号就分不清。",
        example="两个任务都写 编号: r01",
        basis=(CONSISTENCY,),
    ),
    "campaigns",
)
def task_ids_are_unique(record: Campaign, context: Context) -> Iterator[Fault]:
    """CP008: within a campaign an id is used once."""
    seen: set[str] = set()
    for position, task in enumerate(record.tasks):
        if task.id in seen:
            yield breach("任务", position, "编号", id=task.id)
        seen.add(task.id)


@tables_rule(
    Problem(
        code="CP004",
        title="任务逾期没有说明",
        level="warning",
        message="任务 {task} 的期限是 {due}，状态还是 {state}，「进展」里没有说明",
        help="完成了的，「状态」改成 已完成，并写「完成日期」；没有完成的，在「进展」里写明办到什么程度、为什么晚、什么时候完成。",
        why="期限是公开承诺的，过了期限还没有完成，要向社会说明。",
        example="完成期限: 2026-09-30，到 10 月 1 日状态还是 进行中，没有「进展」",
        basis=(practice("逾期的任务写明原因和新的完成时间。"),),
    )
)
def overdue_tasks_say_why(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CP004: a task whose day has passed is done, or says how it stands. The page marks it as overdue in either case."""
    today = tables.as_of.isoformat()
    for row, record in tables.records("campaigns"):
        for position, task in enumerate(record["tasks"]):
            if task["due_on"] < today and task["state"] != DONE and "progress" not in task:
                yield row, breach("任务", position, "状态", task=task["id"], due=task["due_on"], state=task["state"])


@tables_rule(
    Problem(
        code="CP005",
        title="任务的完成日期还没有到",
        message="任务 {task} 的「完成日期」{done} 还没有到，今天是 {today}",
        help="完成了的，改成实际完成之日；没有完成的，删掉「完成日期」，「状态」改成 进行中。",
        why="完成日期是已经完成的那一天，不会在今天以后。",
        example="今天是 2026-11-22，完成日期: 2026-12-15",
        basis=(CONSISTENCY,),
    )
)
def tasks_are_not_done_in_advance(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """CP005: a task was not done after the as-of date. A warning on a build for a day before the last update."""
    today = tables.as_of.isoformat()
    for row, record in tables.records("campaigns"):
        for position, task in enumerate(record["tasks"]):
            if task.get("done_on", "") > today:
                level: Level | None = "warning" if record.get("updated_on", "") > today else None
                yield row, breach("任务", position, "完成日期", level=level, task=task["id"], done=task["done_on"], today=today)
