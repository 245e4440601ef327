"""What the credit platforms' tables demand beyond the registers. Asked only when a table is made (``gongshi export``)."""

from generator.source.problem import Problem

WANTING = Problem(
    code="EX001",
    title="双公示要求的项目没有填写",
    message="没有「{field}」，双公示的 {column}（{title}）是必填的，这一条没有导出",
    help="补上这一项，再导出一次；其他各条已经导出。",
    why="信用信息共享平台按标准的表格收数据，缺了必填项的整条都会退回。",
    example="法人受到处罚，没有填法定代表人",
)
"""What becomes of a decision that lacks a column which the standard demands of it."""
