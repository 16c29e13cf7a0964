"""The yearly surveys 2016-2018: income by source, medical cost, two worries and three guarantees.

Incomes are drawn around a round reference sum of each year, near the exit lines that
registry work used; the lines themselves are data of the installation, not taken from here.
"""

from __future__ import annotations

from datetime import date
from random import Random

from config.demo.world.abilities import labour_force
from config.demo.world.people import Home, Survey

AROUND = {2016: 3150, 2017: 3350, 2018: 3550}
GUARANTEES = ("food_ok", "clothing_ok", "water_ok", "education_ok", "medical_ok", "housing_ok")


def survey(rng: Random, home: Home) -> None:
    """One survey a year; some households were missed in 2016."""
    bent = rng.uniform(1.04, 1.9) if rng.random() < 0.9 else rng.uniform(1.0, 1.06)
    for year in (2016, 2017, 2018):
        if year == 2016 and rng.random() < 0.03:
            continue
        home.surveys.append(_of_year(rng, home, year, bent))


def _of_year(rng: Random, home: Home, year: int, bent: float) -> Survey:
    lifted = _was_lifted(home, year)
    per_head = AROUND[year] * (bent if lifted else rng.uniform(0.5, 0.99)) * rng.uniform(0.97, 1.05)
    if lifted and year == 2018 and home.shock == "income":
        per_head = AROUND[year] * rng.uniform(0.5, 0.96)
    total = int(per_head * len(home.members)) // 10 * 10
    wage, business, rent, transfer, cost = _parts(rng, home, total)
    return Survey(
        year=year,
        members=len(home.members),
        wage=wage,
        business=business,
        rent=rent,
        transfer=transfer,
        business_cost=cost,
        medical=_medical(rng, home, year, total),
        guarantees=_guarantees(rng, home, year, lifted),
        surveyed_on=date(year, 6 if year == 2018 else 12, rng.randint(1, 25)),
    )


def _was_lifted(home: Home, year: int) -> bool:
    if home.lifted_year is None or year < home.lifted_year:
        return False
    return not (home.poverty_status == "fallen_back" and year >= 2017)


def _parts(rng: Random, home: Home, total: int) -> tuple[int, int, int, int, int]:
    """Wage, business, property, transfer, cost: wage + business + property + transfer − cost = total."""
    force = labour_force(home) / len(home.members)
    allowances = {"tekun": 0.95, "dibao": 0.45}.get(home.attribute, 0.18)
    transfer = int(total * min(1.0, allowances * rng.uniform(0.7, 1.2) + (0.4 if force == 0 else 0)))
    rent = int((total - transfer) * rng.uniform(0, 0.08))
    earned = total - transfer - rent
    away = any((member.work_months or 0) > 0 for member in home.members)
    wage = int(earned * (rng.uniform(0.45, 0.85) if away else rng.uniform(0, 0.2)))
    business = int((earned - wage) * 1.35)
    return wage, business, rent, transfer, business - (earned - wage)


def _medical(rng: Random, home: Home, year: int, total: int) -> int:
    ill = sum(member.health != "healthy" for member in home.members)
    usual = int(rng.uniform(60, 420) * (1 + ill))
    if year == 2018 and home.shock == "medical":
        return max(usual, int(total * rng.uniform(0.5, 1.6)) // 10 * 10, 9000)
    if home.poverty_status == "identified" and rng.random() < 0.05:
        return rng.randint(6, 20) * 1000
    return usual


def _guarantees(rng: Random, home: Home, year: int, lifted: bool) -> dict[str, bool]:
    now = year == 2018
    good = dict.fromkeys(GUARANTEES, True)
    good["housing_ok"] = home.house_grade in {"A", "B"} or (lifted and not now)
    good["water_ok"] = home.safe_water or (lifted and not now)
    out = any(member.dropped_out_for_poverty for member in home.members)
    good["education_ok"] = not (now and home.shock == "schooling") and (lifted or not out)
    if not lifted:
        good["medical_ok"] = rng.random() < 0.94
        good["food_ok"] = rng.random() < 0.97
        good["clothing_ok"] = rng.random() < 0.98
    return good
