"""Sending in a roster and merging it, as the pages do it, with the runs worked at on the spot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.jobs.running import work_at
from households.models import RosterFile
from households.roster.intake import confirm_roster, take_in_roster
from tests import world as w
from tests.world import World

TODAY = date(2026, 11, 24)
Send = Callable[..., RosterFile]


@pytest.fixture
def send(world: World) -> Send:
    """``send(content)`` checks; ``send(content, merge=True)`` also confirms and merges."""

    def sent(
        content: bytes,
        *,
        by: User | None = None,
        area: int = w.COUNTY,
        name: str = "花名册.xlsx",
        merge: bool = False,
        kind: str = "registry",
        options: dict[str, Any] | None = None,
    ) -> RosterFile:
        by, place = by or world.clerk, Area.objects.get(code=area)
        with world.seen_by(by):
            roster = take_in_roster(
                content=content, name=name, area=place, by=by, on=TODAY, kind=kind, options=options
            )
        assert roster.check_run is not None
        work_at(roster.check_run.pk)
        roster.refresh_from_db()
        if merge:
            assert roster.state == RosterFile.State.CHECKED, roster.problem
            with world.seen_by(by):
                run = confirm_roster(roster=roster, area=place, by=by, on=TODAY)
            work_at(run.pk)
            roster.refresh_from_db()
        return roster

    return sent
