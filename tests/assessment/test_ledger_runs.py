"""The ledger's run: one ledger a run, the same bytes for the same data, frozen for good."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from assessment.ledgers import producing
from assessment.ledgers.keeping import UnableToHandOut, file_of
from assessment.ledgers.producing import UnableToProduce, ask_for_ledger, days_of
from assessment.models import Ledger, LedgerEntry
from foundation.accounts.models import User
from foundation.areas.models import Area
from foundation.jobs.models import Run
from foundation.jobs.running import UnableToAsk
from foundation.policy.models import PolicyItem, PolicyPlan
from households.models import Household
from tests import world as w
from tests.assessment.cast import home_with, survey, worked
from tests.world import World

ON = date(2018, 7, 5)


@pytest.fixture
def home(world: World) -> Household:
    found = home_with()
    survey(found)
    home_with(w.OTHER_TOWNSHIP_VILLAGE)
    home_with(w.NEXT_VILLAGE)
    return found


def asked(world: World, by: User, area: int = w.COUNTY, period: str = "2018-06") -> Run:
    return ask_for_ledger(area=Area.objects.get(pk=area), period=period, by=by, on=ON)


def test_same_data_and_day_give_the_same_bytes(world: World, home: Household) -> None:
    first, second = (worked(asked(world, world.clerk)) for _ in range(2))

    ledgers = Ledger.objects.order_by("pk")
    assert [ledger.run for ledger in ledgers] == [first, second]
    assert ledgers[0].sha256 == ledgers[1].sha256 == first.result["sha256"]
    assert hashlib.sha256(file_of(ledgers[0])).hexdigest() == ledgers[0].sha256


def test_later_changes_do_not_alter_a_frozen_ledger(world: World, home: Household) -> None:
    run = worked(asked(world, world.clerk))
    ledger = Ledger.objects.get(run=run)
    before = file_of(ledger)

    Household.objects.update(head_name="改名")

    assert file_of(ledger) == before
    assert ledger.entries.filter(content__head="改名").count() == 0
    for statement in (
        "update assessment_ledger set sha256 = 'x'",
        "update assessment_ledgerentry set content = '{}'",
    ):
        with pytest.raises(Error, match="Cannot update"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_killed_between_collecting_and_writing_it_is_the_same_ledger(
    world: World, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    undisturbed = worked(asked(world, world.clerk))
    freeze = producing._freeze

    def die(ledger: Ledger) -> None:
        freeze(ledger)
        raise SystemExit("killed before the file's transaction was over")

    run = asked(world, world.clerk)
    monkeypatch.setattr(producing, "_freeze", die)
    with pytest.raises(SystemExit):
        worked(run)
    half = Ledger.objects.get(run=run)
    assert (half.frozen_at, half.entries.count()) == (None, 2)
    with world.seen_by(world.clerk) as scope:
        assert half not in scope.rows(Ledger).frozen()

    monkeypatch.setattr(producing, "_freeze", freeze)
    Run.objects.filter(pk=run.pk).update(heartbeat_at=timezone.now() - timedelta(minutes=5))
    run = worked(run)

    assert run.state == "done"
    assert run.result["sha256"] == undisturbed.result["sha256"]
    assert Ledger.objects.filter(run=run).count() == 1


def test_province_goes_county_by_county_and_numbers_on(world: World, home: Household) -> None:
    run = worked(asked(world, world.province_officer, w.PROVINCE))

    assert (run.state, run.total) == ("done", 4)
    entries = LedgerEntry.objects.filter(ledger__run=run).order_by("row")
    assert [(entry.row, entry.area_code) for entry in entries] == [
        (1, w.VILLAGE), (2, w.OTHER_TOWNSHIP_VILLAGE), (3, w.NEXT_VILLAGE),
    ]  # fmt: skip


def test_township_clerk_gets_her_townships_households_and_no_others(world: World, home: Household) -> None:
    run = worked(asked(world, world.township_clerk, w.TOWNSHIP))
    assert run.result["households"] == 1

    refused = worked(asked(world, world.township_clerk, w.COUNTY))
    assert (refused.state, Ledger.objects.filter(run=refused).count()) == ("failed", 0)
    assert "不负责该区域" in refused.error


def test_area_without_any_household_gets_no_ledger(world: World) -> None:
    run = worked(asked(world, world.clerk))

    assert run.state == "failed"
    assert "没有登记在册的贫困残疾人家庭" in run.error
    assert not Ledger.objects.frozen().exists()


def test_ledger_names_the_policy_it_was_made_under(world: World, home: Household) -> None:
    def version() -> str:
        return Ledger.objects.get(run=worked(asked(world, world.clerk))).catalogue_version

    before = version()
    plan = PolicyPlan.objects.create(slug="test", title="方案")
    PolicyItem.objects.create(plan=plan, kind="benefit", slug="dibao", name="低保")
    after = version()

    assert before != after == version()


@pytest.mark.parametrize("period", ["2018-13", "18-06", "2018/06", "2013-12", "", "2018-6"])
def test_period_that_is_none_is_refused(period: str) -> None:
    with pytest.raises(UnableToProduce, match="期间请填年月"):
        days_of(period)


def test_period_that_has_not_begun_and_one_under_way_twice_are_refused(world: World, home: Household) -> None:
    with pytest.raises(UnableToProduce, match="还没有到"):
        asked(world, world.clerk, period="2018-08")
    assert asked(world, world.clerk, period="2018-07").parameters["as_of"] == "2018-07-05"
    with pytest.raises(UnableToAsk, match="正在进行"):
        asked(world, world.clerk, period="2018-07")


def test_damaged_file_is_not_handed_out(world: World, home: Household) -> None:
    ledger = Ledger.objects.get(run=worked(asked(world, world.clerk)))
    ledger.stored_as = "gone"

    with pytest.raises(UnableToHandOut, match="损坏或丢失"):
        file_of(ledger)
