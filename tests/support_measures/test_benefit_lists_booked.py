"""Benefits of a list against what is granted: months paid, what excludes each other, all taken back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from households.models import Household, RosterRow
from support_measures.models import BenefitRecord, Payment
from tests.households.roster.conftest import Send, send  # noqa: F401
from tests.households.roster.test_undoing import registered_long_ago, undone
from tests.support_measures.test_benefit_lists import (
    BOTH,
    LIVING,
    NURSING,
    homes,  # noqa: F401
    line,
    records,
    side_by_side,
    sums,
)
from tests.world import World


def granted(home: Household, item: str, **given: Any) -> BenefitRecord:
    return BenefitRecord.objects.create(
        item=item, household=home, area_code=home.area_code, **({"starts_on": date(2017, 1, 1)} | given)
    )


def paid(record: BenefitRecord) -> list[tuple[str, Decimal]]:
    rows = Payment.objects.filter(record=record, taken_back_on=None).order_by("month")
    return [(f"{row.month:%Y-%m}", row.amount_yuan) for row in rows]


def reason_of(roster: Any, name: str = "李四") -> str:
    return str(RosterRow.objects.get(roster=roster, verdict="wrong").reasons)


def test_quarter_of_a_running_grant_is_paid_month_by_month_once(
    send: Send,  # noqa: F811
    homes: dict[str, Household],  # noqa: F811
) -> None:
    grants = [
        granted(homes[name], NURSING, person=homes[name].persons.get()) for name in ("张三", "李四", "赵六")
    ]

    roster = send(side_by_side(line(1, "张三", BOTH[1])), kind="benefits", merge=True)

    assert paid(grants[0]) == [(month, Decimal(70)) for month in ("2018-07", "2018-08", "2018-09")]
    assert not paid(grants[1])
    assert not paid(grants[2])
    assert BenefitRecord.objects.count() == 3
    payment = Payment.objects.first()
    assert payment is not None
    assert (payment.created_by_run_id, payment.document[:3]) == (roster.merge_run_id, "花名册")
    again = send(side_by_side(line(1, "张三", BOTH[1])), kind="benefits", merge=True, name="二.xlsx")
    assert (again.counts["new"], again.counts["unchanged"]) == (0, 1)
    assert Payment.objects.count() == 3


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (sums("重度残疾人护理补贴", 70, 2, 140), "不能平均到本期的3个月"),
        (sums("重度残疾人护理补贴", 80, 3, 240), "本期已有3个月登记发放，与名单不符"),
    ],
)
def test_other_sum_than_the_months_had_is_told(
    send: Send,  # noqa: F811
    homes: dict[str, Household],  # noqa: F811
    cells: dict[str, Any],
    words: str,
) -> None:
    granted(homes["张三"], NURSING, person=homes["张三"].persons.get())
    send(side_by_side(line(1, "张三", BOTH[1])), kind="benefits", merge=True)

    roster = send(side_by_side(line(1, "张三", cells)), kind="benefits", name="二.xlsx")

    assert words in reason_of(roster)


def test_who_has_what_excludes_it_is_told_and_not_booked(
    send: Send,  # noqa: F811
    homes: dict[str, Household],  # noqa: F811
) -> None:
    granted(homes["李四"], "tekun", status="paid")
    granted(homes["张三"], "tekun", status="paid", ends_on=date(2018, 7, 1))

    rows = line(1, "张三", *BOTH), line(2, "李四", *BOTH)
    roster = send(side_by_side(*rows), kind="benefits", merge=True)

    assert (roster.counts["new"], roster.counts["wrong"]) == (1, 1)
    assert "按规定不能同时享受" in reason_of(roster)
    assert not BenefitRecord.objects.filter(household=homes["李四"], item__in=(LIVING, NURSING)).exists()


def test_undone_list_makes_records_void_and_takes_payments_back(
    send: Send,  # noqa: F811
    world: World,
    homes: dict[str, Household],  # noqa: F811
) -> None:
    grant = granted(homes["张三"], NURSING, person=homes["张三"].persons.get())
    registered_long_ago()
    rows = line(1, "张三", *BOTH), line(2, "李四", BOTH[0])
    roster = send(side_by_side(*rows), kind="benefits", merge=True)
    touched = BenefitRecord.objects.get(household=homes["李四"])
    BenefitRecord.objects.filter(pk=touched.pk).update(amount_yuan=200)
    touched.events.update(pgh_created_at=timezone.now() + timedelta(hours=1))

    roster = undone(world, roster)

    void = BenefitRecord.objects.get(household=homes["张三"], item=LIVING)
    assert (void.status, void.details["void_reason"]) == ("void", "撤销导入")
    assert not paid(grant)
    assert Payment.objects.filter(taken_back_reason="撤销导入").count() == 3
    assert records(homes["李四"]) == [(LIVING, "2018-07-01", "2018-10-01", Decimal(200))]
    kept = RosterRow.objects.get(roster=roster, taken_back="kept")
    assert kept.household == homes["李四"]
    assert "导入之后待遇记录有新增或改动" in str(kept.reasons)
    again = send(side_by_side(rows[0]), kind="benefits", merge=True, name="二.xlsx")
    assert again.counts["new"] == 1
    assert len(paid(grant)) == 3
