"""Departments' lists (低保、特困、两项补贴、医保、教育、住建、卫健 …): kept to be compared, never merged."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any, ClassVar, Literal

from foundation.sealed.cipher import lookup_key, seal
from households.facts.refreshing import refresh
from households.models import RosterFile
from households.models.lists import ListName
from households.roster import values
from households.roster.columns import Column, Layout, told_column, value_column
from households.roster.kinds import Asked, Option, RosterKind
from households.roster.layout import BY_KEY
from households.roster.rows import lists_sql
from households.roster.rows.amounts import money
from households.roster.rows.steps import Part, Row, RowSteps
from households.roster.sql_merge import Merging


def _named(key: str, more: str, **changed: Any) -> Column:
    """A column of the registry roster under further headings."""
    column = BY_KEY[key]
    return replace(column, aliases=(*column.aliases, *more.split()), **changed)


COLUMNS: tuple[Column, ...] = (
    told_column("serial", "序号", "序号 编号 行号"),
    replace(BY_KEY["township"], example="岩脚镇"),
    replace(BY_KEY["village"], example="太和村"),
    told_column("size", "家庭人口", "家庭人口 人口 家庭人数 人数 家庭人口数"),
    told_column("their_relation", "与户主关系", "与户主关系 与户主的关系 家庭关系"),
    told_column("their_cause", "致困原因", "致困原因 致贫原因 主要致贫原因"),
    told_column("account", "一卡通账号", "一卡通账号 银行账号 账号 一卡通号 开户行 开户银行 开户名"),
    told_column("registered_poor", "是否建档立卡", "是否建档立卡 是否建档立卡户 建档立卡"),
    told_column("group_name", "组", "组 村民组 小组"),
    _named("number", "低保证号 特困证号 救助证号", title="户编号或证号", example=""),
    _named("head_name", "申请人 申请人姓名", example="张某某"),
    _named(
        "name",
        "保障对象姓名 对象姓名 参保人姓名 学生姓名 患者姓名 死者姓名 逝者姓名 补贴对象 享受人姓名",
        example="李某某",
    ),
    replace(BY_KEY["sex"], example="女"),
    replace(BY_KEY["birth_date"], example=""),
    _named(
        "id_number", "对象身份证号 参保人身份证号 学生身份证号 保障对象身份证号", example="（18位身份证号）"
    ),
    replace(BY_KEY["certificate"], example=""),
    replace(BY_KEY["category"], example=""),
    replace(BY_KEY["level"], example=""),
    value_column("covered", "保障人口", "保障人口 保障人数", values.whole_number(0, 30), "smallint"),
    value_column(
        "grade",
        "类别或档次",
        "对象类别 类别档次 档次 保障类别 救助类别 人员类别 补贴类别 参保类别 危房等级 危房级别"
        " 资助项目 签约类别 对象类别（A/B/C）",
        example="B类",
    ),
    value_column("status", "状态", "状态 享受状态 参保状态 发放状态 是否享受"),
    value_column(
        "standard_yuan",
        "标准（元）",
        "标准 标准（元） 标准（元/月） 月补差 月补差（元） 补贴标准 补贴标准（元/月） 月标准",
        money,
        "numeric",
        example="280",
    ),
    value_column(
        "amount_yuan",
        "金额（元）",
        "金额 金额（元） 月保障金 月保障金（元） 发放金额 发放金额（元） 实发金额 补贴金额"
        " 缴费金额 资助金额 合计（元） 合计",
        money,
        "numeric",
        example="840",
    ),
    value_column(
        "since",
        "享受或参加时间",
        "享受时间 起始时间 参保时间 参保日期 享受起始时间 起发月份 入学时间 签约日期 改造时间",
        values.a_date,
        "date",
        example="2018-01-01",
    ),
    value_column(
        "died_on", "死亡日期", "死亡日期 死亡时间 去世时间 火化日期 死亡年月", values.a_date, "date"
    ),
    value_column("school", "学校", "学校 学校名称 就读学校"),
    value_column("stage", "学段或年级", "学段 年级 就读年级 班级"),
    replace(BY_KEY["note"], goes="value", example=""),
)
LAYOUT = Layout(
    COLUMNS,
    header_needs=(("name", "head_name"), ("id_number", "certificate", "birth_date", "village")),
    no_header="没有找到认得的表头：部门名单的表头里至少要有“姓名”，和“身份证号”“残疾人证号”“出生日期”或“村”"
    "中的一列，共三列以上；请对照样表改好后再上传",
    at_least=3,
    identity=("name", "id_number", "certificate", "head_name"),
)
_EXTRA = (
    ("list_name", "text"),
    ("period", "text"),
    ("id_number", "bytea"),
    ("certificate_key", "bytea"),
)
_WIDTHS = {"grade": 40, "status": 40, "school": 80, "stage": 40, "note": 200}


class ListSteps(RowSteps):
    of: ClassVar[Literal["person", "household", "nobody"]] = "nobody"
    needs_number = False
    twice = "同一人"

    def parts(self, row: Row, asked: Asked) -> list[Part]:
        part: Part = {key: row.value(key) for key, _ in self.staged}
        for key, width in _WIDTHS.items():
            part[key] = part[key][:width] if part[key] else None
        part["list_name"], part["period"] = _of_list(asked)
        if not row.value("name") and not row.value("head_name") and not row.is_wrong:
            row.wrong("name", "没有填姓名；请补填，或删去此行")
        if part["died_on"] and part["died_on"] > asked.on:
            row.wrong("died_on", "死亡日期晚于今天；请核对")
        who = row.who
        if who.number:
            part["id_number"] = seal("id", who.number)
            if who.category:
                ending = f"B{who.reissue}" if who.reissue else ""
                number = f"{who.number}{who.category}{who.level}{ending}"
                part["certificate_key"] = lookup_key("certificate", number)
        return [part]

    def once(self, row: Row, part: Part) -> Hashable:
        who = row.who
        named = row.value("name") or row.value("head_name")
        return who.number or (named, row.value("birth_date"), row.village)

    def find_changes(self, asked: Asked) -> None:
        lists_sql.find_changes(asked.places.area.code)

    def write(self, merging: Merging, asked: Asked) -> None:
        lists_sql.write(merging, asked.places.area.code)

    def finish(self, roster: RosterFile, asked: Asked, user_id: int) -> str:
        """Facts read the list from now on; who is absent is a "no" only once every row was taken."""
        list_name, period = _of_list(asked)
        whole = not roster.counts["rejected"]
        if whole:
            lists_sql.mark_loaded(roster.area_code, list_name, held_for(list_name, period), user_id)
        refresh(on=asked.on)
        return "" if whole else "名单有未收的行，不在名单上的人暂不按“否”认定；改正后重新导入即可"

    def take_back(self, roster: RosterFile, asked: Asked) -> tuple[int, int]:
        list_name, period = _of_list(asked)
        undone, kept = lists_sql.take_back(roster.pk)
        lists_sql.unmark_loaded(roster.area_code, list_name, period, held_for(list_name, period))
        refresh(on=asked.on)
        return undone, kept


YEARLY = (ListName.MEDICAL, ListName.PENSION, ListName.HOUSING)


def _of_list(asked: Asked) -> tuple[str, str]:
    """The list's name and period, as chosen, else as its title says."""
    named = asked.options.get("list_name") or ListName.OTHER.value
    return named, asked.options.get("period") or f"{asked.dated_on:%Y-%m}"


def held_for(list_name: str, period: str) -> str:
    """The period for which facts take the list as loaded: its month, its year or its school year."""
    if list_name == ListName.PUPILS and len(period) == 7:
        return str(int(period[:4]) - (int(period[5:]) < 9))
    return period[:4] if list_name in YEARLY else period


def _lists(_area: object) -> list[Any]:
    return list(ListName.choices)


LIST_KIND = RosterKind(
    "lists",
    "部门名单（只供比对）",
    "民政、医保、教育、住建、卫健等部门的名单，一行一人；只留作比对，不改动户档",
    LAYOUT,
    ListSteps(LAYOUT, _EXTRA),
    options=(
        Option("list_name", "名单", "choice", required=True, choices=_lists),
        Option("period", "所属月份", "month", help_text="不填时按表头里的年月，没有的按今天所在月"),
    ),
)
