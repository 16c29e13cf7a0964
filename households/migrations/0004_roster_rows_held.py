"""Rows that wait with their family, the version a household was checked at, and numbers of other counties."""

from typing import ClassVar

from django.db import migrations

# Says of a household's number only in which county it is registered, for an importer outside that county.
HOUSEHOLD_NUMBER_ELSEWHERE = """
create function household_number_elsewhere(numbers text[])
returns table (number text, county_name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select h.number::text, a.name::text
  from households_household h
  join areas_area a on a.code = h.area_code / 1000000 * 1000000
  where h.number = any (numbers)
    and not (h.area_code >= nullif(current_setting('scope.lo', true), '')::bigint
         and h.area_code <= nullif(current_setting('scope.hi', true), '')::bigint)
$$;
revoke all on function household_number_elsewhere(text[]) from public;
grant execute on function household_number_elsewhere(text[]) to sees_areas, sees_all;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0003_lists_known_below")]

    operations: ClassVar = [
        migrations.RunSQL(HOUSEHOLD_NUMBER_ELSEWHERE, "drop function household_number_elsewhere(text[])"),
    ]
