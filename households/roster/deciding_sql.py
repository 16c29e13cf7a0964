"""What was decided, written into the rows of the preview; the merge reads it from there.

Grain: one row of the roster. A change that is not taken carries a third word, "ours" or
"finding". The nearest decision holds: the row's over the kind's, the kind's over the file's.
Works on the rows of any kind of roster. Repeatable; leans on households_rosterrow by roster.
"""

from __future__ import annotations

from typing import Any

from households.roster.sql import fetch, run

NEVER_ASKED = ("returns",)


def write_into_rows(roster_id: int) -> None:
    run(
        """
        update households_rosterrow r set changes = n.changes,
          verdict = case when n.taken then 'changed' else 'unchanged' end
        from (
          select r.id, bool_or(coalesce(a.answer, 'theirs') = 'theirs') as taken,
            jsonb_object_agg(c.key, case when a.answer in ('ours', 'finding')
              then jsonb_build_array(c.value->0, c.value->1, a.answer)
              else jsonb_build_array(c.value->0, c.value->1) end) as changes
          from households_rosterrow r cross join jsonb_each(r.changes) c
          left join lateral (
            select d.answer from households_rosterdecision d
            where d.roster_id = r.roster_id and d.about in (c.key, '') and c.key <> all (%(never)s)
              and (d.row_number is null or (d.sheet, d.row_number) = (r.sheet, r.row_number))
              and d.answer in ('theirs', 'ours', 'finding')
            order by d.row_number is null, d.about = '' limit 1) a on true
          where r.roster_id = %(roster)s and not r.merged and r.verdict in ('changed', 'unchanged')
            and r.changes <> '{{}}'
          group by r.id) n
        where n.id = r.id and r.changes is distinct from n.changes""",
        {"roster": roster_id, "never": list(NEVER_ASKED)},
    )


def skip(row_id: int, *, whole_family: bool) -> None:
    """The row is not merged; the first of a family carries the household, so the others go with it."""
    run(
        """
        update households_rosterrow r set before_skipped = r.verdict, verdict = 'skipped'
        from households_rosterrow one
        where one.id = %(row)s and r.roster_id = one.roster_id and not r.merged
          and (r.id = one.id or (%(whole)s and r.family = one.family))
          and r.verdict in ('new', 'changed', 'unchanged')""",
        {"row": row_id, "whole": whole_family},
    )


def take_up_again(row_id: int, *, whole_family: bool) -> None:
    """A skipped row stands again as it was compared."""
    run(
        """
        update households_rosterrow r set before_skipped = '',
          verdict = case when r.before_skipped = 'unchanged' and r.changes <> '{{}}' then 'changed'
            else r.before_skipped end
        from households_rosterrow one
        where one.id = %(row)s and r.roster_id = one.roster_id and r.verdict = 'skipped'
          and (r.id = one.id or (%(whole)s and r.family = one.family))""",
        {"row": row_id, "whole": whole_family},
    )


def asked_about(roster_id: int) -> list[tuple[str, int]]:
    """Each column in which rows differ from the registry, and how many rows."""
    rows = fetch(
        """
        select c.key, count(*) from households_rosterrow r cross join jsonb_object_keys(r.changes) c (key)
        where r.roster_id = %(roster)s and c.key <> all (%(never)s) group by 1 order by 2 desc, 1""",
        {"roster": roster_id, "never": list(NEVER_ASKED)},
    )
    return [(str(key), int(count)) for key, count in rows]


def to_be_verified(*, of_families: bool) -> list[tuple[Any, ...]]:
    """Of the staged chunk: (person, household, area, row number, key, old, new) that become findings."""
    if not of_families:
        return fetch("""
            select s.person_id, s.household_id, s.area_code, s.row_number, c.key, c.value->0, c.value->1
            from staged_line s join households_rosterrow r on r.id = s.row cross join jsonb_each(r.changes) c
            where s.good and c.value->>2 = 'finding'
              and (s.part_label = '' or starts_with(c.key, s.part_label || '·'))""")
    return fetch("""
        select s.person_id, f.household_id, f.area_code, s.row_number, c.key, c.value->0, c.value->1
        from staged_person s join staged_family f on f.key = s.family and f.good
          join households_rosterrow r on r.id = s.row cross join jsonb_each(r.changes) c
        where c.value->>2 = 'finding'""")
