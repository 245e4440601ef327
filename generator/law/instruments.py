"""The laws, regulations, rules, documents and standards that the rules cite, each version with its dates.

A document's number is part of its citation, a statute's is not. ``source`` says what was read: "text" is the whole text,
"beginning" its first articles, "reports" what a copy or a report tells of it. Articles are cited only where their text was read.
"""

import datetime as dt

from generator.law.provision import Instrument

_MIRROR = "text, LawRefBook/Laws on GitHub"

INSTRUMENTS = (
    Instrument(
        key="行政处罚法",
        title="中华人民共和国行政处罚法",
        number="",
        version="2021年修订",
        in_force_from=dt.date(2021, 7, 15),
        in_force_until=None,
        source=f"{_MIRROR}, 行政法/行政处罚法.md",
    ),
    Instrument(
        key="行政许可法",
        title="中华人民共和国行政许可法",
        number="",
        version="2019年修正",
        in_force_from=dt.date(2019, 4, 23),
        in_force_until=None,
        source=f"{_MIRROR}, 行政法/行政许可法.md; the law is of 2004-07-01, its earlier text was not read",
    ),
    Instrument(
        key="行政强制法",
        title="中华人民共和国行政强制法",
        number="",
        version="2011年通过",
        in_force_from=dt.date(2012, 1, 1),
        in_force_until=None,
        source=f"{_MIRROR}, 行政法/行政强制法(2011-06-30).md",
    ),
    Instrument(
        key="个人信息保护法",
        title="中华人民共和国个人信息保护法",
        number="",
        version="2021年通过",
        in_force_from=dt.date(2021, 11, 1),
        in_force_until=None,
        source=f"{_MIRROR}, 行政法/个人信息保护法(2021-08-20).md",
    ),
    Instrument(
        key="无障碍环境建设法",
        title="中华人民共和国无障碍环境建设法",
        number="",
        version="2023年通过",
        in_force_from=dt.date(2023, 9, 1),
        in_force_until=None,
        source=f"{_MIRROR}, 社会法/无障碍环境建设法(2023-06-28).md",
    ),
    Instrument(
        key="政府信息公开条例",
        title="中华人民共和国政府信息公开条例",
        number="",
        version="2019年修订，国务院令第711号",
        in_force_from=dt.date(2019, 5, 15),
        in_force_until=None,
        source=f"{_MIRROR}, 行政法规/政府信息公开条例(2019-04-03).md",
    ),
    Instrument(
        key="优化营商环境条例",
        title="优化营商环境条例",
        number="",
        version="2019年公布，国务院令第722号",
        in_force_from=dt.date(2020, 1, 1),
        in_force_until=None,
        source=f"{_MIRROR}, 行政法规/优化营商环境条例(2019-10-22).md",
    ),
    Instrument(
        key="行政执法监督条例",
        title="行政执法监督条例",
        number="",
        version="2025年公布，国务院令第825号",
        in_force_from=dt.date(2026, 2, 1),
        in_force_until=None,
        source="beginning (articles 1 to 6), moqicareer.com/zckd/xzfg/3923.html; reports, Xinhua 2025-12-23",
    ),
    Instrument(
        key="卫生健康行政处罚程序规定",
        title="卫生健康行政处罚程序规定",
        number="国家卫生健康委员会令第13号",
        version="2025年公布",
        in_force_from=dt.date(2025, 6, 1),
        in_force_until=None,
        source="beginning (articles 1 to 6), m.law-lib.com/law/law_view.asp?id=775820; reports, zgcsm.cn aid=8745",
    ),
    Instrument(
        key="58号令",
        title="失信行为纠正后的信用信息修复管理办法（试行）",
        number="国家发展和改革委员会令第58号",
        version="2023年公布",
        in_force_from=dt.date(2023, 5, 1),
        in_force_until=dt.date(2026, 3, 31),
        source="beginning, m.sacsnlax.com/zwgk/content/post_1956177.html; periods by reports, senqisrq.com/xxgk/ztzl/sgs",
    ),
    Instrument(
        key="信用修复管理办法",
        title="信用修复管理办法",
        number="国家发展和改革委员会令第36号",
        version="2025年公布",
        in_force_from=dt.date(2026, 4, 1),
        in_force_until=None,
        source="beginning (articles 1 to 4), m.law-lib.com/law/law_view.asp?id=786242; tiers by reports, jnyxfs.com/news/79c1199909.html",
        replaces="58号令",
    ),
    Instrument(
        key="118号",
        title="国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见",
        number="国办发〔2018〕118号",
        version="2018-12-05成文",
        in_force_from=dt.date(2019, 1, 3),
        in_force_until=None,
        source="beginning, beijing.gov.cn t20190522_61817; days by reports, news.shi-fen.com 50-148393; yearly date, sft.gd.gov.cn post_3571231",
    ),
    Instrument(
        key="424号",
        title="国家发展改革委办公厅关于进一步完善行政许可和行政处罚等信用信息公示工作的指导意见",
        number="发改办财金〔2018〕424号",
        version="2018-07-25成文",
        in_force_from=dt.date(2018, 7, 25),
        in_force_until=None,
        source="beginning, zh.wikisource.org under the full title; the attachments were not read",
    ),
    Instrument(
        key="5号",
        title="国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见",
        number="国发〔2019〕5号",
        version="2019年印发",
        in_force_from=dt.date(2019, 2, 19),
        in_force_until=None,
        source="beginning, nemahaia.com/policy/247062.htm; first dated copy, cqcf315.com/news_details/97 of 2019-02-19",
    ),
    Instrument(
        key="54号",
        title="国务院办公厅关于严格规范涉企行政检查的意见",
        number="国办发〔2024〕54号",
        version="2025-01-03发布",
        in_force_from=dt.date(2025, 1, 3),
        in_force_until=None,
        source="reports, cbgc.scol.com.cn/news/5827467 and news.voc.com.cn of 2025-01-03; number, law.foodmate.net/show-232783.html",
    ),
    Instrument(
        key="27号",
        title="国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见",
        number="国办发〔2022〕27号",
        version="2022年印发",
        in_force_from=dt.date(2022, 12, 31),
        in_force_until=None,
        source="reports, lipingou666.com and ttt68.net/?p=4241; its day was not seen, so the last of its year stands here",
    ),
    Instrument(
        key="全过程记录规范",
        title="国家卫生健康委关于印发卫生健康行政执法全过程记录工作规范的通知",
        number="国卫监督发〔2018〕54号",
        version="2018-12-21成文",
        in_force_from=dt.date(2018, 12, 21),
        in_force_until=None,
        source="beginning (articles 1 to 5), a copy of kaiping.gov.cn content/post_680135",
    ),
    Instrument(
        key="47号",
        title="国务院办公厅关于印发政府网站发展指引的通知",
        number="国办发〔2017〕47号",
        version="2017-05-15成文",
        in_force_from=dt.date(2017, 6, 8),
        in_force_until=None,
        source="beginning, jendow.com.tw; table of tags, blog.csdn.net/weixin_42023088/article/details/133034899",
    ),
    Instrument(
        key="19号",
        title="国务院办公厅秘书局关于印发政府网站与政务新媒体检查指标、监管工作年度考核指标的通知",
        number="国办秘函〔2019〕19号",
        version="2019年印发",
        in_force_from=dt.date(2019, 5, 24),
        in_force_until=None,
        source="reports, self-checks of public bodies; first dated copy, hunan.gov.cn t20190524_13554508",
    ),
    Instrument(
        key="GB 32100-2015",
        title="法人和其他组织统一社会信用代码编码规则",
        number="GB 32100-2015",
        version="2015年发布",
        in_force_from=dt.date(2015, 10, 1),
        in_force_until=None,
        source="reports, csres.com/detail/274489.html; the algorithm, hutool CreditCodeUtil, tried on known codes",
    ),
    Instrument(
        key="GB 11714-1997",
        title="全国组织机构代码编制规则",
        number="GB 11714-1997",
        version="1997年发布",
        in_force_from=dt.date(1998, 1, 1),
        in_force_until=None,
        source="beginning, zh.wikisource.org; structure, biao-zhun.cn/4938.html; the algorithm tried on known codes",
    ),
    Instrument(
        key="GB 11643-1999",
        title="公民身份号码",
        number="GB 11643-1999",
        version="1999年发布",
        in_force_from=dt.date(1999, 7, 1),
        in_force_until=None,
        source="beginning, zh.wikisource.org; structure and algorithm, tc.wangchao.net.cn/baike/detail_208207.html",
    ),
)
"""Every instrument, the highest first."""

_BY_KEY = {each.key: each for each in INSTRUMENTS}


def instrument(key: str) -> Instrument:
    """The instrument of a key. Raises KeyError for one that is not in the table."""
    if key not in _BY_KEY:
        raise KeyError(f"no instrument 「{key}」 in the law table; there are {'、'.join(_BY_KEY)}")
    return _BY_KEY[key]
