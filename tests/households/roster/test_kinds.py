"""Every kind: declared once, with headings that tell its columns apart, and a blank sample."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from households.roster.kinds import double_or_missing, register_roster_kind, roster_kind, roster_kinds
from tests.world import World

CODES = [
    "registry", "certificates", "surveys", "pairings", "needs", "lists", "statements", "benefits",
    "enrolments",
]  # fmt: skip


def test_all_kinds_are_there_and_whole() -> None:
    assert {kind.code for kind in roster_kinds()} == set(CODES)
    assert double_or_missing(None) == []
    with pytest.raises(ValueError, match="twice"):
        register_roster_kind(roster_kind("registry"))


@pytest.mark.parametrize("code", CODES)
def test_sample_of_each_kind_has_its_columns_and_nobody_in_it(
    world: World, catalogue: Any, code: str
) -> None:
    page = world.signed_in(world.clerk).get(reverse("rosters:template", args=[code]))

    book = openpyxl.load_workbook(io.BytesIO(page.content))
    heads, example = list(book["样表"].iter_rows(values_only=True, max_row=2))
    layout = roster_kind(code).layout
    named = {layout.column_for([str(head)])[0] for head in heads}
    assert layout.is_header(named - {""})
    assert example[0] == "例"
    assert not any(str(cell or "").isdigit() and len(str(cell)) > 8 for cell in example)


def test_page_offers_every_kind_with_its_questions(world: World, catalogue: Any) -> None:
    clerk = world.signed_in(world.clerk)

    page = clerk.get(reverse("rosters:list") + "?kind=benefits").content.decode()

    assert all(kind.title in page for kind in roster_kinds())
    assert "起始月份" in page
    assert "重度残疾人护理补贴" in page
    assert clerk.get(reverse("rosters:list") + "?kind=nothing").status_code == 404
    assert world.signed_in(world.cadre).get(reverse("rosters:template", args=["lists"])).status_code == 403
