"""Forms of family changes and transfers."""

from __future__ import annotations

from typing import Any

from django import forms

from foundation.areas.codes import CodeRange
from foundation.areas.models import Area
from foundation.sealed.numbers import IdNumber, MalformedNumber, tidy
from foundation.worded import WordedForm
from households.entry.choosing import searchable
from households.entry.inputs import day_input
from households.entry.member_forms import PersonForm
from households.models import FamilyChange, Household, Person
from households.models.persons import Relation
from households.places import choices_below, county_called, village_called, villages_by_township

_NOT_HEAD = [("", "请选择"), *(one for one in Relation.choices if one[0] != "head")]


def _kinds(*kinds: str) -> list[tuple[str, str]]:
    return [("", "请选择"), *((kind, str(FamilyChange.Kind(kind).label)) for kind in kinds)]


class ChangeForm(WordedForm):
    """When and why: every change has both."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    happened_on = forms.DateField(label="发生日期", widget=day_input())
    reason = forms.CharField(label="原因和依据", max_length=200, help_text="例如 结婚证、死亡证明、户口簿。")


class ArrivalForm(PersonForm):
    """A new member with everything a member has, and how and when they came."""

    kind = forms.ChoiceField(
        label="增加的原因", choices=_kinds("birth", "married_in", "adopted", "returned", "came")
    )
    happened_on = forms.DateField(label="发生日期", widget=day_input())
    change_reason = forms.CharField(
        label="原因和依据", max_length=200, help_text="例如 出生医学证明、结婚证、户口簿。"
    )

    field_order = ("kind", "happened_on", "change_reason")

    @property
    def when(self) -> list[Any]:
        return [self[name] for name in ("kind", "happened_on", "change_reason")]


class DepartureForm(ChangeForm):
    kind = forms.ChoiceField(label="减少的原因", choices=_kinds("death", "married_out", "divorced", "gone"))

    field_order = ("kind", "happened_on", "reason")


class RelationsForm(ChangeForm):
    """Among others: what each member is to the head. ``relations()`` by the person's key."""

    def ask_relations(self, people: list[Person], *, to: str, hint: str = "") -> None:
        """Without a hint that says what an empty one means, every relation must be told."""
        for one in people:
            self.fields[f"relation-{one.pk}"] = forms.ChoiceField(
                label=f"{one.name}与{to}的关系", choices=_NOT_HEAD, required=not hint, help_text=hint
            )

    def relations(self) -> dict[int, str]:
        named = {name.partition("-")[2]: value for name, value in self.cleaned_data.items() if "-" in name}
        return {int(pk): value for pk, value in named.items() if value}


class HeadForm(RelationsForm):
    head = forms.ChoiceField(label="新户主")

    field_order = ("head", "happened_on", "reason")

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(str(one.pk), one.name) for one in people if one.relation != "head"]
        self.fields["head"].choices = [("", "请选择"), *others]  # type: ignore[attr-defined]
        self.ask_relations(people, to="新户主", hint="新户主本人不填；其他人不填则关系照旧，请逐人核对。")


class DivisionForm(RelationsForm):
    """Who goes, who is the head of the new household, where it lies."""

    leaving = forms.MultipleChoiceField(label="分出的成员", widget=forms.CheckboxSelectMultiple)
    head = forms.ChoiceField(label="新户的户主")
    village = forms.ChoiceField(label="新户所在的村（社区）")

    field_order = ("leaving", "head", "village", "happened_on", "reason")

    def __init__(self, *args: Any, people: list[Person], within: CodeRange | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.within = within
        people = [one for one in people if one.relation != "head"]
        choices = [(str(one.pk), one.name) for one in people]
        self.fields["leaving"].choices = choices  # type: ignore[attr-defined]
        self.fields["head"].choices = [("", "请选择"), *choices]  # type: ignore[attr-defined]
        self.fields["village"].choices = [("", "请选择"), *villages_by_township(within)]  # type: ignore[attr-defined]
        searchable(self.fields)
        self.ask_relations(people, to="新户主", hint="只填分出的人，新户主本人除外；不填则登记为“其他”。")

    def clean_village(self) -> Area:
        return _village(self.cleaned_data["village"], self.within)


class JoiningForm(ChangeForm):
    number = forms.CharField(label="并入本户的另一户的户编号", max_length=24)

    field_order = ("number", "happened_on", "reason")

    def clean_number(self) -> str:
        return tidy(self.cleaned_data["number"])


class JoiningRelationsForm(RelationsForm):
    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_relations(people, to="本户户主")


class MovingForm(ChangeForm):
    village = forms.ChoiceField(label="迁入的村（社区）")
    group_name = forms.CharField(label="村民组", max_length=30, required=False)
    address = forms.CharField(label="住址", max_length=120, required=False)
    keep_pairing = forms.BooleanField(label="原帮扶干部继续结对（不选则同时解除）", required=False)

    field_order = ("village", "group_name", "address", "keep_pairing", "happened_on", "reason")

    def __init__(self, *args: Any, household: Household, within: CodeRange | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.within = within
        self.fields["village"].choices = [("", "请选择"), *villages_by_township(within)]  # type: ignore[attr-defined]
        searchable(self.fields)

    def clean_village(self) -> Area:
        return _village(self.cleaned_data["village"], self.within)


class OfferForm(WordedForm):
    receiving = forms.ChoiceField(label="转入的县（市、区）")
    reason = forms.CharField(label="事由", max_length=200)

    def __init__(self, *args: Any, own: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counties = [one for one in choices_below(None, "county") if one[0] != str(own)]
        self.fields["receiving"].choices = [("", "请选择"), *counties]  # type: ignore[attr-defined]
        searchable(self.fields)

    def clean_receiving(self) -> Area:
        county = county_called(int(self.cleaned_data["receiving"]))
        if county is None:
            raise forms.ValidationError("请选择现行的县（市、区）")
        return county


class AskingForm(WordedForm):
    name = forms.CharField(label="姓名", max_length=50)
    id_number = forms.CharField(
        label="身份证号", max_length=30, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    reason = forms.CharField(label="事由", max_length=200, help_text="例如 已随配偶迁居本县某村。")

    def clean_id_number(self) -> IdNumber:
        try:
            return IdNumber.read(tidy(self.cleaned_data["id_number"]))
        except MalformedNumber as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class ReceivingForm(WordedForm):
    village = forms.ChoiceField(label="迁入的村（社区）")

    def __init__(self, *args: Any, within: CodeRange | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.within = within
        self.fields["village"].choices = [("", "请选择"), *villages_by_township(within)]  # type: ignore[attr-defined]
        searchable(self.fields)

    def clean_village(self) -> Area:
        return _village(self.cleaned_data["village"], self.within)


def _village(code: str, within: CodeRange | None) -> Area:
    village = village_called(int(code), within)
    if village is None:
        raise forms.ValidationError("此村不在您负责的区域内")
    return village
