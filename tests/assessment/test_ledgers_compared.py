"""Two ledgers of a county against each other: who came, who went, what changed, taken along masked."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.ledgers import comparing
from assessment.ledgers.comparing import lines_of, pair_of, sizes
from assessment.ledgers.differing import FIELDS
from assessment.ledgers.producing import ask_for_ledger
from assessment.models import Ledger, LedgerEntry
from foundation.accounts.models import AccessRecord
from foundation.areas.models import Area
from foundation.jobs.models import Run
from households.models import Household
from tests import world as w
from tests.assessment.cast import benefit, home_with, survey, worked
from tests.world import World

JUNE, JULY = date(2018, 6, 30), date(2018, 7, 31)


def produced(world: World, period: str, on: date, area: int = w.COUNTY) -> Ledger:
    run = ask_for_ledger(area=Area.objects.get(pk=area), period=period, by=world.clerk, on=on)
    return Ledger.objects.get(run=worked(run))


class Homes:
    """As they stand in June; what happens to each by July says its name."""

    def __init__(self) -> None:
        self.same = home_with(head_name="不变")
        self.changed = home_with(w.OTHER_TOWNSHIP_VILLAGE, head_name="脱贫的", status="identified")
        self.left = home_with(head_name="走的")
        survey(self.changed)
        self.neighbour = home_with(w.NEXT_VILLAGE, head_name="邻县人")


@pytest.fixture
def homes(world: World) -> Homes:
    return Homes()


@pytest.fixture
def two(world: World, homes: Homes) -> tuple[Ledger, Ledger]:
    june = produced(world, "2018-06", JUNE)
    Household.objects.filter(pk=homes.left.pk).update(left_on=date(2018, 7, 2), left_reason="迁出")
    Household.objects.filter(pk=homes.changed.pk).update(poverty_status="lifted", lifted_year=2018)
    benefit(homes.changed, "dibao", starts_on=date(2018, 7, 1), status="approved")
    benefit(homes.neighbour, "dibao", starts_on=date(2018, 7, 1), status="approved")
    home_with(head_name="新来的", identified_on=date(2018, 7, 5))
    return june, produced(world, "2018-07", JULY)


def test_county_reads_what_changed_between_two_ledgers(
    world: World, homes: Homes, two: tuple[Ledger, Ledger]
) -> None:
    june, july = two
    client = world.signed_in(world.clerk)
    assert f"/ledgers/{july.pk}/compare/{june.pk}/" in client.get(f"/ledgers/{july.pk}/").content.decode()

    answer = client.get(f"/ledgers/{july.pk}/compare/{june.pk}/")

    sets = {label: count for label, count, *_ in answer.context["sets"]}
    assert sets == {"两期都有，内容不同": 1, "只在后一期": 1, "只在前一期": 1, "两期都有，相同": 1}
    page = answer.content.decode()
    assert "脱贫属性：未脱贫 → 已脱贫" in page
    assert "新享受低保" in page
    assert f'href="/households/{homes.changed.pk}/"' in page
    assert "不变" not in page
    for which, name in (("only_new", "新来的"), ("only_old", "走的"), ("both", "不变")):
        shown = client.get(f"/ledgers/{june.pk}/compare/{july.pk}/?set={which}").content.decode()
        assert name in shown
        assert "脱贫的" not in shown


def test_by_township_and_by_what_changed(world: World, two: tuple[Ledger, Ledger]) -> None:
    june, july = two
    client, address = world.signed_in(world.clerk), f"/ledgers/{july.pk}/compare/{june.pk}/"

    assert len(client.get(f"{address}?field=status").context["lines"]) == 1
    assert not client.get(f"{address}?field=helper").context["lines"]
    assert len(client.get(f"{address}?area={w.OTHER_TOWNSHIP}").context["lines"]) == 1
    here = client.get(f"{address}?area={w.TOWNSHIP}")
    assert not here.context["lines"]
    assert [count for _, count, *_ in here.context["sets"]] == [0, 1, 1, 1]
    assert client.get(f"{address}?area={w.NEXT_TOWNSHIP}").context["sets"]
    assert client.get(f"{address}?after=x").status_code == 404


def test_taken_along_masked_and_recorded(world: World, homes: Homes, two: tuple[Ledger, Ledger]) -> None:
    june, july = two
    member = homes.changed.persons.exclude(id_number=None).get()
    number = member.id_number
    assert number is not None

    answer = world.signed_in(world.clerk).get(f"/ledgers/{july.pk}/compare/{june.pk}/export/")

    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [row[4] for row in rows] == ["脱贫的"]
    assert "新享受低保" in rows[0][7]
    assert str(number) in rows[0][5]
    assert number.open() not in str(rows)
    record = AccessRecord.objects.get(kind="exported", subject=f"ledgers:{june.pk}-{july.pk}")
    assert (record.user, record.detail["rows"]) == (world.clerk, 1)


def test_more_than_can_be_taken_along_at_once_is_said(
    world: World, two: tuple[Ledger, Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_EXPORTED", 0)

    answer = world.signed_in(world.clerk).get(
        f"/ledgers/{two[1].pk}/compare/{two[0].pk}/export/", follow=True
    )

    assert "一次导不完" in answer.content.decode()
    assert not AccessRecord.objects.filter(kind="exported", subject__startswith="ledgers:").exists()


def test_nobody_compares_another_countys_or_another_areas_ledger(
    world: World, two: tuple[Ledger, Ledger]
) -> None:
    june, july = two
    township = produced(world, "2018-06", JULY, w.TOWNSHIP)

    for part in ("", "export/"):
        address = f"/ledgers/{july.pk}/compare/{june.pk}/{part}"
        assert world.signed_in(world.clerk_next_door).get(address).status_code == 404
        assert world.signed_in(world.township_clerk).get(address).status_code == 404
        assert world.signed_in(world.liaison).get(address).status_code == 403
    mixed = f"/ledgers/{july.pk}/compare/{township.pk}/"
    assert world.signed_in(world.clerk).get(mixed).status_code == 404


# What happens to a row of the ledger → the fields that differ, and what is said of it.
CHANGES: dict[str, tuple[dict[str, Any], set[str], str]] = {
    "户主": ({"head": "新户主"}, {"head"}, "户主："),
    "住址": ({"village": "新村"}, {"place"}, "住址："),
    "帮扶人": ({"helper": "王干部"}, {"helper"}, "帮扶责任人：未填 → 王干部"),
    "空白": ({"helper": ""}, set(), ""),
    "人口": ({"members": 9}, {"members"}, "家庭人口："),
    "收入": ({"incomes": {"2018": 5000}}, {"incomes"}, "2018年人均纯收入："),
    "另一年收入": ({"incomes": {"2017": 5000}}, set(), ""),
    "保障": ({"guarantees": [True, True, False, None, None, None]}, {"guarantees"},
           "饮水：有保障 → 没有保障"),
    "享受": ({"cols": ["dibao"]}, {"supports"}, "新享受低保"),
    "本人享受": ({"people": {"cols": ["rehab"]}, "cols": []}, {"supports"}, "新享受康复"),
    "等级": ({"people": {"level": 4}}, {"disability"}, "四级"),
    "人": ({"people": {"id": 77, "name": "别人"}}, {"people"}, "增加残疾人：别人"),
    "姓名": ({"people": {"name": "改名"}}, {"people"}, "→ 改名"),
    "户编号": ({"number": "X1"}, {"number"}, "户编号："),
    "返贫": ({"status": "fallen_back", "fallen_on": "2018-07-01"}, {"status", "fallen_on"}, "已脱贫 → 返贫"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_found_and_said_in_words(world: World, name: str) -> None:
    home = home_with(head_name="甲", members=[w.person(level=2, category=1)])
    survey(home)
    june = produced(world, "2018-06", JUNE)
    july = produced(world, "2018-07", JULY)
    given, wanted, words = deepcopy(CHANGES[name])
    entry = LedgerEntry.objects.get(ledger=july)
    content = entry.content
    assert (len(content["people"]), content["status"]) == (1, "lifted")
    content["people"][0] |= given.pop("people", {})
    row = LedgerEntry(ledger=_another(july), household=home, area_code=home.area_code, row=1)
    row.content = content | given
    row.save()

    with world.seen_by(world.clerk) as scope:
        pair = pair_of(june, row.ledger, scope=scope)
        sets, fields = sizes(pair)
        found = lines_of(pair, "different", field="", scope=scope, after=(0, 0), most=9)

    assert set(fields) == wanted
    assert sets["different"] == bool(wanted)
    assert [any(words in one for one in line.changes) for line in found] == [True] * bool(wanted)
    labels = {field.key: field.label for field in FIELDS}
    assert [set(line.fields) for line in found] == [{labels[key] for key in wanted}] * bool(wanted)


def _another(ledger: Ledger) -> Ledger:
    run = Run.objects.get(pk=ledger.run_id)
    run.pk = None
    run.key = "another"
    run.save()
    made = Ledger.objects.get(pk=ledger.pk)
    made.pk, made.run = None, run
    made.save()
    return made
