"""The values of roster rows in an official's words."""

from __future__ import annotations

from typing import Any

from households.models.certificates import Category, Level
from households.models.households import Attribute, Cause, HouseGrade
from households.models.persons import (
    DisabilityKind,
    Education,
    Health,
    LabourAbility,
    Relation,
    SchoolStage,
)
from households.roster.columns import Layout

_CHOICES: dict[str, Any] = {
    "attribute": Attribute,
    "main_cause": Cause,
    "house_grade": HouseGrade,
    "education": Education,
    "school_stage": SchoolStage,
    "health": Health,
    "labour_ability": LabourAbility,
    "relation": Relation,
}
_TITLES = {
    "home_phone": "户联系电话",
    "certificate": "残疾人证",
    "components": "多重残疾包含",
    "helper": "结对帮扶人",
    "amount_yuan": "金额（元）",
    "stops_on": "停发",
    "status": "状态",
    "returns": "重新登记（曾因撤销导入退出）",
}
_NOT_TAKEN = {"ours": "（按处理意见保留登记）", "finding": "（不改登记，记入待核实）"}


def title_of(layout: Layout, key: str) -> str:
    """``key`` may come with the record it belongs to, where a row holds several: 护理补贴·amount_yuan."""
    record, _, key = key.rpartition("·")
    column = layout.by_key.get(key)
    return record + (_TITLES.get(key) or (column.title if column else key))


def change_words(layout: Layout, key: str, old: Any, new: Any, answer: str = "") -> str:
    """Old → new; and, where the list's value is not taken, what becomes of it."""
    shown = [value_words(layout, key, value) for value in (old, new)]
    return f"{title_of(layout, key)}：{shown[0]} → {shown[1]}" + _NOT_TAKEN.get(answer, "")


def value_words(layout: Layout, key: str, value: Any) -> str:
    key = key.rpartition("·")[2]
    column = layout.by_key.get(key)
    words = column.shown_as if column and column.shown_as else {}
    if words and isinstance(value, list) and value:
        return "、".join(words.get(one, str(one)) for one in value)
    return (words.get(value) if isinstance(value, str) else "") or word(key, value)


def word(key: str, value: Any) -> str:
    """A value as an official reads it."""
    if value is None or value == "" or value == []:
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if key == "certificate":
        category, level, reissue = value
        return f"{Category(category).label}{Level(level).label}" + (f"B{reissue}" if reissue else "")
    if key == "components":
        return "、".join(str(DisabilityKind(kind).label) for kind in value)
    if key in _CHOICES:
        return str(_CHOICES[key](value).label)
    return str(value)
