"""``manage.py import_roster``: a thin face of the same verbs, with exit codes that scripts can rely on."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from households.models import Household, RosterFile
from tests import world as w
from tests.households.roster.workbooks import official, two_families
from tests.world import World


@pytest.fixture
def workbook(world: World, tmp_path: Path) -> Path:
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(official(two_families()))
    return path


def called(*words: str) -> dict[str, object]:
    out = io.StringIO()
    call_command("import_roster", *words, "--json", stdout=out)
    found: dict[str, object] = json.loads(out.getvalue().splitlines()[-1])
    return found


def test_preview_counts_and_writes_nothing(workbook: Path) -> None:
    counts = called(
        str(workbook), "--kind", "registry", "--area", str(w.COUNTY), "--by", "clerk", "--preview"
    )

    assert (counts["state"], counts["new"], counts["rows"]) == ("checked", 4, 5)
    assert not Household.objects.exists()


def test_apply_merges_and_again_changes_nothing(workbook: Path) -> None:
    words = (str(workbook), "--area", str(w.COUNTY), "--by", "clerk", "--apply")

    assert called(*words)["new"] == 4
    counts = called(*words)

    assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 0, 4)


@pytest.mark.parametrize(
    ("by", "area", "code", "words"),
    [
        ("clerk_next_door", w.COUNTY, 1, "不能在六枝特区导入"),
        ("cadre", w.COUNTY, 1, "不能在六枝特区导入"),
        ("nobody", w.COUNTY, 2, "没有这个账号"),
        ("clerk", 999999999999, 2, "没有这个账号、任职或区划"),
    ],
)
def test_who_may_not_is_refused(workbook: Path, by: str, area: int, code: int, words: str) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        called(str(workbook), "--area", str(area), "--by", by, "--apply")

    assert refused.value.returncode == code
    assert not RosterFile.objects.exists()


def test_unreadable_and_missing_files_have_their_codes(world: World, tmp_path: Path) -> None:
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"nothing")

    for path, code in ((broken, 1), (tmp_path / "none.xlsx", 2)):
        with pytest.raises(CommandError) as refused:
            called(str(path), "--area", str(w.COUNTY), "--by", "clerk")
        assert refused.value.returncode == code
