"""Taking a merge back: every row it moved returns, and every value it set that nobody has changed since."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from foundation.accounts.models import User
from households.duplicates.finding import find_around
from households.duplicates.merging import UnableToMerge, restore_value
from households.facts import refreshing as facts
from households.models import Duplicate, Household, Merge


@transaction.atomic
def undo_merge(*, merge: Merge, reason: str, by: User, on: date) -> Merge:
    """Whole or not at all. What was added to the kept file since the merge stays with it."""
    if not reason.strip():
        raise UnableToMerge("请写明撤销原因。")
    made: Merge = Merge.objects.select_for_update().get(pk=merge.pk)
    homes = {made.kept_household_id, made.dropped_household_id}
    list(Household.objects.filter(pk__in=homes).order_by("pk").select_for_update())
    if made.undone_at is not None:
        raise UnableToMerge("此次合并已经撤销。")
    if Merge.objects.filter(pk__gt=made.pk, undone_at=None).touching(made.kept_household).exists():
        raise UnableToMerge("保留的一户后来又有合并，请先撤销后来的合并。")
    try:
        with transaction.atomic():
            _restore_values(made)
            _move_back(made)
    except IntegrityError as taken:
        raise UnableToMerge(
            "合并以后的登记与原来的档案冲突（例如身份证号已另行登记、新结对的时间重叠），不能自动撤销；请先更正再撤销。"
        ) from taken
    Merge.objects.filter(pk=made.pk).update(
        undone_at=timezone.now(), undone_by=by, undone_reason=reason.strip()[:200], updated_at=timezone.now()
    )
    Duplicate.objects.filter(pk=made.duplicate_id).update(
        state=Duplicate.State.OPEN, decided_by=None, decided_at=None, decision=""
    )
    Household.objects.filter(pk__in=homes).update(version=F("version") + 1, updated_at=timezone.now())
    facts.refresh(sorted(homes), on=on)
    find_around(sorted(homes))
    made.refresh_from_db()
    return made


def _restore_values(made: Merge) -> None:
    """Last set first. A value that somebody has changed since stays as it is."""
    steps: list[dict[str, Any]] = json.loads(made.before.open())
    for step in reversed(steps):
        model: Any = apps.get_model(step["table"])
        set_values = {name: restore_value(model, name, value) for name, value in step["now"].items()}
        present = model._default_manager.get(pk=step["id"])
        values = {
            name: restore_value(model, name, value)
            for name, value in step["values"].items()
            if getattr(present, name) == set_values[name]
        }
        if values:
            model._default_manager.filter(pk=step["id"]).update(updated_at=timezone.now(), **values)


def _move_back(made: Merge) -> None:
    for step in reversed(made.moved):
        model: Any = apps.get_model(step["table"])
        # Only what still lies where the merge put it.
        model._default_manager.filter(pk=step["id"], **step["to"]).update(**step["from"])
