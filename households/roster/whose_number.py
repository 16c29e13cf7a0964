"""户主|证件号码|…|残疾人姓名|残疾人证号: whose the number beside the head is, told from the certificates."""

from __future__ import annotations

from typing import Protocol

from households.roster.identity import is_right
from households.roster.values import plain

_LOOK_AT = 500


class _Rows(Protocol):
    @property
    def rows(self) -> list[list[str]]: ...

    def place(self, key: str) -> int: ...


def is_the_heads(table: _Rows) -> bool:
    """Whether the ID numbers are the heads', where the person named beside them is another.

    Only where the certificates say so: the person's number is then the certificate's.
    """
    head, number, name, certificate = map(table.place, ("head_name", "id_number", "name", "certificate"))
    if min(head, certificate) < 0 or not head < number < name:
        return False
    other, own = 0, 0
    for row in table.rows[:_LOOK_AT]:
        said, holds = plain(row[number]).upper(), plain(row[certificate]).upper()[:18]
        if row[head] and row[head] != row[name] and is_right(said) and is_right(holds):
            other, own = other + (said != holds), own + (said == holds)
    return other > own
