"""The words of which invented parties are made, and the kinds of party there are."""

from dataclasses import dataclass


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TOWNS = _words("""
    城关街道 北苑街道 东湖街道 云溪镇 白石镇 青杨镇 柳林镇 南岗镇 石桥镇 永宁镇 大梁镇 三岔口镇 杏花镇 马家坪乡 清水湾乡 望月乡
""")
ROADS = _words("""
    人民路 健康路 文化街 解放东路 建设路 迎宾大道 学府路 滨河路 兴业街 和平街 育才路 团结巷 新华街 幸福里 商贸街 工业园区纬三路 站前路
    振兴大街
""")
VILLAGES = _words("""
    上坪 下坪 柳沟 石门 东营 西营 北洼 南洼 小河 大槐树 杨树底 红土岭 黄泥湾 前街 后街 桥头 枣林 双塘 古井 沙河 龙潭 杏树台
""")
SIDES = tuple("东西南北前后上下新老")
_DIGITS = "一二三四五六七八九"
NUMERALS = (*_DIGITS, *(tens + "十" + ones for tens in ("", *_DIGITS[1:]) for ones in ("", *_DIGITS)))
"""One to ninety-nine."""

BRAND_FIRST = tuple("悦康安瑞福祥和润德仁济惠民益众同广恒永兴盛美丽雅馨怡欣宜家泰丰源鑫宏金玉春秋明晨星云天百千舒慈颐沐清澜锦逸")
BRAND_LAST = tuple("来宁康健颐和乐居园景庭轩阁堂源泉清韵雅致颜昌通汇城江川山林湖岸岭原野舍里坊溪桐荷竹兰芷枫柏")
SURNAMES = tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜")
COMPOUND_SURNAMES = _words("欧阳 上官 司马 诸葛 皇甫 慕容 令狐 端木 夏侯 司徒")
GIVEN = tuple(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文斌鹏飞雪梅"
    "琳晶欣怡佳慧颖博宇轩浩然子涵雨桐思远嘉宁晓东海燕春生培根立新树青"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of party: how it is registered and named."""

    key: str
    registered_as: tuple[str, ...] = ()
    """First two characters of the credit code, weighted by repetition; empty for natural persons."""
    venues: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """Names of organisations."""
    sole_forms: tuple[str, ...] = ()
    """Names of sole traders."""
    rural: bool = False


_PARTIES = (
    Kind(
        key="hotel",
        registered_as=("91", "91", "92"),
        venues=_words("酒店 宾馆 旅馆 快捷酒店 民宿 招待所 商务宾馆"),
        forms=(
            "示例县{brand}{venue}有限公司",
            "示例县{brand}酒店管理有限公司",
            "示例县{brand}酒店管理有限公司（{short}店）",
            "示例市{brand}{venue}有限公司{short}分公司",
            "{brand}连锁酒店（示例{short}店）",
            "示例县{short}{brand}{venue}有限责任公司",
        ),
        sole_forms=(
            "示例县{town}{brand}{venue}",
            "示例县{brand}{venue}",
            "示例县{town}{brand}家庭旅馆",
            "示例县{short}{brand}农家乐",
        ),
    ),
    Kind(
        key="barber",
        registered_as=("92", "92", "92", "92", "91"),
        venues=_words("理发店 美发店 美容店 美容美发店 养发馆 形象设计室"),
        forms=(
            "示例县{brand}美容美发有限公司",
            "示例县{brand}美容有限公司（{short}店）",
            "示例县{brand}健康管理有限公司{short}美容分公司",
        ),
        sole_forms=(
            "示例县{town}{brand}{venue}",
            "示例县{brand}{venue}",
            "示例县{town}{brand}造型工作室",
            "示例县{brand}{venue}（{road}店）",
            "“{brand}”{venue}",
            "@{brand}造型",
            "示例县{short}{brand}{number}号{venue}",
        ),
    ),
    Kind(
        key="bath",
        registered_as=("92", "92", "91"),
        venues=_words("浴池 洗浴中心 足浴店 汗蒸馆"),
        forms=(
            "示例县{brand}洗浴有限公司",
            "示例县{brand}休闲娱乐有限公司",
            "示例县{brand}足道养生有限公司（{short}店）",
        ),
        sole_forms=(
            "示例县{town}{brand}{venue}",
            "示例县{brand}{venue}",
            "示例县{town}{brand}大众{venue}",
        ),
    ),
    Kind(
        key="pool",
        registered_as=("91", "91", "12"),
        venues=_words("游泳馆 游泳池 水上乐园"),
        forms=(
            "示例县{brand}体育文化有限公司",
            "示例县{brand}游泳健身有限公司",
            "示例县{brand}体育发展有限公司（{short}{venue}）",
            "示例县{short}{brand}全民健身中心{venue}",
        ),
    ),
    Kind(
        key="mall",
        registered_as=("91",),
        venues=_words("影院 商场 超市 歌舞厅 游艺厅"),
        forms=(
            "示例县{brand}影业有限公司",
            "示例县{brand}商贸有限公司",
            "示例县{brand}购物广场有限公司（{short}店）",
            "示例县{brand}娱乐有限公司",
        ),
    ),
    Kind(
        key="water",
        registered_as=("91", "91", "12"),
        venues=_words("水厂 供水站 自来水厂"),
        forms=(
            "示例县{short}{brand}供水有限公司",
            "示例县{town}{village}{venue}",
            "示例县{brand}水务有限公司",
            "示例县{town}{village}村集中供水{venue}",
        ),
    ),
    Kind(
        key="property",
        registered_as=("91",),
        venues=_words("二次供水设施"),
        forms=(
            "示例县{brand}物业服务有限公司",
            "示例县{brand}物业管理有限公司（{brand}花园项目部）",
            "示例市{brand}物业服务有限公司示例县分公司",
        ),
    ),
    Kind(
        key="clinic",
        registered_as=("92", "92", "91"),
        venues=_words("诊所 口腔诊所 中医诊所 内科诊所 西医诊所 中西医结合诊所"),
        forms=(
            "示例县{brand}医疗服务有限公司{brand}{venue}",
            "示例县{brand}{venue}有限公司",
            "{brand}（示例县）{venue}有限责任公司",
        ),
        sole_forms=(
            "示例县{town}{brand}{venue}",
            "示例县{brand}{venue}",
            "示例县{short}{brand}{venue}",
        ),
    ),
    Kind(
        key="outpatient",
        registered_as=("91",),
        venues=_words("综合门诊部 口腔门诊部 中医门诊部 医疗美容门诊部 体检门诊部"),
        forms=(
            "示例县{brand}{venue}有限公司",
            "示例县{brand}医疗科技有限公司{brand}{venue}",
            "示例县{brand}{venue}（普通合伙）",
            "示例县{short}{brand}{venue}有限公司",
        ),
    ),
    Kind(
        key="hospital",
        registered_as=("12", "52", "52", "91"),
        venues=_words("医院 中医医院 骨科医院 康复医院 眼科医院 妇产医院"),
        forms=(
            "示例县{brand}{venue}",
            "示例县{brand}{venue}有限公司",
            "示例县{short}{brand}{venue}",
            "示例市{brand}{venue}示例县分院",
        ),
    ),
    Kind(
        key="township",
        registered_as=("12",),
        venues=_words("中心卫生院 卫生院 社区卫生服务中心"),
        forms=(
            "示例县{town}{village}{venue}",
            "示例县{town}{village}社区卫生服务站",
            "示例县{short}{village}{venue}",
            "示例县{town}{brand}社区卫生服务站",
        ),
    ),
    Kind(
        key="village",
        registered_as=("52",),
        venues=_words("村卫生室"),
        forms=(
            "示例县{town}{village}村卫生室",
            "示例县{town}{village}村第{number}卫生室",
        ),
        rural=True,
    ),
    Kind(
        key="school",
        registered_as=("12", "12", "52"),
        venues=_words("小学 初级中学 中学 职业技术学校"),
        forms=(
            "示例县{town}{village}{venue}",
            "示例县{brand}{venue}",
            "示例县{town}{brand}{venue}",
        ),
    ),
    Kind(
        key="factory",
        registered_as=("91",),
        venues=_words("机械加工厂 家具厂 石材厂 铸造厂 化工厂 汽车维修厂"),
        forms=(
            "示例县{brand}机械制造有限公司",
            "示例县{brand}家具有限公司",
            "示例县{brand}石材加工有限公司",
            "示例县{brand}铸造有限公司",
            "示例县{brand}化工有限责任公司",
            "示例县{brand}汽车维修服务有限公司",
            "示例市{brand}新型建材有限公司{short}分公司",
        ),
    ),
    Kind(
        key="disinfect",
        registered_as=("91",),
        venues=_words("餐具消毒配送中心"),
        forms=(
            "示例县{brand}餐具消毒服务有限公司",
            "示例县{brand}餐饮具集中消毒配送有限公司",
            "示例县{brand}洁具租赁有限公司（{short}消毒车间）",
        ),
    ),
    Kind(
        key="shop",
        registered_as=("91", "92"),
        venues=_words("药店 母婴用品店 超市"),
        forms=(
            "示例县{brand}大药房有限公司",
            "示例县{brand}医药连锁有限公司{short}店",
            "示例县{brand}母婴用品有限公司",
        ),
        sole_forms=(
            "示例县{town}{brand}{venue}",
            "示例县{brand}{venue}",
        ),
    ),
    Kind(key="doctor"),
    Kind(key="nurse"),
    Kind(key="village-doctor", rural=True),
    Kind(key="unlicensed", rural=True),
)

KINDS: dict[str, Kind] = {kind.key: kind for kind in _PARTIES}
"""Every kind of party by its key."""

LONG_FORMS: dict[str, tuple[str, ...]] = {
    "hotel": (
        "示例省示例市示例县{brand}文化旅游产业发展集团有限公司{short}{brand}温泉度假{venue}分公司（原示例县第{number}招待所）",
        "示例省{brand}酒店管理集团股份有限公司示例县{town}{road}{brand}国际{venue}（示例高铁新城店）",
    ),
    "mall": ("示例省{brand}商业管理集团有限公司示例县{short}{brand}城市生活广场分公司（地上一至四层商场及地下一层超市）",),
    "outpatient": ("示例省{brand}健康产业投资发展集团有限公司示例县{town}{brand}{venue}（中外合资）有限责任公司",),
    "hospital": ("示例省{brand}医疗健康产业集团示例县{brand}{venue}（示例县医疗共同体第{number}分院、示例县{short}老年护理中心）",),
    "township": ("示例县{town}社区卫生服务中心{road}社区卫生服务站（原示例县第{number}纺织厂职工医院{road}门诊部）",),
    "factory": ("示例省{brand}装备制造集团股份有限公司示例县{short}经济开发区{brand}精密铸造与热处理分公司（{road}厂区）",),
    "school": ("示例县{town}{village}九年一贯制寄宿{venue}（示例市实验教育集团示例县{short}校区暨乡村振兴帮扶学校）",),
}
"""Names of forty characters and more, as they do occur."""
