"""What word processors, haste and reorganisations leave in texts (TX001 to TX008): the inspection of government sites counts such errors.

Basis: 国办秘函〔2019〕19号 treats grave wording errors as a veto; which slips are meant is practice, so these are warnings.
"""

import re

from generator.law.provision import practice
from generator.rules.rule import Passage, Spots, text_rule
from generator.rules.slips import NOT_AFTER, SLIPS
from generator.source.problem import Problem

_BASIS = (practice("政府网站发布的文字要准确、规范，发布前要校对。"),)
_ARTEFACTS = re.compile(
    r"\[bookmark: ?\w*\]|_GoBack|错误[！!]未(?:找到引用源|定义书签)|Error! (?:Bookmark|Reference)|<o:p>|\bMERGEFORMAT\b|\bPAGEREF\b"
)


@text_rule(
    Problem(
        code="TX001",
        title="残留的排版代码",
        level="warning",
        message="「{text}」是从 Word 复制时带进来的代码",
        help="删掉「{text}」。",
        why="从 Word 复制文字时会带进书签、域代码，公众看不懂，也显得不认真。",
        example="[bookmark: _GoBack]（一）加强组织领导",
        basis=_BASIS,
    ),
    re.compile(r"\[bookmark|_GoBack|错误[！!]未|Error! |<o:p>|MERGEFORMAT|PAGEREF").search,
)
def no_word_processor_artefacts(text: str, passage: Passage) -> Spots:
    """TX001: no bookmark, field code or tag of a word processor is left in a text."""
    for found in _ARTEFACTS.finditer(text):
        yield found.start(), {"text": found[0]}


_BLANK_DATE = re.compile(r"(?:\d{4}|[ 　]+)年(?:[ 　]*月[ 　]*日|\d{1,2}月[ 　]+日)|\d{4}年\d{1,2}月日")


@text_rule(
    Problem(
        code="TX002",
        title="日期没有填完",
        level="warning",
        message="日期「{text}」没有填完",
        help="补上年、月、日；还没有确定的，删掉日期，写「另行通知」。",
        why="成文和发布的日期决定期限从哪天起算，留空的日期没有法律意义。",
        example="（2024年6月 日）",
        basis=_BASIS,
    ),
    re.compile(r"年[ 　]*月[ 　]*日|月[ 　]+日|月日").search,
)
def dates_are_filled_in(text: str, passage: Passage) -> Spots:
    """TX002: no date is left with a blank for month or day."""
    for found in _BLANK_DATE.finditer(text):
        yield found.start(), {"text": found[0].strip()}


_NO_MONTH = re.compile(r"(?<![\d年月至到\-－—~～])(\d{1,2})(上旬|中旬|下旬)")


@text_rule(
    Problem(
        code="TX003",
        title="旬前少了「月」",
        level="warning",
        message="「{text}」少了「月」字",
        help="写成「{better}」。",
        why="期限写得不完整，执行的人和监督的人都不知道到哪一天。",
        example="自查自纠阶段（7下旬-10月）",
        basis=_BASIS,
    ),
    re.compile(r"[上中下]旬").search,
)
def parts_of_a_month_name_the_month(text: str, passage: Passage) -> Spots:
    """TX003: 上旬, 中旬 and 下旬 follow a month."""
    for found in _NO_MONTH.finditer(text):
        if 1 <= int(found[1]) <= 12:
            yield found.start(), {"text": found[0], "better": f"{found[1]}月{found[2]}"}


_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ＠]+")


@text_rule(
    Problem(
        code="TX004",
        title="全角数字或字母",
        level="warning",
        message="「{text}」是全角字符",
        help="改成半角：{better}。",
        why="全角的数字、字母和符号复制出来不能用，也检索不到。",
        example="电话：６０１０００１",
        basis=_BASIS,
    ),
    _WIDE.search,
)
def digits_and_letters_are_half_width(text: str, passage: Passage) -> Spots:
    """TX004: digits, letters and @ are of half width."""
    for found in _WIDE.finditer(text):
        yield found.start(), {"text": found[0], "better": "".join(chr(ord(character) - 0xFEE0) for character in found[0])}


_HALF = re.compile(r"(?<=[\u4e00-\u9fff”）》])[,;?!](?=[\u4e00-\u9fff“（《])")
_FULL = {",": "，", ";": "；", "?": "？", "!": "！"}


