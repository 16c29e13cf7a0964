"""The one statement in which many items are counted (tally.py says why and with what).

Grain: ``mark`` one row a record and set of records that it counts for; ``held_by_person`` one row a person
named by a record; ``held_by_household`` one row a household with a record; ``judged`` one row a subject,
with a number of flags for each item; the result one row.
"""

from __future__ import annotations

from collections.abc import Sequence

BITS_A_WORD = 32
_NO_RECORDS = "select 0::bigint, 0::bigint, 0 where false"


def held_tables(sets: Sequence[str]) -> str:
    """The common table expressions. ``sets``: queries of (household, person or null), by their place."""
    branches = [
        f"select r.*, {place} from ({query}) r (household_id, person_id)" for place, query in enumerate(sets)
    ]
    words = len(sets) // BITS_A_WORD + 1
    return f"""
        with mark (household_id, person_id, place) as materialized (
          {" union all ".join(branches) or _NO_RECORDS}
        ), held_by_person as materialized (
          select person_id, {_words(words)} as words from mark where person_id is not null group by 1
        ), held_by_household as materialized (
          select household_id, {_words(words)} as words, {_words(words, "person_id is null and")} as of_all
          from mark group by 1
        )"""


def _words(words: int, only: str = "") -> str:
    bit = f"1::bigint << (place & {BITS_A_WORD - 1})"
    filled = [f"bit_or({bit}) filter (where {only} place / {BITS_A_WORD} = {word})" for word in range(words)]
    return f"array[{', '.join(filled)}]"


def counted(held: str, judged: str, names: Sequence[str], lists: Sequence[tuple[int, int]]) -> str:
    """How many rows there are, and for each name how many stand on each list: (mask, value) of its flags.

    The fence (``offset 0``) keeps the flags of a row from being found anew for every list.
    """
    columns = ["count(*)"]
    for name in names:
        columns += [f"count(*) filter (where {name} & {mask} = {value})" for mask, value in lists]
    return f"""{held}
        select {", ".join(columns)}
        from ({judged} offset 0) judged ({", ".join(names)})"""
