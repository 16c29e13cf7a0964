"""A year's surveys against those of the registry.

Grain: one staged line a household and year. Leans on one_survey_a_year. What the list leaves
blank stays as registered; money that is nowhere counts as nothing.
"""

from __future__ import annotations

from households.models.surveys import COSTS, TRANSFERS
from households.roster.rows.sql import execute, tell_twins
from households.roster.sql_merge import Merging

_MONEY = ("wage_yuan", "business_yuan", "property_yuan", "transfer_yuan", "business_cost_yuan")
_OTHERS = (
    *TRANSFERS, *COSTS, "medical_out_of_pocket_yuan", "food_ok", "clothing_ok", "water_ok", "education_ok",
    "medical_ok", "housing_ok", "evidence", "surveyed_on",
)  # fmt: skip
_FIELDS = ("members", *_MONEY, *_OTHERS)


def find_changes() -> None:
    tell_twins("同一户同一年度", "household_id, year", "number")
    execute("""
        update staged_line s set members = coalesce(s.members, y.members, nullif(present.n, 0)),
          record_id = y.id, is_new = y.id is null
        from staged_line o
        left join households_householdyear y on y.household_id = o.household_id and y.year = o.year
        left join lateral (select count(*) as n from households_person p
          where p.household_id = o.household_id and p.left_on is null) present on true
        where (o.row, o.part) = (s.row, s.part) and s.problem is null""")
    execute("""
        update staged_line set verdict = 'wrong', problem_column = 'members',
          problem = '没有填家庭人口，户档里也没有成员；请补填' where members is null and problem is null""")
    changes = ", ".join(
        f"'{c}', case when s.{c} is not null and s.{c} is distinct from y.{c}"
        f" then jsonb_build_array(y.{c}, s.{c}) end"
        for c in _FIELDS
    )
    execute(f"""
        update staged_line s set changes = jsonb_strip_nulls(jsonb_build_object({changes}))
        from households_householdyear y where y.id = s.record_id and s.problem is null""")
    find_contradictions()


def find_contradictions() -> None:
    """The list's part and what is registered must add up together, else the database would refuse them."""
    parts = [f"coalesce(s.{c}, y.{c})" for c in TRANSFERS]
    total = " + ".join(f"coalesce({part}, 0)" for part in parts)
    execute(f"""
        update staged_line s set verdict = 'wrong', problem_column = 'transfer_yuan',
          problem = '转移性收入与户档里已登记的分项合计不符；请把各分项也列上'
        from households_householdyear y
        where y.id = s.record_id and s.problem is null and coalesce({", ".join(parts)}) is not null
          and {total} <> coalesce(s.transfer_yuan, y.transfer_yuan)""")
    execute("""
        update staged_line s set verdict = 'wrong', problem_column = 'medical_out_of_pocket_yuan',
          problem = '自付医疗支出大于户档里已登记的医疗总支出；请核对'
        from households_householdyear y
        where y.id = s.record_id and s.problem is null
          and coalesce(s.medical_out_of_pocket_yuan, y.medical_out_of_pocket_yuan)
            > coalesce(s.medical_cost_yuan, y.medical_cost_yuan)""")


def write(merging: Merging) -> None:
    kept = ", ".join(f"{c} = coalesce(s.{c}, y.{c})" for c in _FIELDS)
    execute(f"""
        update households_householdyear y set {kept}, updated_at = now()
        from staged_line s where s.good and y.id = s.record_id and s.changes <> '{{}}'""")
    given = ", ".join(
        ["s.members", *(f"coalesce(s.{c}, 0)" for c in _MONEY)]
        + [f"coalesce(s.{c}, '')" if c == "evidence" else f"s.{c}" for c in _OTHERS]
    )
    execute(
        f"""
        insert into households_householdyear (household_id, area_code, year, {", ".join(_FIELDS)},
          created_at, updated_at, created_by_id, created_by_run_id)
        select s.household_id, s.area_code, s.year, {given}, now(), now(), %(user)s, %(run)s
        from staged_line s where s.good and s.is_new order by s.row""",
        merging.values,
    )
