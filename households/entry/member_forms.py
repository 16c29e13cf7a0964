"""A member's part of the entry page: one row of the formset, for somebody new or already on file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms

from foundation.sealed.numbers import CertificateNumber, IdNumber, MalformedNumber, tidy
from foundation.worded import WordedForm
from households.entry.choosing import ethnicity_field, searchable
from households.entry.inputs import DivisionField, PhoneField, add_sealed, model_fields, sealed_value
from households.members import MemberEntry
from households.models import DisabilityCertificate, Person
from households.models.codes import WorkHelp
from households.models.persons import DisabilityKind, Relation, Sex

OF_THE_ROW = ("person", "version", "shown", "DELETE")
DATES = ("first_issued_on", "issued_on", "valid_until")
DIVISIONS = ("hukou_code", "residence_code")
PAPER = (*DATES, *DIVISIONS)
BASICS = ("number", "ethnicity", "political_status", "marriage", "in_army", "phone")
DISABILITY = ("uncertified", "uncertified_on", "diagnosed_kinds")
LIVING = (
    "education", "school_stage", "dropped_out_for_poverty", "health", "labour_ability", "employed",
    "work_place", "work_months", "public_post", "returned_migrant", "unemployed_reason", "living_source",
    "work_help",
    "family_supported",
)  # fmt: skip
INSURANCE = (
    "medical_insured", "serious_illness_insured", "commercial_medical", "pension_insured",
    "employee_pension", "dibao",
)  # fmt: skip
GUARDIAN = ("guardian_name", "guardian_relation", "guardian_phone")
NEEDS = ("need_rehab", "need_device", "need_care")
SEALED = ("phone", "guardian_phone")
PLAIN = tuple(
    name for name in (*BASICS, *DISABILITY, *LIVING, *INSURANCE, *GUARDIAN, *NEEDS) if name not in SEALED
)
IDENTITY = ("name", "relation", "id_number", "no_number_reason", "sex", "birth_date")
CERTIFICATE = ("certificate_number", "components", *PAPER)


def _number_input(kind: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", f"data-{kind}": ""})


class FieldGroup(NamedTuple):
    """Fields under one head; ``unfolded``: something in it is wrong, or it is asked of everybody new."""

    title: str
    fields: list[Any]
    unfolded: bool


class MemberForm(WordedForm):
    """``member``: who is corrected, none for somebody new. Numbers on record stay unless typed anew."""

    person = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="姓名", max_length=50)
    relation = forms.ChoiceField(label="与户主关系", choices=[("", "请选择"), *Relation.choices])
    id_number = forms.CharField(
        label="身份证号",
        max_length=30,
        required=False,
        help_text="18位；性别和出生日期以身份证号为准。",
        widget=_number_input("id-number"),
    )
    no_number_reason = forms.CharField(label="无身份证号原因", max_length=60, required=False)
    sex = forms.ChoiceField(
        label="性别",
        choices=[("", "以身份证号为准"), *Sex.choices],
        required=False,
        widget=forms.Select(attrs={"data-stated-sex": ""}),
    )
    birth_date = forms.DateField(
        label="出生日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "data-stated-birth": ""}, format="%Y-%m-%d"),
    )
    certificate_number = forms.CharField(
        label="残疾人证号",
        max_length=30,
        required=False,
        help_text="20位，补换证带B1、B2；没有残疾人证不填。",
        widget=_number_input("certificate"),
    )
    components = forms.MultipleChoiceField(
        label="多重残疾包含",
        choices=DisabilityKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只在残疾类别为多重（证号第19位是7）时选。",
    )

    def __init__(self, *args: Any, today: date, member: Person | None = None, **kwargs: Any) -> None:
        if member is not None:
            kwargs["initial"] = self._present(member)
        super().__init__(*args, **kwargs)
        self.member, self.today = member, today
        self.fields.update(model_fields(DisabilityCertificate, DATES))
        self.fields["hukou_code"] = DivisionField(label="户籍区划", help_text="残疾人证随户籍。")
        self.fields["residence_code"] = DivisionField(
            label="居住区划", help_text="服务随居住地；与户籍相同的可不填。"
        )
        made = model_fields(Person, PLAIN)
        made["ethnicity"] = ethnicity_field(member.ethnicity if member else "")
        made["diagnosed_kinds"] = forms.MultipleChoiceField(
            label="诊断残疾类别", choices=DisabilityKind.choices, required=False,
            widget=forms.CheckboxSelectMultiple, help_text="未办证的儿童凭医院诊断填写。",
        )  # fmt: skip
        made["work_help"] = forms.MultipleChoiceField(
            label="需要的就业扶贫帮扶", choices=WorkHelp.choices, required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        for name in (*BASICS, *DISABILITY, *LIVING, *INSURANCE, *GUARDIAN, *NEEDS):
            if name in SEALED:
                label = str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
                present = getattr(member, name, None)
                add_sealed(self, name, PhoneField(label=label, present=present), present)
            else:
                self.fields[name] = made[name]
        searchable(self.fields)
        if member and member.id_number:
            self.fields["id_number"].help_text = f"现登记为{member.id_number}；不填则不改。"
            self.fields["certificate_number"].help_text = "新办或换证时填；不填则不改。"

    @staticmethod
    def _present(member: Person) -> dict[str, Any]:
        names = ("name", "relation", "no_number_reason", *PLAIN)
        values = {name: getattr(member, name) for name in names}
        certificate: Any = member.certificate
        values |= {name: getattr(certificate, name) for name in PAPER} if certificate else {}
        values |= {"components": certificate.components} if certificate else {}
        values |= {} if member.id_number else {"sex": member.sex, "birth_date": member.birth_date}
        return values | {"person": member.pk, "version": member.version}

    @property
    def groups(self) -> list[FieldGroup]:
        """The row's fields under their heads, in the order of the paper sheet."""
        parts = (
            ("残疾", (*CERTIFICATE, *DISABILITY)), ("民族、婚姻和联系", BASICS), ("就学、健康和劳动", LIVING),
            ("保险和低保", INSURANCE), ("监护人", GUARDIAN), ("需求", NEEDS),
        )  # fmt: skip
        return [self._group(title, names) for title, names in parts]

    @property
    def identity(self) -> FieldGroup:
        return self._group("身份", IDENTITY)

    def _group(self, title: str, names: tuple[str, ...]) -> FieldGroup:
        there = [one for name in names for one in (name, f"{name}_cleared") if one in self.fields]
        fields = [self[name] for name in there]
        wrong = self.is_bound and any(field.errors for field in fields)
        return FieldGroup(title, fields, wrong or (title == "残疾" and self.member is None))

    @property
    def changed_data(self) -> list[str]:
        return [name for name in super().changed_data if name not in OF_THE_ROW]

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        if born and born > self.today:
            raise forms.ValidationError("出生日期不能晚于今天")
        return born

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        number, certificate = tidy(given.get("id_number", "")), tidy(given.get("certificate_number", ""))
        if len(number) >= 20 and not certificate:  # the certificate's number in the wrong column
            number, certificate = "", number
        if not number and self.member and self.member.id_number:
            number = self.member.id_number.open()  # handed on, never shown
        given["id"] = self._read(IdNumber, number, "id_number")
        given["certificate"] = self._read(CertificateNumber, certificate, "certificate_number")
        if not number and not certificate and not given.get("no_number_reason"):
            self.add_error("id_number", "请填身份证号；没有的，请写明无身份证号原因")
        self._check_certificate(given)
        if bool(given.get("uncertified")) != bool(given.get("uncertified_on")) and not certificate:
            self.add_error("uncertified_on", "无证情况和它的日期请一并填写")
        if (given.get("guardian_relation") or given.get("guardian_phone")) and not given.get("guardian_name"):
            self.add_error("guardian_name", "填了监护人的关系或电话，请填监护人姓名")
        return given

    def _check_certificate(self, given: dict[str, Any]) -> None:
        present: Any = self.member.certificate if self.member else None
        of_record = present.category if present else None
        category = given["certificate"].category if given["certificate"] else of_record
        if given.get("components") and category != 7:
            self.add_error("components", "只有多重残疾才填包含的类别")
        first, issued, until = (given.get(name) for name in DATES)
        if first and issued and issued < first:
            self.add_error("issued_on", "发证日期不能早于首次发证日期")
        if issued and until and until <= issued:
            self.add_error("valid_until", "有效期应晚于发证日期")
        told = any(given.get(name) for name in PAPER)
        if told and category is None and "certificate_number" not in self.errors:
            self.add_error("certificate_number", "填了发证日期、有效期或区划，请填残疾人证号")

    def _read(self, kind: Any, text: str, name: str) -> Any:
        try:
            return kind.read(text) if text else None
        except MalformedNumber as wrong:
            self.add_error(name, str(wrong))
            return None

    def entry(self) -> MemberEntry:
        given = self.cleaned_data
        values = {name: given[name] for name in PLAIN}
        for name in SEALED:
            values |= sealed_value(given, name)
        return MemberEntry(
            name=given["name"],
            relation=given["relation"],
            id_number=given["id"],
            certificate=given["certificate"] or self._certificate_on_record(given),
            no_number_reason=given["no_number_reason"],
            sex=given["sex"],
            birth_date=given["birth_date"],
            components=given["components"],
            paper=self._paper(given),
            values=values,
        )

    def _paper(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The dates of the old certificate do not pass to a new one, but the day of the first issue does."""
        renewed = bool(given["certificate"]) and self.member is not None
        stale = {"issued_on", "valid_until"} - set(self.changed_data) if renewed else set()
        return {name: None if name in stale else given[name] for name in PAPER}

    def _certificate_on_record(self, given: Mapping[str, Any]) -> CertificateNumber | None:
        """The valid one again, where only its dates or components were corrected."""
        present: Any = self.member.certificate if self.member else None
        if not present or not {"components", *PAPER} & set(self.changed_data) or not given["id"]:
            return None
        return CertificateNumber(given["id"], present.category, present.level, present.reissue)


class PersonForm(MemberForm):
    """Somebody new on a page of his own, with the version of the household's file that was seen."""

    def __init__(
        self, *args: Any, version: int, before: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=dict(before or {}) | {"version": version}, **kwargs)
        for name in ("person", "shown"):
            del self.fields[name]
        self.fields["version"].required = True


class MembersFormSet(forms.BaseFormSet[MemberForm]):
    """Rows for those on file first, then for those to be added. ``people``: by key, in scope."""

    def __init__(
        self, *args: Any, today: date, people: Mapping[int, Person], order: list[int | None], **kwargs: Any
    ) -> None:
        self.people, self.order, self.today = people, order, today
        super().__init__(*args, **kwargs)
        self.extra = len(order)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """A row's person is told by the sent row itself; on a fresh page by the order of the file."""
        if index is None:
            return {"today": self.today}
        if self.is_bound:
            told = str(self.data.get(f"{self.prefix}-{index}-person", ""))
            key = int(told) if told.isdigit() else None
        else:
            key = self.order[index] if index < len(self.order) else None
        return {"today": self.today, "member": self.people.get(key) if key else None}

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
            told = form["person"].value()
            if told and form.member is None:
                form.add_error(None, "此人刚刚已由别人办理减少，不在本户了；请返回户档核对")


MembersFormset = forms.formset_factory(
    MemberForm, formset=MembersFormSet, extra=1, can_delete=True, max_num=60, validate_max=True
)
