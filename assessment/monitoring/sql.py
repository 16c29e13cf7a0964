"""The statements of fall-back detection."""

from __future__ import annotations

import re
from datetime import date

from django.db import connection
from psycopg2 import sql

from assessment.monitoring.rules import Rule
from assessment.planning import joined_by_hash
from foundation.areas.codes import CodeRange
from foundation.policy.querysets import lineage

# Grain: one row per household and rule. Repeatable by the keys one_alert_a_rule_and_day and
# one_open_alert_a_rule; leans on household_by_area, survey_by_area. "survey" is the latest one of
# the year of detection or before, whose survey day has come.
_RAISE = """
with home as (
    select h.id as household_id, h.area_code, h.house_grade
    from households_household h
    join households_householdfacts f
      on f.household_id = h.id and f.n_disabled > 0 and f.area_code between %(lo)s and %(hi)s
    where h.area_code between %(lo)s and %(hi)s
      and h.left_on is null
      and h.poverty_status = any (case when %(lifted_only)s then array['lifted']
                                       else array['identified', 'lifted', 'fallen_back'] end)
),
latest as (
    select distinct on (y.household_id) y.*
    from households_householdyear y
    where y.area_code between %(lo)s and %(hi)s
      and y.year <= extract(year from %(as_of)s)
      and (y.surveyed_on is null or y.surveyed_on <= %(as_of)s)
    order by y.household_id, y.year desc
),
survey as (
    select h.household_id, h.area_code, y.year, y.income_per_head_yuan as income,
           before.income_per_head_yuan as income_before,
           y.medical_out_of_pocket_yuan as medical,
           y.wage_yuan + y.business_yuan + y.property_yuan + y.transfer_yuan as total,
           concat_ws('、', case when not y.food_ok then '不愁吃' end,
                     case when not y.clothing_ok then '不愁穿' end,
                     case when not y.water_ok then '饮水安全' end,
                     case when not y.education_ok then '义务教育' end,
                     case when not y.medical_ok then '基本医疗' end,
                     case when not y.housing_ok then '住房安全' end) as missing,
           num_nonnulls(nullif(y.food_ok, true), nullif(y.clothing_ok, true), nullif(y.water_ok, true),
                        nullif(y.education_ok, true), nullif(y.medical_ok, true),
                        nullif(y.housing_ok, true)) as count
    from home h
    join latest y using (household_id)
    left join households_householdyear before
      on before.household_id = h.household_id and before.year = y.year - 1
),
threshold as (
    -- The figure of the nearest area above, then of the latest year not after (FigureQuerySet.of).
    select distinct on (y.year) y.year, f.value
    from generate_series(2010, extract(year from %(as_of)s)::int) y (year)
    join policy_figure f on f.kind = %(threshold)s and f.year <= y.year
                        and (f.area_id is null or f.area_id = any (%(lineage)s))
    order by y.year, f.area_id desc nulls last, f.year desc
),
found as ({found})
insert into assessment_riskalert
    (household_id, area_code, rule, as_of, sentence, figures, state, verification, verdict, conclusion,
     created_at, updated_at, created_by_id, created_by_run_id)
select found.household_id, found.area_code, %(rule)s, %(as_of)s, concat({sentence}),
       to_jsonb(found) - 'household_id' - 'area_code', 'open', '', '', '', now(), now(), %(by)s, %(run)s
from found
where not exists (select from assessment_riskalert later
                  where later.household_id = found.household_id and later.rule = %(rule)s
                    and later.as_of >= %(as_of)s)
order by found.area_code, found.household_id
on conflict do nothing
"""

# Grain: one count; the households that the rules for every registered household ask about.
_HOMES = """
select count(*)
from households_household h
join households_householdfacts f on f.household_id = h.id and f.n_disabled > 0
where h.area_code between %(lo)s and %(hi)s
  and h.left_on is null and h.poverty_status in ('identified', 'lifted', 'fallen_back')
"""


def raise_alerts(
    rule: Rule, *, area_code: int, bounds: CodeRange, as_of: date, by_id: int, run_id: int
) -> int:
    """Raise the rule's alerts within ``bounds``; returns how many are new."""
    statement = sql.SQL(_RAISE).format(found=sql.SQL(rule.found), sentence=_sentence(rule.sentence))
    with joined_by_hash() as cursor:
        cursor.execute(
            statement,
            {
                "lo": bounds.lo,
                "hi": bounds.hi,
                "lifted_only": rule.lifted_only,
                "as_of": as_of,
                "threshold": rule.threshold,
                "lineage": lineage(area_code),
                "rule": rule.slug,
                "by": by_id,
                "run": run_id,
            },
        )
        return int(cursor.rowcount)


def count_homes(bounds: CodeRange) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_HOMES, {"lo": bounds.lo, "hi": bounds.hi})
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _sentence(template: str) -> sql.Composable:
    """``"{year}年…"`` as the arguments of concat(): columns of ``found`` and literals."""
    pieces = re.split(r"\{(\w+)\}", template)
    parts: list[sql.Composable] = []
    for place, piece in enumerate(pieces):
        if place % 2:
            parts.append(sql.Identifier("found", piece))
        elif piece:
            # The statement has parameters: a bare percent sign would be read as one.
            parts.append(sql.Literal(piece.replace("%", "%%")))
    return sql.SQL(", ").join(parts)
