"""A list of judgments (认定名单): the same fact for many, each with its answer, basis and term."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from foundation.areas.models import Area
from foundation.policy.facts import Fact, all_facts, fact_named
from foundation.policy.plans import plan_for_area
from foundation.policy.rules import facts_in
from households.roster import values
from households.roster.columns import Column, Layout, Need, told_column, value_column
from households.roster.kinds import Asked, Option, RosterKind
from households.roster.layout import BY_KEY
from households.roster.rows import statements_sql
from households.roster.rows.steps import Part, Row, RowSteps
from households.roster.sql_merge import Merging

COLUMNS: tuple[Column, ...] = (
    told_column("serial", "序号", "序号 编号 行号"),
    replace(BY_KEY["township"], example="岩脚镇"),
    replace(BY_KEY["village"], example="太和村"),
    replace(BY_KEY["number"], example=""),
    replace(BY_KEY["head_name"], example=""),
    replace(BY_KEY["name"], example="李某某"),
    replace(BY_KEY["id_number"], example="（18位身份证号）"),
    replace(BY_KEY["certificate"], example=""),
    value_column(
        "value",
        "认定结果",
        "认定结果 结果 是否符合 是否认定 认定意见 评估结果",
        values.yes_or_no,
        "boolean",
        shown_as={"True": "是", "False": "否"},
        example="是",
    ),
    value_column("basis", "依据", "依据 认定依据 文号 结算单号 评估表", example="岩脚镇2018年6月评估表"),
    value_column(
        "holds_from",
        "自",
        "自 起 起始日期 开始日期 认定日期 评估日期 就医日期 入院日期",
        values.a_date,
        "date",
        example="2018-06-01",
    ),
    value_column("last_day", "至", "至 止 终止日期 结束日期 有效期至 出院日期", values.a_date, "date"),
    replace(BY_KEY["note"], example=""),
)
LAYOUT = Layout(
    COLUMNS,
    header_needs=(("name", "head_name"), ("id_number", "certificate", "number")),
    no_header="没有找到认得的表头：认定名单的表头里至少要有“姓名”和“身份证号”（按户的填“户编号”）；"
    "请对照样表改好后再上传",
    needs=(Need(("id_number", "certificate", "number"), "表没有“身份证号”列；请补上这一列"),),
    at_least=2,
    identity=("name", "id_number", "certificate", "head_name"),
)
_EXTRA = (("fact", "text"), ("item", "text"), ("per_household", "boolean"), ("holds_to", "date"))


class StatementSteps(RowSteps):
    needs_number = False
    twice = "同一人"

    def parts(self, row: Row, asked: Asked) -> list[Part]:
        part: Part = {key: row.value(key) for key, _ in self.staged}
        fact, part["item"] = _asked_for(asked)
        part["fact"], part["per_household"] = fact.key, fact.of == "household"
        if row.checked.table.place("value") < 0:
            part["value"] = True
        elif part["value"] is None and not row.is_wrong:
            row.wrong("value", "没有填认定结果；请填“是”或“否”")
        part["basis"] = (part["basis"] or asked.options.get("basis") or "")[:200]
        if not part["basis"]:
            row.wrong("basis", "没有填依据；请补填，或在上传时填写全表的依据")
        part["holds_from"] = part["holds_from"] or asked.dated_on
        if part["holds_from"] > asked.on:
            row.wrong("holds_from", "认定的起始日期晚于今天；请核对")
        part["holds_to"] = part["last_day"] + timedelta(days=1) if part["last_day"] else None
        if part["holds_to"] and part["holds_to"] <= part["holds_from"]:
            row.wrong("last_day", "终止日期早于起始日期；请核对")
        return [part]

    def once(self, row: Row, part: Part) -> Hashable:
        return row.who.number or None

    def subject(self, asked: Asked) -> str:
        return _asked_for(asked)[0].of

    def find_changes(self, asked: Asked) -> None:
        statements_sql.find_changes()

    def write(self, merging: Merging, asked: Asked) -> None:
        statements_sql.write(merging)


def _asked_for(asked: Asked) -> tuple[Fact, str]:
    """The fact, and the item that it is judged for (or none), as chosen at the upload."""
    key, _, item = str(asked.options["fact"]).partition(":")
    return fact_named(key), item


def _facts(area: Area) -> list[Any]:
    """What can be judged, by whose it is; what is judged by item, once for each item that asks for it."""
    items = [
        (item, facts_in(item.rule))
        for item in plan_for_area(area).items.all().in_force().exclude(nature="").order_by("kind", "name")
    ]
    found: dict[str, list[tuple[str, str]]] = {"person": [], "household": []}
    for fact in all_facts():
        if not fact.judged:
            continue
        if not fact.per_item:
            found[fact.of].append((fact.key, fact.label))
            continue
        found[fact.of] += [
            (f"{fact.key}:{item.slug}", f"{fact.label}（{item.name}）")
            for item, asks in items
            if fact in asks
        ]
    return [("认定到人", found["person"]), ("认定到户", found["household"])]


STATEMENT_KIND = RosterKind(
    "statements",
    "认定名单",
    "一行一人（或一户）的认定，如需要长期照护、符合贷款条件、本期住院；写明结果、依据和起止",
    LAYOUT,
    StatementSteps(LAYOUT, _EXTRA),
    options=(
        Option("fact", "认定事项", "choice", required=True, choices=_facts),
        Option("basis", "依据", "text", help_text="表里没有“依据”列时，全表按此登记"),
    ),
)
