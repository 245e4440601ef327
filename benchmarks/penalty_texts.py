"""Sentences of penalty records that do not depend on the offence."""

CHANGED, REPAIR, MISTAKEN = "变更", "信用修复", "其他"
"""The cases of a withdrawal on which something hangs: a fine was lowered, the party mended its ways, an entry was wrong."""

WITHDRAWALS: tuple[tuple[str, str], ...] = (
    (CHANGED, "行政复议机关依法变更了原决定的罚款数额，原决定信息撤回，变更后的结果另行公开。"),
    ("撤销", "行政复议机关以违反法定程序为由撤销该决定，依照行政处罚法第四十八条第二款撤回公开信息。"),
    ("撤销", "人民法院判决撤销该决定且判决已经生效，撤回公开信息，并将依法重新处理。"),
    ("确认违法", "经行政复议，该决定的送达程序被确认违法，依法撤回公开信息。"),
    (REPAIR, "当事人已履行处罚决定确定的义务并纠正违法行为，经申请依法完成信用修复，提前终止公示。"),
    (REPAIR, "经核实，违法行为已经改正、罚款已经缴清，公示满最短期限，准予信用修复并撤下公示信息。"),
    (MISTAKEN, "公开内容的处罚依据条款录入有误，撤回更正。"),
)
"""Case and public reason of a withdrawal; the party is not named."""

ANNULLED = WITHDRAWALS[1]
"""What is written of a decision without a fine that could be lowered."""

WITHHELD: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "违法事实涉及患者隐私，隐去姓名后仍可能识别到特定个人。",
        (("xingzheng-chufa-fa", "第五十条"), ("zhengfu-xinxi-gongkai-tiaoli", "第十五条")),
    ),
    ("案情涉及未成年人，公开会对其权益造成损害。", (("zhengfu-xinxi-gongkai-tiaoli", "第十五条"), ("geren-xinxi-baohu-fa", "第二十八条"))),
)
"""Reason for withholding a decision, and its basis."""

RESPONSES: tuple[str, ...] = (
    "接到处罚决定后，我单位组织全体员工学习有关法律法规，逐项对照检查，重新修订了卫生管理制度，指定专人每日巡查并登记。存在的问题已经全部改正，欢迎监督检查。",
    "我们诚恳接受处罚。已补办相关手续，更新了消毒设备，建立台账，所有从业人员均已完成健康检查和卫生知识培训。今后将加强日常自查，保证不再发生类似问题。",
    "对本次违法行为给群众带来的顾虑，我们深表歉意。目前已停止相关活动，完善内部审批流程，并请卫生监督人员现场复核。整改材料可在经营场所查阅。",
)
"""What parties have to say about putting things right."""
