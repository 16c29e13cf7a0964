"""The columns of the registry roster (户和人在一张表): what they are called, how read, where they go.

To add a column, add a ``Column`` (columns.py): its words in ``aliases``, a reader of values.py,
and for a plain field of the household or person its ``goes`` (``"household"`` or
``"person"``, ``key`` being the model's column) with its type in SQL. Staging, comparison
and merge are built from these. Fields that few rosters have stand in layout_rare.py.
"""

from __future__ import annotations

from households.models.households import Attribute, Cause, HouseGrade
from households.models.persons import Education, Health, LabourAbility, Relation, SchoolStage
from households.roster import values
from households.roster.columns import Column, Layout, Need
from households.roster.columns import household_column as _household
from households.roster.columns import person_column as _person
from households.roster.columns import special_column as _special
from households.roster.columns import told_column as _told
from households.roster.layout_rare import HOUSEHOLD_RARE, PERSON_RARE
from households.roster.layout_told import NAMED_ONLY
from households.roster.values import labels

ATTRIBUTES = labels(
    Attribute,
    general="一般 一般户 一般农户 一般贫困",
    dibao="低保 低保户 低保贫困 低保对象",
    tekun="特困 特困户 五保 五保户 五保贫困户 特困供养 特困供养户 特困供养人员",
)
CAUSES = labels(Cause, other="其它", labour="缺劳动力 无劳力", funds="缺少资金", skill="缺少技术")
STATUSES = {
    **dict.fromkeys(
        [
            "是",
            "√",
            "✓",
            "1",
            "已脱贫",
            "脱贫",
            "已脱贫（享受政策）",
            "已脱贫（不享受政策）",
            "脱贫户",
        ],
        "lifted",
    ),
    **dict.fromkeys(["否", "×", "0", "未脱贫", "贫困", "贫困户"], "identified"),
    **dict.fromkeys(["返贫", "返贫户"], "fallen_back"),
    **dict.fromkeys(["非建档立卡户", "非贫困户", "一般户"], "none"),
}
GRADES = {"A": "A", "B": "B", "C": "C", "D": "D"} | labels(
    HouseGrade, A="A级 a 安全", B="B级 b", C="C级 c", D="D级 d"
)
RELATIONS = labels(
    Relation,
    head="本人 户主本人 本人或户主",
    spouse="妻 妻子 夫 丈夫 之妻 之夫 之配偶 爱人 老伴",
    son="子 儿子 长子 次子 三子 四子 之长子 之次子 养子 独生子 继子 二子 老大 小儿子 大儿子 二儿子 三儿子",
    daughter="女 女儿 长女 次女 三女 四女 之长女 之次女 养女 独生女 继女 二女 大女儿 二女儿 三女儿 小女儿",
    daughter_in_law="儿媳 媳妇 儿媳妇 长媳 次媳",
    son_in_law="女婿",
    grandchild="孙子 孙女 外孙 外孙子 外孙女 之孙子 之孙女 之外孙子 之外孙女 长孙 次孙 曾孙 曾孙女",
    parent="父 母 父亲 母亲 之父 之母 继父 继母 养父 养母",
    parent_in_law="岳父 岳母 公公 婆婆 之岳父 之岳母 之公公 之婆婆",
    grandparent="祖父 祖母 外祖父 外祖母 爷爷 奶奶 外公 外婆 之祖父 之祖母 之外祖父 之外祖母",
    sibling="兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 之兄弟姐妹 之兄 之弟 之姐 之妹",
    other="其它 之其他",
)
EDUCATIONS = labels(
    Education,
    illiterate="文盲 半文盲 文盲/半文盲 文盲半文盲 不识字",
    primary="小学文化",
    junior="初级中学",
    senior="高级中学",
    vocational="中专 中职 职高 技校 中技 中专/高中",
    college="专科 大学专科",
    undergraduate="本科 大学 大学本科 研究生 硕士 博士",
)
_GRADES_OF_SCHOOL = {
    "primary": "一年级 二年级 三年级 四年级 五年级 六年级 小学在读",
    "junior": "七年级 八年级 九年级 初一 初二 初三 初中在读",
    "senior": "高一 高二 高三 高中一年级 高中二年级 高中三年级",
    "preschool": "学前 幼儿园 学龄前儿童",
    "none": "非在校 否 不在校",
    "vocational": "中专 技校 中职一年级 中职二年级 中职三年级",
    "college": "大专 高职 专科",
    "postgraduate": "硕士 博士 研究生",
}
STAGES = labels(SchoolStage, undergraduate="大学 大学本科", **_GRADES_OF_SCHOOL)
ABILITIES = labels(
    LabourAbility,
    skilled="技能 有技能",
    ordinary="普通 有 有劳动能力 有劳动力 正常",
    weak="弱 弱劳动力 半劳动力 弱劳力 部分 部分丧失",
    lost="丧失 丧失劳动能力 完全丧失",
    none="无 无劳动能力 无劳力 没有",
)
HEALTHS = labels(
    Health, healthy="良好 正常", chronic="慢性病 长期患病", serious="大病 重病", disabled="残疾人"
)

