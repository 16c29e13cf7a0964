"""Loading divisions, their flags and former names from files; loading again changes nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from foundation.areas.models import Area, AreaAlias, AreaFlag

# 威宁 and 仁怀 are province-direct pilots: they report to 贵州省, not to 毕节 and 遵义.
REPORTS_TO_PROVINCE = (520_526_000_000, 520_382_000_000)
_BATCH = 5_000


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@transaction.atomic
def load_areas(path: Path) -> int:
    """Name, level and parent as the file says; what the registry added to an area stays."""
    areas = [
        Area(
            code=int(row["code"]),
            name=row["name"],
            level=row["level"],
            parent_id=int(row["parent_code"]) if row["parent_code"] else None,
        )
        for row in rows_of(path)
    ]
    known = set(Area.objects.values_list("code", "name", "level", "parent_id"))
    changed = [area for area in areas if (area.code, area.name, area.level, area.parent_id) not in known]
    Area.objects.bulk_create(
        changed,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "level", "parent"],
    )
    for code in REPORTS_TO_PROVINCE:
        Area.objects.filter(code=code).update(reports_to_id=code // 10**10 * 10**10)
    return len(areas)


@transaction.atomic
def load_flags(path: Path) -> int:
    flags = [
        AreaFlag(
            area_id=int(row["code"]), flag=row["flag"], holds=row["holds"] == "yes", source=row["source"]
        )
        for row in rows_of(path)
    ]
    AreaFlag.objects.bulk_create(
        flags, update_conflicts=True, unique_fields=["area", "flag"], update_fields=["holds", "source"]
    )
    return len(flags)


@transaction.atomic
def load_former_names(path: Path) -> int:
    aliases = [
        AreaAlias(
            area_id=int(row["code"]),
            name=row["former_name"],
            source=f"{row['changed_year']}年更名，原代码{row['former_code']}；{row['source']}",
        )
        for row in rows_of(path)
    ]
    AreaAlias.objects.bulk_create(
        aliases, update_conflicts=True, unique_fields=["area", "name"], update_fields=["source"]
    )
    return len(aliases)
