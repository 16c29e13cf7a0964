"""A row's ID number and certificate number together: who it is, and what the certificate says.

The right ones take a fast path; whatever is odd is read again by foundation.sealed.numbers,
which knows why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import mul

from foundation.sealed.numbers import CertificateNumber, IdNumber, MalformedNumber, tidy
from households.roster.reading import BROKEN_NUMBER
from households.roster.values import Unreadable, plain, usable

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_OFFSET = 48 * sum(_WEIGHTS)
_CHECK = "10X98765432"
_ID = re.compile(r"[0-9]{17}[0-9X]")
_CERTIFICATE = re.compile(r"([0-9]{17}[0-9X])([1-7])([1-4])(?:B([0-9]{1,2}))?")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
# 身份证:5202… and 残疾证号 5202…: what it is, said in the cell.
_LABEL = re.compile(r"^\s*(公民|居民)?(身份证|身份|残疾人证|残疾证|证件)(号码|号)?\s*[:：]?\s*(?=[\d０-９])")
# Words that stand where a number is missing for a reason.
_MISSING = re.compile(
    r"^(无|没有|待补|待办|未办|未办理|未上户|无户口|无身份证|补办中|办理中|暂无|未落户|丢失)"
)
_REASON_IN_NOTE = re.compile(
    r"(无身份证|没有身份证|未上户|无户口|未落户|未办身份证|身份证.{0,4}(待补|补办|丢失|未办)|新生儿|户口)"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """``number`` is empty where ``no_number_reason`` stands."""

    number: str
    birth_date: date | None
    sex: str
    no_number_reason: str = ""
    category: int | None = None
    level: int | None = None
    reissue: int = 0
    note: str = ""


class WrongNumber(Unreadable):
    """Which of the two columns is wrong, and why."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


