"""A generated county in the real tables, with all their constraints."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from actions.models import Enrolment
from config.demo.loading import UnableToLoad, load_county, load_records, load_registry
from config.demo.places import counties_of, shares
from config.demo.world import County, generate
from config.demo.world.people import Pairing
from foundation.areas.models import Area
from households.models import DisabilityCertificate, Household, HouseholdYear, Person
from households.models import Pairing as PairingRow
from support_measures.models import BenefitRecord
from tests import world as w
from tests.world import World, household


def test_county_is_loaded_whole(world: World, county: County) -> None:
    counts = load_county(county, at=timezone.now())

    assert counts["households"] == Household.objects.count() == 50
    assert counts["persons"] == Person.objects.count() == county.persons
    assert counts["certificates"] == DisabilityCertificate.objects.count() == county.disabled
    assert counts["surveys"] == HouseholdYear.objects.count() > 140
    assert counts["benefits"] == BenefitRecord.objects.count() > 100
    assert counts["enrolments"] == Enrolment.objects.count() > 0


def test_what_is_loaded_reads_back_as_it_was_invented(world: World, county: County) -> None:
    load_county(county, at=timezone.now())

    home = county.homes[0]
    kept = Household.objects.get(number=home.number)
    survey = kept.householdyears.get(year=2018)
    assert [p.name for p in kept.persons.order_by("pk")] == [m.name for m in home.members]
    assert kept.persons.get(relation="head").id_number.open() == home.head.id_number
    assert Household.objects.with_member_tail(home.head.id_number[-4:]).filter(pk=kept.pk).exists()
    assert survey.income_per_head_yuan == home.surveys[-1].income_per_head
    assert kept.head_initials


def test_clerk_next_door_sees_nothing_of_it(world: World, county: County) -> None:
    load_county(county, at=timezone.now())

    with world.seen_by(world.clerk):
        assert Household.objects.count() == 50
        assert PairingRow.objects.exists()
    with world.seen_by(world.clerk_next_door):
        assert Household.objects.count() == 0
        assert PairingRow.objects.count() == 0


def test_same_seed_twice_is_refused_and_changes_nothing(world: World, county: County) -> None:
    load_county(county, at=timezone.now())

    with pytest.raises(UnableToLoad, match="种子 7"):
        load_county(county, at=timezone.now())

    assert Household.objects.count() == 50


def test_records_follow_a_registry_that_came_by_roster(world: World, county: County) -> None:
    load_registry(county, at=timezone.now())
    Person.objects.filter(household__number=county.homes[0].number).update(
        left_on="2018-01-01", left_reason="x"
    )
    bystander = household(w.VILLAGE)

    counts = load_records(county, at=timezone.now(), parts={"surveys", "benefits"})

    assert counts.keys() == {"surveys", "benefits"}
    assert not BenefitRecord.objects.filter(
        household__number=county.homes[0].number, person__isnull=False
    ).exists()
    assert not HouseholdYear.objects.filter(household=bystander).exists()
    assert not PairingRow.objects.exists()


def test_survey_tells_an_imported_registry_what_the_roster_could_not(world: World, county: County) -> None:
    load_registry(county, at=timezone.now())
    Person.objects.update(need_rehab=None, school_stage="")
    Household.objects.update(house_grade="")
    bystander = household(w.VILLAGE)

    first = load_records(county, at=timezone.now(), parts={"told"})
    again = load_records(county, at=timezone.now(), parts={"told"})

    assert first["told"] > 50
    assert again == {"told": 0}
    wanted = {m.id_number: m.need_rehab for home in county.homes for m in home.members}
    kept = {p.id_number.open(): p.need_rehab for p in Person.objects.exclude(household=bystander)}
    assert kept == wanted
    bystander.refresh_from_db()
    assert bystander.house_grade == ""
    assert set(Household.objects.exclude(pk=bystander.pk).values_list("house_grade", flat=True)) <= set(
        "ABCD"
    )


def test_survey_tells_when_the_oldest_certificates_run_out(world: World, county: County) -> None:
    holder = county.homes[0].disabled[0]
    load_registry(county, at=timezone.now())
    DisabilityCertificate.objects.update(issued_on=None, valid_until=None)
    holder.disability.valid_until = date(2018, 9, 20)  # type: ignore[union-attr]
    holder.disability.issued_on = date(2008, 9, 20)  # type: ignore[union-attr]

    load_records(county, at=timezone.now(), parts={"told"})

    told = DisabilityCertificate.objects.get(
        person__household__number=county.homes[0].number, valid_until__isnull=False
    )
    assert (told.issued_on, told.valid_until) == (date(2008, 9, 20), date(2018, 9, 20))
    untold = sum(not m.disability.valid_until for home in county.homes for m in home.disabled)
    assert DisabilityCertificate.objects.filter(valid_until=None).count() == untold


def test_helpers_who_left_are_told_where_nobody_followed(world: World, county: County) -> None:
    """The roster names who helps now; a household whose helper moved on stands in it without one."""
    left, helped = county.homes[0], county.homes[1]
    cadre = county.cadres[0]
    for home in county.homes:
        home.pairings = [Pairing(cadre, date(2017, 1, 1))]
    left.pairings = [Pairing(cadre, date(2017, 1, 1), date(2018, 4, 1), "工作调动")]
    load_registry(county, at=timezone.now())

    counts = load_records(county, at=timezone.now(), parts={"former_helpers"})

    assert counts == {"former_helpers": 1}
    kept = PairingRow.objects.get()
    assert (kept.household.number, kept.ends_on, kept.cadre.name) == (
        left.number,
        date(2018, 4, 1),
        cadre.name,
    )
    assert not PairingRow.objects.filter(household__number=helped.number).exists()


def test_counties_of_a_province_get_their_shares(world: World) -> None:
    counties = counties_of(w.PROVINCE)

    assert [county.code for county in counties] == [w.COUNTY, w.NEXT_COUNTY, w.FAR_COUNTY]
    assert shares(counties, 100) == [60, 20, 20]
    assert sum(shares(counties, 7)) == 7


def test_command_for_a_county_tells_its_counts(world: World) -> None:
    out = StringIO()

    call_command("generate_county", area=w.COUNTY, households=12, seed=5, json=True, stdout=out)

    counts = json.loads(out.getvalue().splitlines()[-1])
    assert counts["households"] == 12 == Household.objects.count()
    assert counts["persons"] == Person.objects.count()


def test_command_for_the_province_spreads_over_its_counties(world: World) -> None:
    call_command("generate_county", area=w.COUNTY, households=10, seed=5, province=True, stdout=StringIO())

    by_county = {
        code: Household.objects.in_area(code).count() for code in (w.COUNTY, w.NEXT_COUNTY, w.FAR_COUNTY)
    }
    assert by_county == {w.COUNTY: 6, w.NEXT_COUNTY: 2, w.FAR_COUNTY: 2}


def test_area_without_villages_is_refused_with_what_to_run(world: World) -> None:
    Area.objects.filter(level="village").update(ended_on="2018-01-01")

    with pytest.raises(CommandError, match="load_reference_data") as refused:
        call_command("generate_county", area=w.COUNTY, households=10, seed=5, stdout=StringIO())

    assert refused.value.returncode == 1
    assert Household.objects.count() == 0


def test_numbers_of_counties_never_meet(world: World) -> None:
    worlds = [generate(places, households=60, seed=1) for places in counties_of(w.PROVINCE)]
    numbers = [m.id_number for county in worlds for home in county.homes for m in home.members]

    assert len(set(numbers)) == len(numbers)
