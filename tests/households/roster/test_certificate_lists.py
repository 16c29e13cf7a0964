"""The certificate system's export: issued, re-issued, frozen, cancelled; nobody new, nothing overwritten."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from foundation.areas.models import Area
from foundation.jobs.running import work_at
from households.models import DisabilityCertificate, Finding, Household, Person, RosterFile, RosterRow
from households.roster.intake import confirm_roster
from tests import world as w
from tests.households.roster.conftest import TODAY, Send
from tests.households.roster.lists import department_list
from tests.households.roster.workbooks import number
from tests.world import household, person

HEADINGS = [
    "序号", "姓名", "性别", "民族", "出生日期", "身份证号", "残疾人证号", "残疾类别", "残疾等级", "具体残疾",
    "婚姻状况", "户籍地区划", "联系电话", "监护人姓名", "与监护人关系", "监护人电话", "首次发证日期",
    "发证日期", "证件状态", "注销原因",
]  # fmt: skip


def line(sequence: int, ending: str, name: str, **cells: Any) -> dict[str, Any]:
    own = number(sequence)
    return {
        "姓名": name,
        "性别": "男",
        "身份证号": own,
        "残疾人证号": own + ending,
        "证件状态": "正常",
        "发证日期": "2018-05-20",
    } | cells


def export(*rows: dict[str, Any]) -> bytes:
    return department_list("六枝特区残疾人证名单", list(HEADINGS), list(rows))


@pytest.fixture
def registered(world: w.World) -> dict[str, Household]:
    """张三 (肢体二级), 李四 (no certificate), 王五 (肢体三级), and 赵六 of the next county (肢体一级)."""
    return {
        "张三": household(w.VILLAGE, [person(id_number=number(1), name="张三", level=2)]),
        "李四": household(w.VILLAGE, [person(id_number=number(2), name="李四")]),
        "王五": household(w.VILLAGE, [person(id_number=number(3), name="王五", level=3)]),
        "赵六": household(w.NEXT_VILLAGE, [person(id_number=number(4), name="赵六", level=1)]),
    }


def send_in(send: Send, *rows: dict[str, Any], name: str = "证.xlsx") -> RosterFile:
    return send(export(*rows), kind="certificates", merge=True, name=name)


def row_of(roster: RosterFile, row_number: int) -> RosterRow:
    return RosterRow.objects.get(roster=roster, row_number=row_number)


def held(name: str) -> list[tuple[int, int, str, str]]:
    rows = DisabilityCertificate.objects.filter(person__name=name).order_by("pk")
    return list(rows.values_list("level", "reissue", "state", "cancel_reason"))


def test_issued_reissued_and_cancelled_are_told_and_kept(send: Send, registered: Any) -> None:
    rows = (
        line(1, "41", "张三", 首次发证日期="2010-01-01", 监护人姓名="张母", 与监护人关系="母亲"),
        line(2, "72B1", "李四", 具体残疾="肢体二级；智力三级"),
        line(3, "43", "王五", 证件状态="注销", 注销原因="死亡"),
        line(4, "41", "赵六", 证件状态="冻结"),
        line(5, "42", "陌生人"),
    )

    roster = send_in(send, *rows)

    counts = roster.counts
    assert (counts["changed"], counts["new"], counts["elsewhere"], counts["unknown"]) == (2, 1, 1, 1)
    assert counts["rows"] == counts["accepted"] + counts["rejected"] + counts["blank"] == 6
    assert held("张三") == [(2, 0, "cancelled", "reassessed"), (1, 0, "valid", "")]
    assert held("李四") == [(2, 1, "valid", "")]
    multiple = DisabilityCertificate.objects.get(person__name="李四")
    assert sorted(multiple.components) == ["intellectual", "physical"]
    assert held("王五") == [(3, 0, "cancelled", "died")]
    assert Finding.objects.get().given == "残疾人证因死亡注销"
    guarded = Person.objects.get(name="张三")
    assert (guarded.guardian_name, guarded.guardian_relation) == ("张母", "parent")
    assert not Person.objects.filter(name="陌生人").exists()

    again = send_in(send, *rows, name="再来.xlsx")
    assert (again.counts["new"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 3)
    assert Finding.objects.count() == 1


def test_neighbours_person_is_told_by_the_county_alone(send: Send, registered: Any) -> None:
    roster = send_in(send, line(4, "41", "赵六", 证件状态="冻结"), line(1, "42", "张三"))

    row = row_of(roster, 3)
    assert row.verdict == "elsewhere"
    assert "水城区" in str(row.reasons)
    assert not any(word in str(row.reasons) for word in ("海坪村", registered["赵六"].number))
    assert held("赵六") == [(1, 0, "valid", "")]


def test_older_certificate_and_another_name_are_findings(send: Send, registered: Any) -> None:
    DisabilityCertificate.objects.filter(person__name="张三").update(issued_on=date(2019, 1, 1), reissue=1)

    roster = send_in(send, line(1, "43", "张山", 发证日期="2012-01-01"))

    assert row_of(roster, 3).verdict == "unchanged"
    assert held("张三") == [(2, 1, "valid", "")]
    found = {finding.field: (finding.kept, finding.given) for finding in Finding.objects.all()}
    assert found == {"残疾人证": ("肢体残疾二级", "肢体残疾三级"), "姓名": ("张三", "张山")}


def test_frozen_and_back_with_history_and_a_new_version(send: Send, registered: Any) -> None:
    home = registered["张三"]

    roster = send_in(send, line(1, "42", "张三", 证件状态="冻结"))

    assert row_of(roster, 3).changes["state"] == ["valid", "frozen"]
    certificate = DisabilityCertificate.objects.get(person__name="张三")
    assert (certificate.state, str(certificate.issued_on)) == ("frozen", "2018-05-20")
    assert [event.state for event in certificate.events.all()] == ["valid"]
    home.refresh_from_db()
    assert home.version == 2
    send_in(send, line(1, "42", "张三"), name="二.xlsx")
    certificate.refresh_from_db()
    assert certificate.state == "valid"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"残疾人证号": ""}, "没有填残疾人证号"),
        ({"残疾人证号": number(9) + "42"}, "前18位与身份证号不一致"),
        ({"证件状态": "飞走了"}, "不认识“飞走了”"),
        ({"首次发证日期": "2019-01-01"}, "首次发证日期晚于发证日期"),
        ({"发证日期": "2099-01-01"}, "发证日期晚于今天"),
    ],
)
def test_wrong_cell_is_told(send: Send, registered: Any, cells: dict[str, Any], words: str) -> None:
    roster = send(export(line(1, "42", "张三") | cells, line(2, "42", "李四")), kind="certificates")

    assert words in row_of(roster, 3).reasons[0]["reason"]
    assert roster.counts["new"] == 1


def test_nothing_is_merged_that_changed_after_the_preview(send: Send, registered: Any) -> None:
    """Somebody cancels the certificate between the preview and the confirmation."""
    roster = send(export(line(1, "41", "张三")), kind="certificates")
    DisabilityCertificate.objects.filter(person__name="张三").update(state="cancelled")
    assert roster.created_by is not None
    area = Area.objects.get(code=w.COUNTY)
    run = confirm_roster(roster=roster, area=area, by=roster.created_by, on=TODAY)
    work_at(run.pk)

    assert row_of(roster, 3).verdict == "held"
    assert held("张三") == [(2, 0, "cancelled", "")]
