"""What inspections look at and find, by kind of party."""

CHECKED: dict[str, tuple[float, tuple[str, ...]]] = {
    "hotel": (14, ("cc-gonggong-changsuo-01",)),
    "barber": (16, ("cc-gonggong-changsuo-04",)),
    "bath": (7, ("cc-gonggong-changsuo-02",)),
    "pool": (5, ("cc-gonggong-changsuo-03",)),
    "mall": (4, ("cc-gonggong-changsuo-05",)),
    "water": (4, ("cc-shenghuo-yinyongshui-01", "cc-shenghuo-yinyongshui-03")),
    "property": (3, ("cc-shenghuo-yinyongshui-02",)),
    "clinic": (
        12,
        ("cc-yiliao-jigou-01", "cc-yiliao-jigou-02", "cc-chuanranbing-fangzhi-03", "cc-chuanranbing-fangzhi-02", "cc-yiliao-jigou-05"),
    ),
    "outpatient": (7, ("cc-yiliao-jigou-01", "cc-yiliao-jigou-02", "cc-yiliao-jigou-04", "cc-fangshe-weisheng-01")),
    "hospital": (
        4,
        ("cc-yiliao-jigou-03", "cc-fangshe-weisheng-01", "cc-fangshe-weisheng-02", "cc-cai-gongxue-01", "cc-fuyou-jiankang-01"),
    ),
    "township": (5, ("cc-chuanranbing-fangzhi-01", "cc-chuanranbing-fangzhi-02", "cc-chuanranbing-fangzhi-03", "cc-zhiye-weisheng-02")),
    "village": (5, ("cc-yiliao-jigou-02", "cc-chuanranbing-fangzhi-03")),
    "school": (6, ("cc-xuexiao-weisheng-01", "cc-xuexiao-weisheng-02")),
    "factory": (5, ("cc-zhiye-weisheng-01", "cc-zhiye-weisheng-03")),
    "disinfect": (1, ("cc-canyinju-xiaodu-01",)),
    "shop": (3, ("cc-xiaodu-chanpin-02",)),
}
"""Weight and check items by kind of party."""

_PUBLIC_PLACES = (
    "部分从业人员健康合格证明未随身携带或者未存放于经营场所备查。",
    "卫生管理档案不完整，缺少本季度用品用具清洗消毒记录。",
    "未在醒目位置公示上年度卫生检测结果。",
    "布草间与杂物混放，清洁用具与污染用具未分开标识。",
)
_WATER = ("供水设施周围有杂物堆放，水箱人孔未加锁。", "水质检测结果未按月公示。", "消毒剂余量检测记录有漏记。")
_MEDICAL = (
    "医疗废物暂存间未张贴警示标识，交接登记有漏项。",
    "使用中的消毒液浓度监测登记不及时。",
    "门诊日志登记项目不全，诊疗科目和收费标准未悬挂于明显处所。",
    "处方书写不规范，部分处方未注明临床诊断。",
)
_RADIATION = ("放射工作人员个人剂量计佩戴不规范。", "机房门外电离辐射警示标志破损。", *_MEDICAL[:1])
_SCHOOL = ("教室人工照明未按规定定期维护，个别灯管损坏。", "因病缺勤登记追踪记录不完整。", "饮水机清洗消毒记录未公示。")
_FACTORY = ("职业病危害公告栏内容未及时更新。", "个别岗位劳动者未按规定佩戴防护口罩和耳塞。", "职业卫生培训记录不完整。")
_DISINFECTION = ("未建立消毒产品进货检查验收台账。", "个别产品标签未标注生产日期。", "包装间紫外线灯未登记使用时间。")

PROBLEMS: dict[str, tuple[str, ...]] = {
    "water": _WATER,
    "property": _WATER,
    "clinic": _MEDICAL,
    "outpatient": _RADIATION,
    "hospital": _RADIATION,
    "township": _MEDICAL,
    "village": _MEDICAL,
    "school": _SCHOOL,
    "factory": _FACTORY,
    "disinfect": _DISINFECTION,
    "shop": _DISINFECTION,
} | dict.fromkeys(("hotel", "barber", "bath", "pool", "mall"), _PUBLIC_PLACES)
"""Small shortcomings that are put right without a penalty."""

CORRECTED = (
    "当场下达卫生监督意见书，责令限期改正；{day}复查，已经改正。",
    "责令当场改正，当事人当场完成整改，执法人员现场确认。",
    "下达责令改正通知书，当事人于{day}提交整改报告和照片，经核查已改正到位。",
)
CLOSED = (
    "现场已停止营业，大门关闭，经向周边商户了解已停业，列入检查对象名录库动态调整。",
    "经营场所已改作他用，营业执照已注销，按单位关闭处理。",
)
ABSENT = ("现场停业装修，未能开展检查，待恢复营业后另行检查。", "负责人外出，现场无人，已张贴告知书，另行安排检查。")
PARDONED = ("经调查，违法行为轻微并及时改正，没有造成危害后果，依法不予行政处罚，已对当事人进行教育。",)
PENDING = ("涉嫌违法，已立案调查，案件正在办理，处理结果依法公开。",)
OPENED = "现场制作笔录、固定证据，已于{day}立案；处罚决定依法另行公开。"
EXCEPTIONS = {"投诉举报": "投诉举报线索核查，不受检查时段限制", "专项": "按照上级统一部署开展的专项检查"}
"""Why a check took place outside the usual days, by type of check."""
