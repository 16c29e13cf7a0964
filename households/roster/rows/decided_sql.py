"""What the clerk decided about the records of a chunk, carried out on its lines before they are written.

Grain: ``declined`` one row a staged line of which something is not taken, ``keys`` what. Read from the rows
of the preview (roster/deciding_sql.py), where a change that is not taken carries a third word. Temporary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from psycopg2 import sql

from households.roster.rows.sql import execute
from households.roster.sql import fetch, run


def stage_declined(together: Mapping[str, tuple[str, ...]]) -> bool:
    """``together``: what goes with a key that is not taken. Whether there is anything."""
    execute("drop table if exists pg_temp.declined")
    pairs = [(key, other) for key, others in together.items() for other in others]
    execute(
        """
        create temp table declined on commit drop as
        select s.row, s.part, array_agg(distinct k.key) as keys
        from staged_line s join households_rosterrow r on r.id = s.row cross join jsonb_each(r.changes) c
        cross join lateral (
          select case when s.part_label = '' then c.key
            else substr(c.key, length(s.part_label) + 2) end as key
        ) told
        cross join lateral (
          select told.key union
          select m.other from unnest(%(keys)s::text[], %(others)s::text[]) m (key, other)
          where m.key = told.key
        ) k
        where jsonb_array_length(c.value) = 3
          and (s.part_label = '' or starts_with(c.key, s.part_label || '·'))
        group by s.row, s.part""",
        {"keys": [key for key, _ in pairs], "others": [other for _, other in pairs]},
    )
    return bool(fetch("select from declined limit 1"))


def decline(columns: Sequence[str]) -> None:
    """The registry's value stays, as if the cell were blank."""
    blanked = sql.SQL("").join(
        sql.SQL(", {c} = case when {k} = any (d.keys) then null else s.{c} end").format(
            c=sql.Identifier(column), k=sql.Literal(column)
        )
        for column in columns
    )
    run(
        "update staged_line s set changes = s.changes - d.keys {blanked}"
        " from declined d where (d.row, d.part) = (s.row, s.part)",
        blanked=blanked,
    )
