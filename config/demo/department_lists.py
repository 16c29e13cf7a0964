"""The civil affairs office's lists of June: who is on 低保, who was paid the two allowances of the disabled.

Made from the same invented people as the registry, as another office would have written
them: a few are missing, a few the registry does not know, some have another name or level,
some no number, and one has died since. The same county gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import xlsxwriter

from config.demo.world import County, Home, Member
from config.demo.world.families import Numbers, family
from config.demo.world.people import Disability

PERIOD = date(2018, 6, 1)
DIBAO, ALLOWANCES = "低保对象名单", "残疾人两项补贴名单"  # households.models.lists.ListName
HEADERS = {
    DIBAO: (
        "序号", "乡镇", "村（社区）", "低保证号", "户主姓名", "保障对象姓名", "身份证号", "出生日期",
        "保障人口", "保障类别", "月保障金（元）", "享受时间", "备注",
    ),
    ALLOWANCES: (
        "序号", "乡镇", "村（社区）", "姓名", "性别", "身份证号", "残疾人证号", "补贴类别", "发放金额（元）",
        "起发月份", "发放状态",
    ),
}  # fmt: skip
TITLES = {DIBAO: "农村最低生活保障对象名单", ALLOWANCES: "残疾人两项补贴发放名单"}
LIVING, NURSING = "困难残疾人生活补贴", "重度残疾人护理补贴"
_OTHER_CHARACTERS = "平明珍萍芝民"


@dataclass(eq=False, slots=True)
class Entry:
    """One person on a list."""

    home: Home
    member: Member
    cells: dict[str, Any]


class Written(NamedTuple):
    """Where the lists lie, and who on them has died."""

    paths: dict[str, Path]
    dead: Entry


def write_department_lists(folder: Path, county: County) -> Written:
    """Both lists of ``county``, an .xlsx each."""
    rng = Random(f"{county.places.code}/{county.seed}/lists")
    lists = {DIBAO: list(_on_dibao(county)), ALLOWANCES: list(_paid_allowances(county))}
    on_both = {id(entry.member) for entry in lists[DIBAO]}
    dead = next(
        entry
        for entry in lists[ALLOWANCES]
        if id(entry.member) in on_both and entry.member is not entry.home.head and entry.member.age() >= 60
    )
    numbers = Numbers(county.places.code, county.seed + 1)
    paths = {}
    for name, entries in lists.items():
        kept = _as_another_office_has_it(rng, name, entries, numbers, dead.member)
        paths[name] = folder / f"{county.places.name}{TITLES[name]}.xlsx"
        _write(paths[name], county, name, [entry.cells for entry in kept])
    return Written(paths, dead)


def _on_dibao(county: County) -> Iterator[Entry]:
    for home in county.homes:
        covered = [member for member in home.members if member.dibao]
        for member in covered:
            yield Entry(home, member, _dibao_cells(home, member, len(covered)))


def _dibao_cells(home: Home, member: Member, covered: int) -> dict[str, Any]:
    severe = bool(member.disability and member.disability.severe)
    return _place(home) | {
        "低保证号": f"520203{home.number[-9:]}",
        "户主姓名": home.head.name,
        "保障对象姓名": member.name,
        "身份证号": member.id_number,
        "出生日期": f"{member.born_on}",
        "保障人口": covered,
        "保障类别": "B类" if severe else "C类",
        "月保障金（元）": 190 * covered,
        "享受时间": "2017-01-01",
        "备注": "残疾人" if member.disability else "",
    }


def _paid_allowances(county: County) -> Iterator[Entry]:
    for home in county.homes:
        for member in home.disabled:
            kinds = [
                kind
                for item, kind in (("living-allowance", LIVING), ("nursing-allowance", NURSING))
                if home.has_benefit(item, member)
            ]
            if kinds:
                yield Entry(home, member, _allowance_cells(home, member, member.disability, kinds))


def _allowance_cells(
    home: Home, member: Member, disability: Disability | None, kinds: list[str]
) -> dict[str, Any]:
    return _place(home) | {
        "姓名": member.name,
        "性别": "女" if member.female else "男",
        "身份证号": member.id_number,
        "残疾人证号": disability.certificate_number(member.id_number) if disability else "",
        "补贴类别": "、".join(kinds),
        "发放金额（元）": 50 * len(kinds),
        "起发月份": "2017-01-01",
        "发放状态": "已发放",
    }


def _place(home: Home) -> dict[str, Any]:
    return {"乡镇": home.village.township, "村（社区）": home.village.name}


def _as_another_office_has_it(
    rng: Random, name: str, entries: list[Entry], numbers: Numbers, dead: Member
) -> list[Entry]:
    """The differences that such lists really hold, evenly over the county; who has died stays as he is."""
    others = [entry for entry in entries if entry.member is not dead]
    picked = rng.sample(others, min(len(others), 18))
    missing, renamed, changed = picked[:6], picked[6:10], picked[10:14]
    for entry in renamed:
        _rename(rng, name, entry)
    for entry in changed:
        (_without_number if name == DIBAO else _other_level)(entry)
    if name == ALLOWANCES:
        light = [entry for entry in others if entry not in picked and not _severe(entry.member)]
        for entry in rng.sample(light, min(len(light), 3)):
            entry.cells |= {"补贴类别": f"{LIVING}、{NURSING}", "发放金额（元）": 100}
    left_out = {id(entry) for entry in missing}
    kept = [entry for entry in entries if id(entry) not in left_out]
    for near in picked[14:]:
        kept.insert(kept.index(near) + 1, _stranger(rng, name, near.home, numbers))
    return kept


def _severe(member: Member) -> bool:
    return bool(member.disability and member.disability.severe)


def _rename(rng: Random, name: str, entry: Entry) -> None:
    """One character is another, as when a name was taken down by ear."""
    key = "保障对象姓名" if name == DIBAO else "姓名"
    said = entry.cells[key]
    entry.cells[key] = said[:-1] + rng.choice([sign for sign in _OTHER_CHARACTERS if sign != said[-1]])


def _without_number(entry: Entry) -> None:
    """Name, birth date and village alone are left to tell who it is."""
    entry.cells["身份证号"] = ""


def _other_level(entry: Entry) -> None:
    """The certificate before the last assessment: the level next to today's."""
    now = entry.member.disability
    assert now is not None
    level = now.level + (1 if now.level % 2 else -1)  # 1 and 2, 3 and 4
    earlier = Disability(now.category, level, now.issued_on)
    entry.cells["残疾人证号"] = earlier.certificate_number(entry.member.id_number)


