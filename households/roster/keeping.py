"""How long a sent file is kept: the days of its county. Its hash and what became of its rows stay."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from foundation.areas.scope import Scope, opened
from foundation.sealed.files import forget_file
from households.models import RosterFile, RosterRow
from households.roster.limits import limits_of


def forget_expired(*, on: date) -> int:
    """Remove the files whose days are over; how many. Safe to run twice."""
    scope = Scope("sees_all", on, source={"schedule": "forget-rosters"})
    with opened(scope):
        held = scope.rows(RosterFile).filter(~Q(stored_as="") | ~Q(returned_as=""))
        ids = [roster.pk for roster in held if _expired(roster, on)]
    for pk in ids:
        with transaction.atomic(), opened(scope):
            forget_roster_file(RosterFile.objects.select_for_update().get(pk=pk), on=on)
    return len(ids)


def _expired(roster: RosterFile, on: date) -> bool:
    sent = timezone.localtime(roster.created_at).date()
    return on > sent + timedelta(days=limits_of(roster.area_code).keep_days)


def forget_roster_file(roster: RosterFile, *, on: date) -> None:
    """The file, the workbook that was made of it and the sealed cells go; one not yet merged is dropped."""
    stored = [name for name in (roster.stored_as, roster.returned_as) if name]
    RosterRow.objects.filter(roster_id=roster.pk, sealed_cells__isnull=False).update(sealed_cells=None)
    if roster.state in (RosterFile.State.UPLOADED, RosterFile.State.CHECKED):
        roster.state = RosterFile.State.DISCARDED
    roster.stored_as, roster.returned_as, roster.forgotten_on = "", "", on
    roster.save(update_fields=["state", "stored_as", "returned_as", "forgotten_on", "updated_at"])
    for name in stored:
        transaction.on_commit(partial(forget_file, name))
