"""What the file page shows of the family's changes."""

from __future__ import annotations

from typing import Any

from foundation.areas.scope import Scope
from households.facts.refreshing import facts_on
from households.file.panels import FilePanel
from households.models import FamilyChange, Household, Person

SHOWN = 50


def file_panel(scope: Scope, household: Household) -> dict[str, Any]:
    """The newest changes; the other household of a division is a link where the asker sees it."""
    changes = list(
        scope.rows(FamilyChange)
        .filter(household=household)
        .select_related("person", "created_by")
        .order_by("-happened_on", "-pk")[:SHOWN]
    )
    others = {one.counterpart_id for one in changes if one.counterpart_id}
    visible = {home.pk: home for home in scope.rows(Household).filter(pk__in=others)} if others else {}
    for one in changes:
        one.other = visible.get(one.counterpart_id)
    living = scope.rows(Person).living_here().filter(household=household)[:2]
    # With one person alone there is nobody to choose for either form.
    return {"changes": changes, "divisible": len(living) > 1}


def facts_panel(scope: Scope, household: Household) -> dict[str, Any]:
    """What follows from the family today: in words, with the names of whom it concerns."""
    found = facts_on([household.pk], on=scope.today)[0]
    lines = [
        ("以老养残", found.old_supports_disabled, ""),
        ("一户多残", found.several_disabled, f"{found.n_disabled}名残疾成员"),
        ("单人户", found.single_person, ""),
        ("有丧失劳动能力的残疾成员", found.lost_labour, ""),
    ]
    for label, name in (
        ("残疾人子女", "child_of_disabled"),
        ("未成年人", "minor"),
        ("成年无业、由父母供养", "supported_by_parents"),
        ("可提示申请单人户低保的重度残疾人", "may_be_single_household"),
    ):
        named = [one.name for one in found.members if getattr(one, name)]
        unknown = any(getattr(one, name) is None for one in found.members)
        lines.append((label, True if named else None if unknown else False, "、".join(named)))
    return {"day": scope.today, "lines": [(label, _word(value), words) for label, value, words in lines]}


def _word(value: bool | None) -> str:
    return "资料不全，不能判断" if value is None else "是" if value else "否"


FACTS_PANEL = FilePanel(
    name="family-facts",
    title="家庭情况推算",
    act="see_entitlements",
    template="households/families/_facts.html",
    content=facts_panel,
    order=7,
)
PANEL = FilePanel(
    name="family",
    title="家庭变动",
    act="see_households",
    template="households/families/_panel.html",
    content=file_panel,
    order=6,
)
