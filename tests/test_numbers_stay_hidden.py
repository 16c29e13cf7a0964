"""Every role walks every page, API and file of its own area: no answer holds a whole number (P-01)."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from foundation.accounts.models import AccessRecord, Appointment, User
from foundation.sealed.fields import Sealed
from households.facts import refreshing as facts
from households.models import Cadre, DisabilityCertificate, Household, Person
from tests import world as w
from tests.neighbour import Neighbour, move_in_next_door
from tests.routes import LISTS, ROWS
from tests.test_strangers_walk import ask
from tests.world import World

AT_HOME = {
    "county_clerk": ("clerk_next_door", w.NEXT_COUNTY),
    "county_lead": ("", w.NEXT_COUNTY),
    "township_clerk": ("", w.NEXT_TOWNSHIP),
    "village_liaison": ("", w.NEXT_VILLAGE),
    "cadre": ("cadre_next_door", w.NEXT_COUNTY),
    "prefecture_officer": ("prefecture_officer", w.PREFECTURE),
    "province_officer": ("province_officer", w.PROVINCE),
}
PHONES = [f"1398555000{n}" for n in range(6)]
ACCOUNTS = ["6217001234567890123", "6217009876543210987"]

NO_FILES_HERE = {"assessment:ledger_file", "rosters:file"}


@pytest.fixture
def neighbour(world: World, catalogue: None) -> Neighbour:
    made = move_in_next_door(world)
    facts.refresh(None, on=world.scope(world.clerk).today)
    return made


@pytest.fixture
def numbers(neighbour: Neighbour) -> list[str]:
    """Every number that the household holds or once held."""
    person = Person.objects.get(pk=neighbour.person)
    held = person.id_number.open()
    for phone, other in ((PHONES[0], PHONES[1]), (PHONES[2], PHONES[3])):
        Person.objects.filter(pk=person.pk).update(
            guardian_name="监护人", **_sealed("phone", phone), **_sealed("guardian_phone", other)
        )
    for phone, account in zip(PHONES[4:], ACCOUNTS, strict=True):
        Household.objects.filter(pk=neighbour.household).update(
            **_sealed("phone", phone), **_sealed("bank_account", account, kind="account")
        )
    Cadre.objects.update(**_sealed("phone", "13985550009"))
    certificate = DisabilityCertificate.objects.get(person=person)
    return [
        held, f"{held}{certificate.category}{certificate.level}", *PHONES, *ACCOUNTS, "13985550009",
    ]  # fmt: skip


def _sealed(name: str, number: str, kind: str = "phone") -> dict[str, Any]:
    sealed = Sealed.of(kind, number)
    return {name: sealed, f"{name}_key": sealed.lookup_key}


def text_of(answer: HttpResponse) -> str:
    """The answer's words, a workbook's sheets unpacked, and its headings (file names, addresses)."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return content.decode(errors="replace") + str(answer.headers)


def somebody(world: World, role: str) -> User:
    name, area = AT_HOME[role]
    if name:
        return world.users[name]
    user = User.objects.create_user(f"next_{role}", full_name=f"邻县{role}")
    Appointment.objects.create(user=user, role=role, area_id=area, starts_on=date(2016, 1, 1))
    return user


def test_no_answer_to_any_role_holds_a_whole_number(
    world: World, neighbour: Neighbour, numbers: list[str]
) -> None:
    for role in AT_HOME:
        client = world.signed_in(somebody(world, role))
        seen = 0
        for name in [*ROWS, *LISTS]:
            if name in NO_FILES_HERE or (name in ROWS and ROWS[name][0] != "get"):
                continue
            in_list = name in LISTS
            answer = (
                client.get(reverse(name, kwargs=LISTS[name])) if in_list else ask(client, name, neighbour)
            )
            shown = text_of(answer)
            assert not [number for number in numbers if number in shown], f"{role} {name}"
            seen += answer.status_code == 200
        found = text_of(client.post("/households/search/", {"q": numbers[0]}, follow=True))
        assert numbers[0] not in found.replace(f'value="{numbers[0]}"', "")
        assert seen > 8


def test_one_number_is_shown_once_for_a_reason_and_gone_on_reload(
    world: World, neighbour: Neighbour, numbers: list[str]
) -> None:
    address = f"/households/{neighbour.household}/persons/{neighbour.person}/number/"
    client = world.signed_in(world.clerk_next_door)

    assert client.post(address, {"which": "id", "reason": ""}).status_code == 422
    shown = client.post(address, {"which": "id", "reason": "核对残疾人证"})
    again = client.get(address)

    assert numbers[0] in shown.content.decode()
    assert not [number for number in numbers[2:] if number in shown.content.decode()]
    assert "no-store" in shown["Cache-Control"]
    assert numbers[0] not in again.content.decode()
    record = AccessRecord.objects.get(kind="number_shown")
    assert (record.reason, record.user, record.detail) == (
        "核对残疾人证", world.clerk_next_door, {"which": "id"},
    )  # fmt: skip
    assert record.at <= timezone.now()