@text_rule(
    Problem(
        code="TX005",
        title="汉字之间用了半角标点",
        level="warning",
        message="汉字之间用了半角标点「{text}」，共 {count} 处",
        help="改成全角标点「{better}」，其余各处一并改正。",
        why="中文用全角标点（GB/T 15834），半角标点排出来疏密不匀，读屏软件也读不出停顿。",
        example="坚持以依法行政为主线,以严肃查处违法行为为抓手",
        basis=_BASIS,
    ),
    re.compile(r"[,;?!][\u4e00-\u9fff“（《]").search,
)
def punctuation_between_characters_is_full_width(text: str, passage: Passage) -> Spots:
    """TX005: between Chinese characters punctuation is of full width; said once for a text."""
    places = list(_HALF.finditer(text))
    if places:
        mark = places[0][0]
        yield places[0].start(), {"text": mark, "better": _FULL[mark], "count": len(places)}


# What a slip must not follow is asked behind its first character: a pattern that begins with plain characters is searched quickly.
_SLIP = re.compile("|".join(slip[0] + (f"(?<!{NOT_AFTER[slip]}{slip[0]})" if slip in NOT_AFTER else "") + slip[1:] for slip in SLIPS))


@text_rule(
    Problem(
        code="TX006",
        title="错别字",
        level="warning",
        message="「{text}」像是「{better}」之误",
        help="改成「{better}」。",
        why="错别字会改变意思，检查政府网站时按错误计数。",
        example="按行政许可、秆政处罚、行政强制分类",
        basis=_BASIS,
    ),
    _SLIP.search,
)
def no_common_slips(text: str, passage: Passage) -> Spots:
    """TX006: none of the slips of the pen that are known from such documents (:data:`generator.rules.slips.SLIPS`)."""
    for found in _SLIP.finditer(text):
        yield found.start(), {"text": found[0], "better": SLIPS[found[0]]}


_OLD_NAME = re.compile(r"卫计[局委]|卫计部门|卫计执法|卫计系统|卫生(?:和|与)?计(?:划)?生(?:育)?局")
_NEW_NAME = re.compile(r"卫健[局委部系]|卫生健康[局委]")
_QUOTED = re.compile(r"《[^》]*》")


@text_rule(
    Problem(
        code="TX007",
        title="新旧机关名称混用",
        level="warning",
        message="「{text}」是机构改革以前的名称，同一篇里又用了「{newer}」",
        help="统一写现在的名称；引用旧文件的，写全旧文件的名称并加书名号。",
        why="同一篇文字里机关名称前后不一，公众会以为是两个单位。",
        example="卫健局制定方案，卫计部门抓好落实",
        basis=_BASIS,
    ),
    _OLD_NAME.search,
)
def one_organ_has_one_name(text: str, passage: Passage) -> Spots:
    """TX007: a text that uses the present name of the organ does not use the one before the reform of 2018 too."""
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    newer = _NEW_NAME.search(bare)
    found = _OLD_NAME.search(bare)
    if newer and found:
        yield found.start(), {"text": found[0], "newer": newer[0]}


_DISTRICT = re.compile(
    r"(?<=[据按照向由经报送在与和对，。、；（到])区(?:信用办|政府|人民政府|卫健局|卫生健康局|司法局|市场监管局|行政审批局|委、?区政府|委办)"
)


@text_rule(
    Problem(
        code="TX008",
        title="把县写成了区",
        level="warning",
        message="「{text}」：本机关在县里，这里却写了区",
        help="改成县里的单位；确实指某个区的，写全它的名称。",
        why="照抄外地的文件容易留下外地的单位名称。",
        example="根据区信用办工作要求（某县卫生健康局）",
        basis=_BASIS,
    ),
    re.compile(r"[据按照向由经报送在与和对，。、；（到]区(?:信用办|政府|人民政府|卫|司法局|市场|行政审批局|委)").search,
)
def a_county_is_no_district(text: str, passage: Passage) -> Spots:
    """TX008: a text of a county's bureau does not speak of organs of a district without a name."""
    if "县" not in passage.bureau.name or "区" in passage.bureau.name:
        return
    for found in _DISTRICT.finditer(text):
        yield found.start(), {"text": found[0]}
