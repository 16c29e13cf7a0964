"""Taking an import back, set by set.

Grain: ``taken_back`` one row a household that the roster made or changed, with the time it was
written and, where it is kept, why. A household is taken back whole or kept whole. It is kept where
anybody else changed or added a row since: the events of the history say so. Leans on the
index of the events by object and on households_rosterrow by roster and verdict. Repeatable:
rows of the roster that are settled are not taken up again.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from psycopg2 import sql as composed

from households.roster.sql import fetch, run
from households.roster.undoable import UNDONE, Undoable, undoables


def take_up(roster_id: int, *, after: int = 0, limit: int | None = None) -> int:
    """The next households of the roster; how many."""
    run("drop table if exists pg_temp.taken_back")
    run(
        """
        create temp table taken_back on commit drop as
        select r.household_id as id, min(r.merged_at) as at, ''::text as kept
        from households_rosterrow r
        where r.roster_id = %(roster)s and r.merged and r.verdict in ('new', 'changed')
          and r.taken_back = '' and r.household_id > %(after)s
        group by 1 order by 1 limit %(limit)s""",
        {"roster": roster_id, "after": after, "limit": limit},
    )
    run("create unique index on taken_back (id); analyze taken_back")
    return int(fetch("select count(*) from taken_back")[0][0])


def lock_households() -> None:
    """A form that saves at this moment comes before, and is seen, or after, and is told."""
    run("""
        select from households_household where id in (select id from taken_back)
        order by id for update""")


def find_touched(run_ids: list[int]) -> None:
    """Who was changed, or got something, from elsewhere since the import."""
    for one in undoables():
        run(
            """
            update taken_back b set kept = {label} where b.kept = '' and (
              exists (
                select from {table} t join {events} e on e.pgh_obj_id = t.id
                  left join pghistory_context c on c.id = e.pgh_context_id
                where t.{home} = b.id and e.pgh_created_at > b.at
                  and coalesce(c.metadata->>'run', '') <> all (%(runs)s))
              or exists (
                select from {table} t where t.{home} = b.id and (t.created_at > b.at
                  and (t.created_by_run_id is null or t.created_by_run_id <> all (%(run_ids)s))
                  or {stays} and t.created_by_run_id = any (%(run_ids)s))))""",
            _runs(run_ids),
            stays=composed.Literal(one.stays),
            label=composed.Literal(f"导入之后{one.label}有新增或改动"),
            **_names(one),
        )


_LEAVING = "update {table} t set {leaving}, updated_at = now() from taken_back b"
_REMOVED = "delete from {table} t using taken_back b"
_MADE = " where t.{home} = b.id and b.kept = '' and t.created_by_run_id = any (%(run_ids)s) and ({present})"


def take_back(run_ids: list[int], on: date) -> None:
    """What the import made leaves the registry; what it changed is again as it was before."""
    values = _runs(run_ids) | {"on": on, "reason": UNDONE}
    for one in undoables():
        if one.stays:
            continue
        run(
            (_REMOVED if one.removed else _LEAVING) + _MADE,
            values,
            leaving=composed.SQL(one.leaving),
            present=composed.SQL(one.present),
            **_names(one),
        )
    _step_back(values)
    for one in undoables():
        _restore(one, values)


_BEFORE = """
with before as (
  select distinct on (e.pgh_obj_id) e.*
  from taken_back b join {table} t on t.{home} = b.id
    join {events} e on e.pgh_obj_id = t.id
    join pghistory_context c on c.id = e.pgh_context_id
  where b.kept = '' and c.metadata->>'run' = any (%(runs)s)
    and (t.created_by_run_id is null or t.created_by_run_id <> all (%(run_ids)s))
  order by e.pgh_obj_id, e.pgh_id
)"""


def _step_back(values: dict[str, Any]) -> None:
    """One head at a time: the present one steps back before the former is head again."""
    person = next(one for one in undoables() if one.table == "households_person")
    run(
        _BEFORE + " update households_person t set relation = 'other' from before"
        " where t.id = before.pgh_obj_id and t.relation = 'head' and before.relation <> 'head'",
        values,
        **_names(person),
    )


def _restore(one: Undoable, values: dict[str, Any]) -> None:
    columns = composed.SQL(", ").join(
        composed.SQL("{c} = before.{c}").format(c=composed.Identifier(column)) for column in one.restored
    )
    raised = ", version = t.version + 1" if one.home == "id" else ""
    run(
        _BEFORE + " update {table} t set {columns}, updated_at = now() {raised} from before"
        " where t.id = before.pgh_obj_id",
        values,
        columns=columns,
        raised=composed.SQL(raised),
        **_names(one),
    )


def _names(one: Undoable) -> dict[str, composed.Composable]:
    return {
        "table": composed.Identifier(one.table),
        "events": composed.Identifier(one.events),
        "home": composed.Identifier(one.home),
    }


def _runs(run_ids: list[int]) -> dict[str, Any]:
    return {"runs": [str(one) for one in run_ids], "run_ids": run_ids}


def tell_rows(roster_id: int) -> None:
    """The rows of the roster say what became of them."""
    run(
        """
        update households_rosterrow r set taken_back = case when b.kept = '' then 'undone' else 'kept' end,
          reasons = case when b.kept = '' then r.reasons else r.reasons || jsonb_build_array(
            jsonb_build_object('column', '', 'cell', '', 'value', '', 'note', true,
              'reason', '未撤销，保留：' || b.kept)) end
        from taken_back b
        where r.roster_id = %(roster)s and r.household_id = b.id and r.merged
          and r.verdict in ('new', 'changed')""",
        {"roster": roster_id},
    )


def close_findings(roster_id: int, run_ids: list[int], user_id: int) -> None:
    """What the import had asked to be verified is asked no longer, but for households that are kept."""
    run(
        """
        update households_finding f set settled_at = now(), settled_by_id = %(user)s, outcome = %(reason)s,
          updated_at = now()
        where f.created_by_run_id = any (%(run_ids)s) and f.settled_at is null and not exists (
          select from households_rosterrow r where r.household_id = f.household_id
            and r.roster_id = %(roster)s and r.taken_back = 'kept')""",
        {"roster": roster_id, "run_ids": run_ids, "user": user_id, "reason": UNDONE},
    )


def outcome() -> tuple[list[int], int, int]:
    """Households that are undone; the last key that was taken up; how many are kept."""
    rows = fetch("select id, kept from taken_back order by id")
    undone = [int(key) for key, kept in rows if not kept]
    return undone, int(rows[-1][0]), len(rows) - len(undone)


def expected(roster_id: int, run_ids: list[int]) -> dict[str, int]:
    """What taking back would come to: households that leave, that are restored, that are kept."""
    take_up(roster_id)
    find_touched(run_ids)
    leave, restored, kept = fetch(
        """
        select count(*) filter (where b.kept = '' and h.created_by_run_id = any (%(run_ids)s)),
          count(*) filter (where b.kept = ''
            and (h.created_by_run_id is null or h.created_by_run_id <> all (%(run_ids)s))),
          count(*) filter (where b.kept <> '')
        from taken_back b join households_household h on h.id = b.id""",
        _runs(run_ids),
    )[0]
    return {"leave": int(leave), "restored": int(restored), "kept": int(kept)}


def kept_households(after: int, limit: int) -> list[tuple[int, str]]:
    """After :func:`expected`: the households that would be kept, and why; by their key."""
    rows = fetch(
        "select id, kept from taken_back where kept <> '' and id > %(after)s order by id limit %(limit)s",
        {"after": after, "limit": limit},
    )
    return [(int(key), str(why)) for key, why in rows]
