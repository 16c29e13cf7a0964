"""How a cell's text is read: each reader gives a value, or says why not and how to mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from households.roster import han
from households.roster.formats.handing import CUT_NUMBER

Reader = Callable[[str], Any]
_BLANKS = re.compile(r"\s+")
DITTO = frozenset({"同上", "〃", "″", "”", '"', "''", "...", "…"})
# Marks a cell without a usable value (tables.py): what is wrong with it follows.
UNUSABLE = "\x03"
_NOTHING = frozenset({"", "/", "-", "—", "--", "无"})


class Unreadable(ValueError):
    """The text is no such value; the message gives the reason and the cure."""


def usable(text: str) -> str:
    """The text, unless its cell had no value that could be read."""
    if text.startswith(UNUSABLE):
        raise Unreadable(f"此格{text[1:]}，文件里没有可用的值；请把结果粘贴为数值或直接填写")
    return text


@dataclass(frozen=True)
class Noted:
    """A value that was understood with a remark for the clerk."""

    value: Any
    note: str


def plain(text: str) -> str:
    """Full-width signs to plain ones, without any blank: for everything but names."""
    text = text.removeprefix(CUT_NUMBER)
    if text.isascii() and text.isalnum():
        return text
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def words(text: str) -> str | None:
    return unicodedata.normalize("NFKC", text.removeprefix(CUT_NUMBER)).strip() or None


def person_name(text: str) -> str | None:
    """Names keep their characters: only blanks go, and the dots of minority names become one kind."""
    name = re.sub(r"\s+", "", re.sub(r"[•・‧∙˙．]", "·", text))
    if not name:
        return None
    if "?" in name or "\ufffd" in name or "？" in name:
        raise Unreadable("姓名里有没能显示的字（变成了问号）；请按身份证填写原字")
    if re.search(r"[(（](已故|死亡|去世|迁出|已迁|注销)", name):
        raise Unreadable("姓名后注有死亡或迁出；请删去此行，在户档里办理成员减少")
    if len(name) > 50 or re.search(r"\d|[\x00-\x1f=@]", name):
        raise Unreadable("这不像姓名；请填写本人姓名")
    return name


def labels(choices: type, **more: str) -> dict[str, str]:
    """The choices' own words, and others used for them: ``value="词 词"``."""
    known = {plain(str(label)): str(value) for value, label in choices.choices}  # type: ignore[attr-defined]
    for value, other in more.items():
        known |= dict.fromkeys(map(plain, other.split()), value)
    return known


def choice(known: Mapping[str, str], *, told: str, other: str | None = None) -> Reader:
    """One of the known words; ``other`` is taken, with a remark, for words that nobody knows."""

    def read(text: str) -> Any:
        word = plain(text)
        if word in _NOTHING and word not in known:
            return None
        if word in known:
            return known[word]
        if other is not None:
            return Noted(other, f"“{text[:10]}”未能对应，已按“其他”登记，可在户档更正")
        raise Unreadable(f"不认识“{text[:12]}”；请改为{told}之一")

    return read


# ☑是□否: the one that is ticked.
_TICKED = re.compile(r"[☑✅√✓✔■☒]([^□☐○☑✅√✓✔■☒]+)")


def ticked(word: str) -> str:
    """What is ticked of several choices printed in the cell; else the word."""
    said = _TICKED.findall(word)
    if len(said) == 1 and (re.search("[□☐○]", word) or word[0] in "√✓✔☑■"):
        return str(said[0])
    return word


_CODE_BEFORE = re.compile(r"^\d{1,2}[.、:\-]?(?=\D)")


def bare_relation(text: str) -> str:
    """户主(本人), 01户主, 户 主 → 户主."""
    return re.sub(r"\(.*\)$", "", _CODE_BEFORE.sub("", plain(text)))


def relation(known: Mapping[str, str]) -> Reader:
    """A word unknown is 其他, with a remark; a bare code is asked for, there are several code lists."""
    read_word = choice(known, told="户主、配偶等", other="other")

    def read(text: str) -> Any:
        word = plain(text)
        if word.isdigit():
            raise Unreadable(f"“{word[:6]}”是代码；请写明户主、配偶、之子等")
        return read_word(word if word in known else bare_relation(text))

    return read


def status(known: Mapping[str, str], *, told: str) -> Reader:
    """是, 已脱贫, 2017年脱贫: the year has a column of its own."""
    read_word = choice(known, told=told)

    def read(text: str) -> Any:
        return read_word(re.sub(r"^(19|20)\d{2}年?(底|末|度)?(?=\D)", "", ticked(plain(text))))

    return read


