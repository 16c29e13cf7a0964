"""Two people at once: what she saw, what she sent and what stands in the file now, value by value.

A row that nobody has changed since she opened it takes all that she sent. Else three
values are held against each other: what only one of the two changed is kept from that
one, what both changed differently waits for her choice. Nothing is overwritten unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import models
from django.utils import timezone

from households.words import words_of

MINE, THEIRS = "mine", "theirs"
Verdict = Literal["choose", "theirs_kept"]


@dataclass(frozen=True)
class Difference:
    """One value that somebody else has changed since she opened the page."""

    key: str
    part: str
    label: str
    mine: str
    theirs: str
    verdict: Verdict
    chosen: str = ""

    @property
    def to_choose(self) -> bool:
        return self.verdict == "choose"


@dataclass(frozen=True)
class Sent:
    """What the page sends of one row: values, the version it was opened at, the one shown beside it last."""

    values: Mapping[str, Any]
    seen: int
    shown: int = 0
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Compared:
    """The values to write, and every difference that she has to be told of."""

    values: dict[str, Any]
    version: int = 0
    differences: list[Difference] = field(default_factory=list)
    who: str = ""

    @property
    def open(self) -> bool:
        """Whether something waits for her choice."""
        return any(one.to_choose and not one.chosen for one in self.differences)


def compared(kept: Any, sent: Sent, *, key: str, part: str) -> Compared:
    """``kept`` is the row as it stands, locked. A choice counts for the version it was shown beside."""
    if kept.version == sent.seen:
        return Compared(dict(sent.values), kept.version)
    seen, who = as_it_was(kept, sent.seen)
    values, differences = {}, []
    for name, mine in sent.values.items():
        theirs, before = getattr(kept, name), getattr(seen, name, None)
        if mine == theirs:
            continue
        field_of = kept._meta.get_field(name)
        chosen = sent.chosen.get(name, "") if sent.shown == kept.version else ""
        both = mine != before and theirs != before
        if (both and chosen != THEIRS) or (not both and mine != before):
            values[name] = mine
        if theirs != before:
            differences.append(
                Difference(
                    key=f"{key}.{name}", part=part, label=str(field_of.verbose_name),
                    mine=words_of(field_of, mine), theirs=words_of(field_of, theirs),
                    verdict="choose" if both else "theirs_kept", chosen=chosen,
                )
            )  # fmt: skip
    return Compared(values, kept.version, differences, who)


def as_it_was(kept: models.Model, version: int) -> tuple[Any, str]:
    """The row at that version, from the history, and who changed it then; a blank one where none was."""
    if not version:
        return type(kept)(), ""
    event_model: Any = kept._meta.get_field("events").related_model
    rows = event_model.objects.filter(pgh_obj_id=kept.pk, version=version).select_related("pgh_context")
    event = rows.order_by("pgh_id").first()
    if event is None:
        return None, ""
    told = event.pgh_context.metadata if event.pgh_context else {}
    at = timezone.localtime(event.pgh_created_at)
    return event, f"{told.get('user_name', '系统')}于{at:%m月%d日%H:%M}" if told else ""
