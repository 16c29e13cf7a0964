"""The invented county: the same for the same seed, and believable."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from itertools import pairwise

import pytest

from config.demo.world import FIRST_CADRE, REFERENCE, County, Home, Places, Village, generate
from foundation.sealed.numbers import CertificateNumber, IdNumber

PLACES = Places(
    520203000000,
    "六枝特区",
    tuple(
        Village(520203102200 + place, f"第{place}村村民委员会", 520203102000, "岩脚镇")
        for place in range(1, 20)
    ),
)


@pytest.fixture(scope="module")
def large() -> County:
    return generate(PLACES, households=1500, seed=11)


def everybody(county: County) -> list:
    return [member for home in county.homes for member in home.members]


def test_same_seed_gives_the_same_world() -> None:
    first, again = (generate(PLACES, households=40, seed=3) for _ in range(2))
    other = generate(PLACES, households=40, seed=4)

    assert asdict(first) == asdict(again)
    assert first.homes[0].members[0].id_number != other.homes[0].members[0].id_number


def test_every_number_is_well_formed_and_of_nobody(large: County) -> None:
    for member in everybody(large):
        read = IdNumber.read(member.id_number)

        assert member.id_number.startswith("99")
        assert (read.birth_date, read.sex) == (member.born_on, member.sex)


def test_nobody_has_the_number_of_another(large: County) -> None:
    numbers = [member.id_number for member in everybody(large)]

    assert len(set(numbers)) == len(numbers)


def test_numbers_of_another_seed_do_not_meet_them(large: County) -> None:
    other = generate(PLACES, households=1500, seed=12)

    assert not {m.id_number for m in everybody(large)} & {m.id_number for m in everybody(other)}
    assert not {h.number for h in large.homes} & {h.number for h in other.homes}


def test_certificates_fit_their_holders(large: County) -> None:
    for home in large.homes:
        assert home.disabled
        for member in home.disabled:
            disability = member.disability
            read = CertificateNumber.read(disability.certificate_number(member.id_number))

            assert read.id_number.text == member.id_number
            assert (read.category, read.level) == (disability.category, disability.level)
            assert member.born_on < disability.issued_on
            assert disability.valid_until is None or disability.valid_until > REFERENCE
            assert not disability.components or disability.category == 7


def test_relations_fit_the_ages(large: County) -> None:
    for home in large.homes:
        head = home.head
        assert head.relation == "head"
        assert [m.relation for m in home.members].count("head") == 1
        for member in home.members:
            gap = member.age() - head.age()
            if member.relation in {"son", "daughter"}:
                assert gap <= -18, home
            if member.relation == "parent":
                assert gap >= 18, home
            if member.relation == "grandchild":
                assert gap <= -36, home
            if member.relation == "spouse":
                assert member.female != head.female
                assert member.age() >= 20


def test_schooling_fits_the_age(large: County) -> None:
    bounds = {"preschool": (3, 7), "primary": (6, 13), "junior": (12, 16), "senior": (15, 19)}
    for member in everybody(large):
        assert 0 <= member.age() < 100
        if member.school_stage in bounds:
            youngest, oldest = bounds[member.school_stage]
            assert youngest <= member.age() <= oldest
        if member.age() < 16:
            assert not member.works
            assert not member.employed


def test_sizes_and_shares_are_those_of_a_county(large: County) -> None:
    homes = len(large.homes)
    levels = Counter(m.disability.level for m in everybody(large) if m.disability)
    kinds = Counter(m.disability.category for m in everybody(large) if m.disability)

    assert large.persons / homes == pytest.approx(3.06, abs=0.1)
    assert large.disabled / homes == pytest.approx(1.15, abs=0.06)
    assert kinds[4] / large.disabled == pytest.approx(0.5, abs=0.06)
    assert set(levels) == {1, 2, 3, 4}
    assert len(large.cadres) == pytest.approx(homes / 8, abs=1)
    assert large.cadres[0].name == FIRST_CADRE


def test_surveys_add_up_year_by_year(large: County) -> None:
    for home in large.homes:
        years = [survey.year for survey in home.surveys]
        assert years == sorted(set(years))
        assert all(s.business_cost >= 0 and s.wage >= 0 and s.transfer >= 0 for s in home.surveys)


def test_incomes_grow_by_some_percent_unless_something_befell_the_household(large: County) -> None:
    grown = sorted(
        float(home.surveys[-1].income_per_head / home.surveys[-2].income_per_head)
        for home in large.homes
        if home.shock != "income"
    )
    few = len(grown) // 50

    assert 1.06 < grown[len(grown) // 2] < 1.12
    assert grown[few] > 1
    assert grown[-few] < 1.2


def test_lifted_households_stand_above_the_line_and_few_fell_short(large: County) -> None:
    lifted = [home for home in large.homes if home.poverty_status == "lifted"]
    short = [home for home in lifted if home.surveys[-1].income_per_head < 3535]

    assert 0 < len(short) / len(lifted) < 0.03
    assert {home.shock for home in lifted} > {"income", "medical", "housing"}


def test_few_households_give_reason_for_an_alert_of_each_kind(large: County) -> None:
    """Detection would find 3 to 6 in a hundred; each rule has something to find."""
    reasons = {
        "house": [home for home in large.homes if home.house_grade in "CD"],
        "guarantee": [
            home
            for home in large.homes
            if home.poverty_status == "lifted" and not all(home.surveys[-1].guarantees.values())
        ],
        "medical": [home for home in large.homes if _share_of_illness(home) > 0.4],
        "helper": [home for home in large.homes if home.left_alone],
        "certificate": [
            home
            for home in large.homes
            if any(
                member.disability
                and member.disability.valid_until
                and member.disability.valid_until <= REFERENCE + timedelta(days=90)
                for member in home.members
            )
        ],
    }

    for name, found in reasons.items():
        assert 0 < len(found) / len(large.homes) < 0.025, name


def _share_of_illness(home: Home) -> float:
    last = home.surveys[-1]
    return last.medical / (last.wage + last.business + last.rent + last.transfer)


def test_two_lead_cadres_never_overlap(large: County) -> None:
    for home in large.homes:
        for earlier, later in pairwise(home.pairings):
            assert earlier.ends_on
            assert earlier.ends_on <= later.starts_on
        assert all(visit.visited_on <= REFERENCE for visit in home.visits)
    unpaired = sum(not home.pairings for home in large.homes)
    assert 0 < unpaired < len(large.homes) / 10


def test_some_benefits_were_stopped_this_year(large: County) -> None:
    stopped = [
        benefit
        for home in large.homes
        for benefit in home.benefits
        if benefit.ends_on and benefit.starts_on.year == 2018 and benefit.ends_on <= REFERENCE
    ]

    assert stopped
    assert all(b.amount_yuan >= 0 for home in large.homes for b in home.benefits)


def test_few_are_paid_the_nursing_allowance_without_being_in_need_of_care(large: County) -> None:
    paid = judged_not_in_need = 0
    for home in large.homes:
        needless = {
            id(one.member) for one in home.statements if one.fact == "need_long_term_care" and not one.value
        }
        for member in home.members:
            if home.has_benefit("nursing-allowance", member):
                paid += 1
                judged_not_in_need += id(member) in needless

    assert paid > 200
    assert 0 < judged_not_in_need < paid * 0.06
