"""Forms of entering and correcting: what is typed becomes numbers, dates and entries, with mending words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils import timezone

from foundation.areas.codes import CodeRange
from foundation.areas.models import Area
from foundation.sealed.fields import Sealed
from foundation.sealed.numbers import CertificateNumber, IdNumber, MalformedNumber, tidy
from foundation.worded import WordedForm
from households.members import MemberEntry
from households.models import Household, Person
from households.models.persons import DisabilityKind, Relation, Sex
from households.places import village_called, villages_by_township
from households.registry import HOUSEHOLD_FIELDS


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def model_fields(model: Any, names: tuple[str, ...]) -> dict[str, forms.Field]:
    """The model's own fields as a form's: labels, choices and limits; days by the browser's picker."""
    made: dict[str, forms.Field] = fields_for_model(model, fields=names)
    for form_field in made.values():
        if isinstance(form_field, forms.TypedChoiceField) and not form_field.required:
            choices: Any = form_field.choices
            form_field.choices = [("", "未登记"), *(one for one in choices if one[0] != "")]
        if isinstance(form_field, forms.DateField):
            form_field.widget = day_input()
        if isinstance(form_field, forms.DecimalField):
            form_field.widget.attrs["inputmode"] = "decimal"
    return made


class PhoneField(forms.CharField):
    """A telephone number, sealed at once."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "联系电话")
        widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
        super().__init__(required=False, max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        number = tidy(super().clean(value))
        if not number:
            return None
        if not re.fullmatch(r"1\d{10}|0\d{9,11}|\d{7,8}", number):
            raise forms.ValidationError("电话应为11位手机号,或带区号的座机号,请核对")
        return Sealed.of("phone", number)


class HouseholdForm(WordedForm):
    """A household's own values; with ``household`` for correcting, else with its village for entering."""

    def __init__(
        self, *args: Any, within: CodeRange | None, household: Household | None = None, **kwargs: Any
    ) -> None:
        if household is not None:
            values = {name: getattr(household, name) for name in HOUSEHOLD_FIELDS if name != "phone"}
            kwargs["initial"] = {**values, "version": household.version}
        super().__init__(*args, **kwargs)
        self.household, self.within = household, within
        if household is None:
            self.fields["village"] = forms.ChoiceField(
                label="村(社区)", choices=[("", "请选择"), *villages_by_township(within)]
            )
            self.fields["number"] = forms.CharField(
                label="户编号", max_length=24, required=False, help_text="不填则自动编号。"
            )
        else:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        made = model_fields(Household, tuple(name for name in HOUSEHOLD_FIELDS if name != "phone"))
        hint = f"现登记为{household.phone};不填则不改。" if household and household.phone else ""
        for name in HOUSEHOLD_FIELDS:
            self.fields[name] = PhoneField(help_text=hint) if name == "phone" else made[name]

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

    def values(self) -> dict[str, Any]:
        """What the verb takes; a telephone left empty in a correction stays as it is."""
        values = {name: self.cleaned_data[name] for name in HOUSEHOLD_FIELDS}
        if self.household is not None and values["phone"] is None:
            del values["phone"]
        return values


FIRST_ENTERED = (
    "ethnicity", "education", "labour_ability", "health", "medical_insured", "need_rehab", "need_device",
    "need_care",
)  # fmt: skip
ALL_VALUES = (
    *FIRST_ENTERED, "school_stage", "employed", "work_months", "pension_insured", "family_supported",
    "returned_migrant", "dropped_out_for_poverty",
)  # fmt: skip


