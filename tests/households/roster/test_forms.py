"""The eight forms that counties work with: every column is recognised, or the form asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from households.models import Person, RosterFile
from households.roster.kinds import roster_kind
from households.roster.reading import read_sheets
from households.roster.tables import table_in
from tests.households.roster.conftest import Send
from tests.households.roster.lists import Heading, department_list
from tests.households.roster.test_layouts import CERTIFICATES, IDS, NAMES, RELATIONS, VILLAGES, places


@dataclass(frozen=True)
class Form:
    """``heads`` as the counties write them: parts of a parent in braces; ``keys``: what they are known as."""

    kind: str
    heads: str
    keys: str

    def headings(self) -> list[Heading]:
        found: list[Heading] = []
        for part in re.findall(r"\{[^}]*\}|[^|{}]+", self.heads):
            words = part.strip()
            if words.startswith("{"):
                over, below = words.strip("{}").split("：", 1)
                found.append((over, [cell.strip() for cell in below.split("|")]))
            elif words:
                found.append(words)
        return found

    def workbook(self) -> bytes:
        texts = {
            "village": VILLAGES,
            "name": NAMES,
            "id_number": IDS,
            "certificate": CERTIFICATES,
            "relation": RELATIONS,
            "head_name": NAMES,
        }
        names = []
        for heading in self.headings():
            names += (
                [heading] if isinstance(heading, str) else [f"{heading[0]}.{below}" for below in heading[1]]
            )
        columns = dict(zip(names, self.keys.split(), strict=True))
        rows = [{name: texts[key][row] for name, key in columns.items() if key in texts} for row in range(6)]
        return department_list("六枝特区名单（2018年度）", self.headings(), rows)


FORMS = {
    "1 registry roster": Form(
        "registry",
        "序号|乡（镇）|行政村|组|户编号|户主姓名|家庭人口|{残疾人基本情况：姓名|性别|民族|身份证号|残疾人证号|残疾类别"
        "|残疾等级|与户主关系|文化程度|劳动能力}|户属性|主要致贫原因|是否脱贫|脱贫年度"
        "|{享受政策：低保|生活补贴|护理补贴|医保|养老}|帮扶责任人|联系电话|备注",
        "serial township village group_name number head_name size name sex ethnicity id_number certificate"
        " category level relation education labour_ability attribute main_cause status lifted_year dibao"
        " living_subsidy nursing_subsidy medical_insured pension_insured helper phone note",
    ),
    "1 national export": Form(
        "registry",
        "县（市、区、旗）|乡（镇）|行政村|自然村|户编号|人编号|姓名|证件号码|人数|与户主关系|民族|文化程度|在校生状况|健康状况"
        "|劳动技能|务工时间（月）|是否参加大病保险|脱贫属性|贫困户属性|致贫原因1|危房户|是否解决安全饮用水|人均纯收入"
        "|户联系电话|人联系电话|首次识别时间|人员识别时间|户类型|监测对象类型|风险是否消除|风险识别时间|风险消除时间",
        "county township village group_name number person_code name id_number size relation ethnicity"
        " education school_stage health labour_ability work_months serious_illness_insured status attribute"
        " main_cause unsafe_house safe_water per_capita home_phone phone identified_on person_since watched"
        " watched risk_gone risk_gone risk_gone",
    ),
    "2 two subsidies": Form(
        "benefits",
        "序号|乡镇|村|姓名|性别|身份证号|残疾人证号|残疾类别|残疾等级|{困难残疾人生活补贴：标准（元/月）|月数|金额}"
        "|{重度残疾人护理补贴：标准（元/月）|月数|金额}|合计（元）|开户名|与本人关系|一卡通账号|开户行|起发月份"
        "|备注（新增/停发/补发）",
        "serial township village name sex id_number certificate category level living_standard living_months"
        " living_amount nursing_standard nursing_months nursing_amount total account_holder account_relation"
        " account bank start_month note",
    ),
    "3 low-income list": Form(
        "lists",
        "序号|低保证号|乡镇|村|组|户主姓名|身份证号|家庭人口|保障人口|保障对象姓名|与户主关系|对象类别（A/B/C或一般/重点/长期）"
        "|致困原因|月补差（元）|月保障金（元）|享受时间|一卡通账号|是否建档立卡|备注（残疾、重病）",
        "serial number township village group_name head_name id_number size covered name their_relation grade"
        " their_cause standard_yuan amount_yuan since account registered_poor note",
    ),
    "4 certificates": Form(
        "certificates",
        "序号|姓名|性别|民族|出生日期|身份证号|残疾人证号|残疾类别|残疾等级|具体残疾（多重：如“肢体二级；智力三级”）|户口性质"
        "|婚姻状况|文化程度|户籍地区划|户籍地址|现居住地区划|现居住地址|联系电话|监护人姓名|与监护人关系|监护人电话"
        "|首次发证日期|发证日期|证件状态（正常/冻结/注销/迁移中）|注销原因",
        "serial name sex ethnicity birth_date id_number certificate category level specifics hukou_kind"
        " marriage education hukou_code hukou_address residence_code residence_address phone guardian_name"
        " guardian_relation guardian_phone first_issued_on issued_on state cancel_reason",
    ),
    "5 pairings": Form(
        "pairings",
        "序号|乡镇|村|贫困户户主|家庭人口|贫困残疾人姓名|残疾类别等级|{帮扶责任人：姓名|单位|职务|政治面貌|隶属关系|联系电话}"
        "|结对时间|{帮扶资金：来源|金额}|帮扶措施（一户一策）|包村领导|第一书记|驻村工作队|备注",
        "serial township village head_name size name category helper_name helper_unit helper_post party"
        " affiliation helper_phone starts_on fund_source fund_yuan measures village_lead first_secretary"
        " work_team note",
    ),
    "7 ledger of those lifted": Form(
        "registry",
        "序号|乡镇|村|户主|人口|残疾人|残疾人证号|类别|等级|识别时间|致贫原因|{年人均纯收入：2016年|2017年|2018年}"
        "|{两不愁三保障：吃|穿|饮水|义务教育|基本医疗|住房}|{享受政策：低保|生活补贴|护理补贴|代缴养老|医保资助|康复|辅具"
        "|无障碍|危改|搬迁|培训|产业|贷款|光伏|资产收益|托养|教育资助}|{脱贫：是否脱贫|脱贫时间|民主评议|公示|公告}"
        "|返贫（时间、原因）|帮扶责任人|备注",
        "serial township village head_name size name certificate category level identified_on main_cause"
        + " per_capita" * 3
        + " secured" * 6
        + " dibao living_subsidy nursing_subsidy"
        + " policies" * 14
        + " status lifted_year lifting lifting lifting fallen_back helper note",
    ),
    "8 watch list": Form(
        "registry",
        "序号|乡镇|村|户编号|户主|证件号码|人口|户类型（脱贫户/一般户）|监测对象类别|识别时间|{返贫致贫风险：主要风险|其他风险}"
        "|前12个月人均纯收入|自付医疗（元）|残疾人姓名|类别等级|残疾人证号|{帮扶措施：产业|就业|健康|教育|住房|饮水|兜底|社会}"
        "|帮扶责任人|村公示日期|县审定日期|风险是否消除|消除时间|消除方式（稳定/自然）|备注",
        "serial township village number head_name id_number size watched watched identified_on"
        " watched watched per_capita watched name category certificate"
        + " help" * 8
        + " helper lifting lifting risk_gone risk_gone risk_gone note",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_column_of_the_countys_form_is_recognised(name: str) -> None:
    form = FORMS[name]
    [sheet] = read_sheets(form.workbook())

    table = table_in(sheet, layout=roster_kind(form.kind).layout_for({}), places=places())

    assert table is not None
    assert [c.key for c in table.columns if c.how != "name"] == form.keys.split()
    assert [row[table.place("name")] for row in table.rows] == NAMES


def test_form_of_visits_is_no_roster_and_is_asked_about(send: Send) -> None:
    heads: list[Heading] = ["序号", "走访日期", "户主", "帮扶人", "内容", "问题", "解决情况", "折款（元）"]
    rows = [{"序号": "1", "走访日期": "2018.5.3", "户主": "张三", "帮扶人": "王干部", "内容": "看望"}]

    roster = send(department_list("走访记录", heads, rows))

    assert roster.state == RosterFile.State.REFUSED
    assert "没有找到认得的表头" in roster.problem
    assert "核对列" in roster.problem


def test_forms_of_the_county_come_through_to_the_preview(send: Send) -> None:
    """What is wrong in them is said row by row (the subsidies: support_measures/test_benefit_lists)."""
    options = {"lists": {"list_name": "低保对象名单", "period": "2018-06"}}
    for name, form in FORMS.items():
        if form.kind == "benefits":
            continue
        roster = send(form.workbook(), kind=form.kind, options=options.get(form.kind), name=f"{name}.xlsx")

        assert roster.counts["rows"] == 7, roster.problem  # six people and the row to be signed
        assert roster.counts["blank"] == 1
        if form.kind in ("registry", "lists"):
            assert roster.counts["new"] == 6


def test_heads_number_beside_another_persons_certificate_is_not_that_persons(send: Send) -> None:
    heads = ["户主", "证件号码", "村", "残疾人姓名", "残疾人证号"]
    rows = [
        {"户主": NAMES[n], "证件号码": IDS[n], "村": "太和村", "残疾人姓名": NAMES[n + 3]}
        | {"残疾人证号": CERTIFICATES[n + 3]}
        for n in range(3)
    ]

    send(department_list("监测名单", [*heads], rows), merge=True)

    people = {person.name: person.id_number.open() for person in Person.objects.all()}
    assert [people[name] for name in NAMES[3:]] == IDS[3:]
    assert not set(people) & set(NAMES[:3])
