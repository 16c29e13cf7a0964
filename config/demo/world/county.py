"""A county of N invented households on its real villages: the same seed gives the same county.

Sizes and shares (persons a household, disabled a household, levels, incomes, who has what)
are illustrative: plausible for a county, measured nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from config.demo.world.abilities import afflict, needs, school, work
from config.demo.world.families import Numbers, family
from config.demo.world.helping import cadres_of, judge, pair, phone
from config.demo.world.incomes import survey
from config.demo.world.names import OTHER_ETHNICITIES
from config.demo.world.people import Cadre, County, Home, Places, Village
from config.demo.world.standing import cover, stand
from config.demo.world.support import support

GROUPS = "一二三四五六七八九十"


def generate(places: Places, *, households: int, seed: int) -> County:
    """Deterministic: depends on the county's villages, the number of households and the seed alone."""
    rng = Random(f"{places.code}/{seed}")
    numbers = Numbers(places.code, seed)
    majority = {village.code: _majority(rng) for village in places.villages}
    homes = [
        _home(rng, numbers, village, majority[village.code], serial, seed)
        for serial, village in enumerate(_spread(rng, places, households), start=1)
    ]
    cadres = cadres_of(rng, places, households)
    _help(rng, homes, cadres)
    return County(places, seed, homes, cadres)


def _spread(rng: Random, places: Places, households: int) -> list[Village]:
    """A village for each household, in the order of codes; the poor live in villages, few in town."""
    weights = [
        0.15 if "社区" in v.name or "居委" in v.name else rng.uniform(0.6, 1.6) for v in places.villages
    ]
    drawn: Iterable[Village] = rng.choices(places.villages, weights, k=households)
    return sorted(drawn, key=lambda village: village.code)


def _majority(rng: Random) -> str:
    return "汉族" if rng.random() < 0.6 else rng.choice(OTHER_ETHNICITIES)


def _home(rng: Random, numbers: Numbers, village: Village, majority: str, serial: int, seed: int) -> Home:
    ethnicity = majority if rng.random() < 0.85 else rng.choice(("汉族", *OTHER_ETHNICITIES))
    home = Home(
        village=village,
        number=f"{village.code}{seed % 100:02d}{serial:06d}",
        group_name=f"{rng.choice(GROUPS)}组",
        members=family(rng, numbers, ethnicity),
        phone=phone(rng) if rng.random() < 0.72 else "",
    )
    afflict(rng, home)
    for member in home.members:
        school(rng, member)
        work(rng, member)
    needs(rng, home)
    stand(rng, home)
    survey(rng, home)
    support(rng, home)
    cover(home)
    judge(rng, home)
    return home


def _help(rng: Random, homes: list[Home], cadres: list[Cadre]) -> None:
    """Neighbouring households share a cadre."""
    for place, home in enumerate(homes):
        cadre = cadres[place * len(cadres) // len(homes)]
        pair(rng, home, cadre, rng.choice(cadres))
