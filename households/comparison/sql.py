"""Comparing a list with the registry or with another list, set-based.

Grain: one households_comparisonrow to a row of the list (left) and to a person of the registry, or to a row
of the other list (right). Parameters: ``c`` (comparison), ``lo``..``hi`` (area of the asker), ``list`` and
``period``, ``other_list`` and ``other_period``, ``areas`` (for which the right side is held to be complete).
Repeatable: list_row_compared_once, person_compared_once and other_row_compared_once let nobody in twice.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

LEAST_SCORE = 70  # of 100: name with birth date in one township, or name and village with a number missing

_MERGED = """coalesce((select array_agg(x) from households_merge m, unnest(m.dropped_people) x
    where m.undone_at is null), '{}')"""


# A word that was corrected no longer counts.
WORDS_IN_FORCE = """(select w.* from households_identityword w
    where not exists (select from households_identityword n where n.replaces_id = w.id))"""


def word_key(row: str) -> str:
    """What stands for a list's entry: the lookup key of its number, or its name, birth date and village."""
    named = named_key(f"{row}.name", f"{row}.birth_date", f"{row}.village_code")
    return f"coalesce('l:' || encode({row}.id_number_key, 'hex'), {named})"


def named_key(*parts: str) -> str:
    """The key of somebody without a number: name, birth date, village; what is blank is left out."""
    return f"'n:' || encode(sha256(convert_to(concat_ws('|', {', '.join(parts)}), 'UTF8')), 'hex')"


def covered(code: str, areas: str = "%(areas)s") -> str:
    """Whether a village lies in one of the areas for which the list was sent in."""
    above = ", ".join(f"{code} / {unit} * {unit}" for unit in (10**3, 10**6, 10**8, 10**10))
    return f"array[{code}, {above}]::bigint[] && {areas}::bigint[]"


def _list_rows(row: str, name: str, period: str) -> str:
    return f"""
      select {row}.id, {row}.id as row_id, null::bigint as person_id, null::bigint as household_id,
        {row}.name, {row}.birth_date, {row}.village_code, {row}.id_number_key, false as gone,
        case when {row}.village_code between %(lo)s and %(hi)s then {row}.village_code
          else {row}.area_code end as area_code,
        {word_key(row)} as word_key
      from households_listrow {row}
      where {row}.list_name = %({name})s and {row}.period = %({period})s
        and {row}.area_code between %(lo)s and %(hi)s"""


_PEOPLE = f"""
      select p.id, null::bigint as row_id, p.id as person_id, p.household_id,
        p.name, p.birth_date, p.area_code as village_code, p.id_number_key,
        p.left_on is not null or h.left_on is not null as gone, p.area_code, 'p:' || p.id as word_key
      from households_person p join households_household h on h.id = p.household_id
      where p.area_code between %(lo)s and %(hi)s and p.id <> all ({_MERGED})"""

_THEIRS = f"theirs as not materialized ({_list_rows('l', 'list', 'period')})"
_INTO = """insert into households_comparisonrow (comparison_id, area_code, outcome, how, score, name,
    list_row_id, other_row_id, person_id, household_id, differences)"""
_PAIR = "t.name, t.id, o.row_id, o.person_id, o.household_id, '{}'::jsonb"
_LEFT_FREE = """not exists (select from households_comparisonrow x
    where x.comparison_id = %(c)s and x.list_row_id = t.id)"""
_RIGHT_FREE = """not exists (select from households_comparisonrow x
    where x.comparison_id = %(c)s and {})"""


