"""Merging two files: everything follows, what is double is kept and told, and all of it can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from actions.models import Enrolment
from assessment.models import Ledger, LedgerEntry, RiskAlert
from foundation.policy.models import PolicyPlan
from foundation.sealed.fields import Sealed
from households import hanging, registry
from households.duplicates import merging, undoing
from households.duplicates.finding import find_in_area
from households.duplicates.merging import SamePerson, UnableToMerge
from households.models import (
    Duplicate,
    FactStatement,
    Household,
    HouseholdYear,
    Merge,
    Person,
    StatusStep,
    Visit,
)
from support_measures.models import BenefitRecord, Payment
from tests import world as w
from tests.world import World, household, pair, person

ON = date(2018, 6, 30)
BORN = date(1971, 5, 9)
JANUARY = date(2018, 1, 1)


def hang_everything(home: Household, member: Person, world: World) -> None:
    here: dict[str, Any] = {"household": home, "area_code": home.area_code}
    of_person = {**here, "person": member}
    BenefitRecord.objects.create(**of_person, item="care-subsidy", starts_on=JANUARY, amount_yuan=50)
    of_home = BenefitRecord.objects.create(**here, item="dibao", starts_on=date(2018, home.pk % 12 + 1, 1))
    for record in BenefitRecord.objects.filter(household=home):
        Payment.objects.create(**here, record=record, month=JANUARY, amount_yuan=50, paid_on=ON)
    assert of_home.payments.count() == 1
    Enrolment.objects.create(**of_person, action="literacy", starts_on=date(2018, home.pk % 12 + 1, 1))
    FactStatement.objects.create(**of_person, fact="willing", value=True, holds_from=JANUARY, basis="本人")
    HouseholdYear.objects.create(**here, year=2017, members=1)
    StatusStep.objects.create(**here, from_status="none", to_status="identified", decided_on=JANUARY)
    RiskAlert.objects.create(**here, rule="unsafe-house", as_of=ON, sentence="住房危险")
    Visit.objects.create(**here, visited_on=JANUARY, done="看望")
    ledger = Ledger.objects.create(
        area_code=w.COUNTY, period="2018-01", as_of=ON, file_name="台账.xlsx", catalogue_version="0",
        stored_as="x", sha256="0" * 64, frozen_at=timezone.now(),
    )  # fmt: skip
    LedgerEntry.objects.create(**here, ledger=ledger, row=1, content={"户主": home.head_name})


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    named = [{"slug": "care-subsidy", "name": "重度残疾人护理补贴"}]
    PolicyPlan.objects.create(slug="cn-2016", title="方案", other_benefits=named)


@pytest.fixture
def kept(world: World) -> Household:
    home = household(members=[person(name="王建国", born_on=BORN, level=2)], group_name="一组")
    hang_everything(home, home.persons.get(), world)
    pair(home, world.cadre, starts_on=date(2018, 1, 1))
    return home


@pytest.fixture
def dropped(world: World) -> Household:
    """The same family entered again in the next village, with one member more."""
    home = household(
        w.OTHER_VILLAGE,
        members=[person(name="王建国", born_on=BORN), person(name="王小明", relation="son")],
        note="第二次登记",
    )
    Person.objects.filter(household=home, relation="head").update(
        id_number=None, id_number_key=None, id_tail_key=None, no_number_reason="未带证件", education="primary"
    )
    hang_everything(home, home.persons.get(relation="head"), world)
    pair(home, world.cadre, starts_on=date(2017, 1, 1), ends_on=date(2017, 12, 1))
    return home


def the_pair(kind: str) -> Duplicate:
    find_in_area(w.COUNTY)
    return Duplicate.objects.get(kind=kind)


def merge(world: World, kept: Household, dropped: Household) -> Merge:
    pair_of_files = the_pair("family")
    kept_head, dropped_head = kept.persons.get(relation="head"), dropped.persons.get(relation="head")
    with world.seen_by(world.lead):
        return merging.merge_households(
            duplicate=pair_of_files, kept=kept, dropped=dropped, take=["note"],
            people=[SamePerson(kept_head, dropped_head, ["education"])],
            decision="入户核实为同一家", by=world.lead, on=ON,
        )  # fmt: skip


def counts(home: Household) -> dict[str, int]:
    return {
        table.label: table.model._default_manager.filter(household=home).count()
        for table in hanging.followers()
        if table.households
    }


def test_everything_of_the_second_file_goes_to_the_first(
    world: World, kept: Household, dropped: Household
) -> None:
    bystander = household(members=[person(name="邻居")])
    before, also, beside = counts(kept), counts(dropped), counts(bystander)

    made = merge(world, kept, dropped)

    after, stayed = counts(kept), counts(dropped)
    for table, count in before.items():
        assert after[table] + stayed[table] == count + also[table], table
    assert {one["table"] for one in made.clashes} == {
        "support_measures.BenefitRecord",
        "households.HouseholdYear",
        "assessment.RiskAlert",
    }
    assert after["households.Pairing"] == 2
    assert after["assessment.LedgerEntry"] == 2
    assert after["actions.Enrolment"] == 2
    kept.refresh_from_db()
    dropped.refresh_from_db()
    assert (kept.note, kept.left_on) == ("第二次登记", None)
    assert (dropped.left_on, dropped.left_reason) == (ON, f"与户编号{kept.number}重复，已合并")
    assert kept.persons.get(relation="head").education == "primary"
    moved = Person.objects.get(name="王小明")
    assert (moved.household, moved.area_code, moved.facts.household_id) == (kept, w.VILLAGE, kept.pk)
    assert counts(bystander) == beside


def test_benefit_that_both_files_have_is_kept_and_told(
    world: World, kept: Household, dropped: Household
) -> None:
    made = merge(world, kept, dropped)

    both = BenefitRecord.objects.filter(item="care-subsidy")
    assert sorted(both.values_list("household_id", flat=True)) == sorted([kept.pk, dropped.pk])
    told = [one for one in made.clashes if one["table"] == "support_measures.BenefitRecord"]
    for payment in Payment.objects.select_related("record"):
        assert payment.household_id == payment.record.household_id
    assert [one["id"] for one in told] == [both.get(household=dropped).pk]
    assert "care-subsidy" not in told[0]["words"]
    assert "重度残疾人护理补贴" in told[0]["words"]
    assert told[0]["why"] == "保留的一方已有同一项目、同一期间的记录"


def test_merge_that_fails_half_way_leaves_both_files_as_they_were(
    world: World, kept: Household, dropped: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts(kept), counts(dropped)

    def fail(*args: object, **given: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr(merging, "_finish", fail)
    with pytest.raises(RuntimeError):
        merge(world, kept, dropped)

    assert (counts(kept), counts(dropped)) == before
    assert Household.objects.get(pk=dropped.pk).left_on is None


def test_merge_is_taken_back_whole(world: World, kept: Household, dropped: Household) -> None:
    before = counts(kept), counts(dropped)
    made = merge(world, kept, dropped)

    with world.seen_by(world.lead):
        undoing.undo_merge(merge=made, reason="核错了人", by=world.lead, on=ON)

    assert (counts(kept), counts(dropped)) == before
    dropped.refresh_from_db()
    kept.refresh_from_db()
    assert (dropped.left_on, dropped.left_reason, kept.note) == (None, "", "")
    assert kept.persons.get(relation="head").education == ""
    assert dropped.persons.filter(left_on=None).count() == 2
    assert Duplicate.objects.get(pk=made.duplicate_id).state == "open"
    with world.seen_by(world.lead), pytest.raises(UnableToMerge, match="已经撤销"):
        undoing.undo_merge(merge=made, reason="再来", by=world.lead, on=ON)


def test_value_changed_after_the_merge_is_not_put_back(
    world: World, kept: Household, dropped: Household
) -> None:
    made = merge(world, kept, dropped)
    kept.refresh_from_db()
    with world.seen_by(world.clerk):
        registry.correct_household(
            household=kept, version=kept.version, values={"note": "后来改的"}, by=world.clerk, on=ON
        )

    with world.seen_by(world.lead):
        undoing.undo_merge(merge=made, reason="核错了人", by=world.lead, on=ON)

    kept.refresh_from_db()
    assert kept.note == "后来改的"


def test_person_registered_again_gets_the_certificate_of_the_former_file(world: World) -> None:
    number = w.id_number(BORN)
    natal = household(members=[person(name="户主甲"), person(name="李秀英", id_number=number, level=2)])
    Person.objects.filter(name="李秀英").update(left_on=date(2017, 1, 1), left_reason="婚出")
    married = household(members=[person(name="户主乙"), person(name="李秀英", id_number=number)])
    former, present = natal.persons.get(name="李秀英"), married.persons.get(name="李秀英")
    pair_of_files = the_pair("certificate")

    with world.seen_by(world.lead):
        made = merging.merge_persons(
            duplicate=pair_of_files, same=SamePerson(present, former), decision="同一人", by=world.lead, on=ON
        )

    assert present.certificates.get().household == married
    assert present.facts.disabled
    assert (made.clashes, Person.objects.get(pk=former.pk).left_reason) == ([], "婚出")
    assert Household.objects.get(pk=natal.pk).left_on is None


def test_head_of_others_is_not_taken_out_of_the_household(
    world: World, kept: Household, dropped: Household
) -> None:
    pair_of_files = the_pair("birth")
    same = SamePerson(kept.persons.get(), dropped.persons.get(relation="head"))

    with world.seen_by(world.lead), pytest.raises(UnableToMerge, match="请合并两户"):
        merging.merge_persons(duplicate=pair_of_files, same=same, decision="同一人", by=world.lead, on=ON)


def test_who_has_no_number_is_not_kept_before_who_has_one(
    world: World, kept: Household, dropped: Household
) -> None:
    pair_of_files = the_pair("birth")
    same = SamePerson(dropped.persons.get(relation="head"), kept.persons.get())

    with world.seen_by(world.lead), pytest.raises(UnableToMerge, match="没有身份证号"):
        merging.merge_persons(duplicate=pair_of_files, same=same, decision="同一人", by=world.lead, on=ON)


def test_values_that_contradict_each_other_are_refused_in_words(
    world: World, kept: Household, dropped: Household
) -> None:
    Person.objects.filter(household=dropped, relation="head").update(uncertified="applied", uncertified_on=ON)
    pair_of_files = the_pair("family")
    same = SamePerson(kept.persons.get(), dropped.persons.get(relation="head"), ["uncertified_on"])

    with world.seen_by(world.lead), pytest.raises(UnableToMerge, match="互相矛盾"):
        merging.merge_households(
            duplicate=pair_of_files, kept=kept, dropped=dropped, take=[], people=[same],
            decision="同一家", by=world.lead, on=ON,
        )  # fmt: skip


def test_every_table_that_hangs_on_a_household_or_person_is_registered() -> None:
    assert hanging.every_hanging_table_is_registered() == []


def test_table_that_nobody_registered_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(hanging._HANGING, "support_measures.BenefitRecord")

    told = hanging.every_hanging_table_is_registered()

    assert ["support_measures.BenefitRecord" in one.msg for one in told] == [True]


def test_database_refuses_a_merge_with_itself_or_undone_by_nobody(world: World) -> None:
    home = household(members=[person(name="王建国", born_on=BORN)])
    w.add_member(home, name="王建国", born_on=BORN)
    pair_of_files = the_pair("birth")
    good: dict[str, Any] = {
        "area_code": w.COUNTY, "duplicate": pair_of_files, "kept_household": home, "dropped_household": home,
        "kept_person": pair_of_files.person_a, "dropped_person": pair_of_files.person_b,
        "before": Sealed.of("merge", "[]"),
    }  # fmt: skip
    Merge.objects.create(**good)
    for broken in (
        {"kept_person": None, "dropped_person": None},
        {"dropped_person": pair_of_files.person_a},
        {"dropped_person": None},
        {"undone_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Merge.objects.create(**good | broken)
