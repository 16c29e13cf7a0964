"""The forms of a pair: not the same, or merged with one choice per field that differs."""

from __future__ import annotations

from typing import Any

from django import forms

from foundation.worded import WordedForm
from households.duplicates.differences import Difference, differences
from households.duplicates.merging import SamePerson
from households.models import Duplicate, Household, Person

SIDES = ("a", "b")


class PairFilter(WordedForm):
    kind = forms.ChoiceField(label="类型", choices=[("", "全部"), *Duplicate.Kind.choices], required=False)
    state = forms.ChoiceField(label="状态", choices=Duplicate.State.choices, required=False)


class ApartForm(WordedForm):
    reason = forms.CharField(
        label="核实情况", max_length=200, help_text="凭什么认定不是同一人（户）；登记后不再提示这一对。"
    )


class UndoForm(WordedForm):
    reason = forms.CharField(label="撤销原因", max_length=200)


class MergeForm(WordedForm):
    """``keep`` says whose file, number and certificate stay; each differing field is chosen by itself."""

    def __init__(self, *args: Any, pair: Duplicate, people: list[Duplicate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair, self.people = pair, people
        self.a: Any = pair.person_a if pair.of_persons else pair.household_a
        self.b: Any = pair.person_b if pair.of_persons else pair.household_b
        self.fields["keep"] = forms.ChoiceField(
            label="保留哪一份",
            choices=[("a", f"甲：{_told(self.a)}"), ("b", f"乙：{_told(self.b)}")],
            widget=forms.RadioSelect,
            initial=_likelier(self.a, self.b),
            help_text="另一份退出登记，全部记录转到保留的一份；身份证号、残疾人证随保留的一份。",
        )
        self._choices("", differences(self.a, self.b))
        for one in people:
            self.fields[f"same-{one.pk}"] = forms.BooleanField(
                label=f"甲户{_told(one.person_a)}与乙户{_told(one.person_b)}是同一人"
                if one.household_a_id == pair.household_a_id
                else f"甲户{_told(one.person_b)}与乙户{_told(one.person_a)}是同一人",
                required=False,
                initial=True,
            )
            self._choices(f"{one.pk}-", differences(*self._in_order(one)), whose=str(one.person_a))
        self.fields["decision"] = forms.CharField(
            label="核实情况", max_length=200, help_text="凭什么认定是同一人（户）。"
        )

    def _choices(self, prefix: str, found: list[Difference], whose: str = "") -> None:
        for one in found:
            self.fields[f"take-{prefix}{one.name}"] = forms.ChoiceField(
                label=f"{whose} {one.label}".strip(),
                choices=[("a", f"甲：{one.a}"), ("b", f"乙：{one.b}")],
                widget=forms.RadioSelect,
                initial="b" if one.a_empty or (not one.b_empty and _likelier(self.a, self.b) == "b") else "a",
            )

    def _in_order(self, one: Duplicate) -> tuple[Person, Person]:
        """The person of household 甲 first."""
        if one.household_a_id == self.pair.household_a_id:
            return one.person_a, one.person_b
        return one.person_b, one.person_a

    @property
    def kept_side(self) -> str:
        return str(self.cleaned_data["keep"])

    def take(self, prefix: str = "") -> list[str]:
        """Fields whose chosen value stands in the dropped file."""
        start = f"take-{prefix}"
        other = "b" if self.kept_side == "a" else "a"
        return [
            name.removeprefix(start)
            for name, side in self.cleaned_data.items()
            if name.startswith(start) and "-" not in name.removeprefix(start) and side == other
        ]

    def households(self) -> tuple[Household, Household]:
        """The kept one first."""
        return (self.a, self.b) if self.kept_side == "a" else (self.b, self.a)

    def person(self) -> SamePerson:
        kept, dropped = (self.a, self.b) if self.kept_side == "a" else (self.b, self.a)
        return SamePerson(kept, dropped, self.take())

    def same_people(self) -> list[SamePerson]:
        """Each person once: a second match of the same one is left out."""
        found: list[SamePerson] = []
        seen: set[int] = set()
        for one in self.people:
            first, second = self._in_order(one)
            if not self.cleaned_data.get(f"same-{one.pk}") or seen & {first.pk, second.pk}:
                continue
            seen |= {first.pk, second.pk}
            kept, dropped = (first, second) if self.kept_side == "a" else (second, first)
            found.append(SamePerson(kept, dropped, self.take(f"{one.pk}-")))
        return found


def _told(one: Any) -> str:
    if isinstance(one, Person):
        return f"{one.name}（{one.id_number or '无身份证号'}）"
    return str(one)


def _likelier(a: Any, b: Any) -> str:
    """Whose file is kept unless somebody says otherwise: registered, with a number, the older one."""
    if isinstance(a, Person):
        for better in ("left_on", "id_number_key"):
            one, other = getattr(a, better), getattr(b, better)
            if (one is None) != (other is None):
                return "a" if (one is None) == (better == "left_on") else "b"
    elif (a.left_on is None) != (b.left_on is None):
        return "a" if a.left_on is None else "b"
    return "a"
