"""Of a row with two allowances, the amount of one may be kept as registered."""

from __future__ import annotations

from decimal import Decimal

from households.models import Finding, Household, RosterRow
from households.roster.deciding import decide
from tests.households.roster.conftest import Send, send  # noqa: F401
from tests.households.roster.test_merging import _merge
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


def test_amount_of_one_of_two_allowances_is_kept_and_asked_about(
    send: Send,  # noqa: F811
    homes: dict[str, Household],  # noqa: F811
    world: World,
) -> None:
    send(side_by_side(line(1, "张三", *BOTH)), kind="benefits", merge=True)
    more = (sums("困难残疾人生活补贴", 80, 3, 240), sums("重度残疾人护理补贴", 80, 3, 240))
    roster = send(
        side_by_side(line(1, "张三", *more), line(2, "李四", BOTH[1])), kind="benefits", name="二.xlsx"
    )
    assert RosterRow.objects.get(roster=roster, household=homes["张三"]).verdict == "changed"
    with world.seen_by(world.clerk):
        decide(roster=roster, answers={"重度残疾人护理补贴·amount_yuan": "finding"}, by=world.clerk)
    _merge(roster)

    assert records(homes["张三"]) == [
        (LIVING, "2018-07-01", "2018-10-01", Decimal(240)),
        (NURSING, "2018-07-01", "2018-10-01", Decimal(210)),
    ]
    assert records(homes["李四"]) == [(NURSING, "2018-07-01", "2018-10-01", Decimal(210))]
    finding = Finding.objects.get()
    assert (finding.household, finding.field) == (homes["张三"], "重度残疾人护理补贴金额（元）")
    assert (finding.kept, finding.given) == ("210.0", "240.0")
