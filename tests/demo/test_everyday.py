"""The demonstration's half-year of daily work: every kind of work leaves something to look at."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count
from django.utils import timezone

from actions.models import Activity, Attendance, SharePayment
from config.demo.everyday import WORK, desk
from config.demo.loading import load_county
from config.demo.loading.whole_record import fill_whole_record
from config.demo.places import counties_of
from config.demo.world import generate
from foundation.policy.loading import load_figures
from households.facts.refreshing import refresh
from households.models import Attachment, FamilyChange, Household, Person, Procedure, Transfer
from support_measures.models import AreaSupport, BenefitRecord, Payment
from tests import world as w
from tests.conftest import FIXTURES
from tests.world import World

ON = date(2018, 7, 1)


def _filled(world: World) -> None:
    load_county(generate(counties_of(w.COUNTY)[0], households=520, seed=7), at=timezone.now())
    fill_whole_record()
    refresh(None, on=ON)


def test_half_a_year_of_work_goes_through_the_verbs(world: World, catalogue: dict[str, Any]) -> None:
    load_figures(FIXTURES / "figures_procedures.csv")
    _filled(world)

    with desk(world.county, ON) as at:
        done = {name: work(at) for name, work in WORK.items()}
        assert all(done.values()), done
        cases = Procedure.objects.values_list("kind", "state").annotate(Count("pk"))
        assert {(kind, state) for kind, state, _ in cases} >= {
            ("lift", "running"), ("lift", "confirmed"), ("fall_back", "confirmed"), ("leave", "confirmed"),
        }  # fmt: skip
        kinds = set(FamilyChange.objects.values_list("kind", flat=True))
        assert kinds >= {"birth", "death", "divided", "moved"}
        assert Transfer.objects.filter(state="released").count() == 1
        assert Attachment.objects.count() > 24
        paid = Payment.objects.filter(record__item="nursing-allowance")
        assert set(paid.values_list("month__month", flat=True)) == {1, 2, 3, 4, 5, 6}
        assert paid.filter(amount_yuan=600).count() == 1
        assert BenefitRecord.objects.filter(item="nursing-allowance", status="approved").exists()
        assert Activity.objects.count() == done["活动"]
        assert Attendance.objects.exists()
        assert SharePayment.objects.exists()
        assert AreaSupport.objects.count() == done["区域投入"]
    with world.seen_by(world.clerk_next_door):
        assert not Procedure.objects.exists()


def test_rest_of_the_record_is_filled_alike_and_with_gaps(world: World) -> None:
    _filled(world)

    homes, people = Household.objects.all(), Person.objects.all()
    assert 0.8 < homes.exclude(address="").count() / homes.count() < 0.95
    assert homes.filter(relocated=True).exclude(relocation_new_address="").exists()
    assert people.exclude(guardian_name="").filter(certificates__category__in=[5, 6]).exists()
    assert set(people.exclude(uncertified="").values_list("uncertified", flat=True)) >= {"suspected"}
    told = list(homes.order_by("pk").values_list("house_structure", "fuel", "address"))
    fill_whole_record()
    assert list(homes.order_by("pk").values_list("house_structure", "fuel", "address")) == told
