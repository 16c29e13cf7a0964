"""The rule editor: conditions that offer only declared facts, fitting comparisons and fitting values.

It works without scripts: choosing a fact and pressing 更新选项 offers what fits it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from foundation.policy.explaining import explain
from foundation.policy.facts import Fact, Subject
from foundation.policy.rule_rows import (
    JOINED,
    Row,
    Rows,
    declared,
    fact_choices,
    op_choices,
    rows_of,
)
from foundation.policy.validating import UnableToUse, validate

PREFIX = "condition"
MOST = 30
Rule = dict[str, Any]
_GROUPS = [(number, f"第{number}组") for number in range(1, 10)]
_YES_NO = [("true", "是"), ("false", "否")]
# Where scripts run, a chosen fact brings its comparisons and values at once.
_LIVE = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-target": "#rule-editor",
    "hx-select": "#rule-editor",
    "hx-swap": "outerHTML",
    "hx-vals": '{"act": "refresh"}',
}


class ConditionForm(forms.Form):
    """One condition. What is offered after the fact depends on the fact."""

    group = forms.TypedChoiceField(label="组", choices=_GROUPS, coerce=int)
    fact = forms.ChoiceField(label="条件", error_messages={"required": "请选择条件。"})
    negated = forms.BooleanField(label="不符合这一条才算", required=False)

    def __init__(self, *args: Any, subject: Subject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "请选择"), *fact_choices(subject)]
        self.fields["fact"] = forms.ChoiceField(
            label="条件",
            choices=choices,
            widget=forms.Select(_LIVE),
            error_messages={"required": "请选择条件。"},
        )
        fact = declared(str(self["fact"].value() or ""))
        if fact is not None:
            self._offer(fact)
        self.order_fields(["group", "fact", "op", "value", "negated"])

    def _offer(self, fact: Fact) -> None:
        ops = op_choices(fact)
        if fact.type != "bool":
            # Only where one of several may be chosen do other values fit another comparison.
            live = _LIVE if fact.choices else {}
            self.fields["op"] = forms.ChoiceField(label="比较", choices=ops, widget=forms.Select(live))
        self.fields["value"] = _value_field(fact, str(self["op"].value() if "op" in self.fields else "is"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "value" not in self.fields and not self.errors:
            raise ValidationError("请先按“更新选项”，再填写比较和值。")
        return cleaned

    @property
    def row(self) -> Row:
        given = self.cleaned_data
        leaf = {"fact": given["fact"], "op": given.get("op") or "is", "value": given["value"]}
        return Row(given["group"], leaf, given["negated"])


def _value_field(fact: Fact, op: str) -> forms.Field:
    if fact.type == "bool":
        return forms.TypedChoiceField(label="值", choices=_YES_NO, coerce=lambda said: said == "true")
    if fact.choices and op == "in":
        return forms.TypedMultipleChoiceField(
            label="值",
            choices=list(fact.choices.items()),
            coerce=_reader(fact.choices),
            widget=forms.CheckboxSelectMultiple,
        )
    if fact.choices:
        return forms.TypedChoiceField(
            label="值", choices=list(fact.choices.items()), coerce=_reader(fact.choices)
        )
    unit, most = ("（周岁）", 130) if fact.type == "age" else ("", 9999)
    return forms.IntegerField(label=f"值{unit}", min_value=0, max_value=most)


def _reader(choices: Mapping[Any, str]) -> Any:
    return {str(value): value for value in choices}.__getitem__


class ConditionSet:
    """The conditions of one rule and the word between their groups, from a rule or from what was sent."""

    joined_choices = JOINED

    def __init__(self, data: QueryDict | None, *, subject: Subject, rule: Rule) -> None:
        self.data, self.subject, self.rule_before = data, subject, rule
        self.known = rows_of(rule)
        known = self.known or Rows("all", [])
        if data is None:
            self.joined = known.joined
            self.forms = [self._form(place, initial=_initial(row)) for place, row in enumerate(known.rows)]
        else:
            self.joined = "any" if data.get("joined") == "any" else "all"
            self.forms = [self._form(place, data=data) for place in _places(data)]

    @property
    def is_editable(self) -> bool:
        return self.known is not None

    def reshaped(self, *, without: int | None = None, one_more: bool = False) -> ConditionSet:
        """What was sent, to go on with: without one condition, or with an empty one; not judged yet."""
        shown = ConditionSet(None, subject=self.subject, rule=self.rule_before)
        kept = [_sent(form) for form in self.forms if form.prefix != f"{PREFIX}-{without}"]
        if one_more and len(kept) < MOST:
            groups = [int(said["group"]) for said in kept if str(said["group"]).isdecimal()]
            kept.append({"group": min(max(groups, default=0) + 1, 9)})
        shown.joined = self.joined
        shown.forms = [shown._form(place, initial=said) for place, said in enumerate(kept)]
        return shown

    def is_valid(self) -> bool:
        wrong = [form for form in self.forms if not form.is_valid()]
        return not wrong

    def rule(self) -> Rule:
        """The rule as sent; untouched conditions give back the very rule that was there."""
        rows = Rows(self.joined, [form.row for form in self.forms])
        if self.known is not None and _plain(rows) == _plain(self.known):
            return self.rule_before
        rule = rows.rule()
        validate(rule, subject=self.subject)
        return rule

    def sentence(self) -> str:
        """The rule in Chinese, as far as it can be said already."""
        try:
            if self.data is None:
                return explain(self.rule_before)
            return explain(self.rule()) if self.is_valid() else ""
        except UnableToUse:
            return ""

    def _form(self, place: int, **given: Any) -> ConditionForm:
        return ConditionForm(prefix=f"{PREFIX}-{place}", subject=self.subject, **given)


def _plain(rows: Rows) -> tuple[str, list[Row]]:
    """Of several values the order says nothing: a browser sends them in its own."""
    told = []
    for row in rows.rows:
        value = row.leaf["value"]
        leaf = row.leaf | {"value": sorted(value, key=str)} if isinstance(value, list) else row.leaf
        told.append(Row(row.group, leaf, row.negated))
    return rows.joined, told


def _places(data: QueryDict) -> list[int]:
    count = data.get(f"{PREFIX}-count", "0")
    places = range(min(int(count), MOST) if count.isdecimal() else 0)
    return [place for place in places if f"{PREFIX}-{place}-fact" in data]


def _sent(form: ConditionForm) -> dict[str, Any]:
    return {name: form[name].value() for name in form.fields}


def _initial(row: Row) -> dict[str, Any]:
    value = row.leaf["value"]
    said = ("true" if value else "false") if isinstance(value, bool) else value
    return {
        "group": row.group,
        "fact": row.leaf["fact"],
        "op": row.leaf["op"],
        "value": said,
        "negated": row.negated,
    }
