"""Who a row without an ID number is about, where several registered people or households fit.

The clerk's answer on the row comes first; then what people have said before of that name, birth date and
village (IdentityWord, the same words that the comparison of lists goes by); else the row is ambiguous.
Grain: one staged line. Leans on identity_word_once and roster_decided_once.
"""

from __future__ import annotations

from typing import Literal

from households.comparison.sql import WORDS_IN_FORCE, named_key
from households.roster.rows.sql import execute
from households.roster.sql import fetch

How = Literal["person", "head", "member"]
_WITHOUT = "s.id_number_key is null and s.problem is null"

# Which registered entry ``p`` fits a staged line by name, for which lines, and what is said of several.
_FITS: dict[How, str] = {
    "person": """households_person p on p.name = s.name and p.left_on is null
        and (p.household_id = s.household_id or s.household_id is null and p.area_code = s.village)
        and (s.birth_date is null or p.birth_date is null or p.birth_date = s.birth_date)""",
    "head": """households_household p on p.area_code = s.village and p.head_name = s.head_name
        and p.left_on is null""",
    "member": """households_person m on m.area_code = s.village and m.name = s.name and m.left_on is null
        join households_household p on p.id = m.household_id and p.left_on is null""",
}
_LINES: dict[How, str] = {
    "person": "s.person_id is null",
    "head": "s.household_id is null and s.home_number is null",
    "member": "s.household_id is null and s.home_number is null",
}
_SEVERAL: dict[How, tuple[str, str]] = {
    "person": ("name", "'有' || f.n || '位同名的人；请在这一行认定是哪一位，或补填身份证号'"),
    "head": ("head_name", "'本村有' || f.n || '户户主同名；请在这一行认定是哪一户，或补填户编号、身份证号'"),
    "member": ("name", "'本村有' || f.n || '户成员同名；请在这一行认定是哪一户，或补填户编号、身份证号'"),
}


def _named(how: How) -> str:
    """What stands for the line in a word."""
    if how == "person":
        return named_key("s.name", "s.birth_date", "s.village")
    return named_key("'户'", "s.head_name" if how == "head" else "s.name", "s.village")


def _target(how: How, key: str) -> str:
    return f"'{'p' if how == 'person' else 'h'}:' || {key}"


def as_answered(of: str, roster_id: int, not_registered: str) -> None:
    """Lines on which the clerk has said who is meant, or that it is nobody registered; by their place."""
    values = {"roster": roster_id, "sentence": f"已认定不是在册的同名人；{not_registered}"}
    answers = "households_rosterdecision d where d.roster_id = %(roster)s and d.answer in ('same', 'other')"
    if not fetch(f"select from {answers} limit 1", values):
        return
    table = "households_person" if of == "person" else "households_household"
    column = "name" if of == "person" else "head_name"
    person, household = ("t.id", "t.household_id") if of == "person" else ("null::bigint", "t.id")
    execute(
        f"""
        update staged_line s set person_id = a.person_id, household_id = a.household_id,
          area_code = a.area_code, verdict = a.verdict, problem_column = a.problem_column,
          problem = a.problem
        from (
          select s.row, s.part, {person} as person_id, {household} as household_id, t.area_code,
            case when d.answer = 'other' then 'unknown' end as verdict,
            case when d.answer = 'other' then '{column}' end as problem_column,
            case when d.answer = 'other' then %(sentence)s end as problem
          from staged_line s join (select d.* from {answers}) d on d.row_number = s.row_number
            and d.sheet = coalesce((select t.sheet from staged_row t where t.row = s.row),
              (select r.sheet from households_rosterrow r where r.id = s.row and r.roster_id = d.roster_id))
          left join {table} t on t.id = d.target
          where {_WITHOUT} and (d.answer = 'other' or t.id is not null)
        ) a where (a.row, a.part) = (s.row, s.part)""",
        values,
    )


def find_by_name(how: How) -> None:
    """The one that fits, or the one that was said to be meant; several that are left are ambiguous."""
    column, told = _SEVERAL[how]
    person, household, table = "s.person_id", "p.id", "households_household"
    if how == "person":
        person, household, table = "p.id", "p.household_id", "households_person"
    execute(f"""
        with fitting as (
          select distinct s.row, s.part, p.id, {_named(how)} as named, {_target(how, "p.id")} as target,
            p.area_code / 1000000 * 1000000 as county
          from staged_line s join {_FITS[how]} where {_WITHOUT} and {_LINES[how]}
        ), left_over as (
          select f.row, f.part, count(*) filter (where w.same) as said,
            count(*) filter (where w.same is distinct from false) as fit,
            min(f.id) filter (where w.same) as said_id,
            min(f.id) filter (where w.same is distinct from false) as fit_id
          from fitting f left join {WORDS_IN_FORCE} w on w.county_code = f.county
            and w.key_a = least(f.named, f.target) and w.key_b = greatest(f.named, f.target)
          group by f.row, f.part
        ), f as (
          select row, part, case when said = 1 then 1 else fit end as n,
            case when said = 1 then said_id else fit_id end as id
          from left_over where fit > 0
        )
        update staged_line s set person_id = case when f.n = 1 then {person} else s.person_id end,
          household_id = case when f.n = 1 then {household} else s.household_id end,
          area_code = case when f.n = 1 then p.area_code else s.area_code end,
          verdict = case when f.n > 1 then 'ambiguous' end,
          problem_column = case when f.n > 1 then '{column}' end,
          problem = case when f.n > 1 then {told} end
        from f join {table} p on p.id = f.id where (s.row, s.part) = (f.row, f.part)""")


def candidates(of: str) -> tuple[How, list[int]]:
    """The registered entries that the first staged line fits, whatever was said of them, and how."""
    ways: list[How] = ["person"] if of == "person" else ["head", "member"]
    for how in ways:
        rows = fetch(f"""
            select distinct p.id from staged_line s join {_FITS[how]}
            where s.part = (select min(part) from staged_line) and s.id_number_key is null
            order by 1 limit 50""")
        if rows:
            return how, [int(key) for (key,) in rows]
    return ways[0], []


def keys_to_remember(how: How, targets: list[int]) -> list[tuple[str, str]]:
    """What stands for the first staged line and for each registered entry; nothing without a village."""
    rows = fetch(
        f"""
        select {_named(how)}, {_target(how, "t")} from staged_line s, unnest(%(targets)s::bigint[]) t
        where s.village is not null and s.part = (select min(part) from staged_line) order by t""",
        {"targets": targets},
    )
    return [(str(named), str(target)) for named, target in rows]
