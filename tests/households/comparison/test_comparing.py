"""A list against the registry and against another list: sets that add up, tasks that stay settled."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.jobs.running import UnableToAsk, work_at
from foundation.policy.models import Figure
from households.comparison.comparing import Side, UnableToCompare, ask_for_comparison, compare
from households.comparison.settling import UnableToSettle, settle_task, take_task
from households.models import ComparisonRow, ComparisonTask, ListRow, Person
from tests import world as w
from tests.households.comparison.lists import ALLOWANCES, DIBAO, JUNE, ON, SEPTEMBER, compared, listed, sizes
from tests.world import World, add_member, household, person

LATER = date(2018, 10, 8)


def number_of(one: Person) -> str:
    assert one.id_number is not None
    return str(one.id_number.open())


def kinds(**wanted: object) -> set[str]:
    return set(ComparisonTask.objects.filter(**wanted).values_list("kind", flat=True))


def test_two_quarters_of_the_dibao_list(world: World) -> None:
    home = household(members=[person(name="张三", level=1, dibao=True), person(name="李四", level=2)])
    in_order, unrecorded = home.persons.order_by("pk")
    stopped = household(members=[person(name="王五", level=1, dibao=True)]).persons.get()
    neighbour = household(w.NEXT_VILLAGE, members=[person(name="邻县人", level=1, dibao=True)]).persons.get()
    strange = w.id_number()

    def quarter(period: str, grade: str) -> None:
        listed("张三", number_of(in_order), period=period, grade="B类")
        listed("李四", number_of(unrecorded), period=period, grade="B类")
        listed("外人", strange, period=period, grade=grade, village_code=w.OTHER_VILLAGE)

    quarter(JUNE, "A类")
    first = compared(world)

    assert sizes(first) == {"both": 1, "different": 1, "only_left": 1, "only_right": 1}
    assert first.run is not None
    assert first.run.result["tasks"] == 3
    tasks = {task.name: task for task in ComparisonTask.objects.select_related("list_row")}
    assert {name: task.kind for name, task in tasks.items()} == {
        "李四": "dibao-not-recorded", "外人": "dibao-unregistered", "王五": "dibao-recorded-only",
    }  # fmt: skip
    assert tasks["外人"].sentence == "在低保名单（A类），未在本县残疾人家庭中登记"
    assert (tasks["外人"].household_id, tasks["外人"].area_code) == (None, w.OTHER_VILLAGE)
    assert (tasks["李四"].household_id, tasks["李四"].owner_code) == (home.pk, w.TOWNSHIP)
    assert tasks["李四"].due_on == date(2018, 8, 1)
    assert not ComparisonRow.objects.filter(person=neighbour).exists()

    for name in ("李四", "外人"):
        settle_task(task=tasks[name], outcome="right", note="已向民政局核实", by=world.township_clerk, on=ON)
    Person.objects.filter(pk=stopped.pk).update(dibao=False)
    quarter(SEPTEMBER, "C类")
    second = compared(world, period=SEPTEMBER, on=LATER)

    for task in tasks.values():
        task.refresh_from_db()
    assert (tasks["李四"].state, tasks["李四"].outcome, tasks["李四"].seen_on) == ("settled", "right", LATER)
    assert (tasks["王五"].state, tasks["王五"].outcome) == ("gone", "")
    assert (tasks["外人"].state, tasks["外人"].times_reopened) == ("open", 1)
    assert (tasks["外人"].due_on, tasks["外人"].note) == (date(2018, 11, 7), "")
    assert tasks["外人"].sentence.startswith("在低保名单（C类）")
    assert ComparisonTask.objects.count() == 3
    assert second.counts["tasks"]["dibao-not-recorded"] == {
        "made": 0, "again": 0, "open": 0, "settled": 1, "gone": 0,
    }  # fmt: skip
    assert tasks["外人"].events.filter(note="已向民政局核实").exists()  # type: ignore[attr-defined]

    Person.objects.filter(pk=stopped.pk).update(dibao=True)
    compared(world, period=SEPTEMBER, on=LATER)
    tasks["王五"].refresh_from_db()
    assert (tasks["王五"].state, tasks["王五"].times_reopened) == ("open", 1)


def test_older_list_leaves_no_tasks(world: World) -> None:
    listed("外人", w.id_number())
    listed("外人", w.id_number(), period=SEPTEMBER)

    older = compared(world)

    assert (older.counts["newest"], older.counts["tasks"]) == (False, {})
    assert not ComparisonTask.objects.exists()


def test_sets_add_up_on_both_sides(world: World) -> None:
    home = household(members=[person(name=name, dibao=True) for name in "一二三四"])
    one, two, three, four = home.persons.order_by("pk")
    Person.objects.filter(pk=four.pk).update(left_on=date(2018, 3, 9), left_reason="死亡")
    other = number_of(two)
    listed("一", number_of(one))
    listed("贰", other)
    listed("贰", other, area=w.TOWNSHIP)
    listed("四", number_of(four))
    listed("三", birth_date=three.birth_date, village_code=w.VILLAGE)
    listed("外", w.id_number())
    household(members=[person(name="五")])
    household(w.NEXT_VILLAGE)

    found = compared(world)

    sets = sizes(found)
    assert sets == {
        "both": 1, "different": 1, "repeated": 1, "gone": 1, "doubtful": 1, "only_left": 1, "only_right": 1,
    }  # fmt: skip
    assert sum(sets.values()) - sets["only_right"] == ListRow.objects.count()
    ours = sum(sets[outcome] for outcome in ("both", "different", "doubtful", "only_right"))
    assert ours == Person.objects.filter(area_code=w.VILLAGE, left_on=None).count()
    assert ComparisonRow.objects.get(outcome="different").differences == {"姓名": ["贰", "二"]}


def test_absent_from_a_townships_list_is_nobody_of_another_township(world: World) -> None:
    household(members=[person(name="本镇", dibao=True)])
    household(w.OTHER_TOWNSHIP_VILLAGE, members=[person(name="外镇", dibao=True)])
    listed("外人", w.id_number(), area=w.TOWNSHIP)

    compared(world)

    assert set(ComparisonRow.objects.filter(outcome="only_right").values_list("name", flat=True)) == {"本镇"}


def test_township_compares_its_own_list_and_settles_what_the_county_found(world: World) -> None:
    household(members=[person(name="本镇", dibao=True)])
    household(w.OTHER_TOWNSHIP_VILLAGE, members=[person(name="外镇", dibao=True)])
    listed("外人", w.id_number(), area=w.TOWNSHIP)
    listed("县里", w.id_number())
    compared(world)

    with world.seen_by(world.township_clerk) as scope:
        mine = scope.rows(ComparisonTask).get(name="本镇")
        take_task(task=mine, by=world.township_clerk)
        assert not ComparisonTask.objects.filter(name="外镇").exists()
    own = compared(world, by=world.township_clerk, area=w.TOWNSHIP)

    mine.refresh_from_db()
    assert mine.owner == world.township_clerk
    assert sizes(own) == {"only_left": 1, "only_right": 1}
    assert ComparisonTask.objects.get(name="外镇").state == "open"
    assert ComparisonTask.objects.get(name="县里").state == "open"


def test_two_lists_against_each_other_and_the_dead_still_paid(world: World) -> None:
    dead, alive = w.id_number(), w.id_number()
    listed("逝者", dead, list_name=ALLOWANCES, grade="护理补贴")
    listed("生者", alive, list_name=ALLOWANCES, grade="护理补贴")
    listed("逝者", dead, list_name="死亡人员名单", died_on=date(2018, 3, 2))
    listed("他人", w.id_number(), list_name="死亡人员名单", died_on=date(2018, 3, 3))

    found = compared(world, ALLOWANCES, right=Side("死亡人员名单", JUNE))

    assert sizes(found) == {"both": 1, "only_left": 1, "only_right": 1}
    task = ComparisonTask.objects.get()
    assert task.sentence == "死亡名单上于2018-03-02死亡，仍在残疾人两项补贴名单（护理补贴）"
    assert (task.name, task.owner_code, task.due_on) == ("逝者", w.COUNTY, date(2018, 7, 12))


def test_chunk_that_runs_twice_changes_nothing_and_a_killed_run_goes_on(world: World) -> None:
    household(members=[person(name="王五", level=1, dibao=True)])
    listed("外人", w.id_number())
    with world.seen_by(world.clerk):
        made = ask_for_comparison(
            area=world.county, left=Side(DIBAO, JUNE), right=Side(), by=world.clerk, on=ON
        )
        assert made.run is not None
        finished = False
        while not finished:
            compare(made.run)
            progress = compare(made.run)
            made.run.cursor, finished = progress.cursor, progress.finished
        made.run.cursor = {"step": 1}
        made.run.save()
    before = (ComparisonRow.objects.count(), ComparisonTask.objects.count())

    work_at(made.run.pk)

    made.refresh_from_db()
    assert before == (ComparisonRow.objects.count(), ComparisonTask.objects.count())
    assert sizes(made) == {"only_left": 1, "only_right": 1}
    assert kinds() == {"dibao-unregistered", "dibao-recorded-only"}


def test_what_cannot_be_compared_is_said(world: World) -> None:
    household()
    listed("外人", w.id_number())

    def ask(left: Side, right: Side) -> None:
        with world.seen_by(world.clerk):
            ask_for_comparison(area=world.county, left=left, right=right, by=world.clerk, on=ON)

    with pytest.raises(UnableToCompare, match="同一份名单"):
        ask(Side(DIBAO, JUNE), Side(DIBAO, JUNE))
    with pytest.raises(UnableToCompare, match="请先在“花名册导入”中导入"):
        ask(Side(DIBAO, JUNE), Side(DIBAO, SEPTEMBER))
    ask(Side(DIBAO, JUNE), Side())
    with pytest.raises(UnableToAsk, match="正在进行"):
        ask(Side(DIBAO, JUNE), Side())
    Figure.objects.filter(kind="comparison_days").delete()
    with pytest.raises(UnableToCompare, match="差异办理天数"):
        ask(Side(DIBAO, JUNE), Side())


def test_task_is_settled_once_with_a_word(world: World) -> None:
    listed("外人", w.id_number())
    compared(world)
    task = ComparisonTask.objects.get()
    settle = {"task": task, "by": world.clerk, "on": ON}
    for outcome, note, why in (("right", " ", "办理情况"), ("guess", "好", "办理结果")):
        with pytest.raises(UnableToSettle, match=why):
            settle_task(**settle, outcome=outcome, note=note)  # type: ignore[arg-type]
    settle_task(**settle, outcome="told", note="已告知")  # type: ignore[arg-type]
    with pytest.raises(UnableToSettle, match="已办结"):
        settle_task(**settle, outcome="told", note="再说")  # type: ignore[arg-type]
    with pytest.raises(UnableToSettle, match="已办结"):
        take_task(task=task, by=world.clerk)


def test_list_that_tells_who_is_disabled_asks_of_these_alone(world: World) -> None:
    listed("残疾人", w.id_number(), note="肢体残疾二级")
    listed("健全人", w.id_number())

    compared(world)

    assert list(ComparisonTask.objects.values_list("name", flat=True)) == ["残疾人"]


def test_new_member_of_a_registered_family_is_no_longer_missing(world: World) -> None:
    home = household(members=[person(name="户主")])
    number = w.id_number()
    listed("新人", number)
    compared(world)
    listed("新人", number, period=SEPTEMBER)
    add_member(home, name="新人", id_number=number, dibao=True)

    compared(world, period=SEPTEMBER, on=LATER)

    assert kinds(state="gone") == {"dibao-unregistered"}
    assert kinds(state="open") == set()
