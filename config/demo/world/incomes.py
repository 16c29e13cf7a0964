"""The yearly surveys 2016-2018: income by source, medical cost, two worries and three guarantees.

A household has a standing of its own against the reference sum of the year, near the exit
lines that registry work used (the lines themselves are data of the installation, not taken
from here); from there its income grows by some percent a year. Only a shock (lost work, a
disaster, an illness) breaks the line, in few households and one year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from config.demo.world.abilities import labour_force
from config.demo.world.people import Home, Survey

AROUND = {2016: 3150, 2017: 3350, 2018: 3550}
# How the reference sum grew from year to year: of households lifted before the first survey.
YEARLY = 1.06
GUARANTEES = ("food_ok", "clothing_ok", "water_ok", "education_ok", "medical_ok", "housing_ok")


@dataclass(frozen=True, slots=True)
class Sources:
    """Which shares of the income come from where: hardly changing from year to year."""

    transfer: float
    rent: float
    wage: float  # of what is earned


def survey(rng: Random, home: Home) -> None:
    """One survey a year; some households were missed in 2016."""
    sources = _sources(rng, home)
    for year, per_head in _per_head(rng, home).items():
        total = int(per_head * len(home.members)) // 10 * 10
        found = _of_year(rng, home, year, total, sources)
        if year > 2016 or rng.random() >= 0.03:
            home.surveys.append(found)


def _per_head(rng: Random, home: Home) -> dict[int, float]:
    """Net income a head by year: growth, the step out of poverty or back into it, a shock."""
    growth = rng.uniform(1.05, 1.12)
    standing = rng.uniform(0.58, 0.95)  # of the reference sum, before anybody was lifted
    above = rng.triangular(1.06, 2.1, 1.35)
    level, by_year = 0.0, dict[int, float]()
    for year, around in AROUND.items():
        lifted, was_lifted = _was_lifted(home, year), _was_lifted(home, year - 1)
        if lifted and (not was_lifted or not level):
            years_since = year - (home.lifted_year or year)
            level = around * above * (growth / YEARLY) ** years_since
        elif not level or (was_lifted and not lifted):
            level = around * standing
        else:
            level *= growth
        by_year[year] = level * rng.uniform(0.985, 1.015) * _shock(rng, home, year, lifted=lifted)
    return by_year


def _shock(rng: Random, home: Home, year: int, *, lifted: bool) -> float:
    """What is left of a year's income: nearly always all of it."""
    if year == 2018 and home.shock == "income":
        return rng.uniform(0.4, 0.72)
    if rng.random() < (0.002 if year == 2018 or lifted else 0.012):
        return rng.uniform(0.55, 0.8)
    return 1.0


def _of_year(rng: Random, home: Home, year: int, total: int, sources: Sources) -> Survey:
    wage, business, rent, transfer, cost = _parts(rng, total, sources)
    return Survey(
        year=year,
        members=len(home.members),
        wage=wage,
        business=business,
        rent=rent,
        transfer=transfer,
        business_cost=cost,
        medical=_medical(rng, home, year, wage + business + rent + transfer),
        guarantees=_guarantees(rng, home, year, _was_lifted(home, year)),
        surveyed_on=date(year, 6 if year == 2018 else 12, rng.randint(1, 25)),
    )


def _was_lifted(home: Home, year: int) -> bool:
    if home.lifted_year is None or year < home.lifted_year:
        return False
    return not (home.poverty_status == "fallen_back" and year >= 2017)


def _sources(rng: Random, home: Home) -> Sources:
    force = labour_force(home) / len(home.members)
    allowances = {"tekun": 0.95, "dibao": 0.45}.get(home.attribute, 0.18)
    away = any((member.work_months or 0) > 0 for member in home.members)
    return Sources(
        transfer=min(0.98, allowances * rng.uniform(0.75, 1.15) + (0.4 if force == 0 else 0)),
        rent=rng.uniform(0, 0.08),
        wage=rng.uniform(0.45, 0.85) if away else rng.uniform(0, 0.2),
    )


def _parts(rng: Random, total: int, sources: Sources) -> tuple[int, int, int, int, int]:
    """Wage, business, property, transfer, cost: wage + business + property + transfer − cost = total."""
    transfer = int(total * min(1.0, sources.transfer * rng.uniform(0.97, 1.02)))
    rent = int((total - transfer) * sources.rent)
    earned = total - transfer - rent
    wage = int(earned * sources.wage)
    business = int((earned - wage) * 1.35)
    return wage, business, rent, transfer, business - (earned - wage)


def _medical(rng: Random, home: Home, year: int, gross: int) -> int:
    """What was paid out of pocket: rarely more than a fifth of the income, unless somebody fell ill."""
    ill = sum(member.health != "healthy" for member in home.members)
    usual = min(int(rng.uniform(60, 420) * (1 + ill)), gross // 5)
    fell_ill = year == 2018 and home.shock == "medical"
    if fell_ill or rng.random() < (0.007 if home.poverty_status == "identified" else 0):
        return int(gross * rng.uniform(0.44, 1.2)) // 10 * 10
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