def _stranger(rng: Random, name: str, near: Home, numbers: Numbers) -> Entry:
    """Somebody with a certificate in the same village whom the registry does not have."""
    member = family(rng, numbers, "汉族")[0]
    member.disability = Disability(4, 2, date(2015, 3, 10))
    home = Home(near.village, near.number, near.group_name, [member])
    cells = (
        _dibao_cells(home, member, 1)
        if name == DIBAO
        else _allowance_cells(home, member, member.disability, [NURSING])
    )
    return Entry(home, member, cells)


def _write(path: Path, county: County, name: str, rows: list[dict[str, Any]]) -> None:
    headers = HEADERS[name]
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    book.set_properties({"title": TITLES[name], "created": datetime(2018, 6, 28, tzinfo=UTC)})
    sheet = book.add_worksheet(TITLES[name])
    title = book.add_format({"align": "center", "bold": True, "font_size": 16})
    head = book.add_format({"border": 1, "align": "center", "bold": True, "text_wrap": True})
    cell = book.add_format({"border": 1})
    last = len(headers) - 1
    sheet.merge_range(0, 0, 0, last, f"{county.places.name}{PERIOD:%Y年%-m月}{TITLES[name]}", title)
    sheet.merge_range(1, 0, 1, last, f"填报单位：{county.places.name}民政局    单位：人、元")
    sheet.write_row(2, 0, headers, head)
    for place, row in enumerate(rows, start=1):
        values = [place if header == "序号" else row[header] for header in headers]
        for column, value in enumerate(values):
            write = sheet.write_number if isinstance(value, int) else sheet.write_string
            write(2 + place, column, value, cell)
    sheet.freeze_panes(3, 0)
    sheet.set_column(0, last, 14)
    sheet.set_landscape()
    sheet.set_paper(9)
    book.close()
