"""What a county sets for its imports; where it has set nothing, the defaults of the fields hold."""

from __future__ import annotations

from django.db import transaction

from foundation.accounts.models import User
from foundation.areas.codes import county_of
from households.models import ImportLimits


def limits_of(area_code: int) -> ImportLimits:
    county = county_of(area_code)
    return ImportLimits.objects.filter(area_code=county).first() or ImportLimits(area_code=county)


@transaction.atomic
def set_limits(
    *, county: int, max_wrong_percent: int, undo_days: int, keep_days: int, by: User
) -> ImportLimits:
    limits, _ = ImportLimits.objects.update_or_create(
        area_code=county,
        defaults={
            "max_wrong_percent": max_wrong_percent,
            "undo_days": undo_days,
            "keep_days": keep_days,
            "created_by": by,
        },
    )
    return limits
