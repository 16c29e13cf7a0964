"""The roster of who takes part in a key action: item, stage, dates, and the item's own typed fields."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

from actions.models import Stage
from actions.roster import enrolments_sql
from foundation.areas.models import Area
from foundation.policy.models import PolicyItem
from foundation.policy.plans import items_of, plan_for_area
from households.roster import values
from households.roster.columns import Column, Layout, Need, told_column, value_column
from households.roster.kinds import Asked, Option, RosterKind
from households.roster.layout import BY_KEY
from households.roster.rows.amounts import money
from households.roster.rows.steps import Part, Row, RowSteps
from households.roster.rows.typed import typed_columns, typed_values
from households.roster.sql_merge import Merging
from households.roster.values import labels

STAGES = labels(
    Stage,
    willing="意愿 愿意 愿意参加",
    enrolled="报名 已登记",
    taking_part="参加 在训 进行中 实施中 在读",
    done="完成 结业 已结业 已完成培训 合格",
    left="退出 中途退出 放弃",
)
COLUMNS: tuple[Column, ...] = (
    told_column("serial", "序号", "序号 编号 行号"),
    replace(BY_KEY["township"], example="岩脚镇"),
    replace(BY_KEY["village"], example="太和村"),
    replace(BY_KEY["number"], example=""),
    replace(BY_KEY["head_name"], example=""),
    replace(BY_KEY["name"], example="李某某"),
    replace(BY_KEY["sex"], example="女"),
    replace(BY_KEY["birth_date"], example=""),
    replace(BY_KEY["id_number"], example="（18位身份证号）"),
    replace(BY_KEY["certificate"], example=""),
    replace(BY_KEY["category"], example=""),
    replace(BY_KEY["level"], example=""),
    value_column(
        "stage",
        "阶段",
        "阶段 参加阶段 进展 参加情况 完成情况 状态",
        values.choice(STAGES, told="、".join(Stage.labels)),
        shown_as=dict(Stage.choices),
        example="参加中",
    ),
    value_column(
        "starts_on",
        "开始日期",
        "开始日期 开始 起始日期 开始时间 报名日期 参加日期 入班日期 起",
        values.a_date,
        "date",
        example="2018-05-01",
    ),
    value_column("ends_on", "结束日期", "结束日期 结束 终止日期 结束时间 结业日期 止", values.a_date, "date"),
    value_column("left_reason", "退出原因", "退出原因 退出理由"),
    value_column("fund_yuan", "资金（元）", "资金 资金（元） 扶持资金 扶持资金（元）", money, "numeric"),
    replace(BY_KEY["note"], example=""),
)
LAYOUT = Layout(
    COLUMNS,
    header_needs=(("name", "head_name"), ("id_number", "certificate", "number")),
    no_header="没有找到认得的表头：参加行动的名册表头里至少要有“姓名”和“身份证号”（按户的填“户编号”）；"
    "请对照样表改好后再上传",
    needs=(Need(("id_number", "certificate", "number"), "表没有“身份证号”列；请补上这一列"),),
    at_least=2,
    identity=("name", "id_number", "certificate", "head_name"),
)
_EXTRA = (
    ("action", "text"),
    ("item", "text"),
    ("per_household", "boolean"),
    ("start_given", "boolean"),
    ("details", "jsonb"),
)


def enrolled_items(area: Area) -> dict[str, tuple[PolicyItem, PolicyItem | None]]:
    """What one may be enrolled in: an action, or an item of an action that holds several."""
    plan = plan_for_area(area)
    benefits = {item.slug: item for item in items_of(plan, PolicyItem.Kind.BENEFIT)}
    found: dict[str, tuple[PolicyItem, PolicyItem | None]] = {}
    for action in items_of(plan, PolicyItem.Kind.ACTION):
        if action.per not in ("person", "household") or any(
            entry["record"] == "pairing" for entry in action.satisfied_by
        ):
            continue
        if not action.benefit_slugs:
            found[action.slug] = (action, None)
        for slug in action.benefit_slugs:
            if slug in benefits:
                found[f"{action.slug}:{slug}"] = (action, benefits[slug])
    return found


class EnrolmentSteps(RowSteps):
    decides = True
    needs_number = False
    twice = "同一人"

    def check(self, tables: Any, asked: Asked) -> Any:
        self._chosen = enrolled_items(asked.places.area).get(asked.options.get("item", ""))
        return super().check(tables, asked)

    def parts(self, row: Row, asked: Asked) -> list[Part]:
        part: Part = {key: row.value(key) for key, _ in self.staged}
        if self._chosen is None:
            row.wrong("name", "不知道是哪个行动；请在上传时选择行动或项目")
            return [part]
        action, item = self._chosen
        part["action"], part["item"] = action.slug, item.slug if item else ""
        part["per_household"] = (item or action).per == "household"
        part["stage"] = part["stage"] or Stage.ENROLLED.value
        part["start_given"] = part["starts_on"] is not None
        part["starts_on"] = part["starts_on"] or asked.dated_on
        if part["ends_on"] and part["ends_on"] <= part["starts_on"]:
            row.wrong("ends_on", "结束日期不晚于开始日期；请核对")
        if part["stage"] == Stage.LEFT and not part["left_reason"]:
            row.wrong("left_reason", "已退出的要填退出原因；请补填")
        if part["stage"] != Stage.LEFT:
            part["left_reason"] = None
        elif part["left_reason"]:
            part["left_reason"] = part["left_reason"][:60]
        part["details"] = json.dumps(typed_values(row), ensure_ascii=False)
        return [part]

    def once(self, row: Row, part: Part) -> Hashable:
        return row.who.number or None

    def find_changes(self, asked: Asked) -> None:
        enrolments_sql.find_changes()

    def decline_more(self) -> None:
        enrolments_sql.keep_as_enrolled()

    def write(self, merging: Merging, asked: Asked) -> None:
        enrolments_sql.write(merging)


def _choices(area: Area) -> list[Any]:
    return [
        (key, f"{action.name}：{item.name}" if item else action.name)
        for key, (action, item) in enrolled_items(area).items()
    ]


def _typed(options: Mapping[str, Any]) -> tuple[Column, ...]:
    """The fields of the item, as the latest plan that has it says."""
    slug = str(options.get("item", "")).rpartition(":")[2]
    item = (
        PolicyItem.objects.in_force()
        .filter(slug=slug)
        .exclude(record_fields=[])
        .order_by("-plan__issued_on")
        .first()
    )
    return typed_columns(item.record_fields, COLUMNS) if item else ()


ENROLMENT_KIND = RosterKind(
    "enrolments",
    "参加行动名册",
    "参加重点行动（康复、扫盲、培训、产业等）的人，一行一人；项目的各项内容按样表的列填",
    LAYOUT,
    EnrolmentSteps(LAYOUT, _EXTRA),
    options=(Option("item", "行动或项目", "choice", required=True, choices=_choices),),
    more_columns=_typed,
)
