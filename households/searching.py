"""Finding a household by what somebody holds in their hand: a name, initials, a number, a certificate."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q

from foundation.sealed.cipher import lookup_key
from foundation.sealed.numbers import CertificateNumber, IdNumber, MalformedNumber, tidy
from households.querysets import HouseholdQuerySet


@dataclass(frozen=True)
class Search:
    """``how``: name, tail, id, certificate or household_number; ``by_number``: a full number was given."""

    text: str
    how: str

    @property
    def by_number(self) -> bool:
        return self.how in {"id", "certificate"}


def read_search(text: str) -> Search:
    """What the text is, told by its shape. A malformed full number is a :class:`MalformedNumber`."""
    number = tidy(text)
    if re.fullmatch(r"\d{17}[\dX]", number):
        # Numbers of households have 18 digits as well: what is no ID number is taken for one of those.
        try:
            return Search(IdNumber.read(number).text, "id")
        except MalformedNumber:
            return Search(number, "household_number")
    if re.fullmatch(r"\d{17}[\dX]\d{2}(B\d{1,2})?", number):
        return Search(CertificateNumber.read(number).text, "certificate")
    if re.fullmatch(r"\d{15}", number):
        return Search(IdNumber.read(number).text, "id")
    if re.fullmatch(r"\d{3}[\dX]", number):
        return Search(number, "tail")
    if re.search(r"\d", number):
        return Search(text.strip(), "household_number")
    return Search(text.strip(), "name")


def found_by(rows: HouseholdQuerySet, search: Search) -> HouseholdQuerySet:
    """The households of ``rows`` that the search means."""
    if search.how == "tail":
        return rows.with_member_tail(search.text)
    if search.how == "id":
        with_member = rows.with_member_numbered(lookup_key("id", search.text))
        return rows.filter(Q(pk__in=with_member.order_by().values("pk")) | Q(number=search.text))
    if search.how == "certificate":
        return rows.with_member_numbered(lookup_key("id", search.text[:18]))
    if search.how == "household_number":
        return rows.filter(number__iexact=search.text)
    return rows.named(search.text)
