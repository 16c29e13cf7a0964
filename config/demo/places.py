"""The counties of an area with their villages, as generation wants them."""

from __future__ import annotations

from config.demo.world import Places, Village
from foundation.areas.codes import county_of, township_of
from foundation.areas.models import Area


class UnableToFindVillages(Exception):
    """No villages are loaded there; the message says what to run."""


def counties_of(code: int) -> list[Places]:
    """The county of ``code`` itself, or every county below it, in the order of codes."""
    area = Area.objects.filter(code=code).first()
    if area is None:
        raise UnableToFindVillages(f"没有区划 {code}；请先运行 manage.py load_reference_data 载入行政区划")
    if area.level not in {"county", "prefecture", "province"}:
        raise UnableToFindVillages(f"{area.name}不是县、市（州）或省；请给出县级或以上的区划代码")
    below = Area.objects.current().below(area)
    counties = below.of_level("county").names()
    found = _villages(area)
    if not found:
        raise UnableToFindVillages(
            f"{area.name}没有村级区划；请先运行 manage.py load_reference_data 载入行政区划"
        )
    return [Places(county, counties[county], tuple(found[county])) for county in counties if county in found]


def _villages(area: Area) -> dict[int, list[Village]]:
    below = Area.objects.current().below(area)
    townships = below.of_level("township").names()
    by_county: dict[int, list[Village]] = {}
    for code, name in below.of_level("village").values_list("code", "name"):
        township = township_of(code)
        if township in townships:
            by_county.setdefault(county_of(code), []).append(
                Village(code, name, township, townships[township])
            )
    return by_county


def shares(counties: list[Places], households: int) -> list[int]:
    """Households for each county in proportion to its villages; they add up to ``households``."""
    villages = [len(county.villages) for county in counties]
    exact = [households * count / sum(villages) for count in villages]
    given = [int(share) for share in exact]
    by_remainder = sorted(range(len(counties)), key=lambda place: given[place] - exact[place])
    for place in by_remainder[: households - sum(given)]:
        given[place] += 1
    return given
