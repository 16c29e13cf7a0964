"""Which whole numbers a file holds, and the opening of one: views ask for a reason and keep a trace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foundation.sealed.fields import Sealed
from households.models import Household, Person


@dataclass(frozen=True)
class Showable:
    """One number that stands in the file: its name in the trail, its label, and the number still sealed."""

    which: str
    label: str
    sealed: Sealed
    suffix: str = ""

    def open(self) -> str:
        return self.sealed.open() + self.suffix


def numbers_of_person(person: Person) -> list[Showable]:
    number: Any = person.id_number
    found = [("id", "身份证号", number, ""), ("phone", "联系电话", person.phone, "")]
    certificate: Any = person.certificate
    if certificate and number:
        reissue = f"B{certificate.reissue}" if certificate.reissue else ""
        found.insert(
            1, ("certificate", "残疾人证号", number, f"{certificate.category}{certificate.level}{reissue}")
        )
    found.append(("guardian_phone", "监护人电话", person.guardian_phone, ""))
    return [Showable(*one) for one in found if one[2]]


def numbers_of_household(household: Household) -> list[Showable]:
    found = (("phone", "联系电话", household.phone), ("account", "银行账号", household.bank_account))
    return [Showable(*one) for one in found if one[2]]
