"""Filters of the lists, and the form for recording many at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from foundation.areas.models import Area
from foundation.policy.models import PolicyPlan


class FilterForm(forms.Form):
    """Which plan, which part of the area. The choices are the asker's own."""

    plan = forms.ChoiceField(label="政策方案", required=False)
    area = forms.TypedChoiceField(label="区域", required=False, coerce=int, empty_value=None)

    def __init__(
        self, data: Mapping[str, Any], *, plans: list[PolicyPlan], areas: list[Area], here: Area
    ) -> None:
        super().__init__(data)
        self.fields["plan"] = forms.ChoiceField(
            label="政策方案", required=False, choices=[(plan.slug, plan.title) for plan in plans]
        )
        below = [(area.code, area.name) for area in areas if area.code != here.code]
        self.fields["area"] = forms.TypedChoiceField(
            label="区域",
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", f"{here.name}(全部)"), *below],
        )
