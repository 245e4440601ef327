"""What hangs at a window equals what the guides say (WN001, WN002, WN003, WN004, WN005)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.registers.windows import Window
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem

_REGION = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:省|市|县|街道|镇|乡)")
_SHARED = 5
"""So many characters in a row make two descriptions of a place the same one: 健康路1号, 政务服务中心."""


@tables_rule(
    Problem(
        code="WN001",
        title="窗口的办公时间和服务指南不同",
        level="warning",
        message="窗口写「{hours}」，在这里办的「{matter}」的服务指南写「{said}」",
        help="按实际的办公时间改到一致；窗口有延时服务的，在相同的时间后面加上。",
        why="窗口公示牌和服务指南说的是同一件事，时间不同，群众会白跑一趟。",
        example="窗口: 工作日 8:30 至 12:00；服务指南: 工作日 9:00 至 17:00",
        basis=(practice("窗口公示的办理时间、地点和服务指南一致。"), CONSISTENCY),
    )
)
def windows_are_open_when_guides_say(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """WN001: a window at the place of a guide has its hours, or more. Windows elsewhere may have their own."""
    guides = tables.catalogue("guides")
    for row, window in tables.records("windows"):
        hours = _plain(window["hours"])
        for guide in (guides[matter] for matter in window["matters"] if matter in guides):
            said = _plain(guide["hours"])
            if _same_place(window["place"], guide["address"]) and said not in hours and hours not in said:
                yield row, breach("办公时间", hours=window["hours"], matter=guide["name"], said=guide["hours"])
                break


@tables_rule(
    Problem(
        code="WN002",
        title="服务指南的地址不是窗口的地点",
        level="warning",
        message="「办公地址」写「{address}」，办理它的窗口在「{place}」",
        help="按实际的办理地点改「办公地址」或者窗口的「地点」；不在那个窗口办的，从窗口的「办理事项」里删掉。",
        why="指南告诉群众到哪里办，窗口告诉群众在这里办什么，地点不同就不知道该去哪里。",
        example="指南: 健康路1号；窗口: 县政务服务中心一楼",
        basis=(practice("窗口公示的办理时间、地点和服务指南一致。"), CONSISTENCY),
    )
)
def guides_lead_to_a_window(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """WN002: at least one of the windows that handle a matter is where its guide says."""
    handling = _handling(tables)
    for row, guide in tables.records("guides"):
        places = [window["place"] for window in handling.get(guide["id"], [])]
        if places and not any(_same_place(place, guide["address"]) for place in places):
            yield row, breach("办公地址", address=guide["address"], place="」「".join(places))


@record_rule(
    Problem(
        code="WN003",
        title="窗口没有首席代表",
        level="notice",
        message="「{window}」的岗位里没有 首席代表",
        help="在「岗位」里写明谁是首席代表；由别的窗口的首席代表兼任的，也写上。",
        why="首席代表在窗口负责审批协调，公示出来群众才知道事情卡住了找谁。",
        example="岗位的「角色」全部是 工作人员",
        basis=(practice("审批窗口设首席代表并公示。"),),
    ),
    "windows",
)
def windows_have_a_chief(record: Window, context: Context) -> Iterator[Fault]:
    """WN003: one of the posts of a window is its chief representative (提质提效方案第4项)."""
    if all(post.role != "首席代表" for post in record.posts):
        yield breach("岗位", window=record.name)


@tables_rule(
    Problem(
        code="WN004",
        title="没有窗口办理这个事项",
        level="notice",
        message="「{matter}」的服务指南写了办公地址，没有一个窗口的「办理事项」里有它",
        help="在办理它的窗口的「办理事项」里加上 {id}；只在网上办的，可以不改。",
        why="许可和服务事项都要有地方办，窗口公示牌上没有，群众找不到窗口。",
        example="服务指南 zn-001，没有窗口的「办理事项」里有 zn-001",
        basis=(provision("行政许可法", "第三十条第一款"), CONSISTENCY),
    )
)
def every_guide_has_a_window(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """WN004: a guide on show is handled at a window, where there are windows at all."""
    handling = _handling(tables)
    if not handling:
        return
    for (row, guide), standing in zip(tables.records("guides"), tables.frames["guides"]["standing"], strict=True):
        if standing == "current" and guide["id"] not in handling:
            yield row, breach("编号", matter=guide["name"], id=guide["id"])


@record_rule(
    Problem(
        code="WN005",
        title="同一个人在同一岗位写了两次",
        level="warning",
        message="岗位「{post}」的「{name}」写了两次",
        help="删掉重复的一项；一个人有两个岗位的，写不同的「岗位」。",
        why="公示牌按岗位一项一项印出来，写了两次就印两次。",
        example="岗位: 受理岗、姓名: 示例人员 写了两项",
        basis=(CONSISTENCY,),
    ),
    "windows",
)
def posts_are_listed_once(record: Window, context: Context) -> Iterator[Fault]:
    """WN005: the same person stands at the same post once."""
    seen: set[tuple[str, str]] = set()
    for position, post in enumerate(record.posts):
        if (post.post, post.name) in seen:
            yield breach("岗位", position, "姓名", post=post.post, name=post.name)
        seen.add((post.post, post.name))


def _handling(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    """For each matter the windows that handle it."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for window in tables.catalogue("windows").values():
        for matter in window["matters"]:
            found[matter].append(window)
    return found


def _same_place(one: str, other: str) -> bool:
    """Whether two descriptions name the same place: regions apart, one contains the other or they share some characters in a row."""
    first, second = (_REGION.sub("", _plain(text)) or _plain(text) for text in (one, other))
    if first in second or second in first:
        return True
    return SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size >= _SHARED


def _plain(text: str) -> str:
    """A text without the differences of how people type: width and blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
