"""A list of an item taken along: on paper or as a file, numbers masked, in the order of the page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from assessment.entitlements.lists import ItemLists, label_of
from assessment.entitlements.rows import ListRow, all_of
from foundation.areas.scope import Scope
from foundation.policy.models import PolicyItem, PolicyPlan
from households.finding.files import written

MOST_EXPORTED = 5_000
MOST_PRINTED = 1_000


class UnableToTake(Exception):
    """The list is too long to be taken along at once; the message is ready for the user."""


@dataclass(frozen=True)
class TakenList:
    content: bytes
    rows: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def headings(item: PolicyItem, *, longest: bool) -> list[str]:
    if item.per == "area":
        return ["县（市、区）", "理由"]
    who = ["户主", "户编号"] if item.per == "household" else ["姓名", "身份证号"]
    return [*who, "村（社区）", "理由", "优先", "在办", *(["等待起始"] if longest else [])]


def cells(row: ListRow, item: PolicyItem, *, longest: bool) -> list[str]:
    if item.per == "area":
        return [row.name, row.reason]
    marks = ["是" if row.first else "", "是" if row.under_way else ""]
    return [row.name, row.number, row.place, row.reason, *marks, *([row.waits] if longest else [])]


def rows_taken(
    lists: ItemLists, name: str, *, plan: PolicyPlan, scope: Scope, longest: bool, most: int
) -> list[ListRow]:
    rows = all_of(lists, name, plan=plan, scope=scope, longest=longest, most=most + 1)
    if len(rows) > most:
        raise UnableToTake(
            f"“{label_of(name, lists.item)}”超过{most}行，一次取不完；请在“区域”中选择下一级区域后分次办理。"
        )
    return rows


def exported(
    lists: ItemLists, name: str, *, kind: str, plan: PolicyPlan, scope: Scope, longest: bool
) -> TakenList:
    item = lists.item
    rows = rows_taken(lists, name, plan=plan, scope=scope, longest=longest, most=MOST_EXPORTED)
    content = written(
        kind, headings(item, longest=longest), [cells(row, item, longest=longest) for row in rows],
        sheet=label_of(name, item),
    )  # fmt: skip
    return TakenList(content, len(rows))
