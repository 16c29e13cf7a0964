"""Somebody who was missed, for the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from households.facts.refreshing import refresh
from households.models import FactStatement, Person
from tests import world as w
from tests.world import World, household, person


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def missed(world: World, catalogue: dict[str, Any], today: date) -> Person:
    """One person of the clerk's county and one next door, both entitled to the nursing allowance."""
    people = {}
    for village, name in ((w.VILLAGE, "漏领人"), (w.NEXT_VILLAGE, "邻县人")):
        home = household(village, members=[person(name=name, level=1)])
        people[name] = home.persons.get()
        FactStatement.objects.create(
            household=home,
            area_code=village,
            person=people[name],
            fact="need_long_term_care",
            value=True,
            holds_from=date(2018, 1, 1),
            basis="乡镇评估",
        )
    refresh(on=today)
    return people["漏领人"]
