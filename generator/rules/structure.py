"""How a page is built: numbering, headings, years, endings, pictures and links (TX009 to TX015)."""

import re

from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.rules.rule import Page, Spots, page_rule
from generator.source.problem import Problem

_PRACTICE = (practice("政府网站发布的文字要准确、规范，发布前要校对。"),)
_ACCESS = (provision("无障碍环境建设法", "第三十二条"),)

_CHINESE = "一二三四五六七八九十"
_ITEM = re.compile(r"^(?:#+[ ]+)?(?:(\d{1,2})|([一二三四五六七八九十]{1,3}))、", re.M)


def _number(chinese: str) -> int:
    """一 to 九十九 as a number; 0 for what is none."""
    tens, ten, ones = chinese.rpartition("十")
    if not ten:
        return _CHINESE.find(chinese) + 1 if len(chinese) == 1 else 0
    return (_CHINESE.find(tens) + 1 if tens else 1) * 10 + (_CHINESE.find(ones) + 1 if ones else 0)


@page_rule(
    Problem(
        code="TX009",
        title="序号写法前后不一",
        level="warning",
        message="「{text}」接着前面的「{before}」，序号的写法变了",
        help="同一层的序号统一写成「一、二、三、」，下一层写「（一）」，再下一层写「1.」。",
        why="序号写法变了，读的人分不清层次，引用时也说不清是第几条。",
        example="1、工作目标\n2、工作内容和任务\n三、实施步骤",
        basis=_PRACTICE,
    )
)
def numbering_keeps_its_form(page: Page) -> Spots:
    """TX009: what begins with 1、 2、 does not go on with 三、."""
    last: dict[bool, tuple[int, str]] = {}
    for found in _ITEM.finditer(page.prose):
        chinese = found[2] is not None
        number = _number(found[2]) if chinese else int(found[1])
        if number == 1:
            last = {key: value for key, value in last.items() if key != chinese}
        elif chinese and last.get(True, (0, ""))[0] != number - 1 and last.get(False, (0, ""))[0] == number - 1:
            yield found.start(), {"text": found[0].lstrip("# "), "before": last[False][1]}
        last[chinese] = (number, found[0].lstrip("# "))


_SERIES = re.compile(
    r"(?<=[。；;\n])(二|三|四|五|六)(?!是|[、，。：；）)级次者分类季元年月日十百千万项条款方阶名人个楼层室号等期审手倍])(?=[\u4e00-\u9fff]{2})"
)


@page_rule(
    Problem(
        code="TX010",
        title="分项的「是」字漏写",
        level="warning",
        message="「{text}」接在「一是……」后面，少了「是」字",
        help="写成「{better}」。",
        why="一是、二是、三是要对称，漏写了字读起来不通。",
        example="一是加强制订计划。二加强审查程序。三是加强备案。",
        basis=_PRACTICE,
    )
)
def items_of_a_series_are_marked_alike(page: Page) -> Spots:
    """TX010: 一是 …, 三是 … has 二是 between."""
    for found in _SERIES.finditer(page.prose):
        start, end = page.prose.rfind("\n", 0, found.start()) + 1, page.prose.find("\n", found.end())
        paragraph = page.prose[start : end if end >= 0 else None]
        if "一是" in paragraph and f"{found[1]}是" not in paragraph:
            text = page.prose[found.start() : found.start() + 3]
            yield found.start(), {"text": text, "better": f"{found[1]}是{text[1:]}"}


_UNFINISHED = re.compile(
    r"(?<=[\u4e00-\u9fff”）》\d])(?:[，,、][ 　]*(?=\s*\Z|\n[ ]*\n|\n(?:#|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]))|[；;][ 　]*(?=\s*\Z))"
)


@page_rule(
    Problem(
        code="TX011",
        title="文字没有写完",
        level="warning",
        message="最后以「{text}」结尾，像是没有写完",
        help="把后面的内容补上；已经写完的，改成句号。",
        why="以逗号、顿号结尾，多半是粘贴时漏了后面的内容。",
        example="提高执法水平，",
        basis=_PRACTICE,
    )
)
def a_page_ends_with_its_end(page: Page) -> Spots:
    """TX011: no paragraph or page ends with a comma."""
    for found in _UNFINISHED.finditer(page.prose):
        yield found.start(), {"text": found[0].strip()}


_STAGE = re.compile(r"^.*[（(](\d{4})年.*[)）][ 　]*$", re.M)
_DEADLINE = re.compile(r"[于自](\d{4})年\d{1,2}月(?:\d{1,2}日)?(?:前|底|底前|起|以前|之前|完成)?")
_REPORTED = re.compile(r"(\d{4})年1[-—－至~]12月")
_YEAR = re.compile(r"(\d{4})年")


