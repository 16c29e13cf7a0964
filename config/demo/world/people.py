"""What a generated county is made of: plain records without a database.

Coded values are those of the registry's models. The reference day of a world is
``REFERENCE``: ages, the first half of the year's records and alerts look back from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

REFERENCE = date(2018, 6, 30)


class Village(NamedTuple):
    code: int
    name: str
    township_code: int
    township: str


class Places(NamedTuple):
    """A county with its villages, as read from the divisions."""

    code: int
    name: str
    villages: tuple[Village, ...]


@dataclass(slots=True)
class Disability:
    category: int
    level: int
    issued_on: date
    valid_until: date | None = None
    reissue: int = 0
    components: list[str] = field(default_factory=list)

    def certificate_number(self, id_number: str) -> str:
        suffix = f"B{self.reissue}" if self.reissue else ""
        return f"{id_number}{self.category}{self.level}{suffix}"

    @property
    def severe(self) -> bool:
        return self.level <= 2


@dataclass(slots=True)
class Member:
    name: str
    female: bool
    born_on: date
    id_number: str
    relation: str
    ethnicity: str
    education: str = ""
    school_stage: str = "none"
    health: str = "healthy"
    labour_ability: str = "none"
    employed: bool | None = None
    work_months: int | None = None
    dibao: bool = False
    medical_insured: bool = True
    pension_insured: bool | None = None
    need_rehab: bool | None = None
    need_device: bool | None = None
    need_care: bool | None = None
    family_supported: bool | None = None
    returned_migrant: bool | None = None
    dropped_out_for_poverty: bool | None = None
    diagnosed_kinds: list[str] = field(default_factory=list)
    disability: Disability | None = None

    @property
    def sex(self) -> str:
        return "female" if self.female else "male"

    def age(self, on: date = REFERENCE) -> int:
        before_birthday = (on.month, on.day) < (self.born_on.month, self.born_on.day)
        return on.year - self.born_on.year - before_birthday

    @property
    def works(self) -> bool:
        return self.labour_ability in {"skilled", "ordinary", "weak"}


@dataclass(slots=True)
class Survey:
    year: int
    members: int
    wage: int
    business: int
    rent: int
    transfer: int
    business_cost: int
    medical: int
    guarantees: dict[str, bool]
    surveyed_on: date

    @property
    def income_per_head(self) -> Decimal:
        total = self.wage + self.business + self.rent + self.transfer - self.business_cost
        return round(Decimal(total) / self.members, 2)


@dataclass(slots=True)
class Cadre:
    name: str
    unit: str
    post: str
    phone: str


@dataclass(slots=True)
class Pairing:
    cadre: Cadre
    starts_on: date
    ends_on: date | None = None
    end_reason: str = ""
    measures: str = ""
    fund_yuan: int | None = None
    fund_source: str = ""


@dataclass(slots=True)
class Visit:
    visited_on: date
    way: str
    done: str
    needs_heard: str = ""
    outcome: str = "nothing"
    goods_yuan: int = 0


@dataclass(slots=True)
class Benefit:
    item: str
    member: Member | None
    starts_on: date
    ends_on: date | None
    amount_yuan: int
    fund_source: str
    status: str = "paid"
    paid_on: date | None = None
    details: dict[str, Any] = field(default_factory=dict)

    def in_force(self, on: date = REFERENCE) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(slots=True)
class Enrolment:
    action: str
    member: Member | None
    stage: str
    starts_on: date
    item: str = ""
    ends_on: date | None = None
    left_reason: str = ""
    fund_yuan: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Statement:
    fact: str
    member: Member | None
    value: bool
    holds_from: date
    basis: str
    item: str = ""


@dataclass(slots=True)
class Step:
    """A change of the poverty status, decided on a day by its procedure."""

    from_status: str
    to_status: str
    decided_on: date
    reason: str = ""


@dataclass(slots=True)
class Home:
    village: Village
    number: str
    group_name: str
    members: list[Member]
    phone: str = ""
    attribute: str = "general"
    poverty_status: str = "identified"
    identified_on: date = date(2014, 6, 1)
    lifted_year: int | None = None
    main_cause: str = "disability"
    house_grade: str = "B"
    house_area_sqm: int = 80
    only_house: bool = True
    safe_water: bool = True
    farmland_mu: Decimal = Decimal(0)
    need_accessibility: bool | None = None
    startup_household: bool = False
    has_contract_land_or_house: bool = True
    collective_member: bool = True
    shock: str = ""
    surveys: list[Survey] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    pairings: list[Pairing] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    benefits: list[Benefit] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    @property
    def head(self) -> Member:
        return self.members[0]

    @property
    def disabled(self) -> list[Member]:
        return [member for member in self.members if member.disability]

    @property
    def left_alone(self) -> bool:
        """The last helper left and nobody has followed."""
        return bool(self.pairings) and self.pairings[-1].ends_on is not None

    def has_benefit(self, item: str, member: Member | None = None, on: date = REFERENCE) -> bool:
        return any(
            benefit.item == item and (member is None or benefit.member is member) and benefit.in_force(on)
            for benefit in self.benefits
        )


@dataclass(slots=True)
class County:
    places: Places
    seed: int
    homes: list[Home]
    cadres: list[Cadre]

    @property
    def persons(self) -> int:
        return sum(len(home.members) for home in self.homes)

    @property
    def disabled(self) -> int:
        return sum(len(home.disabled) for home in self.homes)
