"""What a county sets for its imports; where it has set nothing, the defaults of the fields hold."""

from __future__ import annotations

from foundation.areas.codes import county_of
from households.models import ImportLimits


def limits_of(area_code: int) -> ImportLimits:
    county = county_of(area_code)
    return ImportLimits.objects.filter(area_code=county).first() or ImportLimits(area_code=county)
