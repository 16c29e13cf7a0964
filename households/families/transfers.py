"""A household passes to another county (跨县转移): offered or asked for, and both counties' leads agree.

Nothing of the household is shown to the other county before its own county has released it. The last
step is the receiving lead's: from then on the household lies in that county, with its whole history.
"""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.areas.codes import county_of
from foundation.areas.models import Area
from foundation.sealed.cipher import lookup_key
from foundation.sealed.fields import Sealed
from foundation.sealed.numbers import IdNumber
from households.models import FamilyChange, Household, Pairing, Person, Procedure, Transfer
from households.pairing import end_pairings
from households.places import full_place_name
from households.registry import after_writing


class UnableToTransfer(Exception):
    """The household cannot pass on; the message is ready for the user."""


@transaction.atomic
def ask_for_transfer(*, id_number: IdNumber, name: str, reason: str, by: User, on: date) -> Transfer:
    """Ask the county where this number is registered to give the household over.

    Called in the asker's scope. She learns the county and no more.
    """
    county = _own_county(by, on)
    key = lookup_key("id", id_number.text)
    with connection.cursor() as cursor:
        cursor.execute("select county_code from registered_elsewhere(%s)", [[key]])
        found = cursor.fetchone()
    if found is None or found[0] == county:
        raise UnableToTransfer("此身份证号没有在他县登记，不需要申请转移。")
    if not reason.strip():
        raise UnableToTransfer("请写明申请转移的事由。")
    try:
        with transaction.atomic():
            return Transfer.objects.create(
                area_code=found[0],
                receiving_code=county,
                name=name.strip()[:50],
                id_number=Sealed.of("id", id_number.text),
                reason=reason.strip()[:200],
                state=Transfer.State.ASKED,
                asked_on=on,
                created_by=by,
            )
    except IntegrityError as again:
        raise UnableToTransfer("本县已就此人申请转移，正在等待对方办理。") from again


def _own_county(by: User, on: date) -> int:
    appointment = by.appointment_on(on)
    if appointment is None or appointment.area.level != Area.Level.COUNTY:
        raise UnableToTransfer("跨县转移由县残联办理，请报县残联申请。")
    return appointment.area_id


@transaction.atomic
def offer_transfer(*, household: Household, receiving: Area, reason: str, by: User, on: date) -> Transfer:
    """The household's own county gives it to another: that is its agreement; the other still decides."""
    if receiving.level != Area.Level.COUNTY or receiving.ended_on is not None:
        raise UnableToTransfer("请选择现行的县（市、区）。")
    if receiving.code == county_of(household.area_code):
        raise UnableToTransfer("迁入地就在本县，请办理县内迁移。")
    if not reason.strip():
        raise UnableToTransfer("请写明转移的事由。")
    _check_free(household)
    return Transfer.objects.create(
        area_code=county_of(household.area_code),
        receiving_code=receiving.code,
        household=household,
        name=household.head_name,
        members=_living(household),
        helpers=_helpers(household),
        reason=reason.strip()[:200],
        state=Transfer.State.RELEASED,
        asked_on=on,
        released_by=by,
        released_on=on,
        created_by=by,
    )


def household_asked_for(transfer: Transfer) -> Household | None:
    """For the giving county: the household in which the person of a request lives, if still registered."""
    if transfer.household_id:
        return transfer.household
    person = (
        Person.objects.filter(id_number_key=transfer.id_number_key, left_on=None)
        .select_related("household")
        .first()
    )
    return person.household if person else None


@transaction.atomic
def release_transfer(*, transfer: Transfer, by: User, on: date) -> Transfer:
    """The giving county's lead agrees to what the other county has asked for."""
    household = household_asked_for(transfer)
    if household is None:
        raise UnableToTransfer("本县已没有此人的登记，请退回申请。")
    _check_free(household)
    released = Transfer.objects.filter(pk=transfer.pk, state="asked").update(
        state="released", household=household, members=_living(household), helpers=_helpers(household),
        released_by=by, released_on=on, updated_at=timezone.now(),
    )  # fmt: skip
    return _told(transfer, released)


@transaction.atomic
def receive_transfer(*, transfer: Transfer, village: Area, by: User, on: date) -> Household:
    """The receiving county's lead takes the household into a village: it moves with all that hangs on it."""
    if county_of(village.code) != transfer.receiving_code:
        raise UnableToTransfer("请选择本县的村（社区）。")
    kept = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if kept.state != Transfer.State.RELEASED:
        raise UnableToTransfer(f"此项转移{kept.get_state_display()}，不能接收。")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select transfer_household(%s, %s)", [transfer.pk, village.code])
            row = cursor.fetchone()
    except IntegrityError as refused:
        raise UnableToTransfer("此户已不在转出县登记，不能接收；请与转出县核实。") from refused
    assert row is not None
    household = Household.objects.get(pk=row[0])
    end_pairings(household, ends_on=on, reason="跨县转移")
    Transfer.objects.filter(pk=transfer.pk).update(
        state="done", received_by=by, received_on=on, village_code=village.code, updated_at=timezone.now()
    )
    FamilyChange.objects.create(
        household=household,
        area_code=household.area_code,
        kind=FamilyChange.Kind.TRANSFERRED,
        happened_on=on,
        reason=kept.reason,
        detail=f"由{full_place_name(kept.area_code)}转入{full_place_name(village.code)}"
        + (f"；原结对：{kept.helpers}" if kept.helpers else ""),
        created_by=by,
    )
    after_writing(household.pk, on=on)
    return household


@transaction.atomic
def refuse_transfer(*, transfer: Transfer, reason: str, by: User, on: date) -> Transfer:
    """Either county's lead says no; nothing has moved."""
    return _turn_down(transfer, ("asked", "released"), "refused", reason)


@transaction.atomic
def withdraw_transfer(*, transfer: Transfer, reason: str, by: User, on: date) -> Transfer:
    """The county that began it takes it back."""
    return _turn_down(transfer, ("asked", "released"), "withdrawn", reason)


def _turn_down(transfer: Transfer, expected: tuple[str, ...], state: str, reason: str) -> Transfer:
    if not reason.strip():
        raise UnableToTransfer("请写明原因。")
    changed = Transfer.objects.filter(pk=transfer.pk, state__in=expected).update(
        state=state, refusal=reason.strip()[:200], updated_at=timezone.now()
    )
    return _told(transfer, changed)


def _told(transfer: Transfer, changed: int) -> Transfer:
    transfer.refresh_from_db()
    if not changed:
        raise UnableToTransfer(f"此项转移{transfer.get_state_display()}，请刷新页面核对。")
    return transfer


def _check_free(household: Household) -> None:
    if household.left_on is not None:
        raise UnableToTransfer("此户已退出登记，不能转移。")
    if Procedure.objects.running().filter(household=household).exists():
        raise UnableToTransfer("此户有正在办理的程序，请先办结或终止再转移。")
    if Transfer.objects.filter(household=household, state="released").exists():
        raise UnableToTransfer("此户已在办理转移，等待对方接收。")


def _living(household: Household) -> int:
    return Person.objects.filter(household=household, left_on=None).count()


def _helpers(household: Household) -> str:
    pairings = Pairing.objects.filter(household=household, ends_on=None).select_related("cadre")
    return "、".join(f"{one.cadre}（{one.starts_on}起）" for one in pairings)[:200]
