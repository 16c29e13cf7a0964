"""Forms of the province's editing: what an item says, from when and why; a plan's copy; a figure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from foundation.areas.models import Area
from foundation.policy.models import Figure, Nature, PolicyItem, PolicyPlan
from foundation.policy.wording import LEVELS, RECURRENCES

_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
_TEXT = forms.Textarea({"rows": 5})


def day_field(label: str, **given: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=_DAY, **given)


class ChangeForm(forms.Form):
    """From which day, and why: what every change of policy carries."""

    holds_from = day_field("施行日期", help_text="自这一天起按新的内容执行")
    reason = forms.CharField(label="修改原因", max_length=300, help_text="例如依据的文件和文号")

    def __init__(self, data: Any = None, *, on: date, draft: bool = False, **given: Any) -> None:
        initial = {"holds_from": on + timedelta(days=1)} | given.pop("initial", {})
        super().__init__(data, initial=initial, **given)
        self.on = on
        if draft:
            # A draft holds nowhere yet: its day is that of the whole plan.
            del self.fields["holds_from"]

    @property
    def day(self) -> date:
        return self.cleaned_data.get("holds_from") or self.on


class ItemForm(ChangeForm):
    """What an item says, but for its rule. ``values`` is what a verb takes."""

    name = forms.CharField(label="名称", max_length=80)
    article = forms.CharField(label="条款", max_length=60, required=False)
    policy_text = forms.CharField(label="政策原文", widget=_TEXT, required=False)
    units = forms.CharField(
        label="责任单位", widget=forms.Textarea({"rows": 3}), required=False, help_text="每行一个单位"
    )
    who = forms.CharField(label="对象说明", max_length=300, required=False)
    outside = forms.CharField(label="文件未载明的部分", max_length=300, required=False)
    recurrence = forms.ChoiceField(label="登记周期", choices=list(RECURRENCES.items()))
    nature = forms.ChoiceField(label="性质", choices=Nature.choices)
    target_share = forms.IntegerField(label="目标落实率（%）", min_value=1, max_value=100, required=False)
    target_by = day_field("目标期限", required=False)

    field_order = (
        "name", "article", "policy_text", "units", "who", "outside", "nature", "recurrence",
        "target_share", "target_by", "holds_from", "reason",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, item: PolicyItem, on: date, sent: Any = None, **given: Any
    ) -> None:
        """``sent``: what was filled in so far, to go on with; nothing is judged yet."""
        initial = {name: getattr(item, name) for name in self.base_fields if hasattr(item, name)}
        initial |= {"units": "\n".join(item.units), "holds_from": on + timedelta(days=1), "reason": ""}
        if item.holds_from and item.holds_from > on:
            initial["holds_from"] = item.holds_from
        initial |= {name: sent[name] for name in self.base_fields if sent and name in sent}
        super().__init__(data, on=on, draft=item.plan.is_draft, initial=initial, **given)
        if not item.nature:
            for name in ("nature", "recurrence", "who", "outside", "target_share", "target_by"):
                del self.fields[name]

    @property
    def values(self) -> dict[str, Any]:
        said = {key: value for key, value in self.cleaned_data.items() if key not in ("holds_from", "reason")}
        said["units"] = [line.strip() for line in said["units"].splitlines() if line.strip()]
        # Browsers send lines in their own way; a text that was not touched must come back as it was.
        said["policy_text"] = said["policy_text"].replace("\r\n", "\n")
        return said


class AddForm(ItemForm):
    """A new benefit item under an action or measure."""

    slug = forms.SlugField(
        label="标识", max_length=50, help_text="小写英文字母和短横线，例如 heating-subsidy；以后不能改"
    )
    per = forms.ChoiceField(
        label="对象级别", choices=[(key, word) for key, word in LEVELS.items() if key != "area"]
    )
    field_order = ("slug", "per", *ItemForm.field_order)  # type: ignore[assignment]


class CopyForm(forms.Form):
    """A province's own plan, copied from another."""

    title = forms.CharField(label="文件名称", max_length=120)
    slug = forms.SlugField(label="标识", max_length=50, help_text="小写英文字母、数字和短横线，例如 gz-2019")
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    issued_on = day_field("印发日期", required=False)
    issued_by = forms.CharField(label="印发单位", max_length=120, required=False)


class CompareForm(forms.Form):
    one = forms.ChoiceField(label="方案")
    other = forms.ChoiceField(label="与之对照")

    def __init__(self, data: Any, *, plans: list[PolicyPlan]) -> None:
        super().__init__(data)
        choices = [(plan.slug, str(plan) + ("（草稿）" if plan.is_draft else "")) for plan in plans]
        for name in ("one", "other"):
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=choices)


class FigureForm(forms.Form):
    """A standard with its source; kind, area and year say which one it is."""

    kind = forms.ChoiceField(label="种类")
    area = forms.TypedChoiceField(label="适用区域", coerce=int)
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100)
    value = forms.DecimalField(label="数值", min_value=0, max_digits=14, decimal_places=4)
    unit = forms.CharField(label="单位", max_length=20, initial="元")
    source = forms.CharField(label="依据", max_length=300, help_text="文件名称和文号")
    verified = forms.BooleanField(label="已核对原件", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        kinds: list[tuple[str, str]],
        areas: list[Area],
        figure: Figure | None = None,
        **given: Any,
    ) -> None:
        initial = given.pop("initial", {})
        if figure is not None:
            initial = {name: getattr(figure, name) for name in ("value", "unit", "source", "verified")}
        super().__init__(data, initial=initial, **given)
        if figure is not None:
            for name in ("kind", "area", "year"):
                del self.fields[name]
            return
        self.fields["kind"] = forms.ChoiceField(label="种类", choices=kinds)
        self.fields["area"] = forms.TypedChoiceField(
            label="适用区域", coerce=int, choices=[(area.code, area.name) for area in areas]
        )
