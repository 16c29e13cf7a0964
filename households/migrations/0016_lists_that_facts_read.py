"""Departments' lists answer facts: who of the households asked for stands on a list that holds on the day.

The list of a county names people of all its townships, whom a township's clerk must not read.
The function looks over the wall, and tells only of persons within the asker's own
area or paired with the asker.
"""

from typing import ClassVar

from django.db import migrations

# Which lists hold for a year, for a school year (from September), for a month.
_HOLDS = """(
      l.list_name in ('基本医保参保名单', '城乡居民养老保险参保名单', '农村危房存量名单')
        and left(l.period, 4) = to_char(on_day, 'YYYY')
      or l.list_name = '学籍比对名单' and to_char(on_day - interval '8 months', 'YYYY') = case
        when length(l.period) = 4 then l.period
        else to_char(to_date(l.period, 'YYYY-MM') - interval '8 months', 'YYYY') end
      or l.list_name in ('低保对象名单', '特困人员名单') and l.period = to_char(on_day, 'YYYY-MM'))
    and l.status !~ '停|未参|未享|不享|退保|退出|注销|取消|终止|死亡|^否$|^无$'"""

# A list holds for the area it was sent in for and for all that lies in it.
_WITHIN = """l.area_code in (p.area_code, p.area_code / 1000 * 1000, p.area_code / 1000000 * 1000000,
      p.area_code / 100000000 * 100000000, p.area_code / 10000000000 * 10000000000)"""
_SEEN = """p.area_code between coalesce(nullif(current_setting('scope.lo', true), '')::bigint, 0)
      and coalesce(nullif(current_setting('scope.hi', true), '')::bigint, 999999999999)
      and (coalesce(current_setting('scope.cadre', true), '') = ''
        or p.household_id = any ((select paired_households())::bigint[]))"""


def _rows(asked: str) -> str:
    """By ID number; a row without one by name, sure only with the same birth date and village."""
    given = "p.id, p.household_id, l.list_name::text, l.grade::text, l.stage::text, l.covered::int"
    return f"""
      select {given}, true
      from households_person p join households_listrow l on l.id_number_key = p.id_number_key
      where {asked} {_SEEN} and {_WITHIN} and {_HOLDS}
      union all
      select {given}, coalesce(l.birth_date = p.birth_date and l.village_code = p.area_code, false)
      from households_person p join households_listrow l on l.name = p.name and l.id_number_key is null
      where {asked} {_SEEN} and {_WITHIN} and {_HOLDS}
        and coalesce(l.birth_date = p.birth_date, true) and coalesce(l.village_code = p.area_code, true)"""  # noqa: S608


# Two plans: few households through the indexes, all of them at one go.
LISTED = f"""
create function on_department_lists(ids bigint[], on_day date)
returns table (person_id bigint, household_id bigint, list_name text, grade text, stage text, covered int,
  sure boolean)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
begin
  if ids is null then
    return query {_rows("")};
  else
    return query {_rows("p.household_id = any (ids) and")};
  end if;
end
$$;
revoke all on function on_department_lists(bigint[], date) from public;
grant execute on function on_department_lists(bigint[], date) to sees_areas, sees_all, sees_paired;
"""

DELETING = """
grant delete on households_listrow, households_loadedlist, households_householdyear to sees_areas, sees_all;
"""
KEEPING = """
revoke delete on households_listrow, households_loadedlist, households_householdyear from sees_areas, sees_all;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0015_papers_of_steps")]

    operations: ClassVar = [
        migrations.RunSQL(LISTED, "drop function on_department_lists(bigint[], date)"),
        # An import that is taken back takes its lists and surveys along; the history keeps the surveys.
        migrations.RunSQL(DELETING, KEEPING),
    ]