@lru_cache(maxsize=100_000)
def _born(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def is_right(number: str) -> bool:
    """Eighteen places, a date of birth that exists, a check digit that fits."""
    return (
        _ID.fullmatch(number) is not None
        and _CHECK[(sum(map(mul, _WEIGHTS, number.encode())) - _OFFSET) % 11] == number[17]
        and _born(number[6:14]) is not None
    )


def identity(id_text: str, certificate_text: str, note: str, on: date) -> Identity:
    """Raises :class:`WrongNumber` with the reason and the cure."""
    certificate = _certificate(certificate_text) if certificate_text else None
    number, reason, remark = _number(id_text, note, certificate)
    if isinstance(number, CertificateNumber):
        certificate = certificate or number
        number = number.id_number.text
    if certificate and not number and not reason:
        number = certificate.id_number.text
    if not number:
        if certificate:
            raise WrongNumber("id_number", "填有残疾人证号却注明无身份证号；请填残疾人证号前18位的身份证号")
        return Identity("", None, "", reason or "", note=remark)
    if certificate and certificate.id_number.text != number:
        raise WrongNumber(
            "certificate", "残疾人证号前18位与身份证号不一致；请按证件核对，改正身份证号或残疾人证号"
        )
    born = _born(number[6:14])
    if born is None or born > on or born.year < 1900:
        raise WrongNumber("id_number", "身份证号中的出生日期不对；请按身份证核对后重填")
    sex = "male" if int(number[16]) % 2 else "female"
    if certificate is None:
        return Identity(number, born, sex, note=remark)
    return Identity(
        number, born, sex, "", certificate.category, certificate.level, certificate.reissue, remark
    )


def _refuse_unusable(column: str, text: str) -> None:
    try:
        usable(text)
    except Unreadable as why:
        raise WrongNumber(column, str(why)) from why


def _number(
    text: str, note: str, certificate: CertificateNumber | None
) -> tuple[str | CertificateNumber, str, str]:
    """The number, or the reason for none, and a remark."""
    if is_right(text):
        return text, "", ""
    _refuse_unusable("id_number", text)
    text = _LABEL.sub("", text)
    if is_right(text):
        return text, "", ""
    word = plain(text)
    if not word or word in {"-", "/", "—"}:
        if certificate:
            return "", "", "未填身份证号，按残疾人证号前18位登记"
        if _REASON_IN_NOTE.search(note):
            return "", note[:60], ""
        raise WrongNumber("id_number", "没有填身份证号；请补填，确实没有的填“无”，并在备注写明原因")
    if _MISSING.match(word):
        if certificate:
            return "", "", "未填身份证号，按残疾人证号前18位登记"
        return "", (note or f"名单注明“{word}”")[:60], ""
    if text.startswith(BROKEN_NUMBER) or _SCIENTIFIC.fullmatch(word):
        raise WrongNumber(
            "id_number", "身份证号被表格存成了数字，后几位已丢失；请把该列设为“文本”格式，按身份证重新填写"
        )
    if "*" in word:
        raise WrongNumber("id_number", "身份证号被遮盖了；请填写完整的18位号码")
    return _odd_number(text)


def _odd_number(text: str) -> tuple[str | CertificateNumber, str, str]:
    number = tidy(text)
    if len(number) >= 20:
        match = _CERTIFICATE.fullmatch(number)
        if match is None:
            raise WrongNumber("id_number", f"身份证号应为18位，现为{len(number)}位；请只填一个人的身份证号")
        try:
            return CertificateNumber.read(number), "", "身份证号栏填的是残疾人证号，按其前18位登记"
        except MalformedNumber as wrong:
            raise WrongNumber("id_number", str(wrong)) from wrong
    try:
        read = IdNumber.read(number).text
    except MalformedNumber as wrong:
        raise WrongNumber("id_number", str(wrong)) from wrong
    return read, "", "15位旧身份证号已换算为18位，请核对" if len(number) == 15 else ""


def _certificate(text: str) -> CertificateNumber | None:
    match = _CERTIFICATE.fullmatch(text)
    if match and is_right(match[1]):
        return CertificateNumber(IdNumber(match[1]), int(match[2]), int(match[3]), int(match[4] or 0))
    _refuse_unusable("certificate", text)
    text = _LABEL.sub("", text)
    word = plain(text)
    if word in {"-", "/", "—", "无", "未办", "未办证", "未办理", "待办", "没有", "无证", "否"}:
        return None
    if text.startswith(BROKEN_NUMBER) or _SCIENTIFIC.fullmatch(word):
        raise WrongNumber(
            "certificate",
            "残疾人证号被表格存成了数字，后几位已丢失；请把该列设为“文本”格式，按残疾人证重新填写",
        )
    if "*" in word:
        raise WrongNumber("certificate", "残疾人证号被遮盖了；请填写完整的20位号码")
    try:
        return CertificateNumber.read(text)
    except MalformedNumber as wrong:
        raise WrongNumber("certificate", str(wrong)) from wrong


_KINDS = (
    ("VISUAL", 1, ("视力", "盲", "视残")),
    ("HEARING", 2, ("听力", "聋")),
    ("SPEECH", 3, ("言语", "哑", "语言")),
    ("PHYSICAL", 4, ("肢体", "肢残", "四肢", "下肢", "上肢", "肢")),
    ("INTELLECTUAL", 5, ("智力", "弱智", "智残")),
    ("MENTAL", 6, ("精神",)),
)


@lru_cache(maxsize=1_000)
def kinds_in(text: str) -> tuple[tuple[str, ...], int | None]:
    """The kinds of disability named in a cell, and the category they make; 7 where there are several."""
    word = plain(text)
    found = [(name.lower(), number) for name, number, said in _KINDS if any(s in word for s in said)]
    if "多重" in word or len(found) > 1:
        return tuple(name for name, _ in found), 7
    if word.isdigit() and 1 <= int(word) <= 7:
        return (), int(word)
    return tuple(name for name, _ in found), found[0][1] if found else None


_LEVELS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "Ⅰ": 1,
    "Ⅱ": 2,
    "Ⅲ": 3,
    "Ⅳ": 4,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
}
_LEVELS |= {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@lru_cache(maxsize=1_000)
def level_in(text: str) -> int | None:
    word = re.sub(r"\(.*\)$|残疾$", "", plain(text)).removeprefix("残疾")
    return _LEVELS.get(word.removesuffix("级").removesuffix("等"))
