"""Recording benefits: once a period, not beside what excludes it, for one or for a whole list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assessment.entitlements.lists import lists_of
from foundation.policy.models import PolicyItem
from households.facts.refreshing import refresh
from households.models import FactStatement, Household, Person
from support_measures.areas.supporting import record_area_support
from support_measures.models import AreaSupport, BenefitRecord, Status
from support_measures.recording import (
    Granted,
    UnableToRecord,
    advance_benefit,
    record_benefit,
    record_benefits_for_many,
    void_benefit,
)
from tests import world as w
from tests.world import World, household, person

DAY = date(2018, 6, 30)
JUNE = date(2018, 6, 1)


@pytest.fixture
def item(catalogue: dict[str, Any]) -> Any:
    return lambda slug, kind="benefit", plan="gz-2017": PolicyItem.objects.get(
        plan=catalogue[plan], kind=kind, slug=slug
    )


def cared_for(village: int = w.VILLAGE) -> Person:
    home = household(village, members=[person(level=1)])
    member: Person = home.persons.get()
    FactStatement.objects.create(
        household=home,
        area_code=village,
        person=member,
        fact="need_long_term_care",
        value=True,
        holds_from=date(2018, 1, 1),
        basis="乡镇评估",
    )
    refresh([home.pk], on=DAY)
    return member


def given(world: World, policy: PolicyItem, member: Person, **words: Any) -> BenefitRecord:
    return record_benefit(
        **{
            "item": policy,
            "household": member.household,
            "person": member,
            "by": world.clerk,
            "on": DAY,
            "starts_on": JUNE,
        }
        | words
    )


def missed(world: World, policy: PolicyItem, by: str = "clerk") -> set[int]:
    user = world.users[by]
    appointment = user.appointment_on(DAY)
    assert appointment is not None
    found = lists_of(policy, scope=world.scope(user, DAY), area=appointment.area, on=DAY).of("missed")
    return set(found.values_list("pk", flat=True))


def test_recording_moves_the_person_from_missed_to_has_it(world: World, item: Any) -> None:
    member, bystander = cared_for(), cared_for()
    assert missed(world, item("nursing-allowance")) == {member.pk, bystander.pk}

    with world.seen_by(world.clerk, DAY):
        record = given(world, item("nursing-allowance"), member, amount_yuan=Decimal("60"))

    assert missed(world, item("nursing-allowance")) == {bystander.pk}
    assert (record.created_by, record.area_code, record.person) == (world.clerk, w.VILLAGE, member)


def test_same_month_is_not_recorded_twice(world: World, item: Any) -> None:
    member = cared_for()
    given(world, item("nursing-allowance"), member, ends_on=date(2018, 7, 1))

    with pytest.raises(UnableToRecord, match=r"本期（2018年6月）已登记"):
        given(world, item("nursing-allowance"), member, starts_on=date(2018, 6, 15))
    given(world, item("nursing-allowance"), member, starts_on=date(2018, 7, 1))

    assert BenefitRecord.objects.count() == 2


def test_conflicting_benefit_is_told_by_its_name(world: World, item: Any) -> None:
    member = cared_for()
    given(world, item("tekun"), member, starts_on=date(2018, 1, 1))

    with pytest.raises(UnableToRecord, match="已享受“特困人员救助供养”"):
        given(world, item("nursing-allowance"), member)

    assert not BenefitRecord.objects.filter(item="nursing-allowance").exists()


def test_conflict_that_ended_before_the_month_is_none(world: World, item: Any) -> None:
    member = cared_for()
    given(world, item("tekun"), member, starts_on=date(2018, 1, 1), ends_on=date(2018, 6, 1))

    given(world, item("nursing-allowance"), member)

    assert BenefitRecord.objects.filter(item="nursing-allowance", person=member).exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"amount_yuan": Decimal("-1")}, "金额不能为负数"),
        ({"ends_on": date(2018, 5, 1)}, "终止日期不能早于起始日期"),
        ({"paid_on": date(2018, 7, 1)}, "不能晚于今天"),
        ({"person": None}, "登记到人"),
        ({"status": "void"}, "办理状态"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    world: World, item: Any, words: dict[str, Any], message: str
) -> None:
    with pytest.raises(UnableToRecord, match=message):
        given(world, item("nursing-allowance"), cared_for(), **words)

    assert not BenefitRecord.objects.exists()


def test_household_of_the_next_county_is_refused(world: World, item: Any) -> None:
    neighbour = cared_for(w.NEXT_VILLAGE)

    with pytest.raises(UnableToRecord, match="不在您负责的区域内"):
        given(world, item("nursing-allowance"), neighbour)
    given(world, item("nursing-allowance"), neighbour, by=world.clerk_next_door)

    assert BenefitRecord.objects.count() == 1


def test_items_of_the_household_the_county_and_of_pairing_are_refused_for_a_person(
    world: World, item: Any
) -> None:
    member = cared_for()
    for slug, message in (("dibao", "登记到户"), ("fund-allocation", "按县登记"), ("pairing", "以结对")):
        with pytest.raises(UnableToRecord, match=message):
            given(world, item(slug), member)


def test_whole_missed_list_is_recorded_at_once_and_only_once(
    world: World, item: Any, django_assert_max_num_queries: Any
) -> None:
    policy = item("nursing-allowance")
    applied, *others = [cared_for() for _ in range(4)]
    neighbour = cared_for(w.NEXT_VILLAGE)
    given(world, policy, applied, status=Status.SUBMITTED)

    def record() -> dict[str, int]:
        with world.seen_by(world.clerk, DAY) as scope:
            area = world.county
            return record_benefits_for_many(
                item=policy,
                subjects=lists_of(policy, scope=scope, area=area, on=DAY).of("missed"),
                by=world.clerk,
                on=DAY,
                granted=Granted(
                    JUNE, date(2018, 7, 1), amount_yuan=Decimal("60"), details={"month": "2018-06"}
                ),
            )

    # One of them asks which handed-out tasks the records settle; the number does not grow with the list.
    with django_assert_max_num_queries(21):
        first = record()
    assert first == {"asked": 4, "recorded": 3, "already": 1}
    assert record() == {"asked": 1, "recorded": 0, "already": 1}
    made = BenefitRecord.objects.filter(person__in=others, amount_yuan=60, created_by=world.clerk)
    assert made.count() == 3
    assert missed(world, policy, "clerk_next_door") == {neighbour.pk}


def test_records_of_a_household_item_name_no_person(world: World, item: Any) -> None:
    home: Household = household(need_accessibility=True)
    refresh(on=DAY)
    policy = item("home-accessibility")

    with world.seen_by(world.clerk, DAY) as scope:
        done = record_benefits_for_many(
            item=policy,
            subjects=lists_of(policy, scope=scope, area=world.county, on=DAY).of("missed"),
            by=world.clerk,
            on=DAY,
            granted=Granted(JUNE, status=Status.PAID, details={"done_date": "2018-06-01"}),
        )

    assert done["recorded"] == 1
    assert BenefitRecord.objects.get().household == home
    assert BenefitRecord.objects.get().person is None
    assert missed(world, policy) == set()


def test_record_goes_onward_and_not_back(world: World, item: Any) -> None:
    record = given(world, item("nursing-allowance"), cared_for(), status=Status.SUBMITTED)

    paid = advance_benefit(record=record, to=Status.PAID, by=world.clerk, on=DAY)

    assert (paid.status, paid.paid_on) == ("paid", DAY)
    with pytest.raises(UnableToRecord, match="不能退回"):
        advance_benefit(record=record, to=Status.SUBMITTED, by=world.clerk, on=DAY)


def test_void_record_counts_nowhere_and_may_be_recorded_anew(world: World, item: Any) -> None:
    member = cared_for()
    record = given(world, item("nursing-allowance"), member)
    with pytest.raises(UnableToRecord, match="作废原因"):
        void_benefit(record=record, by=world.clerk, on=DAY, reason=" ")

    void_benefit(record=record, by=world.clerk, on=DAY, reason="录错人")

    assert missed(world, item("nursing-allowance")) == {member.pk}
    given(world, item("nursing-allowance"), member)
    assert missed(world, item("nursing-allowance")) == set()


def test_county_that_records_its_work_is_done_and_the_next_is_not(world: World, item: Any) -> None:
    policy = item("base-survey")
    with world.seen_by(world.clerk, DAY):
        record_area_support(
            item=policy,
            area_code=w.COUNTY,
            by=world.clerk,
            on=DAY,
            granted=Granted(JUNE, details={"survey_date": "2018-06-01"}),
        )

    assert missed(world, policy) == set()
    assert missed(world, policy, "prefecture_officer") == {w.NEXT_COUNTY}
    with pytest.raises(UnableToRecord, match="您只能登记本级"):
        record_area_support(
            item=policy, area_code=w.NEXT_COUNTY, by=world.clerk, on=DAY, granted=Granted(JUNE)
        )
    assert AreaSupport.objects.count() == 1