def statements(*, with_list: bool) -> list[str]:
    """The steps of the matching in their order; each takes what the former ones have left."""
    right = _list_rows("r", "other_list", "other_period") if with_list else _PEOPLE
    both = f"with {_THEIRS}, ours as not materialized ({right})"
    right_free = _RIGHT_FREE.format("x.other_row_id = o.row_id" if with_list else "x.person_id = o.person_id")
    by_number = f"""{both} {_INTO}
      select distinct on (t.id_number_key) %(c)s, o.area_code, 'both', 'number', 100, {_PAIR}
      from theirs t join ours o on o.id_number_key = t.id_number_key
      order by t.id_number_key, o.gone, o.id desc, t.id
      on conflict do nothing"""
    by_word = f"""{both} {_INTO}
      select %(c)s, o.area_code, 'both', 'word', 100, {_PAIR}
      from {WORDS_IN_FORCE} w,
        lateral (values (w.key_a, w.key_b), (w.key_b, w.key_a)) k (left_key, right_key)
        join theirs t on t.word_key = k.left_key join ours o on o.word_key = k.right_key
      where w.same and {_LEFT_FREE} and {right_free}
      on conflict do nothing"""
    repeated = f"""with {_THEIRS} {_INTO}
      select %(c)s, t.area_code, 'repeated', '', null, t.name, t.id, null, null, null, '{{}}'
      from (select t.*, row_number() over (partition by t.word_key
              order by exists (select from households_comparisonrow x
                where x.comparison_id = %(c)s and x.list_row_id = t.id) desc, t.id) as place
            from theirs t) t
      where t.place > 1 and {_LEFT_FREE}
      on conflict do nothing"""
    only_left = f"""with {_THEIRS} {_INTO}
      select %(c)s, t.area_code, 'only_left', '', null, t.name, t.id, null, null, null, '{{}}'
      from theirs t where {_LEFT_FREE}
      on conflict do nothing"""
    repeated_right = f"""{both} {_INTO}
      select %(c)s, o.area_code, 'repeated', '', null, o.name, null, o.row_id, null, null, '{{}}'
      from (select o.*, row_number() over (partition by o.word_key
              order by exists (select from households_comparisonrow x
                where x.comparison_id = %(c)s and x.other_row_id = o.row_id) desc, o.id) as place
            from ours o) o
      where o.place > 1 and {right_free}
      on conflict do nothing"""
    only_right = f"""{both} {_INTO}
      select %(c)s, o.area_code, 'only_right', '', null, o.name, null, o.row_id, o.person_id, o.household_id,
        '{{}}'
      from ours o where not o.gone and {right_free} and {covered("o.area_code")}
      on conflict do nothing"""
    twice = [repeated, repeated_right] if with_list else [repeated]
    return [by_number, by_word, *twice, _doubtful(both, right_free), only_left, only_right]


def _doubtful(both: str, right_free: str) -> str:
    """Alike by name, birth date and village: the most alike first, each of them once."""
    return f"""{both},
      free as materialized (select t.* from theirs t where {_LEFT_FREE}),
      unmet as materialized (select o.* from ours o where not o.gone and {right_free}),
      scored as (
        select t.id as left_id, t.name as left_name, o.*,
          case when t.birth_date = o.birth_date then 60 else 40 end
          + case when t.village_code = o.village_code then 25
                 when t.village_code / 1000 = o.village_code / 1000 then 10 else 0 end
          + case when t.id_number_key is null or o.id_number_key is null then 10 else 0 end as score
        from free t join unmet o on o.name = t.name
          and (t.birth_date = o.birth_date
            or (t.birth_date is null or o.birth_date is null) and t.village_code = o.village_code)
        where not exists (select from {WORDS_IN_FORCE} w where not w.same
          and w.key_a = least(t.word_key, o.word_key) and w.key_b = greatest(t.word_key, o.word_key))
      )
      {_INTO}
      select %(c)s, s.area_code, 'doubtful', 'name', s.score, s.left_name, s.left_id, s.row_id, s.person_id,
        s.household_id, '{{}}'
      from scored s where s.score >= {LEAST_SCORE} order by s.score desc, s.left_id, s.id
      on conflict do nothing"""


