"""What a person says of a list's layout and villages: remembered, and the file checked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from foundation.accounts.models import User
from foundation.areas.models import Area
from households.models import PlaceWord, RememberedLayout, RosterFile
from households.roster.intake import UnableToTakeRoster, check_again


@transaction.atomic
def choose_columns(
    *, roster: RosterFile, choices: Mapping[str, dict[str, Any]], area: Area, by: User, on: date
) -> None:
    """``choices``: by the signature of a sheet or a header, see :class:`RememberedLayout`."""
    for signature, choice in choices.items():
        RememberedLayout.objects.update_or_create(
            area_code=roster.area_code,
            kind=roster.kind,
            signature=signature,
            defaults={"choice": choice},
            create_defaults={"choice": choice, "created_by": by},
        )
    check_again(roster=roster, area=area, by=by, on=on)


@transaction.atomic
def say_places(
    *, roster: RosterFile, said: Mapping[tuple[str, str], int], area: Area, by: User, on: date
) -> None:
    """``said``: the village's code for (township, village) as the list writes them."""
    if not said:
        raise UnableToTakeRoster("没有选择任何村；请至少为一个名称选择所指的村（社区）")
    villages = Area.objects.filter(code__in=said.values(), level=Area.Level.VILLAGE, ended_on=None)
    known = {code for code in villages.values_list("code", flat=True) if code in area.range}
    for (township, village), code in said.items():
        if code not in known:
            raise UnableToTakeRoster(f"为“{village}”选择的村不在{area.name}；请重新选择")
        PlaceWord.objects.update_or_create(
            area_code=roster.area_code,
            township=township,
            village=village,
            defaults={"village_code": code},
            create_defaults={"village_code": code, "created_by": by},
        )
    check_again(roster=roster, area=area, by=by, on=on)