COLUMNS: tuple[Column, ...] = (
    _special("county", "县", "县 县区 县（市、区） 县（市、区、旗） 区县 县市区", home=True),
    _special(
        "township",
        "乡（镇）",
        "乡镇 乡（镇） 镇 乡 乡镇街道 乡（镇、街道） 乡镇（街道） 镇乡 所在乡镇",
        home=True,
    ),
    _special(
        "village",
        "行政村",
        "行政村 村 村名 村（社区） 村社区 所在村 村居 村（居） 村委会 行政村（社区）",
        home=True,
    ),
    _household("group_name", "组", "组 村民组 自然村 村民小组 组别 小组 自然村（组）"),
    _special("number", "户编号", "户编号 户号 贫困户编号 家庭编号 户编码", home=True),
    _special(
        "head_name", "户主姓名", "户主姓名 户主 贫困户户主 贫困户姓名 户主名", values.person_name, home=True
    ),
    _told("size", "家庭人口", "家庭人口 人数 家庭人数 人口 家庭人口数 户人口"),
    _household(
        "attribute",
        "户属性",
        "户属性 贫困户属性 贫困户类型 贫困属性",
        values.choice(ATTRIBUTES, told="一般、低保、特困"),
    ),
    _household(
        "main_cause",
        "主要致贫原因",
        "主要致贫原因 致贫原因 致贫原因1 致困原因",
        values.choice(CAUSES, told="、".join(Cause.labels)),
    ),
    _special(
        "status",
        "是否脱贫",
        "是否脱贫 脱贫属性 脱贫状态 脱贫情况 是否已脱贫",
        values.status(STATUSES, told="是、否、已脱贫、未脱贫、返贫"),
        home=True,
    ),
    _special("lifted_year", "脱贫年度", "脱贫年度 脱贫时间 脱贫年份 脱贫年", values.a_year, home=True),
    _household(
        "identified_on",
        "识别时间",
        "首次识别时间 识别时间 建档时间 认定时间 建档立卡时间",
        values.a_date,
        "date",
    ),
    _household(
        "safe_water",
        "饮水安全",
        "是否解决安全饮用水 饮水是否安全 饮水安全 安全饮水",
        values.yes_or_no,
        "boolean",
    ),
    _household(
        "house_grade",
        "住房安全等级",
        "危房级别 危房等级 住房安全等级 房屋等级",
        values.choice(GRADES, told="A、B、C、D"),
    ),
    _household("farmland_mu", "耕地面积（亩）", "耕地面积 耕地面积（亩） 耕地", values.an_amount, "numeric"),
    _special(
        "home_phone",
        "户联系电话",
        "户联系电话 户主电话 家庭电话 户主联系电话",
        values.phone,
        masked="phone",
        home=True,
    ),
    _special(
        "helper",
        "帮扶责任人",
        "帮扶责任人 帮扶人 帮扶干部 帮扶责任人姓名 结对帮扶人 帮扶联系人 责任人",
        values.person_name,
        home=True,
    ),
    _special(
        "name", "姓名", "姓名 残疾人姓名 成员姓名 贫困残疾人姓名 家庭成员姓名 残疾人", values.person_name
    ),
    _special("sex", "性别", "性别", values.sex),
    _special("birth_date", "出生日期", "出生日期 出生年月 出生时间", values.a_date),
    _special(
        "id_number",
        "身份证号",
        "身份证号 身份证号码 公民身份号码 公民身份证号码 身份证 证件号码 身份号码 居民身份证号 身份证件号码",
        masked="id",
    ),
    _special(
        "certificate",
        "残疾人证号",
        "残疾人证号 残疾证号 残疾人证号码 残疾证号码 残疾人证 残疾证 残证 残证号 证号",
        masked="id",
    ),
    _special("category", "残疾类别", "残疾类别 残疾类型 残疾种类 类别 类别等级 残疾类别等级"),
    _special("level", "残疾等级", "残疾等级 残疾级别 等级 级别"),
    _special(
        "relation",
        "与户主关系",
        "与户主关系 与户主的关系 家庭关系 关系",
        values.relation(RELATIONS),
    ),
    _person("ethnicity", "民族", "民族"),
    _person(
        "education",
        "文化程度",
        "文化程度 学历 受教育程度",
        values.choice(EDUCATIONS, told="、".join(Education.labels)),
    ),
    _person(
        "school_stage",
        "在校生状况",
        "在校生状况 在校情况",
        values.choice(STAGES, told="、".join(SchoolStage.labels)),
    ),
    _person(
        "health",
        "健康状况",
        "健康状况 身体状况",
        values.choice(HEALTHS, told="、".join(Health.labels), other=None),
    ),
    _person(
        "labour_ability",
        "劳动能力",
        "劳动能力 劳动技能 劳动力状况 劳动力",
        values.choice(ABILITIES, told="、".join(LabourAbility.labels)),
    ),
    _person(
        "work_months",
        "务工时间（月）",
        "务工时间（月） 务工时间 务工月数",
        values.whole_number(0, 12),
        "smallint",
    ),
    _person(
        "medical_insured",
        "医保",
        "医保 基本医保 医疗保险 是否参加基本医保 是否参加医保 城乡居民医保 合作医疗",
        values.yes_or_no,
        "boolean",
    ),
    _person(
        "pension_insured",
        "养老",
        "养老 养老保险 城乡居民养老保险 是否参加养老保险 养老保险参保",
        values.yes_or_no,
        "boolean",
    ),
    _special(
        "phone",
        "联系电话",
        "联系电话 电话 手机 手机号 手机号码 人联系电话 本人电话",
        values.phone,
        masked="phone",
    ),
    *HOUSEHOLD_RARE,
    *PERSON_RARE,
    _special("note", "备注", "备注 说明"),
    _told("age", "年龄", "年龄 周岁 年龄（岁） 实足年龄"),
    _told("serial", "序号", "序号 户序号 户次 编号 行号"),
    _told("person_code", "人编号", "人编号"),
    _told("dibao", "低保", "低保 是否低保 享受低保"),
    _told("living_subsidy", "生活补贴", "生活补贴 困难残疾人生活补贴"),
    _told("nursing_subsidy", "护理补贴", "护理补贴 重度残疾人护理补贴"),
    _told("per_capita", "人均纯收入", "人均纯收入 年人均纯收入 前12个月人均纯收入 家庭人均纯收入"),
    *NAMED_ONLY,
)
# The households' own sheet, where members stand on another (two_sheets.py).
HOMES = Layout(
    (
        *(column for column in COLUMNS if column.of_household or column.key in ("size", "serial")),
        _told("head_number", "户主身份证号", "户主身份证号 户主身份证号码 户主证件号码 户主公民身份号码"),
    ),
    header_needs=(("number", "head_name"), tuple(c.key for c in COLUMNS if c.of_household)),
    no_header="",
    identity=("number", "head_name"),
    numbers=("number",),
    of_homes=True,
)
REGISTRY = Layout(
    COLUMNS,
    homes=HOMES,
    header_needs=(("name",), ("id_number", "certificate")),
    no_header="没有找到认得的表头：表头里至少要有“姓名”和“身份证号”（或“残疾人证号”）等四列；"
    "请对照花名册样式改好表头后再上传",
    needs=(
        Need(
            ("number", "head_name", "relation"),
            "表没有“户编号”“户主姓名”或“与户主关系”列，分不清哪些人是一户；请补上其中一列",
        ),
        Need(("village",), "表没有“行政村”列，不知道户在哪个村；请补上这一列"),
    ),
)
BY_KEY: dict[str, Column] = REGISTRY.by_key
HOUSEHOLD_PLAIN = tuple(column for column in COLUMNS if column.goes == "household" and not column.rare)
PERSON_PLAIN = tuple(column for column in COLUMNS if column.goes == "person" and not column.rare)
