"""The yearly survey (年度收支调查): income by source, costs, the two worries and three guarantees."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar, Literal

from households.models.surveys import TRANSFERS
from households.roster import values
from households.roster.columns import Column, Layout, Need, told_column, value_column
from households.roster.kinds import Asked, Option, RosterKind
from households.roster.layout import BY_KEY
from households.roster.rows import surveys_sql
from households.roster.rows.amounts import money
from households.roster.rows.steps import Part, Row, RowSteps
from households.roster.sql_merge import Merging

_FIRST_YEAR = 2010


def _money(key: str, title: str, aliases: str, example: str = "") -> Column:
    more = [word for alias in aliases.split() for word in (alias, f"{alias}（元）")]
    return value_column(key, title, " ".join(more), money, "numeric", example=example)


def _guarantee(key: str, title: str, aliases: str) -> Column:
    spread = [f"{group}{word}" for group in ("", "两不愁三保障") for word in aliases.split()]
    return value_column(key, title, " ".join(spread), values.yes_or_no, "boolean", example="是")


COLUMNS: tuple[Column, ...] = (
    told_column("serial", "序号", "序号 编号 行号"),
    replace(BY_KEY["township"], example="岩脚镇"),
    replace(BY_KEY["village"], example="太和村"),
    replace(BY_KEY["number"], example="（户编号）"),
    replace(
        BY_KEY["head_name"],
        example="张某某",
        aliases=(*BY_KEY["head_name"].aliases, "姓名", "户主（残疾人）"),
    ),
    replace(
        BY_KEY["id_number"],
        title="户主身份证号",
        aliases=("户主身份证号", "户主身份证号码", "户主证件号码", *BY_KEY["id_number"].aliases),
        example="",
    ),
    value_column("year", "年度", "年度 调查年度 年份", values.a_year, "smallint", example="2018"),
    value_column(
        "members",
        "家庭人口",
        "家庭人口 人口 家庭人口数 人数 家庭人数 户人口",
        values.whole_number(1, 30),
        "smallint",
        example="4",
    ),
    _money("wage_yuan", "工资性收入", "工资性收入 工资收入 工资性 务工收入", "18000"),
    _money(
        "business_yuan",
        "生产经营性收入",
        "生产经营性收入 经营性收入 生产经营收入 经营收入 家庭经营收入",
        "6500",
    ),
    _money("property_yuan", "财产性收入", "财产性收入 财产收入", "300"),
    _money("transfer_yuan", "转移性收入", "转移性收入 转移收入", "5200"),
    _money("family_planning_yuan", "计划生育金", "计划生育金 计生奖扶 转移性收入计划生育金"),
    _money("dibao_yuan", "低保金", "低保金 领取低保金 最低生活保障金 转移性收入低保金", "4000"),
    _money("tekun_yuan", "特困（五保）供养金", "五保金 特困供养金 特困金 领取五保金 特困（五保）供养金"),
    _money("pension_yuan", "养老保险金", "养老保险金 养老金 领取养老保险金", "1200"),
    _money("ecology_yuan", "生态补偿金", "生态补偿金 生态补偿"),
    _money("other_transfer_yuan", "其他转移性收入", "其他转移性收入 其他转移收入"),
    _money("total_yuan", "年总收入", "年总收入 总收入 家庭总收入 年收入 家庭年收入 收入合计"),
    _money(
        "business_cost_yuan",
        "生产经营性支出",
        "生产经营性支出 经营性支出 生产经营支出 经营支出 经营费用支出",
        "1500",
    ),
    _money("net_yuan", "纯收入", "纯收入 家庭纯收入 年纯收入"),
    _money("per_head_yuan", "人均纯收入", "人均纯收入 年人均纯收入 家庭人均纯收入"),
    _money("living_cost_yuan", "生活消费支出", "生活消费支出 生活支出 消费支出"),
    _money("education_cost_yuan", "教育支出", "教育支出 教育费用 上学支出"),
    _money("medical_cost_yuan", "医疗总支出", "医疗总支出 医疗支出 医疗费用 医疗总费用"),
    _money(
        "medical_out_of_pocket_yuan",
        "自付医疗支出",
        "自付医疗支出 自付医疗 医疗自付 自付医疗费 自付医疗费用 个人自付医疗费用",
        "600",
    ),
    _money("other_cost_yuan", "其他支出", "其他支出"),
    _guarantee("food_ok", "不愁吃", "不愁吃 吃"),
    _guarantee("clothing_ok", "不愁穿", "不愁穿 穿"),
    _guarantee("water_ok", "饮水安全", "饮水安全 饮水 安全饮水"),
    _guarantee("education_ok", "义务教育有保障", "义务教育有保障 义务教育 教育"),
    _guarantee("medical_ok", "基本医疗有保障", "基本医疗有保障 基本医疗 医疗"),
    _guarantee("housing_ok", "住房安全有保障", "住房安全有保障 住房安全 住房"),
    value_column("evidence", "核实依据", "核实依据 依据 核实方式"),
    value_column("surveyed_on", "调查日期", "调查日期 调查时间 核实日期", values.a_date, "date"),
    replace(BY_KEY["note"], example=""),
)
TOLD = ("total_yuan", "net_yuan", "per_head_yuan")
INCOME = ("wage_yuan", "business_yuan", "property_yuan", "transfer_yuan")
LAYOUT = Layout(
    COLUMNS,
    header_needs=(("number", "head_name", "id_number"), INCOME),
    no_header="没有找到认得的表头：年度收支表的表头里至少要有“户编号”或户主，和工资性、经营性、财产性、"
    "转移性收入中的一项，共四列以上；请对照样表改好后再上传",
    identity=("number", "id_number", "head_name"),
    numbers=("id_number", "number"),
)


class SurveySteps(RowSteps):
    decides = True
    of: ClassVar[Literal["person", "household", "nobody"]] = "household"
    needs_number = False
    not_registered = "本县（区）没有登记此户；请核对户编号或户主身份证号，未登记的先登记到户"
    twice = "同一户同一年度"

    def parts(self, row: Row, asked: Asked) -> list[Part]:
        part: Part = {key: row.value(key) for key, _ in self.staged}
        part["year"] = part["year"] or asked.options.get("year") or asked.dated_on.year
        if not _FIRST_YEAR <= part["year"] <= asked.on.year:
            row.wrong("year", f"年度应在{_FIRST_YEAR}到{asked.on.year}之间；请核对")
        parts = [part[key] for key in TRANSFERS if part[key] is not None]
        if parts and part["transfer_yuan"] is None:
            part["transfer_yuan"] = sum(parts, Decimal(0))
        elif parts and sum(parts) != part["transfer_yuan"]:
            row.wrong("transfer_yuan", f"转移性收入各分项合计为{sum(parts)}元，与此数不符；请核对各项")
        self._check_totals(row, part)
        medical, own = part["medical_cost_yuan"], part["medical_out_of_pocket_yuan"]
        if medical is not None and own is not None and own > medical:
            row.wrong("medical_out_of_pocket_yuan", "自付医疗支出大于医疗总支出；请核对")
        return [part]

    def _check_totals(self, row: Row, part: Part) -> None:
        income = sum((part[key] or Decimal(0) for key in INCOME), Decimal(0))
        net = income - (part["business_cost_yuan"] or Decimal(0))
        if part["total_yuan"] is not None and abs(part["total_yuan"] - income) > 1:
            row.wrong("total_yuan", f"四项收入合计为{income}元，与此数不符；请核对各项")
        if part["net_yuan"] is not None and abs(part["net_yuan"] - net) > 1:
            row.wrong("net_yuan", f"按各项计算为{net}元，与此数不符；请核对各项")
        if part["per_head_yuan"] is not None and part["members"]:
            per_head = (net / part["members"]).quantize(Decimal("0.01"))
            if abs(part["per_head_yuan"] - per_head) > 1:
                row.wrong("per_head_yuan", f"按各项和人口计算为{per_head}元，与此数不符；请核对各项")

    def once(self, row: Row, part: Part) -> Hashable:
        return (
            (row.home_number or row.who.number, part["year"]) if row.home_number or row.who.number else None
        )

    def find_changes(self, asked: Asked) -> None:
        surveys_sql.find_changes()

    def decline_more(self) -> None:
        surveys_sql.find_contradictions()

    def write(self, merging: Merging, asked: Asked) -> None:
        surveys_sql.write(merging)


SURVEY_KIND = RosterKind(
    "surveys",
    "年度收支调查表",
    "一行一户的年度收入、支出和两不愁三保障；按户编号或户主身份证号对应在册的户",
    replace(
        LAYOUT,
        needs=(Need(("number", "head_name", "id_number"), "表没有户编号，也没有户主；请补上其中一列"),),
    ),
    SurveySteps(LAYOUT),
    options=(Option("year", "年度", "year", help_text="表里没有“年度”列时按此年度登记"),),
)
