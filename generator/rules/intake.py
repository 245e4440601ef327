"""What can be wrong with a table that is handed in (``gongshi import``), cell by cell. Asked only when one is."""

from dataclasses import replace

from generator.source.problem import Problem
from generator.source.problems import PROBLEMS

INTAKE_PROBLEMS = (
    Problem(
        code="IM001",
        title="文件读不了",
        message="{reason}",
        help="改好以后再导入一次；这一次什么也没有写。",
        why="文件不完整、有密码或者不是表格，里面的内容读不出来。",
        example="只下载了一半的 .xlsx",
    ),
    Problem(
        code="IM002",
        title="不是这个登记簿的表",
        message="这张表的列名不像「{register}」{near}",
        help="核对命令里登记簿的名字和文件。列名可以照 gongshi template {key} 生成的工作簿写，也可以用双公示标准的代码，或者用 --map 列名=字段 说明。",
        why="列名对不上，就不知道每一列是什么。",
        example="把许可的表导入处罚决定",
    ),
    Problem(
        code="IM003",
        title="不认识的列",
        message="不知道「{title}」这一列是什么{near}",
        help="把列名改成登记簿里的名称，或者加上 --map {title}=字段；不要这一列的，加上 --map {title}=。",
        why="不认识的列如果略过，里面的内容就丢了。",
        example="处罚日期（应当是「决定日期」）",
    ),
    Problem(
        code="IM004",
        title="同一项有两列",
        message="「{title}」和前面的一列是同一项",
        help="删掉其中一列；不要这一列的，加上 --map {title}=。",
        why="两列的内容不一样时，不知道以哪一列为准。",
        example="「文号」和「决定书文号」两列",
    ),
    Problem(
        code="IM005",
        title="号码的位数丢了",
        message="「{label}」是数字 {value}，Excel 只保留前 15 位，后面的已经丢了",
        help="把这一列的格式改成「文本」，按原件重新输入这个号码；丢掉的位数猜不出来。",
        why="Excel 把长号码当成数字，会变成科学计数，末几位变成 0。",
        example="9.1130133E+17",
    ),
    Problem(
        code="IM006",
        title="这一格是公式",
        message="这一格是公式「={formula}」，表里看到的是它算出来的数",
        help="选中这一格复制，再「选择性粘贴」成「数值」，核对以后再导入。",
        why="公式的结果随别的格子变，别处打开可能是另一个数，也可能没有算。",
        example="=B2*10000",
    ),
    Problem(
        code="IM007",
        title="合并的单元格",
        message="{cells} 是合并的单元格",
        help="取消合并，每一格都填上内容。",
        why="合并以后只有左上角一格有内容，其余的格子是空的。",
        example="两条记录合用一个「处罚机关」",
    ),
    Problem(
        code="IM008",
        title="没有读的工作表",
        message="工作表「{title}」{reason}，没有读",
        help="里面如果有要导入的内容，取消隐藏，或者单独存成一个文件再导入。",
        why="一次只导入一个登记簿的表。",
        example="隐藏的工作表",
        level="warning",
    ),
    Problem(
        code="IM009",
        title="名称对应几条记录",
        message="「{label}」写的是「{value}」，同名的有：{ids}",
        help="改成其中一个编号。",
        why="同名的记录不止一条，不知道是哪一条。",
        example="两名执法人员同名",
    ),
    Problem(
        code="IM010",
        title="同一条写了两次",
        message="{what}「{value}」在第 {line} 行已经有了",
        help="删掉重复的一行；如果是两份决定，核对编号和文号。",
        why="一条记录只能有一份内容。",
        example="同一个决定书文号出现在两行",
    ),
    Problem(
        code="IM011",
        title="不知道属于哪一条",
        message="「所属编号」{found}",
        help="填「{part}」所属的那条记录的编号，和「{title}」工作表里的编号一样。",
        why="这张表的每一行都是某一条记录的一部分。",
        example="所属编号: gd-999",
    ),
    Problem(
        code="IM012",
        title="图片没有读",
        message="工作表里有图片，图片里的内容没有读",
        help="图片里如果有要公示的内容，请写成文字。",
        why="导入只读格子里的文字。",
        example="贴了决定书照片的工作表",
        level="warning",
    ),
    Problem(
        code="IM013",
        title="没有数据",
        message="列名下面没有内容",
        help="从列名的下一行开始，一行填一条记录。",
        why="没有记录可以导入。",
        example="刚生成、还没有填写的工作簿",
    ),
    Problem(
        code="IM014",
        title="没有叫这个名称的记录",
        message="「{label}」写的是「{value}」，「{register}」里没有这个编号或者名称",
        help="照「{register}」里的名称改，或者写编号；确实没有的，先在「{register}」里新增。",
        why="引用会变成网页上的链接，引用不存在的记录就是死链。",
        example="处罚机关: 县卫计局",
    ),
    Problem(
        code="IM015",
        title="登记簿文件不能自动改",
        message="{path} 里有读不了的写法，不能自动写进去",
        help="先用 gongshi check 看哪一行，改好，或者用 gongshi fmt 整理，再导入一次。",
        why="写进去以后要能原样读出来；文件本来就读不了的，不能确定写得对。",
        example="registries/penalties/2026/2026-03.yml 有一行缩进错了",
    ),
)

IN_TABLES: dict[str, Problem] = {
    code: replace(PROBLEMS[code], help=text)
    for code, text in {
        "MD001": "在这一行的「{label}」这一列填上内容；表里没有这一列的，加上这一列，或者用 --set {label}=内容 填上同一个内容。{meaning}",
        "MD002": "在这一格填上内容。{meaning}",
        "MD003": "{advice}",
        "MD005": "有几项的，每一项写一行（Excel 里按 Alt+Enter 换行），或者用「；」隔开。",
        "MD021": "有几项的，每一项写一行（Excel 里按 Alt+Enter 换行），或者用「；」隔开。{meaning}",
    }.items()
}
"""What is said of how to mend it where the fault stands in a table and not in YAML."""
