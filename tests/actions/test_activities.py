"""Activities with who attended them, shares and what they paid: the verbs, and the database around them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from actions.activities.holding import Attended, Held, UnableToHold, change_activity, hold_activity
from actions.activities.sharing import UnableToShare, end_share, give_shares, pay_shares
from actions.models import Activity, Attendance, Enrolment, Share, SharePayment
from foundation.policy.models import PolicyItem
from households.models import Household, Person
from tests import world as w
from tests.world import World, household

DAY = date(2018, 6, 30)
COURSE = Held(w.COUNTY, "蜡染培训班", date(2018, 5, 7), hours=Decimal(40), fund_yuan=Decimal(8000))


@pytest.fixture
def action(catalogue: dict[str, Any]) -> Any:
    return lambda slug, plan="gz-2017": PolicyItem.objects.get(plan=catalogue[plan], kind="action", slug=slug)


def someone(in_village: int = w.VILLAGE) -> Person:
    member: Person = household(in_village).persons.get()
    return member


def course(world: World, actions: Any, *people: Person, hours: int = 8, **words: Any) -> Activity:
    given = {
        "action": actions("women-weaving"), "kind": "course", "held": COURSE, "by": world.clerk, "on": DAY,
        "attended": [Attended(one, Decimal(hours)) for one in people],
    }  # fmt: skip
    return hold_activity(**given | words)


def station(world: World, action: Any) -> Activity:
    held = Held(w.COUNTY, "太和村光伏电站", date(2017, 1, 1), details={"capacity_kw": "60"})
    return course(world, action, action=action("photovoltaic", "cn-2016"), kind="station", held=held)


def around_the_forms(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_course_is_entered_with_its_list_and_corrected(world: World, action: Any) -> None:
    first, second, third = someone(), someone(), someone()
    with world.seen_by(world.clerk, DAY):
        held = course(world, action, first, second)
    with world.seen_by(world.clerk, DAY):
        change_activity(
            activity=held, by=world.clerk, on=DAY,
            held=Held(w.COUNTY, "蜡染培训班", date(2018, 5, 7), hours=Decimal(6)),
            attended=[Attended(second, Decimal(6), "passed"), Attended(third, Decimal(2))],
        )  # fmt: skip

    rows = Attendance.objects.standing().order_by("pk")
    assert [(row.person_id, row.hours, row.result) for row in rows] == [
        (second.pk, 6, "passed"),
        (third.pk, 2, ""),
    ]
    assert Attendance.objects.get(person=first).withdrawn
    assert Activity.objects.get().hours == 6


def test_what_cannot_be_is_refused_in_words(world: World, action: Any) -> None:
    near, far = someone(), someone(w.NEXT_VILLAGE)
    for people, words, message in (
        ([near], {"hours": 41}, "超出了活动时长"),
        ([far], {}, "不在举办区域内"),
        ([], {"by": world.clerk_next_door}, "不在您负责的区域"),
        ([], {"kind": "station"}, "没有这类活动"),
        ([], {"action": action("ecommerce")}, "包含几个项目"),
        ([], {"held": Held(w.COUNTY, "班", DAY, last_on=date(2018, 1, 1))}, "结束日期"),
    ):
        with pytest.raises(UnableToHold, match=message):
            course(world, action, *people, **words)
    assert not Activity.objects.exists()

    course(world, action)
    with pytest.raises(UnableToHold, match="已登记过同名"):
        course(world, action)


def test_database_holds_attendance_to_the_hours_and_to_once(world: World, action: Any) -> None:
    held = course(world, action, someone(), hours=30)
    key = Attendance.objects.get().pk

    for statement, values in (
        ("update actions_attendance set hours = 41 where id = %s", [key]),
        ("update actions_attendance set hours = -1 where id = %s", [key]),
        ("update actions_attendance set activity_hours = 99 where id = %s", [key]),
        ("update actions_activity set hours = 20 where id = %s", [held.pk]),
        ("update actions_activity set hours = -1 where id = %s", [held.pk]),
        ("update actions_activity set last_on = '2018-01-01' where id = %s", [held.pk]),
        ("update actions_activity set fund_yuan = -1 where id = %s", [held.pk]),
        ("update actions_attendance set household_id = household_id + 1 where id = %s", [key]),
        ("insert into actions_attendance (activity_id, activity_hours, person_id, household_id, area_code,"
         " hours, result, withdrawn, created_at, updated_at) select activity_id, activity_hours, person_id,"
         " household_id, area_code, 0, '', false, now(), now() from actions_attendance where id = %s", [key]),
    ):  # fmt: skip
        with pytest.raises(IntegrityError):
            around_the_forms(statement, *values)

    around_the_forms("update actions_activity set hours = 50 where id = %s", held.pk)
    assert Attendance.objects.get().activity_hours == 50


def test_township_knows_the_countys_course_and_only_its_own_people(world: World, action: Any) -> None:
    here, there = someone(), someone(w.OTHER_TOWNSHIP_VILLAGE)
    course(world, action, here, there)
    neighbours = Held(w.NEXT_COUNTY, "邻县培训班", date(2018, 5, 7))
    course(world, action, held=neighbours, by=world.clerk_next_door)

    with world.seen_by(world.township_clerk, DAY) as scope:
        assert [row.name for row in Activity.objects.all()] == ["蜡染培训班"]
        assert [row.name for row in scope.rows(Activity)] == ["蜡染培训班"]
        assert [row.person_id for row in Attendance.objects.all()] == [here.pk]
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            Activity.objects.update(place="县城")
    with world.seen_by(world.cadre, DAY):
        assert not Activity.objects.exists()


def test_correcting_a_list_leaves_its_history(world: World, action: Any) -> None:
    with world.seen_by(world.clerk, DAY):
        held = course(world, action, someone())
    with world.seen_by(world.clerk, DAY):
        change_activity(activity=held, held=COURSE, attended=[], by=world.clerk, on=DAY)

    assert Attendance.objects.get().events.get().hours == 8  # type: ignore[attr-defined]


def test_story_is_shown_only_with_consent(world: World, action: Any) -> None:
    member = someone()
    kept = Enrolment.objects.create(
        household=member.household, area_code=w.VILLAGE, person=member, action="model-cases", starts_on=DAY
    )
    publicity = {"action": action("model-cases"), "kind": "publicity", "hours": 0}
    with pytest.raises(UnableToHold, match="本人同意宣传"):
        course(world, action, member, **publicity)
    with pytest.raises(IntegrityError):
        around_the_forms(
            """update actions_enrolment set details = '{"published_date": "2018-06-01"}' where id = %s""",
            kept.pk,
        )

    around_the_forms(
        """update actions_enrolment set details = '{"published_date": "2018-06-01", "consent": true}'
        where id = %s""",
        kept.pk,
    )
    course(world, action, member, **publicity)
    assert Attendance.objects.get().person == member


def test_shares_pay_each_year_once(world: World, action: Any) -> None:
    home, bystander = household(), household()
    plant = station(world, action)
    common: dict[str, Any] = {"by": world.clerk, "on": DAY}
    with world.seen_by(world.clerk, DAY):
        holdings = [(home, Decimal(2)), (bystander, Decimal(1))]
        give_shares(activity=plant, holdings=holdings, starts_on=date(2017, 1, 1), **common)
    share, other = Share.objects.get(household=home), Share.objects.get(household=bystander)
    for yuan in (600, 660):
        with world.seen_by(world.clerk, DAY):
            pay_shares(
                activity=plant, year=2017, paid_on=date(2018, 1, 20), document="",
                amounts={share: Decimal(yuan)}, **common,
            )  # fmt: skip

    assert [(row.share_id, row.yuan) for row in SharePayment.objects.all()] == [(share.pk, 660)]
    with pytest.raises(UnableToShare, match="先终止原份额"):
        give_shares(activity=plant, holdings=[(home, Decimal(1))], starts_on=DAY, **common)
    share = end_share(share=share, ends_on=date(2018, 1, 1), **common)
    with pytest.raises(UnableToShare, match="没有持有"):
        pay_shares(
            activity=plant, year=2018, paid_on=DAY, document="", amounts={share: Decimal(1)},
            **common,
        )  # fmt: skip
    give_shares(activity=plant, holdings=[(home, Decimal(1))], starts_on=date(2018, 1, 1), **common)
    other.refresh_from_db()
    assert other.ends_on is None


def test_database_holds_shares_and_their_payments(world: World, action: Any) -> None:
    home: Household = household()
    share = Share.objects.create(
        activity=station(world, action), household=home, area_code=w.VILLAGE, shares=1, starts_on=DAY
    )
    paid = SharePayment.objects.create(
        share=share, household=home, area_code=w.VILLAGE, year=2018, yuan=0, paid_on=DAY
    )
    for statement, key in (
        ("update actions_share set shares = 0 where id = %s", share.pk),
        ("update actions_share set ends_on = starts_on where id = %s", share.pk),
        ("update actions_sharepayment set yuan = -1 where id = %s", paid.pk),
        ("update actions_sharepayment set year = 18 where id = %s", paid.pk),
        ("insert into actions_share (activity_id, household_id, area_code, shares, starts_on, created_at,"
         " updated_at) select activity_id, household_id, area_code, 1, '2019-01-01', now(), now()"
         " from actions_share where id = %s", share.pk),
        ("insert into actions_sharepayment (share_id, household_id, area_code, year, yuan, paid_on, document,"
         " created_at, updated_at) select share_id, household_id, area_code, year, 5, paid_on, '', now(),"
         " now() from actions_sharepayment where id = %s", paid.pk),
    ):  # fmt: skip
        with pytest.raises(IntegrityError):
            around_the_forms(statement, key)