class MemberForm(WordedForm):
    """A member when the household is entered; :class:`PersonForm` asks for the rest."""

    value_names: tuple[str, ...] = FIRST_ENTERED

    name = forms.CharField(label="姓名", max_length=50)
    relation = forms.ChoiceField(label="与户主关系", choices=[("", "请选择"), *Relation.choices])
    id_number = forms.CharField(
        label="身份证号",
        max_length=30,
        required=False,
        help_text="18位;性别和出生日期以身份证号为准。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    no_number_reason = forms.CharField(label="无身份证号原因", max_length=60, required=False)
    certificate_number = forms.CharField(
        label="残疾人证号",
        max_length=30,
        required=False,
        help_text="20位,补换证带B1、B2;没有残疾人证不填。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    components = forms.MultipleChoiceField(
        label="多重残疾包含",
        choices=DisabilityKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只在残疾类别为多重(证号第19位是7)时选。",
    )
    sex = forms.ChoiceField(label="性别", choices=[("", "以身份证号为准"), *Sex.choices], required=False)
    birth_date = forms.DateField(label="出生日期", required=False, widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(model_fields(Person, self.value_names))

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        if born and born > timezone.localdate():
            raise forms.ValidationError("出生日期不能晚于今天")
        return born

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        number, certificate = tidy(given.get("id_number", "")), tidy(given.get("certificate_number", ""))
        if len(number) >= 20 and not certificate:  # the certificate's number in the wrong column
            number, certificate = "", number
        given["id"] = self._read(IdNumber, number, "id_number")
        given["certificate"] = self._read(CertificateNumber, certificate, "certificate_number")
        if given["id"] and given["certificate"] and given["certificate"].id_number != given["id"]:
            self.add_error("certificate_number", "残疾人证号前18位与身份证号不一致,请按证件核对后重填")
        if not number and not certificate and not given.get("no_number_reason"):
            self.add_error("id_number", "请填身份证号;没有的,请写明无身份证号原因")
        category = given["certificate"].category if given["certificate"] else None
        if given.get("components") and category != 7:
            self.add_error("components", "只有多重残疾才填包含的类别")
        return given

    def _read(self, kind: Any, text: str, name: str) -> Any:
        try:
            return kind.read(text) if text else None
        except MalformedNumber as wrong:
            self.add_error(name, str(wrong))
            return None

    def entry(self, **more: Any) -> MemberEntry:
        given = self.cleaned_data
        return MemberEntry(
            name=given["name"],
            relation=given["relation"],
            id_number=given["id"],
            certificate=given["certificate"],
            no_number_reason=given["no_number_reason"],
            sex=given["sex"],
            birth_date=given["birth_date"],
            components=given["components"],
            values={name: given[name] for name in self.value_names} | more,
        )


class MembersFormSet(forms.BaseFormSet[MemberForm]):
    def kept(self) -> list[MemberForm]:
        return [form for form in self.forms if form.has_changed() and form not in self.deleted_forms]

    def clean(self) -> None:
        """The same number twice in one household is said here, at the form, before anything is written."""
        seen: set[str] = set()
        for form in self.kept():
            number = form.cleaned_data.get("id") if hasattr(form, "cleaned_data") else None
            if number and number.text in seen:
                form.add_error("id_number", "此身份证号在本户中填了两次")
            if number:
                seen.add(number.text)


MembersFormset = forms.formset_factory(
    MemberForm, formset=MembersFormSet, extra=1, can_delete=True, max_num=20, validate_max=True
)


class PersonForm(MemberForm):
    """One member alone: everything, with the version of the file that was seen."""

    value_names = ALL_VALUES
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person | None = None, version: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": version, **(self._present(person) if person else {})}
        super().__init__(*args, **kwargs)
        self.person = person
        hint = f"现登记为{person.phone};不填则不改。" if person and person.phone else ""
        self.fields["phone"] = PhoneField(help_text=hint)
        if person and person.id_number:
            self.fields["id_number"].help_text = f"现登记为{person.id_number};不填则不改。"
            self.fields["certificate_number"].help_text = "新办或换证时填;不填则不改。"

    def _present(self, person: Person) -> dict[str, Any]:
        names = ("name", "relation", "no_number_reason", *self.value_names)
        values = {name: getattr(person, name) for name in names}
        return values | ({} if person.id_number else {"sex": person.sex, "birth_date": person.birth_date})

    def clean(self) -> dict[str, Any]:
        """A number left empty stays: it is opened here only to be handed on, never shown."""
        present = self.person.id_number if self.person else None
        if present and not self.cleaned_data.get("id_number"):
            self.cleaned_data["id_number"] = present.open()
        return super().clean()

    def entry(self, **more: Any) -> MemberEntry:
        phone = self.cleaned_data["phone"]
        return super().entry(**({"phone": phone} if phone else {}), **more)
