"""Rules that cannot be used are refused with a sentence; those that can read as Chinese."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from foundation.areas.models import Area, AreaFlag
from foundation.policy.facts import Fact, register_fact
from foundation.policy.rules import UnableToUse, compile_rule, explain, judge_one, validate
from households.facts.refreshing import refresh
from households.models import FactStatement, PersonFacts
from tests import world as w
from tests.world import World, household, person

ON = date(2018, 6, 30)


@pytest.mark.parametrize(
    ("rule", "subject", "sentence"),
    [
        ({"fact": "rich", "op": "is", "value": True}, "person", "没有名为“rich”的条件"),
        ({"fact": "age", "op": "contains", "value": 15}, "person", "“年龄”不能用“contains”比较"),
        ({"fact": "age", "op": "gte", "value": "15"}, "person", "“年龄”不能取“15”"),
        ({"fact": "disability_level", "op": "lte", "value": 5}, "person", "“残疾等级”不能取“5”"),
        ({"fact": "disabled", "op": "is", "value": 1}, "person", "“残疾人”不能取“1”"),
        ({"fact": "house_grade", "op": "in", "value": []}, "person", "至少一个可选值"),
        ({"fact": "age", "op": "gte", "value": 15}, "household", "不能用于按户享受的项目"),
        ({"fact": "registered", "op": "is", "value": True}, "area", "不能用于按区域享受的项目"),
        ({"all": []}, "person", "至少要有一项条件"),
        ({"all": [{"always": True}], "any": [{"always": True}]}, "person", "之一"),
        ({"fact": "disabled", "op": "is", "value": True, "x": 1}, "person", "不认识的内容：x"),
        ([], "person", "条件应由"),
    ],
)
def test_unusable_rule_is_refused_with_a_sentence(rule: Any, subject: Any, sentence: str) -> None:
    with pytest.raises(UnableToUse, match=sentence):
        validate(rule, subject=subject)


def test_endless_nesting_is_refused() -> None:
    rule: dict[str, Any] = {"always": True}
    for _ in range(20):
        rule = {"not": rule}
    with pytest.raises(UnableToUse, match="嵌套"):
        validate(rule)


def test_rule_reads_as_a_chinese_sentence() -> None:
    rule = {
        "all": [
            {"fact": "disabled", "op": "is", "value": True},
            {"fact": "age", "op": "gte", "value": 15},
            {"fact": "disability_level", "op": "lte", "value": 2},
            {"not": {"fact": "employed", "op": "is", "value": True}},
            {
                "any": [
                    {"fact": "sex", "op": "eq", "value": "female"},
                    {"fact": "house_grade", "op": "in", "value": ["C", "D"]},
                ]
            },
        ]
    }
    assert explain(rule) == (
        "残疾人、且年龄15岁以上（含）、且残疾等级二级及更重、且非“已就业”、"
        "且（性别为女、或房屋安全等级为C级（局部危险）或D级（整幢危险））"
    )
    assert explain({"always": True}) == "本项目范围内的全部对象"


def test_fact_declared_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        register_fact(Fact("age", "另一个年龄", "person"))


def _stated(member: Any, value: bool, item: str = "", **given: Any) -> None:
    FactStatement.objects.create(
        household_id=member.household_id,
        area_code=member.area_code,
        person=member,
        basis="用人单位意见",
        value=value,
        item=item,
        **({"fact": "competent_for_post", "holds_from": date(2018, 1, 1)} | given),
    )


def test_statement_about_one_post_says_nothing_of_another(world: World) -> None:
    member = household(members=[person(level=3)]).persons.get()
    neighbour = household(members=[person(level=3)]).persons.get()
    refresh(on=ON)
    _stated(member, True, "forest-ranger")
    rule = {"fact": "competent_for_post", "op": "is", "value": True}

    def yes(item: str, on: date = ON) -> set[int]:
        pair = compile_rule(rule, on=on, subject="person", item=item)
        assert not PersonFacts.objects.filter(pair.no).exists()
        return set(PersonFacts.objects.filter(pair.yes).values_list("pk", flat=True))

    assert yes("forest-ranger") == {member.pk}
    assert yes("library-keeper") == set()
    assert yes("forest-ranger", date(2017, 12, 31)) == set()
    assert neighbour.pk not in yes("forest-ranger")


def test_ended_statement_leaves_it_unknown_and_two_contrary_ones_too(world: World) -> None:
    ended, contradicted = (household(members=[person(level=3)]).persons.get() for _ in range(2))
    refresh(on=ON)
    _stated(ended, True, fact="hardship", holds_to=ON)
    _stated(contradicted, True, fact="hardship")
    _stated(contradicted, False, fact="hardship")
    pair = compile_rule({"fact": "hardship", "op": "is", "value": True}, on=ON, subject="person")
    assert not PersonFacts.objects.filter(pair.yes).exists()
    assert not PersonFacts.objects.filter(pair.no).exists()


def test_verdict_on_one_person_names_every_condition(world: World) -> None:
    member = household(members=[person(level=2, born_on=date(1980, 1, 1))]).persons.get()
    refresh(on=ON)
    rule = {
        "all": [
            {"fact": "disability_level", "op": "lte", "value": 2},
            {"fact": "age", "op": "lt", "value": 30},
            {"fact": "hardship", "op": "is", "value": True},
        ]
    }
    rows = PersonFacts.objects.filter(person=member)
    verdict, conditions = judge_one(rule, rows, on=ON, subject="person")
    assert verdict is False
    assert [(c.words, c.holds) for c in conditions] == [
        ("残疾等级二级及更重", True),
        ("年龄不满30岁", False),
        ("生活困难", None),
    ]


def test_flag_of_an_area_is_that_of_the_nearest_above(world: World) -> None:
    AreaFlag.objects.create(area_id=w.PROVINCE, flag="area_poor_county", holds=False)
    AreaFlag.objects.create(area_id=w.COUNTY, flag="area_poor_county", holds=True)

    def judged(key: str) -> dict[int, bool | None]:
        pair = compile_rule({"fact": key, "op": "is", "value": True}, on=ON, subject="area")
        found: dict[int, bool | None] = dict.fromkeys(Area.objects.values_list("pk", flat=True))
        for verdict, condition in ((True, pair.yes), (False, pair.no)):
            found |= dict.fromkeys(Area.objects.filter(condition).values_list("pk", flat=True), verdict)
        return found

    poor, key = judged("area_poor_county"), judged("area_key_county")
    assert (poor[w.VILLAGE], poor[w.NEXT_VILLAGE], poor[w.PREFECTURE]) == (True, False, False)
    # Which of the poor counties are 重点县 is not on record; one that is not poor is none.
    assert (key[w.COUNTY], key[w.NEXT_COUNTY]) == (None, False)
    assert set(judged("area_old_base").values()) == {None}
