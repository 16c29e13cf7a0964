"""Numbers of people: what is accepted, what is refused and in which words."""

from datetime import date

import pytest

from foundation.sealed.fields import Sealed
from foundation.sealed.numbers import CertificateNumber, IdNumber, MalformedNumber


def with_check_digit(body: str) -> str:
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def test_id_number_tells_birth_date_and_sex() -> None:
    number = IdNumber.read(with_check_digit("52020319600315001"))

    assert number.birth_date == date(1960, 3, 15)
    assert number.sex == "male"


def test_number_of_a_county_that_no_longer_exists_is_good() -> None:
    assert IdNumber.read(with_check_digit("52240119600315002")).sex == "female"


def test_full_width_digits_spaces_and_lower_case_x_are_tidied() -> None:
    plain = next(n for n in (with_check_digit(f"5202031960031500{i}") for i in range(10)) if n[-1] == "X")
    wide = plain[:6].translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}) + " " + plain[6:].lower()

    assert IdNumber.read(wide).text == plain


def test_wrong_check_digit_is_refused_with_its_cure() -> None:
    good = with_check_digit("52020319600315001")
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")

    with pytest.raises(MalformedNumber, match=r"校验位不符.*核对后重填"):
        IdNumber.read(wrong)


def test_birth_date_that_is_none_is_refused() -> None:
    with pytest.raises(MalformedNumber, match="出生日期不存在"):
        IdNumber.read(with_check_digit("52020319600231001"))


def test_certificate_tells_holder_category_level_and_reissue() -> None:
    holder = with_check_digit("52020319600315001")

    certificate = CertificateNumber.read(f"{holder}42B1")

    assert (certificate.id_number.text, certificate.category, certificate.level, certificate.reissue) == (
        holder,
        4,
        2,
        1,
    )


def test_sealed_number_shows_masked_and_opens_whole() -> None:
    holder = with_check_digit("52020319600315001")

    sealed = Sealed.of("id", holder)

    assert str(sealed) == f"520***********{holder[-4:]}"
    assert holder not in repr(sealed)
    assert sealed.open() == holder
