"""The civil affairs lists of an invented county: importable as they are, and different as intended."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from config.demo.department_lists import ALLOWANCES, DIBAO, write_department_lists
from config.demo.loading import load_county
from config.demo.places import counties_of
from config.demo.world import County, generate
from foundation.areas.models import Area
from foundation.jobs.running import work_at
from foundation.policy.loading import load_figures
from households.models import ComparisonTask, ListRow, Person, RosterFile
from households.roster.intake import confirm_roster, take_in_roster
from tests import world as w
from tests.conftest import FIXTURES
from tests.households.comparison.lists import compared, sizes
from tests.world import World

ON = date(2018, 7, 2)


@pytest.fixture
def county(world: World) -> County:
    return generate(counties_of(w.COUNTY)[0], households=150, seed=7)


def test_same_county_gives_the_same_lists(county: County, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first = write_department_lists(tmp_path, county)
    again = write_department_lists(tmp_path / "again", county)

    for name, path in first.paths.items():
        assert path.read_bytes() == again.paths[name].read_bytes()


def test_lists_are_imported_whole_and_differ_by_a_few(world: World, county: County, tmp_path: Path) -> None:
    load_figures(FIXTURES / "figures_comparison.csv")
    load_county(county, at=timezone.now())
    written = write_department_lists(tmp_path, county)
    Person.objects.filter(name=written.dead.member.name, household__number=written.dead.home.number).update(
        left_on="2018-05-23", left_reason="死亡"
    )

    found = {name: sizes(compared(world, name, on=ON)) for name in imported(world, written.paths)}

    on_dibao = sum(member.dibao for home in county.homes for member in home.members)
    assert ListRow.objects.filter(list_name=DIBAO).count() == on_dibao - 6 + 4
    assert found[DIBAO]["doubtful"] == found[DIBAO]["only_left"] == found[DIBAO]["different"] == 4
    assert found[DIBAO]["gone"] == found[ALLOWANCES]["gone"] == 1
    assert found[ALLOWANCES]["only_left"] == 4
    kinds = Counter(ComparisonTask.objects.values_list("kind", flat=True))
    assert kinds["dibao-recorded-only"] == 6
    assert kinds["allowance-unregistered"] == kinds["dibao-unregistered"] == 4
    assert kinds["dead-still-paid"] == 2
    assert kinds["nursing-level"] >= 3
    assert "dibao-not-recorded" not in kinds


def imported(world: World, paths: dict[str, Path]) -> list[str]:
    """Through the verbs of the roster, as the clerk's pages do."""
    area = Area.objects.get(code=w.COUNTY)
    for name, path in paths.items():
        with world.seen_by(world.clerk):
            roster = take_in_roster(
                content=path.read_bytes(), name=path.name, area=area, by=world.clerk, on=ON, kind="lists",
                options={"list_name": name, "period": "2018-06"},
            )  # fmt: skip
        work_at(roster.check_run_id)
        roster = RosterFile.objects.get(pk=roster.pk)
        assert roster.counts["wrong"] == 0
        with world.seen_by(world.clerk):
            confirm_roster(roster=roster, area=area, by=world.clerk, on=ON)
        work_at(RosterFile.objects.get(pk=roster.pk).merge_run_id)
    return list(paths)
