"""What the differences of a comparison leave to be done, set-based.

Grain: one households_comparisontask to a kind of difference, a list and a person of a county
(difference_once). A settled task stays settled as long as its facts are the same; one that is gone, or whose
facts have changed, is opened again. Parameters: ``c``, ``on``, ``days``, ``kind``, ``list``, ``period``,
``tells`` (whether the list says who is disabled), ``rows`` (only these rows of the comparison; null: all).
"""

from __future__ import annotations

from households.comparison.departments import Difference
from households.comparison.sql import covered, word_key

_OWNER = {"county": 10**6, "township": 10**3, "village": 1}
_AREA = "coalesce(p.area_code, x.area_code)"

# Who was given it by hand keeps it, as long as the person lives in that area.
_STAYS_WITH = """case when k.assigned_on is not null and k.owner_code in
    (f.area_code, f.area_code / 1000 * 1000, f.area_code / 1000000 * 1000000)
    then k.owner_code else f.owner_code end"""


def raise_tasks(difference: Difference) -> str:
    """Answers how many are new, opened again, still open and still settled."""
    unit = _OWNER[difference.owner]
    outcomes = ", ".join(f"'{outcome}'" for outcome in difference.outcomes)
    return f"""
    with found as materialized (
      select distinct on (person_key) * from (
        select coalesce('l:' || encode(p.id_number_key, 'hex'), 'p:' || p.id,
            case when l.id is not null then {word_key("l")} else {word_key("r")} end) as person_key,
          {_AREA} as area_code, {_AREA} / {unit} * {unit} as owner_code,
          coalesce(p.name, l.name, r.name) as name, p.household_id, p.id as person_id, l.id as list_row_id,
          left({difference.says}, 200) as sentence, left(coalesce({difference.facts}, ''), 200) as facts
        from households_comparisonrow x
        left join households_listrow l on l.id = x.list_row_id
        left join households_listrow r on r.id = x.other_row_id
        left join households_person p on p.id = x.person_id
        left join households_household h on h.id = p.household_id
        left join households_disabilitycertificate c on c.person_id = p.id and c.state = 'valid'
        where x.comparison_id = %(c)s and x.outcome in ({outcomes})
          and (%(rows)s::bigint[] is null or x.id = any (%(rows)s::bigint[]))
          and ({difference.when})
      ) each_row order by person_key, list_row_id
    ),
    known as materialized (
      select k.id, f.*, k.state as was,
        k.state = 'gone' or k.state = 'settled' and k.facts <> f.facts as again
      from found f join households_comparisontask k
        on k.county_code = f.area_code / 1000000 * 1000000 and k.kind = %(kind)s
        and k.list_name = %(list)s and k.person_key = f.person_key
    ),
    kept as (
      update households_comparisontask k set seen_on = %(on)s, comparison_id = %(c)s, period = %(period)s,
        facts = f.facts,
        area_code = f.area_code, owner_code = {_STAYS_WITH}, name = f.name, household_id = f.household_id,
        person_id = f.person_id, list_row_id = f.list_row_id,
        sentence = case when f.was = 'settled' and not f.again then k.sentence else f.sentence end,
        state = case when f.again then 'open' else k.state end,
        due_on = case when f.again then %(on)s::date + %(days)s else k.due_on end,
        times_reopened = k.times_reopened + f.again::int,
        outcome = case when f.again then '' else k.outcome end,
        note = case when f.again then '' else k.note end,
        settled_on = case when f.again then null else k.settled_on end,
        settled_by_id = case when f.again then null else k.settled_by_id end
      from known f where k.id = f.id
      returning f.was, f.again
    ),
    made as (
      insert into households_comparisontask (area_code, county_code, kind, list_name, period, person_key,
        name, household_id, person_id, list_row_id, sentence, facts, owner_code, found_on, seen_on, due_on,
        times_reopened, state, outcome, note, comparison_id)
      select f.area_code, f.area_code / 1000000 * 1000000, %(kind)s, %(list)s, %(period)s, f.person_key,
        f.name, f.household_id, f.person_id, f.list_row_id, f.sentence, f.facts, f.owner_code, %(on)s, %(on)s,
        %(on)s::date + %(days)s, 0, 'open', '', '', %(c)s
      from found f where not exists (select from known k where k.person_key = f.person_key)
      on conflict do nothing returning id
    )
    select (select count(*) from made), (select count(*) from kept where again),
      (select count(*) from kept where was = 'open'),
      (select count(*) from kept where was = 'settled' and not again)"""


# Open tasks of the list that this comparison, over their area, has not found any more.
GONE = f"""
update households_comparisontask k set state = 'gone', seen_on = %(on)s
where k.kind = %(kind)s and k.list_name = %(list)s and k.state = 'open' and k.comparison_id <> %(c)s
  and k.area_code between %(lo)s and %(hi)s and {covered("k.area_code")}"""


# What a pair that is one no longer had left open: the rows of the list are somebody else's.
PARTED = """
update households_comparisontask set state = 'gone'
where state = 'open' and list_row_id = %(list_row)s and person_id = %(person)s"""