_SAME_FIELDS = {
    "姓名": ("l.name", "{o}.name"),
    "出生日期": ("l.birth_date::text", "{o}.birth_date::text"),
    "村（社区）": ("l.village_code", "{village}"),
    "残疾类别": ("l.category", "{c}.category"),
    "残疾等级": ("l.level", "{c}.level"),
}
_OF_REGISTRY = """households_person p on p.id = x.person_id
      join households_household h on h.id = p.household_id
      left join households_disabilitycertificate c on c.person_id = p.id and c.state = 'valid'"""


def tell_differences(more: dict[str, tuple[str, str]], *, with_list: bool) -> str:
    """Where both sides have the person: which fields differ. ``more``: label → (theirs, ours), as SQL.

    Further parameter ``rows``: only these rows of the comparison (null: all).
    """
    names = {"o": "r", "village": "r.village_code", "c": "r"} if with_list else {
        "o": "p", "village": "p.area_code", "c": "c"}  # fmt: skip
    fields = {label: (theirs, ours.format(**names)) for label, (theirs, ours) in _SAME_FIELDS.items()} | more
    found = ", ".join(
        f"'{label}', case when {theirs} is not null and {theirs} is distinct from {ours}"
        f" then jsonb_build_array({theirs}, {ours}) end"
        for label, (theirs, ours) in fields.items()
    )
    joined = "households_listrow r on r.id = x.other_row_id" if with_list else _OF_REGISTRY
    gone = "false" if with_list else "p.left_on is not null or h.left_on is not null"
    return f"""
    update households_comparisonrow x set differences = d.found,
      outcome = case when d.gone then 'gone' when x.outcome = 'doubtful' then 'doubtful'
        when d.found <> '{{}}' then 'different' else 'both' end
    from (
      select x.id, {gone} as gone, jsonb_strip_nulls(jsonb_build_object({found})) as found
      from households_comparisonrow x join households_listrow l on l.id = x.list_row_id join {joined}
      where x.comparison_id = %(c)s and x.outcome in ('both', 'different', 'doubtful')
        and (%(rows)s::bigint[] is null or x.id = any (%(rows)s::bigint[]))
    ) d where d.id = x.id"""


SIZES = """
select outcome, count(*) from households_comparisonrow where comparison_id = %(c)s group by 1"""
AREAS = """
select coalesce(array_agg(distinct area_code), '{}') from households_listrow
where list_name = %(list)s and period = %(period)s and area_code between %(lo)s and %(hi)s"""
NEWER = """
select exists (select from households_listrow
  where list_name = %(list)s and period > %(period)s and area_code between %(lo)s and %(hi)s)"""
# Whether the list says at all who of it is disabled.
TELLS = """
select exists (select from households_listrow l
  where l.list_name = %(list)s and l.period = %(period)s and l.area_code between %(lo)s and %(hi)s
    and (l.level is not null or concat(l.note, l.grade, l.status) like '%%残%%'))"""

# What stands for both entries of a doubtful row.
WORD_KEYS = f"""
select {word_key("l")}, case when x.person_id is not null then 'p:' || x.person_id else {word_key("r")} end
from households_comparisonrow x join households_listrow l on l.id = x.list_row_id
left join households_listrow r on r.id = x.other_row_id where x.id = %(row)s"""

# Rows that stand together by the word on these two keys.
ROWS_OF_WORD = f"""
select x.id from households_comparisonrow x join households_listrow l on l.id = x.list_row_id
left join households_listrow r on r.id = x.other_row_id
cross join lateral (select {word_key("l")} as left_key,
  case when x.person_id is not null then 'p:' || x.person_id else {word_key("r")} end as right_key) k
where x.how = 'word' and x.area_code / 1000000 * 1000000 = %(county)s
  and (least(k.left_key, k.right_key), greatest(k.left_key, k.right_key)) = (%(a)s, %(b)s)
order by x.id"""


def execute(statement: str, values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def fetch(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
