"""Support of an area is recorded, corrected and made void by the federation of that very area.

资金投入, 托养机构, 特教学校, 东西部协作, 定点帮扶: nothing in it concerns a single household.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from foundation.accounts.models import User
from foundation.areas.codes import level_of
from foundation.policy.models import Nature, PolicyItem
from support_measures.models import AreaSupport, Status
from support_measures.recording import Granted, UnableToRecord, check_granted, check_item

LEVELS = ("county", "prefecture", "province")


@transaction.atomic
def record_area_support(
    *, item: PolicyItem, area_code: int, by: User, on: date, granted: Granted, document: str = ""
) -> AreaSupport:
    """Raises UnableToRecord: another area, the item of a person or household, an end before the start."""
    _check_area(area_code, by=by, on=on)
    if item.nature != Nature.AREA:
        raise UnableToRecord(f"“{item.name}”按人或按户登记，请从名单中登记。")
    check_item(item, by=by, area_code=area_code, on=on, area_item=True)
    check_granted(granted, on=on)
    return AreaSupport.objects.create(
        item=item.slug,
        item_version=item,
        area_code=area_code,
        document=document.strip(),
        created_by=by,
        **_kept(granted),
    )


@transaction.atomic
def correct_area_support(
    *, support: AreaSupport, by: User, on: date, granted: Granted, document: str = ""
) -> AreaSupport:
    """The item and the version that it was made under stay; the history keeps what stood before."""
    kept = _standing(support, by=by, on=on)
    check_granted(granted, on=on)
    for name, value in {**_kept(granted), "document": document.strip()}.items():
        setattr(kept, name, value)
    kept.save()
    return kept


@transaction.atomic
def void_area_support(*, support: AreaSupport, by: User, on: date, reason: str) -> AreaSupport:
    """The record stays and is marked void, with the reason; it counts nowhere any more."""
    if not reason.strip():
        raise UnableToRecord("请填写作废原因。")
    kept = _standing(support, by=by, on=on)
    kept.status = Status.VOID
    kept.details = {**kept.details, "void_reason": reason.strip(), "void_on": on.isoformat()}
    kept.save()
    return kept


def _standing(support: AreaSupport, *, by: User, on: date) -> AreaSupport:
    kept: AreaSupport = AreaSupport.objects.select_for_update().get(pk=support.pk)
    _check_area(kept.area_code, by=by, on=on)
    if kept.status == Status.VOID:
        raise UnableToRecord("该记录已作废，不能再改。")
    return kept


def _check_area(area_code: int, *, by: User, on: date) -> None:
    appointment = by.appointment_on(on)
    if level_of(area_code) not in LEVELS:
        raise UnableToRecord("区域支持按县、市（州）、省登记，请选择本级区域。")
    if appointment is None or appointment.area.code != area_code:
        raise UnableToRecord("区域支持由该区域的残联登记，您只能登记本级。")


def _kept(granted: Granted) -> dict[str, Any]:
    return {
        "status": granted.status,
        "starts_on": granted.starts_on,
        "ends_on": granted.ends_on,
        "amount_yuan": granted.amount_yuan,
        "fund_source": granted.fund_source,
        "details": granted.details,
    }
