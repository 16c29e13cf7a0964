"""The data quality page: what is missing, by kind and area; a figure and its list are the same rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from foundation.policy.models import PolicyItem, PolicyPlan
from foundation.sealed.fields import Sealed
from households.facts.refreshing import refresh
from households.models import DisabilityCertificate, FactStatement, Finding, Household, Person
from households.quality.counting import quality_of
from households.quality.kinds import Gap, all_gaps, register_gap
from households.quality.own import OWN
from support_measures.models import BenefitRecord
from tests import world as w
from tests.households.entries import words
from tests.world import World, add_member, household, person


@pytest.fixture
def gaps(world: World) -> dict[str, Household]:
    """Three households with gaps here, one whole bystander village, and the same gaps next door."""
    homes = {
        "expired": household(members=[person(name="证过期", level=2)]),
        "no-number": household(w.OTHER_VILLAGE, members=[person(name="户主甲")]),
        "next": household(w.NEXT_VILLAGE, members=[person(name="邻县人", level=1)]),
    }
    DisabilityCertificate.objects.filter(household__in=[homes["expired"], homes["next"]]).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )
    Person.objects.create(
        household=homes["no-number"], area_code=w.OTHER_VILLAGE, name="没有号", no_number_reason="未落户"
    )
    left = add_member(homes["no-number"], name="已走的")
    Person.objects.filter(pk=left.pk).update(left_on=date(2018, 1, 1), left_reason="婚出")
    Finding.objects.create(
        household=homes["expired"], area_code=w.VILLAGE, field="性别", kept="男", given="女", source="登记表"
    )
    refresh(on=timezone.localdate())
    return homes


def counts(world: World, name: str = "clerk") -> dict[str, int]:
    user = world.users[name]
    with world.seen_by(user) as scope:
        whole, _ = quality_of(user.appointments.get().area, scope=scope, on=scope.today)
    return {gap.name: whole.counts.get(gap.name, 0) for gap in all_gaps()}


def test_each_gap_is_counted_in_ones_own_area_alone(world: World, gaps: dict[str, Household]) -> None:
    found = counts(world)

    assert (found["no-number"], found["certificate-expired"], found["finding"]) == (1, 1, 1)
    assert (found["no-phone"], found["birth-unknown"], found["no-survey"]) == (2, 1, 2)
    assert (found["no-head"], found["head-name-differs"]) == (0, 0)
    assert counts(world, "clerk_next_door")["certificate-expired"] == 1


@pytest.mark.parametrize("gap", OWN, ids=[gap.name for gap in OWN])
def test_list_behind_a_figure_holds_the_counted_rows(
    world: World, gaps: dict[str, Household], gap: Gap
) -> None:
    with world.seen_by(world.clerk) as scope:
        listed = gap.rows(scope, scope.today).in_area(w.COUNTY).count()

    assert listed == counts(world)[gap.name]


def test_page_names_what_blocks_a_subsidy_first_with_its_share_and_parts(
    world: World, gaps: dict[str, Household]
) -> None:
    client = world.signed_in(world.clerk)
    page = words(client, "/quality/")

    assert page.index("残疾人证已过有效期") < page.index("没有联系电话")
    assert "岩脚镇" in page
    assert "玉舍镇" not in page
    behind = words(client, f"/quality/certificate-expired/?area={w.COUNTY}")
    assert "证过期" in behind
    assert "邻县人" not in behind


def test_province_chooses_a_county_first(world: World, gaps: dict[str, Household]) -> None:
    client = world.signed_in(world.province_officer)

    assert "六盘水市" in words(client, "/quality/")
    assert "按县统计" in words(client, f"/quality/?area={w.PREFECTURE}")
    assert "残疾人证已过有效期" in words(client, f"/quality/?area={w.COUNTY}")


def test_clerk_does_not_look_into_the_next_county(world: World, gaps: dict[str, Household]) -> None:
    answer = world.signed_in(world.clerk).get(f"/quality/?area={w.NEXT_COUNTY}")

    assert answer.status_code == 404


def test_number_of_queries_does_not_grow_with_villages(
    world: World, gaps: dict[str, Household], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    household(w.OTHER_TOWNSHIP_VILLAGE)
    county = world.county
    with world.seen_by(world.clerk) as scope, django_assert_max_num_queries(4):
        quality_of(county, scope=scope, on=scope.today)


def test_kind_is_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        register_gap(OWN[0])


def test_granted_month_by_month_without_any_account_blocks_its_payment(
    world: World, gaps: dict[str, Household]
) -> None:
    plan, _ = PolicyPlan.objects.get_or_create(slug="cn-2016", defaults={"title": "空方案"})
    PolicyItem.objects.create(
        plan=plan,
        kind="benefit",
        slug="care",
        name="护理",
        per="person",
        nature="entitlement",
        recurrence="month",
    )
    home = gaps["expired"]
    granted = BenefitRecord.objects.create(
        household=home, area_code=home.area_code, person=home.persons.get(), item="care",
        starts_on=date(2018, 1, 1),
    )  # fmt: skip
    assert counts(world)["granted-no-account"] == 1
    assert counts(world, "clerk_next_door")["granted-no-account"] == 0

    BenefitRecord.objects.filter(pk=granted.pk).update(ends_on=date(2018, 2, 1))
    assert counts(world)["granted-no-account"] == 0
    BenefitRecord.objects.filter(pk=granted.pk).update(ends_on=None)
    Household.objects.filter(pk=home.pk).update(
        bank_account=Sealed.of("account", "6200000000000000001"), bank_account_key=b"0" * 32
    )
    assert counts(world)["granted-no-account"] == 0


def test_severely_disabled_whose_care_nobody_judged_cannot_be_judged_for_the_allowance(
    world: World, gaps: dict[str, Household]
) -> None:
    home = gaps["expired"]
    household(members=[person(name="三级", level=3)])
    assert counts(world)["care-not-stated"] == 1

    stated = FactStatement.objects.create(
        household=home, area_code=home.area_code, person=home.persons.get(), fact="need_long_term_care",
        value=False, holds_from=date(2018, 1, 1), basis="县残联评估",
    )  # fmt: skip
    assert counts(world)["care-not-stated"] == 0
    FactStatement.objects.filter(pk=stated.pk).update(holds_to=date(2018, 6, 1))
    assert counts(world)["care-not-stated"] == 1
