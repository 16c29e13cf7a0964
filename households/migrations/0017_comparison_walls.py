"""Row-level security of comparisons, their rows, their tasks and the words on who is whom."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import secured

_RANGE = (
    "area_code >= nullif(current_setting('scope.lo', true), '')::bigint"
    " and area_code <= nullif(current_setting('scope.hi', true), '')::bigint"
)
# Tasks of people who are not registered have no household: their history is read by the area it stood in.
EVENTS = f"""
alter table households_comparisontaskevent enable row level security;
create policy written on households_comparisontaskevent for insert to sees_areas, sees_all with check (true);
create policy areas on households_comparisontaskevent for select to sees_areas using ({_RANGE});
create policy everything on households_comparisontaskevent for select to sees_all using (true);
grant select, insert on households_comparisontaskevent to sees_areas, sees_all;
"""
EVENTS_BACK = """
drop policy written on households_comparisontaskevent;
drop policy areas on households_comparisontaskevent;
drop policy everything on households_comparisontaskevent;
alter table households_comparisontaskevent disable row level security;
revoke all on households_comparisontaskevent from sees_areas, sees_all;
"""
# A word on who is whom is said once: nobody changes it.
KEPT = "revoke update on households_identityword from sees_areas, sees_all"
KEPT_BACK = "grant update on households_identityword to sees_areas, sees_all"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0016_lists_that_facts_read")]

    operations: ClassVar = [
        *secured("households_comparison", household_column="", link=None),
        *secured("households_comparisonrow", household_column="", link=None),
        *secured("households_comparisontask", household_column="", link="household"),
        *secured("households_identityword", household_column="", link=None),
        migrations.RunSQL(KEPT, KEPT_BACK),
        migrations.RunSQL(EVENTS, EVENTS_BACK),
    ]
