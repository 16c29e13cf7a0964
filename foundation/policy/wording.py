"""A policy item in officials' words: what counts as having it, how often, what its records hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foundation.policy.facts import fact_named
from foundation.policy.models import PolicyItem, PolicyPlan

RECORDS = {
    "pairing": "结对帮扶",
    "visit": "走访记录",
    "ledger": "已定稿的台账",
    "enrolment": "行动参加记录",
    "benefit_record": "待遇记录",
    "area_support": "区域支持记录",
    "person_record": "户档登记",
}
STAGES = {
    "willing": "有意愿",
    "enrolled": "已报名",
    "taking_part": "参加中",
    "done": "已完成",
    "approved": "已批准",
    "paid": "已发放（落实）",
}
RECURRENCES = {
    "standing": "长期有效（当日应在有效期内）",
    "month": "每月一次",
    "term": "每学期一次",
    "year": "每年一次",
    "once": "一次",
}
LEVELS = {"person": "个人", "household": "户", "area": "区域（按县）"}
TYPES = {
    "text": "文字",
    "int": "整数",
    "decimal": "数值",
    "money": "金额",
    "date": "日期",
    "datetime": "日期和时间",
    "month": "年月",
    "bool": "是或否",
    "choice": "选择",
    "area": "行政区划",
    "person_ref": "人员",
    "unit_ref": "单位",
    "attachment": "附件",
}


def what_counts(item: PolicyItem, others: Mapping[str, PolicyItem]) -> list[str]:
    """One sentence to a way of having the item; any one is enough."""
    return [_way(entry, item, others) for entry in item.satisfied_by]


def _way(entry: Mapping[str, Any], item: PolicyItem, others: Mapping[str, PolicyItem]) -> str:
    named = [others[slug].name for slug in entry.get("of", ()) if slug in others and slug != item.slug]
    words = RECORDS[entry["record"]]
    if named:
        own = item.slug in entry["of"]
        words += f"（{'本项目，或' if own else ''}{'、'.join(named)}）"
    if entry.get("field"):
        fact = fact_named(entry["field"])
        words += f"：{fact.label}为{'或'.join(fact.word_for(value) for value in entry['value'])}"
    if entry.get("counts_when"):
        words += f"，{'或'.join(STAGES[stage] for stage in entry['counts_when'])}"
    if entry.get("filled"):
        words += f"，已填{'、'.join(field_label(key, entry, item, others) for key in entry['filled'])}"
    if entry.get("for"):
        words += f"（对应“{fact_named(entry['for']).label}”）"
    return words


def field_label(
    key: str, entry: Mapping[str, Any], item: PolicyItem, others: Mapping[str, PolicyItem]
) -> str:
    """The label of a record's field, wherever among these items it is declared."""
    holders = [item, *(others[slug] for slug in entry.get("of", ()) if slug in others), *others.values()]
    for holder in holders:
        for held in holder.record_fields:
            if held["key"] == key:
                return str(held["label"])
    return key


def record_rows(item: PolicyItem) -> list[list[str]]:
    """Name, kind of value and choices or unit of every field of the item's records."""
    return [
        [
            held["label"],
            TYPES.get(held["type"], held["type"]),
            "、".join(held.get("choices", ())) or held.get("unit_label", ""),
        ]
        for held in item.record_fields
    ]


def names_of(slugs: list[str], plan: PolicyPlan, others: Mapping[str, PolicyItem]) -> list[str]:
    """Names of items and of other departments' benefits that an item excludes or stands beside."""
    elsewhere = {benefit["slug"]: benefit["name"] for benefit in plan.other_benefits}
    return [others[slug].name if slug in others else elsewhere.get(slug, slug) for slug in slugs]