@page_rule(
    Problem(
        code="TX012",
        title="年份前后不一致",
        level="warning",
        message="「{text}」和「{other}」的年份对不上",
        help="核对年份，改成一致；确实说的是另一年，写明是哪一年的事。",
        why="套用往年的文件容易忘记改年份，期限就落在了过去。",
        example="（一）安排部署阶段（2019年5月）\n各单位于2017年5月30日前完成",
        basis=(CONSISTENCY,),
    )
)
def years_agree(page: Page) -> Spots:
    """TX012: a stage of one year has no deadline in an earlier one, a later stage no earlier year, a year's report no other year's figures."""
    yield from _stages(page.prose)
    title = next((line for line in page.prose.splitlines() if _YEAR.search(line) and not line.startswith(("-", ">"))), "")
    years = set(_YEAR.findall(title.split("（")[0]))
    if len(years) == 1:
        (year,) = years
        for found in _REPORTED.finditer(page.prose):
            if found[1] == str(int(year) + 1):
                yield found.start(), {"text": found[0], "other": title.strip("# 　")[:30]}


def _stages(text: str) -> Spots:
    stages = list(_STAGE.finditer(text))
    latest: re.Match[str] | None = None
    for place, stage in enumerate(stages):
        if latest and int(stage[1]) < int(latest[1]):
            yield stage.start(), {"text": stage[0].strip("# 　")[:30], "other": latest[0].strip("# 　")[:30]}
        else:
            latest = stage
        end = stages[place + 1].start() if place + 1 < len(stages) else len(text)
        for deadline in _DEADLINE.finditer(text, stage.end(), end):
            if int(deadline[1]) < int(stage[1]):
                yield deadline.start(), {"text": deadline[0], "other": stage[0].strip("# 　")[:30]}


@page_rule(
    Problem(
        code="TX013",
        title="图片没有文字说明",
        message="图片「{target}」没有文字说明",
        help="写成 ![图里是什么]({target})，用一句话说明图的内容。",
        why="看不见图的人靠文字说明知道图里是什么，图片打不开时也要有文字。",
        example="![](chart.png)",
        basis=_ACCESS,
    )
)
def pictures_have_a_description(page: Page) -> Spots:
    """TX013: every picture of a page has an alternative text."""
    for found in re.finditer(r"!\[\s*\]\(([^)\s]*)[^)]*\)|<img(?![^>]*\balt=\"[^\"]+\")[^>]*?src=\"([^\"]*)\"[^>]*>", page.prose):
        yield found.start(), {"target": found[1] or found[2] or ""}


@page_rule(
    Problem(
        code="TX014",
        title="标题跳级",
        level="warning",
        message="标题从第 {above} 级跳到第 {level} 级：「{title}」",
        help="少写一个或几个 #，一级一级往下写。",
        why="读屏软件按标题的级别浏览，跳级会让人以为漏了一节。",
        example="# 公示说明\n### 一、范围",
        basis=_ACCESS,
    )
)
def headings_go_down_step_by_step(page: Page) -> Spots:
    """TX014: below a heading comes at most the next level."""
    above = 0
    for found in re.finditer(r"^(#{1,6})[ ]+(.+?)\s*#*$", page.prose, re.M):
        level = len(found[1])
        if above and level > above + 1:
            yield found.start(), {"above": above, "level": level, "title": found[2]}
        above = level


_LINK = re.compile(r"\]\(\s*<?(https?://([^/\s)>:]+)[^)\s>]*)|<(https?://([^/\s>:]+)[^\s>]*)>|href=\"(https?://([^/\"\s:]+)[^\"]*)\"")


@page_rule(
    Problem(
        code="TX015",
        title="链接到政府网站以外",
        level="warning",
        message="链接到 {host}，不是政府网站，也不在许可的网站里",
        help="换成 gov.cn 上的地址；确实需要的，在 mkdocs.yml 的「规则」里把 {host} 写进「外链许可」。",
        why="外站的内容会变，被冒用以后政府网站要负责；检查指标把链接到不当内容列为一票否决。",
        example="[标准全文](https://wenku.example.com/abc)",
        basis=(provision("19号"),),
    )
)
def links_lead_to_known_hosts(page: Page) -> Spots:
    """TX015: external links lead to government sites or to hosts that the settings allow."""
    allowed = ("gov.cn", *page.settings.link_hosts)
    for found in _LINK.finditer(page.prose):
        host = (found[2] or found[4] or found[6]).lower()
        if not any(host == name or host.endswith(f".{name}") for name in allowed):
            yield found.start(), {"host": host}
