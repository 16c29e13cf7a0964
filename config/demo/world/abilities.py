"""Disability, schooling, work and needs of a member. Shares are illustrative, not statistics."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from config.demo.world.people import REFERENCE, Disability, Home, Member

KINDS = ("visual", "hearing", "speech", "physical", "intellectual", "mental")
MULTIPLE = 7
# Weights by category 1-7 for children, adults and the old.
CATEGORIES = {
    "young": (8, 8, 6, 36, 28, 8, 6),
    "grown": (9, 6, 2, 52, 12, 14, 5),
    "old": (16, 14, 1, 55, 3, 4, 7),
}
LEVELS = (15, 31, 27, 27)
EDUCATION = ("illiterate", "primary", "junior", "senior", "vocational", "college", "undergraduate")
SCHOOLED = {
    "old": (44, 43, 11, 2, 0, 0, 0),
    "grown": (17, 48, 29, 4, 2, 0, 0),
    "younger": (4, 27, 50, 8, 6, 3, 2),
}
STAGES = {
    "primary": "primary",
    "junior": "junior",
    "senior": "senior",
    "vocational": "vocational",
    "college": "college",
    "undergraduate": "undergraduate",
}


def afflict(rng: Random, home: Home) -> None:
    """One disabled member, sometimes two or three (1.15 a household); older members more often."""
    count = min(len(home.members), rng.choices((1, 2, 3), (825, 155, 20))[0])
    weights = [3 if member.age() >= 60 else 2 if member.age() >= 18 else 0.6 for member in home.members]
    chosen: set[int] = set()
    while len(chosen) < count:
        chosen.add(rng.choices(range(len(home.members)), weights)[0])
    for place in sorted(chosen):
        member = home.members[place]
        if member.age() < 6 and rng.random() < 0.6:
            member.diagnosed_kinds = [rng.choice(("hearing", "speech", "physical", "intellectual"))]
            member.need_rehab = True
        else:
            member.disability = _disability(rng, member)
    if not home.disabled:  # somebody with a certificate in every household
        home.head.disability = _disability(rng, home.head)


def _disability(rng: Random, member: Member) -> Disability:
    age = member.age()
    weights = CATEGORIES["young" if age < 18 else "grown" if age < 60 else "old"]
    category = rng.choices(range(1, 8), weights)[0]
    earliest = max(member.born_on + timedelta(days=300), date(2008, 9, 14))
    issued_on = earliest + timedelta(days=int(rng.random() * (date(2018, 5, 31) - earliest).days))
    return Disability(
        category=category,
        level=rng.choices((1, 2, 3, 4), LEVELS)[0],
        issued_on=issued_on,
        valid_until=_known_end(issued_on),
        reissue=1 if rng.random() < 0.06 else 0,
        components=_components(rng) if category == MULTIPLE else [],
    )


def _known_end(issued_on: date) -> date | None:
    """Rosters rarely tell it; here it is known of the oldest certificates, which are about to expire."""
    if issued_on > date(2009, 3, 31):
        return None
    return issued_on.replace(year=issued_on.year + 10, day=min(issued_on.day, 28))


def _components(rng: Random) -> list[str]:
    if rng.random() < 0.04:
        return []  # not on record: the kinds are unknown
    return sorted(rng.sample(KINDS, 2), key=KINDS.index)


def school(rng: Random, member: Member) -> None:
    """Stage in the school year 2017-2018, and education."""
    age = member.age(date(2017, 9, 1))
    held_back = member.disability is not None and member.disability.level == 1
    if age < 3:
        return
    if age < 22 and rng.random() > (0.3 if held_back else 0.03):
        member.school_stage = _stage(rng, age)
    if member.school_stage in STAGES:
        member.education = STAGES[member.school_stage]
    elif age >= 6:
        member.education = _education(rng, member, age)
    if 6 <= member.age() <= 17:
        out = member.school_stage == "none"
        member.dropped_out_for_poverty = out and not held_back and rng.random() < 0.3


def _stage(rng: Random, age: int) -> str:
    if age < 6:
        return "preschool"
    if age < 12:
        return "primary"
    if age < 15:
        return "junior"
    if age < 18:
        return rng.choice(("senior", "vocational", "vocational", "none"))
    return rng.choice(("college", "undergraduate", "none", "none", "none"))


def _education(rng: Random, member: Member, age: int) -> str:
    if member.disability and member.disability.category == 5 and rng.random() < 0.6:
        return "illiterate"
    if age < 18:
        return "primary" if age < 14 else "junior"
    weights = SCHOOLED["old" if age >= 60 else "grown" if age >= 42 else "younger"]
    return rng.choices(EDUCATION, weights)[0]


def work(rng: Random, member: Member) -> None:
    """Health, labour ability, employment, insurances."""
    age = member.age()
    member.health = _health(rng, member, age)
    member.labour_ability = _labour(rng, member, age)
    member.medical_insured = rng.random() < 0.985
    if age >= 16 and member.school_stage == "none":
        member.pension_insured = rng.random() < 0.9
    if not member.works or age < 16:
        member.employed = False if age >= 16 else None
        return
    member.employed = rng.random() < (0.75 if age < 60 else 0.35)
    away = member.employed and member.labour_ability != "weak" and rng.random() < 0.5
    member.work_months = rng.randint(3, 11) if away else 0
    member.returned_migrant = 22 <= age <= 55 and not away and rng.random() < 0.12


def _health(rng: Random, member: Member, age: int) -> str:
    if member.disability:
        return "disabled"
    chance = rng.random()
    if chance < 0.02:
        return "serious"
    return "chronic" if chance < (0.3 if age >= 55 else 0.06) else "healthy"


def _labour(rng: Random, member: Member, age: int) -> str:
    if age < 16 or age >= 75 or member.school_stage != "none":
        return "none"
    choices = ("skilled", "ordinary", "weak", "lost")
    if member.disability:
        weights = {1: (0, 1, 19, 80), 2: (2, 8, 50, 40)}.get(member.disability.level, (8, 42, 44, 6))
    elif age >= 60:
        weights = (2, 25, 58, 15)
    else:
        weights = (14, 72, 13, 1)
    return rng.choices(choices, weights)[0]


def needs(rng: Random, home: Home) -> None:
    """What the yearly survey of services and needs found (动态更新)."""
    for member in home.members:
        disability = member.disability
        if disability is None:
            continue
        mind = disability.category in {5, 6}
        member.need_rehab = rng.random() < (0.55 if disability.severe else 0.35)
        member.need_device = not mind and rng.random() < (0.5 if disability.severe else 0.3)
        member.need_care = disability.severe and rng.random() < (0.4 if mind else 0.2)
        member.family_supported = not member.works and member.age() < 75
    physical = any(member.disability and member.disability.category in {1, 4, 7} for member in home.members)
    home.need_accessibility = physical and rng.random() < 0.28


def labour_force(home: Home) -> float:
    """Heads of labour, a weak one counted half."""
    return sum(
        (0.5 if member.labour_ability == "weak" else 1.0)
        for member in home.members
        if member.works and 16 <= member.age(REFERENCE) < 70
    )
