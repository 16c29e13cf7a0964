"""Numbers of people: how each kind is normalised, checked and masked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric


class MalformedNumber(ValueError):
    """The number cannot be one of its kind; the message says why and how to mend it."""


def tidy(text: str) -> str:
    """Full-width digits to plain ones, no spaces or hyphens, upper-case X."""
    return re.sub(r"[\s\-‐-―'’`]", "", unicodedata.normalize("NFKC", text)).upper()


@dataclass(frozen=True)
class IdNumber:
    """A citizen's ID number (GB 11643-1999): 6 area, 8 birth, 3 sequence, 1 check digit."""

    text: str

    @classmethod
    def read(cls, text: str) -> IdNumber:
        """Check length, birth date and check digit. The area part is not checked: it is the place of old."""
        number = tidy(text)
        if re.fullmatch(r"\d{15}", number):
            number = _lengthened(number)
        if not re.fullmatch(r"\d{17}[\dX]", number):
            raise MalformedNumber(f"身份证号应为18位，现为{len(number)}位；请按身份证核对后重填")
        try:
            ric.get_birth_date(number)
        except Exception as wrong:
            raise MalformedNumber("身份证号中的出生日期不存在；请按身份证核对后重填") from wrong
        if ric.calc_check_digit(number) != number[-1]:
            raise MalformedNumber("身份证号校验位不符，至少有一位填错；请按身份证核对后重填")
        return cls(number)

    @property
    def birth_date(self) -> date:
        found: date = ric.get_birth_date(self.text)
        return found

    @property
    def sex(self) -> str:
        return "male" if int(self.text[16]) % 2 else "female"

    @property
    def tail(self) -> str:
        return self.text[-4:]


def _lengthened(old: str) -> str:
    """A 15-digit number of before 1999 in 18 digits: the century and the check digit are added."""
    body = old[:6] + "19" + old[6:]
    return body + str(ric.calc_check_digit(body + "0"))


@dataclass(frozen=True)
class CertificateNumber:
    """A disability certificate's number: the ID number, category 1-7, level 1-4, re-issue B1…"""

    id_number: IdNumber
    category: int
    level: int
    reissue: int

    @classmethod
    def read(cls, text: str) -> CertificateNumber:
        number = tidy(text)
        match = re.fullmatch(r"(\d{17}[\dX])([1-7])([1-4])(?:B(\d{1,2}))?", number)
        if match is None:
            raise MalformedNumber(
                f"残疾人证号应为20位（身份证号加类别1-7、等级1-4，补换证可带B1、B2），现为{len(number)}位；请按残疾人证核对后重填"
            )
        try:
            holder = IdNumber.read(match[1])
        except MalformedNumber as wrong:
            raise MalformedNumber(f"残疾人证号前18位：{wrong}") from wrong
        return cls(holder, int(match[2]), int(match[3]), int(match[4] or 0))

    @property
    def text(self) -> str:
        suffix = f"B{self.reissue}" if self.reissue else ""
        return f"{self.id_number.text}{self.category}{self.level}{suffix}"


def masked(kind: str, number: str) -> str:
    """What may be shown to everybody: the birth year's place and the tail stay hidden as well as can be."""
    if kind == "id":
        return f"{number[:3]}***********{number[-4:]}"
    if kind == "phone":
        return f"{number[:3]}****{number[-4:]}"
    return f"{number[:2]}****{number[-2:]}"
