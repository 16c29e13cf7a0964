"""The verbs: a whole county, its registry alone, or the records of a registry that is there."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from config.demo.loading.keys import Keys, keys_on_record
from config.demo.loading.records import copy_records
from config.demo.loading.registry import copy_registry
from config.demo.loading.surveyed import tell_survey
from config.demo.world import County
from households.models import Household

# What a county is made of beyond its registry.
WHOLE = frozenset({"surveys", "steps", "pairings", "visits", "benefits", "enrolments", "statements", "lists"})
# What a roster leaves out: "told" is what a survey of needs adds to members and households themselves,
# "former_helpers" are of the pairings those that have ended without anybody to follow.
BEYOND_ROSTER = WHOLE - {"pairings"} | {"told", "former_helpers"}
PARTS = WHOLE | BEYOND_ROSTER


class UnableToLoad(Exception):
    """The county holds these households already; the message is for the operator."""


@transaction.atomic
def load_registry(county: County, *, at: datetime) -> tuple[Keys, dict[str, int]]:
    """Households, members and certificates; refused where any of these households is on record."""
    numbers = [home.number for home in county.homes]
    if Household.objects.filter(number__in=numbers).exists():
        raise UnableToLoad(
            f"{county.places.name}已有种子 {county.seed} 生成的户；"
            "请换一个 --seed，或先清空数据（make reset）"
        )
    try:
        with transaction.atomic():
            return copy_registry(county, at.isoformat())
    except IntegrityError as wrong:
        raise UnableToLoad(
            f"{county.places.name}已有其他生成数据与种子 {county.seed} 的号码相同；请换一个 --seed"
        ) from wrong


@transaction.atomic
def load_records(
    county: County, *, at: datetime, parts: set[str] | frozenset[str], keys: Keys | None = None
) -> dict[str, int]:
    """What rosters do not hold, for those households and persons of ``county`` that are registered.

    ``parts``: any of ``PARTS``. Not repeatable: each part is written once.
    """
    unknown = set(parts) - PARTS
    if unknown:
        raise ValueError(f"No such parts: {', '.join(sorted(unknown))}.")
    keys = keys or keys_on_record(county)
    told = {"told": tell_survey(county, keys)} if "told" in parts else {}
    return told | copy_records(county, keys, set(parts), at.isoformat())


@transaction.atomic
def load_county(county: County, *, at: datetime) -> dict[str, int]:
    keys, counts = load_registry(county, at=at)
    return counts | load_records(county, at=at, keys=keys, parts=WHOLE)
