"""The household's own part of the entry page, in its sections."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from foundation.areas.codes import CodeRange
from foundation.areas.models import Area
from foundation.sealed.numbers import tidy
from foundation.worded import WordedForm
from households.entry.choosing import searchable
from households.entry.inputs import (
    AccountField,
    PhoneField,
    add_sealed,
    day_input,
    model_fields,
    sealed_value,
)
from households.models import Household
from households.models.households import Cause, PovertyStatus
from households.places import village_called, villages_by_township
from households.registry import HOUSEHOLD_FIELDS, SEALED_FIELDS, EarlierIdentification

NEEDS = ("need_accessibility", "startup_household")
_HOUSING_FROM = HOUSEHOLD_FIELDS.index("house_grade")
_HOUSING = tuple(name for name in HOUSEHOLD_FIELDS[_HOUSING_FROM:] if name not in NEEDS)
_RELOCATION = ("relocated_on", "relocation_old_address", "relocation_new_address")
EARLIER = ("earlier_status", "earlier_on", "earlier_document", "lifted_year")
_PLAIN = tuple(name for name in HOUSEHOLD_FIELDS if name not in SEALED_FIELDS)


class HouseholdForm(WordedForm):
    """A household's own values; with ``household`` for correcting, else with its village for entering."""

    def __init__(
        self,
        *args: Any,
        within: CodeRange | None,
        today: date,
        household: Household | None = None,
        **kwargs: Any,
    ) -> None:
        if household is not None:
            present = {name: getattr(household, name) for name in _PLAIN}
            kwargs["initial"] = {**present, "version": household.version}
        super().__init__(*args, **kwargs)
        self.household, self.within, self.today = household, within, today
        if household is None:
            self.fields["village"] = forms.ChoiceField(
                label="村（社区）", choices=[("", "请选择"), *villages_by_township(within)]
            )
            self.fields["number"] = forms.CharField(
                label="户编号", max_length=24, required=False, help_text="不填则自动编号。"
            )
            self.fields.update(_earlier_fields())
        else:
            for name in ("version", "shown"):
                self.fields[name] = forms.IntegerField(widget=forms.HiddenInput, required=name == "version")
        self._add_fields()

    def _add_fields(self) -> None:
        made = model_fields(Household, _PLAIN)
        made["other_causes"] = forms.MultipleChoiceField(
            label="其他致贫原因",
            choices=Cause.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="至多两项，不重复主要致贫原因。",
        )
        for name in HOUSEHOLD_FIELDS:
            if name in SEALED_FIELDS:
                label = str(Household._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
                present = getattr(self.household, name, None)
                kind = PhoneField if name == "phone" else AccountField
                add_sealed(self, name, kind(label=label, present=present), present)
            else:
                self.fields[name] = made[name]
        searchable(self.fields)

    @property
    def basics(self) -> list[Any]:
        aside = {*_HOUSING, *NEEDS, *EARLIER, "version", "shown"}
        return [self[name] for name in self.fields if name not in aside]

    @property
    def earlier_part(self) -> list[Any]:
        """Only of a new household: a standing decided before, on paper."""
        return [self[name] for name in EARLIER if name in self.fields]

    @property
    def earlier_begun(self) -> bool:
        return any(field.value() for field in self.earlier_part)

    @property
    def housing(self) -> list[Any]:
        return [self[name] for name in _HOUSING]

    @property
    def needs(self) -> list[Any]:
        return [self[name] for name in NEEDS]

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in {"version", "shown"}]

    def clean_village(self) -> Area:
        village = village_called(int(self.cleaned_data["village"]), self.within)
        if village is None:
            raise forms.ValidationError("此村不在您负责的区域内")
        return village

    def clean_number(self) -> str:
        number = tidy(self.cleaned_data["number"])
        if number and not re.fullmatch(r"[0-9A-Z]{4,24}", number):
            raise forms.ValidationError("户编号由4至24位数字或字母组成")
        return number

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        others = given.get("other_causes") or []
        if len(others) > 2:
            self.add_error("other_causes", "其他致贫原因至多选两项")
        if given.get("main_cause") and given["main_cause"] in others:
            self.add_error("other_causes", "其他致贫原因不能与主要致贫原因相同")
        if given.get("only_child") and given.get("two_daughters"):
            self.add_error("two_daughters", "不能同时是独生子女户和双女户，请核对")
        if not given.get("relocated") and any(given.get(name) for name in _RELOCATION):
            self.add_error("relocated", "填了搬迁日期或搬迁住址，请在此选“是”；不是搬迁户的，请清空这几项")
        self._check_house(given)
        if self.household is None:
            self._check_earlier(given)
        return given

    def _check_earlier(self, given: dict[str, Any]) -> None:
        status, needed = given.get("earlier_status"), ["earlier_on", "earlier_document"]
        if not status:
            if any(given.get(name) for name in EARLIER) or given.get("identified_on"):
                self.add_error(
                    "earlier_status", "填了识别或认定内容的，请选择此户的建档立卡情况；新识别的请清空"
                )
            return
        if status == PovertyStatus.LIFTED:
            needed.append("lifted_year")
        for name in needed:
            if not given.get(name) and name not in self.errors:
                self.add_error(name, f"请填写{self.fields[name].label}")
        decided_on, first = given.get("earlier_on"), given.get("identified_on")
        if decided_on and decided_on > self.today:
            self.add_error("earlier_on", "认定日期不能晚于今天")
        if decided_on and first and first > decided_on:
            self.add_error("identified_on", "识别时间不能晚于认定日期")
        if given.get("lifted_year") and given["lifted_year"] > self.today.year:
            self.add_error("lifted_year", "脱贫年度不能晚于今年")

    def earlier(self) -> EarlierIdentification | None:
        given = self.cleaned_data
        if not given.get("earlier_status"):
            return None
        lifted = given["earlier_status"] == PovertyStatus.LIFTED
        return EarlierIdentification(
            status=given["earlier_status"],
            decided_on=given["earlier_on"],
            document=given["earlier_document"],
            lifted_year=given["lifted_year"] if lifted else None,
        )

    def _check_house(self, given: dict[str, Any]) -> None:
        year, grade, unsafe = (
            given.get(name) for name in ("house_built_year", "house_grade", "unsafe_house")
        )
        if year and not 1800 <= year <= self.today.year:
            self.add_error("house_built_year", "建房年份应为4位年份，且不晚于今年")
        if grade and unsafe is not None and unsafe != (grade in {"C", "D"}):
            self.add_error("unsafe_house", f"住房安全等级为{grade}级，与此项不一致：C、D级为危房，A、B级不是")
        for name in self.fields:
            value = given.get(name)
            if name.endswith(("_mu", "_sqm", "_km")) and value is not None and value < 0:
                self.add_error(name, "不能为负数")

    def values(self) -> dict[str, Any]:
        """What the verb takes; a sealed number left empty stays as it is."""
        given = self.cleaned_data
        values = {name: given[name] for name in _PLAIN}
        for name in SEALED_FIELDS:
            values |= sealed_value(given, name)
        return values


def _earlier_fields() -> dict[str, forms.Field]:
    """A household identified before it came here is entered with its paper; no other enters as registered."""
    standings = (PovertyStatus.IDENTIFIED, PovertyStatus.LIFTED, PovertyStatus.FALLEN_BACK)
    return {
        "earlier_status": forms.ChoiceField(
            label="建档立卡情况",
            choices=[("", "非建档立卡户"), *((one.value, one.label) for one in standings)],
            required=False,
            help_text="以前已完成识别、现在补录的才选；新识别的登记后在户档启动识别纳入。",
        ),
        "earlier_on": forms.DateField(
            label="认定日期", required=False, widget=day_input(), help_text="公告或文书上的日期。"
        ),
        "earlier_document": forms.CharField(label="认定文书名称或文号", max_length=120, required=False),
        "lifted_year": forms.IntegerField(
            label="脱贫年度", min_value=2014, max_value=2100, required=False, help_text="已脱贫的填。"
        ),
    }
