"""Which kinds of activity an action has, and which of its record fields a kind asks for."""

from __future__ import annotations

from actions.models import ActivityKind as Kind
from foundation.policy.models import PolicyItem
from foundation.policy.record_fields import FieldSpec

# An action that no list names (another province's own) has every kind.
_OF_ACTION: dict[str, tuple[Kind, ...]] = {
    "party-pairing": (Kind.SERVICE,),
    "precise-rehab": (Kind.SERVICE, Kind.COURSE),
    "literacy": (Kind.COURSE, Kind.SERVICE),
    "education": (Kind.COURSE, Kind.SERVICE),
    "industry": (Kind.COURSE, Kind.BASE, Kind.MARKET),
    "startup-employment": (Kind.COURSE, Kind.BASE, Kind.MARKET),
    "photovoltaic": (Kind.STATION,),
    "ecommerce": (Kind.COURSE, Kind.SHOP, Kind.MARKET),
    "rural-tourism": (Kind.COURSE, Kind.BASE),
    "women-weaving": (Kind.COURSE, Kind.BASE, Kind.MARKET),
    "finance": (Kind.COURSE,),
    "sunshine-volunteers": (Kind.VOLUNTEERS,),
    "model-cases": (Kind.PUBLICITY,),
}
_FIELDS: dict[str, tuple[str, ...]] = {
    Kind.COURSE: ("course", "course_kind", "class_name", "teacher", "mode", "craft", "platform", "tools"),
    Kind.SERVICE: ("need_kind", "service", "doctor", "device_name", "mode", "teacher"),
    Kind.STATION: ("mode", "capacity_kw", "grid_date", "invest_yuan"),
    Kind.BASE: ("base_kind", "trade", "mode", "operator", "scale", "scale_unit", "craft"),
    Kind.SHOP: ("platform", "shop_name", "shop_opened", "year_sales_yuan"),
    Kind.MARKET: ("trade", "craft", "platform", "year_sales_yuan"),
    Kind.VOLUNTEERS: (
        "activity_kind", "volunteers", "goods", "goods_value_yuan", "money_yuan", "content",
    ),
    Kind.PUBLICITY: ("media", "media_level", "award"),
}  # fmt: skip
WITH_SHARES = frozenset({Kind.STATION, Kind.BASE})


def kinds_of(action: str) -> tuple[Kind, ...]:
    return _OF_ACTION.get(action, tuple(Kind))


def fields_of(promise: PolicyItem, kind: str) -> list[FieldSpec]:
    """The typed fields of the action (or of its item) that an activity of this kind has."""
    wanted = _FIELDS[kind]
    return [spec for spec in promise.record_fields if spec["key"] in wanted]