def several(known: Mapping[str, str], *, told: str) -> Reader:
    """All the known words of a cell, in the order of the code list, each once."""
    one, order = choice(known, told=told), list(dict.fromkeys(known.values()))

    def read(text: str) -> list[str] | None:
        words = re.split(r"[,;、。/|+]|[和及]", plain(text)) if plain(text) not in _NOTHING else []
        found = {one(word) for word in words} - {None}
        return sorted(found, key=order.index) or None

    return read


_YES = frozenset(
    "是,有,√,✓,✔,☑,✅,v,V,对,ü,1,Y,y,yes,YES,Yes,享受,已享受,参加,已参加,参保,已参保,在保,需要".split(",")  # noqa: SIM905
)
_YES |= {"缴费", "已缴", "已缴费", "已交", "已购买", "已领取", "领取"}
_NO = frozenset(
    "否,无,×,✗,✘,✕,✖,╳,❌,x,X,错,û,0,N,n,no,NO,No,未享受,不享受,未参加,未参保,没有,不是,不需要,☐,□".split(",")  # noqa: SIM905
)
_NO |= {"未缴", "未缴费", "未交", "未购买", "未领取"}


def yes_or_no(text: str) -> bool | None:
    word = plain(text)
    if word not in _YES and len(word) > 1:
        word = ticked(re.sub(r"\([^\d]*\)$", "", word))
    if word in _YES:
        return True
    if word in _NO:
        return False
    if word in _NOTHING:
        return None
    if re.fullmatch(r"\d+(\.\d+)?元?", word):
        return True  # an amount stands for yes
    raise Unreadable(f"不认识“{text[:12]}”；请填“是”或“否”")


_DATE = re.compile(r"(\d{4}|\d{2})[年./\-](\d{1,2})(?:[月./\-](?:份|(\d{1,2})[日号]?)?\.?)?")
# Two places of a year are this century's up to here: 16.5 is a date of the programme, 45.3 a birthday.
_SHORT_YEARS = 30
_TIME = re.compile(r"[T ]?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")


def a_date(text: str) -> date | None:
    """2016-5-1, 2016/5/1, 2016.5, 20160501, 2016年5月, 16.5, 二〇一六年五月, a workbook's serial number."""
    word = plain(text)
    if word in _NOTHING:
        return None
    if text.startswith(CUT_NUMBER):
        raise Unreadable(f"“{word}”存成了数字，分不清是1月还是10月；请写成 {word[:4]}-01 或 {word[:4]}-10")
    word = han.year_and_days(_TIME.sub("", word))
    try:
        if day := _day_in(word):
            return day
    except Unreadable:
        raise
    except ValueError:
        pass
    if re.search(r"农历|阴历|[正冬腊]月", word):
        raise Unreadable(f"“{word[:20]}”是农历；请换算成公历，写成 2018-06-30 的样子")
    if re.search(r"\d[年月日号]?(-+|—+|–|~|至|到)(\d{2,4}[年.]|今|现在)", word):
        raise Unreadable(f"“{word[:20]}”是一段时间；请只填一个日期，写成 2018-06-30 的样子")
    raise Unreadable(f"“{word[:20]}”不是日期；请写成 2018-06-30 的样子")


def _day_in(word: str) -> date | None:
    """Raises ``ValueError`` where there is no such day."""
    if found := _DATE.fullmatch(word):
        if len(found[1]) == 2 and int(found[1]) >= _SHORT_YEARS:
            raise Unreadable(f"“{word[:20]}”的年份只有两位，分不清是哪一年；请写全四位年份")
        year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
        return date(year, int(found[2]), int(found[3] or 1))
    if re.fullmatch(r"(19|20)\d{6}", word):
        return date(int(word[:4]), int(word[4:6]), int(word[6:]) or 1)  # 20160500: the day is not known
    if re.fullmatch(r"(19|20)\d{4}", word) and 1 <= int(word[4:]) <= 12:
        return date(int(word[:4]), int(word[4:]), 1)
    if re.fullmatch(r"(19|20)\d{2}(年度?)?", word):
        return date(int(word[:4]), 1, 1)
    if re.fullmatch(r"\d{5}(\.\d+)?", word) and 20_000 <= int(word[:5]) <= 60_000:
        return date(1899, 12, 30) + timedelta(days=int(word[:5]))
    return None


