"""A request works in its asker's scope from first query to last template tag, or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

import config.urls
from foundation.accounts.acting import acting
from foundation.accounts.models import AccessRecord, Appointment
from households.models import Household
from tests import world as w
from tests.world import World, household


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to the world")


@acting("see_households")
def lazily_rendered(request: HttpRequest) -> TemplateResponse:
    template = engines["django"].from_string("{% for home in homes %}{{ home.head_name }};{% endfor %}")
    return TemplateResponse(request, template, {"homes": Household.objects.order_by("pk")})  # type: ignore[arg-type]


@acting("see_households")
def broken_half_way(request: HttpRequest) -> HttpResponse:
    Household.objects.update(note="半途")
    raise RuntimeError("broken")


@acting("see_households")
def refused_half_way(request: HttpRequest) -> HttpResponse:
    Household.objects.update(note="已记")
    return HttpResponse(status=409)


@acting("manage_accounts")
def for_another_role(request: HttpRequest) -> HttpResponse:
    return HttpResponse("accounts")


urlpatterns = [
    path("undeclared/", undeclared),
    path("lazy/", lazily_rendered),
    path("broken/", broken_half_way),
    path("refused/", refused_half_way),
    path("other/", for_another_role),
    *config.urls.urlpatterns,  # the pages of refusal link to them
]


@pytest.fixture(autouse=True)
def _probe_pages(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def homes(world: World) -> None:
    household(w.VILLAGE, head_name="本县户")
    household(w.NEXT_VILLAGE, head_name="邻县户")


def test_lazy_queryset_is_rendered_within_the_scope(world: World, homes: None) -> None:
    assert world.signed_in(world.clerk).get("/lazy/").content.decode() == "本县户;"
    assert world.signed_in(world.clerk_next_door).get("/lazy/").content.decode() == "邻县户;"


def test_page_that_declares_nothing_is_closed_to_everybody(world: World) -> None:
    for user in (world.clerk, world.province_officer, world.security_admin):
        assert world.signed_in(user).get("/undeclared/").status_code == 403


def test_server_error_leaves_nothing_half_written(world: World, homes: None) -> None:
    client = world.signed_in(world.clerk)
    client.raise_request_exception = False

    assert client.get("/broken/").status_code == 500

    assert not Household.objects.filter(note="半途").exists()


def test_answer_that_refuses_keeps_what_was_recorded(world: World, homes: None) -> None:
    assert world.signed_in(world.clerk).get("/refused/").status_code == 409

    assert Household.objects.get(note="已记").head_name == "本县户"


def test_act_of_another_role_is_refused_in_words_and_recorded(world: World) -> None:
    answer = world.signed_in(world.clerk).get("/other/")

    assert answer.status_code == 403
    assert "安全管理员" in answer.content.decode()
    assert AccessRecord.objects.get(kind="refused").user == world.clerk


def test_appointment_that_ended_today_shows_nothing(world: World, homes: None) -> None:
    client = world.signed_in(world.clerk)
    Appointment.objects.filter(user=world.clerk).update(ends_on=timezone.localdate())
    assert client.get("/lazy/").status_code == 403

    Appointment.objects.filter(user=world.clerk).update(ends_on=timezone.localdate() + timedelta(days=1))
    assert client.get("/lazy/").status_code == 200


def test_pages_of_signed_in_people_are_kept_by_no_cache(world: World, homes: None) -> None:
    answer = world.signed_in(world.clerk).get("/lazy/")

    assert "no-store" in answer["Cache-Control"]
