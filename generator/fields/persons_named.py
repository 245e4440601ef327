"""Persons who are never named (patients, complainants, witnesses, minors), found by their name beside a role word; and where they live.

A name cannot be told from a word for certain. Every part here errs towards silence: a name of rare characters is missed sooner than an
ordinary sentence is held back. Source: REGISTERS, Persons; DOMAIN 2.11.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.fields.party import mask_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name that stands beside a role word."""

    role: str
    """The role word: 患者, 举报人 and the like."""
    start: int
    """Where the name begins in the text, in characters."""
    end: int
    """Where it ends, exclusive."""
    shown: str
    """The name as it may be repeated: the surname and 某."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeAddress:
    """An address with a door number beside a word for where a person lives."""

    word: str
    """The word it stands beside: 家住, 住址 and the like."""
    start: int
    """Where the address begins in the text, in characters."""
    end: int
    """Where it ends, exclusive."""
    shown: str
    """The first three characters, the rest left out."""


_ROLES = (
    "未成年人 就诊人 就诊者 求美者 举报人 投诉人 信访人 控告人 检举人 反映人 受害人 被害人 监护人 见证人 接生对象 "
    "患者 患儿 病人 病患 产妇 孕妇 新生儿 婴儿 幼儿 儿童 学生 死者 伤者 逝者 家属 家长 证人"
).split()

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范石廖贾韦付夏"
    "邹熊孟秦阎薛侯雷龙段郝孔邵毛赖武康贺严尹钱施牛洪龚汤陶黎樊翁柯骆葛柴鲁殷倪邢岳齐庞颜庄聂焦伍涂欧耿覃兰艾霍邬仇鲍冉裴麦"
    "梅莫祝柳舒阮纪管卜盛童凌涂戚甘谷翟靳褚詹向符桂欧尤路牟苗辛闫吉穆蒲卓窦屈娄邱俞喻芦晏郁饶游习储滕臧佟奚冼敖佘阳巫盘"
)
_WORDS_TOO = "方任成常安高江金万于文白温史关华包连左严章单申尚车宁简时全费巩"
"""Surnames that more often begin a word: taken for one before a given name of two characters, or after a sign that a name follows."""
_COMPOUND = (
    "欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 东方 南宫 端木 呼延 轩辕 独孤 西门 申屠 淳于 单于 钟离 司空 闻人"
).split()
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉萍红娥玲芬燕彩春菊凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉"
    "婷宁蓓璐娅琦晶妍茜秋珊莎锦黛青倩婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗"
    "羽希欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜姬舒影荔枝思俊峰志义兴良海山仁波贵福生龙元全国胜学祥才发武新利清飞彬富顺"
    "信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若"
    "鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘宇轩子涵梓萱浩然诗雨欣怡奕阳皓铭睿昊俊熙煜"
    "小鑫淼垚森焱磊琪璇雯霖甜蕾婧莹娇妮婉巧慧惠美淑文东南北华忠孝礼智勇毅恒立永长根柱宝财金银铁钢军兵红卫星建设一二三丙丁甲乙"
)
_ORDINARY = frozenset(
    "安全 平安 文明 文化 文字 成长 成立 成功 成人 高兴 高中 高龄 时长 金银 金丹 江南 江东 江河 万一 温和 方圆 关心 关爱 关怀 常青 华南 "
    "康宁 康乐 康健 石林 石英 牛群 马达 马上 毛利 田园 田林 武艺 武林 山东 江山 林业 杨树 柳树 桂林 龙江 兰州 齐心 黎明 石家 路上 童心 "
    "童年 管家 庄园 盛行 盛大 向上 向东 向南 向北 向心 向前 游园 游泳 习惯 储存 纪律 梅花 苏州 汤药 石膏 黄金 黄河 黄山 丁香 姜汁 梁山 "
    "时间 全国 全家 全心 全有 申明 申诉 单元 单一 单身 单行 方才 任一 任之 包子 车行 严明 阳光 阳春 辛勤 吉祥 谷子 柴胡 雷达 唐山 余生 "
    "卓有 宁波 高以 高达 高明 齐全 成天 连心 左心 于一 阳性 曾有 曾以 何时 何以 许可 付清 付利 施行 程序 石子 游行 储有 向有 向民".split()
)
_FOLLOWS = r"(?=$|[^\u4e00-\u9fffA-Za-z某]|[的于在称说因到从等向与和及被自诉反曾由经就来去对报认要陈提至已未入住出死术女男同丧])"

_LED = r"(?P<sign>\s?[：:“\"（(]\s?|\s|为|系|是|叫|名叫|姓名[：:]?)?"
_NAME = re.compile(
    rf"(?P<role>{'|'.join(_ROLES)}){_LED}(?P<name>(?P<surname>{'|'.join(_COMPOUND)}|[{_SURNAMES}{_WORDS_TOO}])"
    rf"(?:[{_GIVEN}]{{2}}{_FOLLOWS}|[{_GIVEN}]{_FOLLOWS}))"
)

_HOME = re.compile(
    r"(?P<word>家庭住址|现住址|住址|家住|现住|户籍地址|户籍所在地|居住于|住所地)(?:[：:为系是在]|\s){0,2}"
    r"(?P<address>[^，。；、\s<>]{3,40}?(?:[0-9０-９]+|[一二三四五六七八九十]+)(?:室|单元|号楼|栋|幢|组|户|号院)(?:[0-9０-９]+(?:室|单元|号|户))*)"
)
_WORKPLACE = re.compile(r"公司|医院|诊所|门诊|卫生院|卫生室|中心|酒店|宾馆|店|学校|单位|机构|企业|场所")


def persons_in(text: str, known: frozenset[str] = frozenset()) -> Iterator[Named]:
    """Yield the names that seem to stand beside a role word. Masked names and those in ``known`` are passed over."""
    for found in _NAME.finditer(text):
        name, surname = found["name"], found["surname"]
        word_like = surname in _WORDS_TOO and len(name) == 2 and not found["sign"]
        if word_like or name in known or name[:2] in _ORDINARY or name[1:] in _ORDINARY:
            continue
        yield Named(role=found["role"], start=found.start("name"), end=found.end("name"), shown=mask_name(name))


def home_addresses_in(text: str) -> Iterator[HomeAddress]:
    """Yield the addresses with a door number of those who seem to be natural persons.

    住所地 is said of companies as well: with a word for a workplace shortly before it, it is passed over.
    """
    for found in _HOME.finditer(text):
        before = text[max(0, found.start() - 30) : found.start()]
        if found["word"] == "住所地" and _WORKPLACE.search(before):
            continue
        start, end = found.span("address")
        yield HomeAddress(word=found["word"], start=start, end=end, shown=text[start : start + 3] + "……")
