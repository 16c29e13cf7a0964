"""Strange files end in a sentence, write nothing, and the next import goes on."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from households.models import Household, RosterFile, RosterRow
from households.roster import reading
from households.roster.reading import UnableToRead, read_sheets
from tests.households.roster.conftest import Send
from tests.households.roster.workbooks import COLUMNS, flat, official, saved, two_families


def _zip(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def _with_dtd() -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(official(two_families()))) as given,
        zipfile.ZipFile(file, "w") as changed,
    ):
        for member in given.infolist():
            content = given.read(member)
            if member.filename == "xl/workbook.xml":
                content = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + content
            changed.writestr(member.filename, content)
    return file.getvalue()


def _many_members() -> bytes:
    return _zip(**{f"xl__m{count}.bin": b"" for count in range(2_001)})


def _encrypted() -> bytes:
    return (
        bytes.fromhex("D0CF11E0A1B11AE1")
        + os.urandom(600)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(600)
    )


def _empty_sheet() -> bytes:
    return saved(openpyxl.Workbook())


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(300), "其实是图片"),
    "an empty file": (lambda: b"  \r\n", "文件是空的"),
    "a web page": (lambda: b"<html><p>1</p></html>", "网页，里面没有表格"),
    "an encrypted workbook": (_encrypted, "取消密码"),
    "half a workbook": (lambda: official(two_families())[:3_000], "已损坏"),
    "a zip of something": (lambda: _zip(a=b"b"), "压缩包里没有工作簿"),
    "a workbook with a DTD": (_with_dtd, "外部实体"),
    "too many members": (_many_members, "部件超过2000个"),
    "an absolute member": (lambda: _zip(__etc__passwd=b"x", xl__workbook=b""), "内部结构不正常"),
    "an old workbook that is none": (lambda: bytes.fromhex("D0CF11E0A1B11AE1") + os.urandom(3_000), "已损坏"),
    "a workbook without rows": (_empty_sheet, "没有数据"),
    "no known header": (lambda: flat(["甲", "乙"], [["1", "2"]]), "没有找到认得的表头"),
    "no household column": (
        lambda: flat(["行政村", "姓名", "身份证号", "性别"], [["太和村", "张三", "1", "男"]]),
        "分不清哪些人是一户",
    ),
    "no village column": (
        lambda: flat(["户主姓名", "姓名", "身份证号", "性别"], [["张三", "张三", "1", "男"]]),
        "没有“行政村”列",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_file_is_refused_in_words_and_the_next_one_goes_in(send: Send, what: str) -> None:
    make, words = BAD[what]

    roster = send(make())

    assert roster.state == RosterFile.State.REFUSED
    assert words in roster.problem
    assert not RosterRow.objects.exists()
    assert not Household.objects.exists()
    assert send(official(two_families())).counts["new"] == 4


def test_death_of_the_reader_is_a_message(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "households" / "roster"
    package.mkdir(parents=True)
    (package / "child.py").write_text("import os, sys\nsys.stdin.buffer.read()\nos.abort()\n")
    monkeypatch.setattr(reading, "_ROOT", tmp_path)

    with pytest.raises(UnableToRead, match="读取中断"):
        read_sheets(official(two_families()))


def test_reader_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "households" / "roster"
    package.mkdir(parents=True)
    (package / "child.py").write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(reading, "_ROOT", tmp_path)
    monkeypatch.setattr(reading, "WALL_SECONDS", 1)

    with pytest.raises(UnableToRead, match="读取时间过长"):
        read_sheets(b"PK")


def test_zip_bomb_is_refused_without_unpacking(send: Send) -> None:
    roster = send(_zip(xl__workbook=b"", bomb=bytes(400 << 20)))

    assert "文件展开后过大" in roster.problem


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_coding_gives_the_same_rows(send: Send, coding: str) -> None:
    rows = [cells for rows in two_families() for cells in rows]
    rows[0]["姓名"] = "张𠮷䶮"
    text = "\r\n".join([",".join(COLUMNS), *(",".join(str(r.get(c, "")) for c in COLUMNS) for r in rows)])

    roster = send(text.encode(coding), name="名单.csv", merge=True)

    assert roster.counts["new"] == 4
    assert Household.objects.filter(head_name="张𠮷䶮").exists()


def test_undecodable_text_is_refused(send: Send) -> None:
    assert "编码无法识别" in send("姓名，身份证号".encode() + b"\xff\xff\x80", name="a.csv").problem


def test_formulas_without_a_value_and_numbers_stay_what_they_are(send: Send) -> None:
    def as_sent(families: list[list[dict[str, Any]]]) -> bytes:
        families[0][0]["备注"] = "=1/0"
        families[0][0]["联系电话"] = 13900000001.0
        return official(families)

    roster = send(as_sent(two_families()), merge=True)

    assert roster.counts["new"] == 4
    assert str(Household.objects.get(head_name="张三").persons.get(relation="head").phone) == "139****0001"