def a_year(text: str) -> int | None:
    found = a_date(re.sub(r"(?<=年)(底|末|初|脱贫)$", "", plain(text)))
    return found.year if found else None


def whole_number(low: int, high: int) -> Reader:
    def read(text: str) -> int | None:
        word = re.sub(r"[人个月元]+$", "", plain(text)).replace(",", "")
        if word in _NOTHING:
            return None
        if not re.fullmatch(r"\d+(\.0+)?", word) or not low <= int(float(word)) <= high:
            raise Unreadable(f"“{text[:12]}”不对；请填{low}到{high}的整数")
        return int(float(word))

    return read


_MOST = Decimal(100_000_000)


_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d{1,4}(,\d{4})+(\.\d+)?")
_FIGURE = re.compile(r"(\d{1,12}(?:\.\d+)?)(万元|万|千元|千|元|块|块钱|亩)?整?")
_TIMES = {"万": 10_000, "千": 1_000}


def an_amount(text: str) -> Decimal | None:
    """Yuan to the fen; 万元 and Hanzi are counted out, a rate or a sum to be worked out is asked for."""
    word = plain(text).removeprefix("人民币").lstrip("¥￥")
    if word in _NOTHING:
        return None
    figure = re.match(r"[\d,.]*", word)
    if figure and "," in figure[0]:
        if not _THOUSANDS.fullmatch(figure[0]):
            raise Unreadable(f"“{word[:12]}”的逗号位置不对，分不清是多少；请只填数字")
        word = word.replace(",", "")
    if re.fullmatch(r"-[\d.,]+(万?元|万|亩)?|\([\d.,]+(万?元)?\)", word):
        raise Unreadable(f"“{word[:12]}”是负数；请核对后填写")
    if found := _FIGURE.fullmatch(word):
        amount = Decimal(found[1]) * _TIMES.get((found[2] or "")[:1], 1)
    elif (written := han.amount(word)) is not None:
        amount = written
    else:
        raise Unreadable(f"“{word[:12]}”不是一个数；请只填数字，按月、按年的请算成合计")
    amount = amount.quantize(Decimal("0.01"))
    if amount >= _MOST:
        raise Unreadable(f"“{word[:12]}”太大；请核对单位是元还是万元")
    return amount


def amount_below(limit: int) -> Reader:
    """An amount that the column has room for."""

    def read(text: str) -> Decimal | None:
        found = an_amount(re.sub(r"(平方米|平米|㎡|m2|公里|千米|km)$", "", plain(text)))
        if found is not None and found >= limit:
            raise Unreadable(f"“{text[:12]}”太大；请核对单位和小数点")
        return found

    return read


_SEX = re.compile(r"(?:([12])[.、:\-]?)?(男|女)?性?")


def sex(text: str) -> str | None:
    """男, 女性, and the codes of GB/T 2261.1: 1, 2, 1.男. What is coded otherwise is asked for."""
    word = plain(text)
    found = _SEX.fullmatch(word)
    if word in _NOTHING:
        return None
    if not found or (found[1] and found[2] and "12"["男女".index(found[2])] != found[1]):
        raise Unreadable(f"不认识“{text[:12]}”；请改为男、女之一")
    return "female" if found[2] == "女" or found[1] == "2" else "male"


def phone(text: str) -> str | None:
    """A phone number, or none where the cell holds a word; a wrong phone keeps nobody out."""
    word = re.sub(r"[^\d]", "", unicodedata.normalize("NFKC", text).split("/")[0])
    if not word:
        return None
    if len(word) > 12 and (first := _first_phone(text)):
        return Noted(first, "一格里有几个电话，按第一个登记")  # type: ignore[return-value]
    if not 7 <= len(word) <= 12:
        return Noted(None, "电话号码位数不对，未登记；可在户档补填")  # type: ignore[return-value]
    return word


def _first_phone(text: str) -> str:
    """The first of several numbers in one cell, whatever stands between them."""
    parts = re.split(r"[\n,;、/ ]+", unicodedata.normalize("NFKC", text).strip())
    digits = [re.sub(r"[^\d]", "", part) for part in parts]
    if len(digits) > 1 and all(7 <= len(part) <= 12 for part in digits if part):
        return digits[0]
    joined = re.fullmatch(r"(1[3-9]\d{9})1[3-9]\d{9}", "".join(digits))
    return joined[1] if joined else ""
