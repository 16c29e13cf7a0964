"""The yearly survey of a household (年度收支、两不愁三保障)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from households.facts import refreshing as facts
from households.models import HouseholdYear


class UnableToSurvey(Exception):
    """The survey cannot be kept; the message is ready for the user."""


@transaction.atomic
def correct_survey(
    *, survey: HouseholdYear, seen_at: str, values: Mapping[str, Any], by: User, on: date
) -> HouseholdYear:
    """Correct a survey if nobody has saved since ``seen_at``, its time of change on the opened page."""
    saved = HouseholdYear.objects.filter(pk=survey.pk, updated_at=seen_at).update(
        updated_at=timezone.now(), **values
    )
    if not saved:
        raise UnableToSurvey(
            "在您打开此页之后，已有别人更正了这一年的调查；您填的内容没有保存，请重新打开核对。"
        )
    facts.refresh([survey.household_id], on=on)
    survey.refresh_from_db()
    return survey
