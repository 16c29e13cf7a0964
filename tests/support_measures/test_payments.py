"""Paying out: month by month, for one or for a list; what is owed; what stands beside the rules."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.policy.models import Figure, PolicyItem
from foundation.policy.plans import plan_for_area
from households.models import Household, Person
from support_measures.models import BenefitRecord, Payment
from support_measures.payments.lists import PaymentLists, standard_kind
from support_measures.payments.paying import Paid, UnableToPay, pay, pay_month, take_back
from tests import world as w
from tests.world import World, household, person

DAY = date(2018, 6, 20)
MAY, JUNE = date(2018, 5, 1), date(2018, 6, 1)


def member(village: int = w.VILLAGE) -> Person:
    found: Person = household(village, members=[person(level=1)]).persons.get()
    return found


def granted(who: Person, slug: str = "nursing-allowance", **words: Any) -> BenefitRecord:
    """An allowance of 60 yuan a month from January on."""
    given = {"status": "approved", "starts_on": date(2018, 1, 1), "details": {"standard_yuan": "60.00"}}
    return BenefitRecord.objects.create(
        household=who.household, area_code=who.area_code, person=who, item=slug, **given | words
    )


def lists(world: World, by: str = "clerk", on: date = DAY) -> PaymentLists:
    user = world.users[by]
    appointment = user.appointment_on(on)
    assert appointment is not None
    return PaymentLists(world.scope(user, on), appointment.area, plan_for_area(appointment.area), on)


def allowance(slug: str = "nursing-allowance") -> PolicyItem:
    return PolicyItem.objects.get(plan__slug="gz-2017", kind="benefit", slug=slug)


def paid_may(world: World, record: BenefitRecord) -> Payment:
    with world.seen_by(world.clerk, DAY):
        return pay(record=record, month=MAY, amount_yuan=Decimal(60), paid=Paid(DAY), by=world.clerk, on=DAY)


@pytest.fixture(autouse=True)
def grace(catalogue: Any) -> None:
    Figure.objects.get_or_create(
        kind="payment_grace_days", year=2014, area=None, defaults={"value": 60, "source": "测试"}
    )


def test_months_that_are_over_and_unpaid_are_owed(world: World) -> None:
    record = granted(member())

    assert lists(world).arrears().get().months_owed == 5

    paid_may(world, record)

    assert lists(world).arrears().get().months_owed == 4


def test_a_grant_that_ended_owes_no_month_after_its_end(world: World) -> None:
    granted(member(), ends_on=date(2018, 3, 1))

    assert lists(world).arrears().get().months_owed == 2


def test_what_was_paid_as_a_whole_owes_nothing(world: World) -> None:
    granted(member(), status="paid", amount_yuan=720)

    assert not lists(world).arrears().exists()


def test_a_single_grant_is_owed_once_its_days_of_grace_are_over(world: World) -> None:
    late = granted(member(), "house-renovation", details={}, amount_yuan=20000, starts_on=date(2018, 4, 20))
    granted(member(), "house-renovation", details={}, amount_yuan=20000, starts_on=date(2018, 4, 22))

    assert list(lists(world).arrears()) == [late]


def test_the_month_list_pays_everybody_who_is_due_at_their_own_standard(world: World) -> None:
    first, second = granted(member()), granted(member(), details={"standard_yuan": "50.00"})
    ended = granted(member(), ends_on=JUNE)
    unpriced = granted(member(), details={})
    neighbour = granted(member(w.NEXT_VILLAGE))

    with world.seen_by(world.clerk, DAY):
        done = pay_month(
            item=allowance(), records=lists(world).records, month=JUNE, paid=Paid(DAY, "county", "6月批次"),
            by=world.clerk, on=DAY,
        )  # fmt: skip

    assert {key: done[key] for key in ("due", "paid", "yuan", "without_standard")} == {
        "due": 3, "paid": 2, "yuan": Decimal(110), "without_standard": 1,
    }  # fmt: skip
    assert set(Payment.objects.values_list("record", "amount_yuan")) == {(first.pk, 60), (second.pk, 50)}
    for left in (ended, unpriced, neighbour):
        assert not left.payments.exists()


def test_the_month_list_pays_nobody_twice(world: World) -> None:
    granted(member())
    given = {"item": allowance(), "month": JUNE, "paid": Paid(DAY), "by": world.clerk, "on": DAY}
    pay_month(records=lists(world).records, **given)

    with pytest.raises(UnableToPay, match="已全部登记发放"):
        pay_month(records=lists(world).records, **given)

    assert Payment.objects.count() == 1


def test_a_list_taken_back_is_due_again_and_stays_on_record(world: World) -> None:
    granted(member())
    given = {"item": allowance(), "month": JUNE, "paid": Paid(DAY), "by": world.clerk, "on": DAY}
    done = pay_month(records=lists(world).records, **given)

    assert take_back(payments=Payment.objects.of_batch(done["batch"]), reason="退票", on=DAY) == 1

    assert lists(world).due().count() == 1
    assert Payment.objects.get().taken_back_reason == "退票"
    pay_month(records=lists(world).records, **given)
    assert Payment.objects.standing().count() == 1


@pytest.mark.parametrize(
    ("month", "amount", "message"),
    [
        (date(2017, 12, 1), "60", "不在该待遇的起止期内"),
        (MAY, "0", "应大于0元"),
    ],
)
def test_a_payment_that_cannot_be_is_told_why(world: World, month: date, amount: str, message: str) -> None:
    record = granted(member())

    with pytest.raises(UnableToPay, match=message):
        pay(record=record, month=month, amount_yuan=Decimal(amount), paid=Paid(DAY), by=world.clerk, on=DAY)


def test_the_same_month_again_is_told(world: World) -> None:
    record = granted(member())
    paid_may(world, record)

    with pytest.raises(UnableToPay, match="2018年5月已登记发放"):
        paid_may(world, record)


def test_two_records_of_one_allowance_over_one_time_are_listed(world: World) -> None:
    twice = member()
    both = {granted(twice), granted(twice, starts_on=date(2018, 4, 1))}
    after = member()
    granted(after, ends_on=date(2018, 4, 1))
    granted(after, starts_on=date(2018, 4, 1))

    assert set(lists(world).twice()) == both


def test_what_excludes_each_other_is_listed(world: World) -> None:
    cared = member()
    wrong = granted(cared)
    granted(cared, "tekun")
    granted(member())

    assert wrong in set(lists(world).excluded())
    assert {record.person_id for record in lists(world).excluded()} == {cared.pk}


def test_a_standard_is_held_against_the_areas_of_that_year(world: World) -> None:
    Figure.objects.create(
        kind=standard_kind("nursing-allowance"), area_id=w.COUNTY, year=2018, value=50, source="县文件"
    )
    wrong = granted(member())
    granted(member(), details={"standard_yuan": "50"})
    granted(member(), "living-allowance")

    assert list(lists(world).off_standard()) == [wrong]


@pytest.mark.parametrize(
    "words",
    [
        {"amount_yuan": 0},
        {"month": date(2018, 5, 2)},
        {"fund_source": "lottery"},
        {"taken_back_on": DAY},
        {"taken_back_reason": "退票"},
    ],
)
def test_the_database_refuses_a_wrong_payment(world: World, words: dict[str, Any]) -> None:
    record = granted(member())
    given = {"record": record, "household": record.household, "area_code": record.area_code, "paid_on": DAY}

    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.bulk_create([Payment(**{"amount_yuan": 60, **given, **words})])


def test_the_database_refuses_a_second_payment_of_a_month_or_day(world: World) -> None:
    record = granted(member())
    given = {"record": record, "household": record.household, "area_code": record.area_code, "amount_yuan": 1}

    for words in ({"month": MAY}, {"month": None}):
        Payment.objects.create(**given, **words, paid_on=DAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            Payment.objects.create(**given, **words, paid_on=DAY)


def test_pages_show_first_what_would_be_paid_then_pay_it(world: World) -> None:
    home: Household = granted(member()).household
    granted(member(w.NEXT_VILLAGE))
    client = world.signed_in(world.clerk)
    address = reverse("support_measures:pay_list")
    asked = {"item": "nursing-allowance", "month": "2018-06", "area": w.COUNTY, "paid_on": "2018-06-20"}

    shown = client.post(address, asked).content.decode()
    assert "将发放 <strong>1</strong> 条记录，合计 <strong>60.00</strong> 元" in shown
    assert not Payment.objects.exists()

    client.post(address, {**asked, "confirmed": "yes"})
    assert Payment.objects.get().household == home
    batch = Payment.objects.get().batch
    assert "护理补贴" in client.get(reverse("support_measures:payment_batches")).content.decode()
    client.post(reverse("support_measures:take_back_payments", args=[batch]), {"reason": "批次有误"})
    assert not Payment.objects.standing().exists()


def test_a_liaison_and_an_officer_look_but_do_not_pay(world: World) -> None:
    record = granted(member())

    for name in ("liaison", "prefecture_officer"):
        client = world.signed_in(world.users[name])
        assert client.get(reverse("support_measures:payments")).status_code == 200
        assert client.get(reverse("support_measures:pay", args=[record.pk])).status_code == 403
        assert client.get(reverse("support_measures:pay_list")).status_code == 403
