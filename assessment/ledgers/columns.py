"""The support columns of the ledger (享受政策): which records put a mark into which column.

Order and names are those of the official layout (脱贫台账). A ``lasting`` column shows
what was achieved once and stays (a house renewed, a course taken); the others show
what is in force on the ledger's day.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    key: str
    label: str
    benefits: tuple[str, ...]
    actions: tuple[str, ...] = ()
    # The household's as a whole: one mark, merged over its members.
    of_household: bool = False
    lasting: bool = False


_SCHOOL = (
    "preschool-aid",
    "senior-free",
    "poor-student-aid",
    "compulsory-support",
    "student-supplies",
    "college-aid",
)
_COURSES = (
    "practical-training",
    "yulu",
    "youth-skills",
    "pro-farmer",
    "leader-training",
    "ecommerce-training",
)
_INDUSTRY = ("industry-project", "operator-driven", "startup-household-support")

COLUMNS: tuple[Column, ...] = (
    Column("dibao", "低保", ("dibao", "dibao-single"), of_household=True),
    Column("living", "生活补贴", ("living-allowance",)),
    Column("nursing", "护理补贴", ("nursing-allowance",)),
    Column("pension", "代缴养老", ("pension-premium",)),
    Column("medical", "医保资助", ("medical-premium",)),
    Column("rehab", "康复", ("rehab-service", "child-rehab"), ("precise-rehab",)),
    Column("device", "辅具", ("device-fitting",), lasting=True),
    Column("accessibility", "无障碍", ("home-accessibility",), of_household=True, lasting=True),
    Column("house", "危改", ("house-renovation", "house-hardship"), of_household=True, lasting=True),
    Column("relocation", "搬迁", ("relocation-housing", "resettlement-house"), (), True, True),
    Column("training", "培训", _COURSES, lasting=True),
    Column("industry", "产业", _INDUSTRY, ("industry", "startup-employment"), of_household=True),
    Column("loan", "贷款", ("micro-credit", "rehab-loan"), of_household=True),
    Column("photovoltaic", "光伏", ("pv-dividend",), ("photovoltaic",), of_household=True),
    Column("assets", "资产收益", ("asset-shares", "land-shares", "collective-dividend"), of_household=True),
    Column("care", "托养", ("care-service",)),
    Column("school", "教育资助", _SCHOOL),
)


def sources() -> tuple[list[str], list[str], list[str], list[bool]]:
    """The columns' records as four parallel lists: "benefit" or "action", slug, column, lasting."""
    rows = [
        (kind, slug, column.key, column.lasting)
        for column in COLUMNS
        for kind, slugs in (("benefit", column.benefits), ("action", column.actions))
        for slug in slugs
    ]
    kinds, slugs, keys, lasting = zip(*rows, strict=True)
    return list(kinds), list(slugs), list(keys), list(lasting)
