"""How a household stands: attribute, cause, poverty status with its steps, house, water, land."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from config.demo.world.abilities import labour_force
from config.demo.world.people import Home, Step

CAUSES = (
    ("disability", 52),
    ("illness", 18),
    ("labour", 9),
    ("skill", 8),
    ("funds", 6),
    ("schooling", 3),
    ("land", 2),
    ("transport", 1),
    ("disaster", 1),
)
LIFTED = ((2014, 8), (2015, 11), (2016, 18), (2017, 21), (None, 42))
# What befell a household that had been lifted, by mid 2018.
SHOCKS = (("", 955), ("income", 13), ("medical", 9), ("housing", 6), ("water", 5), ("schooling", 20))


def stand(rng: Random, home: Home) -> None:
    home.attribute = _attribute(rng, home)
    home.main_cause = _drawn(rng, CAUSES) or ""
    home.identified_on = date(rng.choices((2013, 2014, 2015, 2016), (10, 66, 14, 10))[0], 11, 20)
    _status(rng, home)
    if home.poverty_status == "lifted":
        home.shock = _drawn(rng, SHOCKS) or ""
    if home.shock == "schooling" and not any(6 <= member.age() <= 15 for member in home.members):
        home.shock = ""
    _belongings(rng, home)


def _drawn(rng: Random, table: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([value for value, _ in table], [weight for _, weight in table])[0]


def _attribute(rng: Random, home: Home) -> str:
    nobody_works = labour_force(home) == 0
    if len(home.members) == 1 and nobody_works and home.head.age() >= 60 and rng.random() < 0.55:
        return "tekun"
    return "dibao" if rng.random() < (0.72 if nobody_works else 0.42) else "general"


def _status(rng: Random, home: Home) -> None:
    year = rng.choices([year for year, _ in LIFTED], [weight for _, weight in LIFTED])[0]
    if year is None:
        return
    year = max(year, home.identified_on.year + 1)
    if year > 2017:
        return
    home.poverty_status, home.lifted_year = "lifted", year
    home.steps.append(Step("identified", "lifted", date(year, 12, rng.randint(15, 28))))
    if year <= 2016 and rng.random() < 0.035:
        home.poverty_status = "fallen_back"
        decided_on = date(2017, 12, rng.randint(10, 28))
        home.steps.append(Step("lifted", "fallen_back", decided_on, rng.choice(("因病返贫", "因残返贫"))))


def _belongings(rng: Random, home: Home) -> None:
    poor = home.poverty_status != "lifted"
    # By 2018 nearly all unsafe houses of the registered poor had been repaired or replaced.
    home.house_grade = rng.choices("ABCD", (234, 750, 11, 5) if poor else (400, 600, 0, 0))[0]
    if home.shock == "housing":
        home.house_grade = rng.choice("CD")
    home.house_area_sqm = rng.randint(35, 60) + 18 * len(home.members)
    home.only_house = rng.random() < 0.96
    home.safe_water = home.shock != "water" and rng.random() < (0.93 if poor else 1)
    home.farmland_mu = Decimal(rng.randint(5, 12 + 14 * len(home.members))) / 10
    home.startup_household = labour_force(home) >= 1 and rng.random() < 0.06
    home.has_contract_land_or_house = rng.random() < 0.92
    home.collective_member = rng.random() < 0.8


def cover(home: Home) -> None:
    """Whom the 低保 of the household covers today: the head, then the disabled before the others."""
    for benefit in home.benefits:
        if benefit.item == "dibao" and benefit.in_force():
            others = [member for member in home.members if member is not home.head]
            disabled_first = sorted(others, key=lambda member: member.disability is None)
            for member in [home.head, *disabled_first][: benefit.details["covered"]]:
                member.dibao = True


def procedure(step: Step) -> dict[str, date]:
    """The dates of 民主评议, 核查, 公示, 公告 that led to the decision."""
    return {
        "reviewed_on": step.decided_on - timedelta(days=40),
        "checked_on": step.decided_on - timedelta(days=30),
        "notice_from": step.decided_on - timedelta(days=20),
        "notice_to": step.decided_on - timedelta(days=13),
        "announced_on": step.decided_on - timedelta(days=3),
    }
