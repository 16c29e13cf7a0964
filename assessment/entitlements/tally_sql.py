"""The one statement in which many items are counted (tally.py says why and with what).

Grain: ``mark`` one row a record and set of records that it counts for; ``held_by_household`` one row a
household with a record of its own or of a member; ``held_by_person`` one row a person with a record of his
own or of the whole household; ``judged`` one row a subject, with a number of flags for each item; the
result one row.
"""

from __future__ import annotations

from collections.abc import Sequence

BITS_A_WORD = 32
WITH_ROOM = "set local work_mem = '128MB'"
_NO_RECORDS = "select 0::bigint, 0::bigint, 0 where false"


def held_tables(sets: Sequence[str]) -> str:
    """The common table expressions. ``sets``: queries of (household, person or null), by their place."""
    branches = [
        f"select r.*, {place} from ({query}) r (household_id, person_id)" for place, query in enumerate(sets)
    ]
    bit = f"1::bigint << (place & {BITS_A_WORD - 1})"
    of_word = [
        f"bit_or({bit}) filter (where place / {BITS_A_WORD} = {word})"
        for word in range(len(sets) // BITS_A_WORD + 1)
    ]
    words = f"array[{', '.join(of_word)}]"
    return f"""
        with mark (household_id, person_id, place) as materialized (
          {" union all ".join(branches) or _NO_RECORDS}
        ), held_by_household as (
          select household_id, {words} as words from mark group by 1
        ), held_by_person as (
          select person_id, {words} as words
          from (
            select person_id, place from mark where person_id is not null
            union all
            select f.person_id, m.place
            from mark m join households_personfacts f on f.household_id = m.household_id
            where m.person_id is null and f.area_code between %s and %s
          ) own_or_of_all
          group by 1
        )"""


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
