"""What clerks decide about a roster, what a county sets for its imports, and an import taken back."""

from django.db import migrations

from foundation.areas.row_security import secured


# The limits are the county's: its townships read them, the county itself writes them.
LIMITS = """
alter table households_importlimits enable row level security;
create policy known on households_importlimits for select to sees_areas
  using (area_code >= nullif(current_setting('scope.lo', true), '')::bigint / 1000000 * 1000000
     and area_code <= nullif(current_setting('scope.hi', true), '')::bigint);
create policy areas on households_importlimits to sees_areas
  using (area_code >= nullif(current_setting('scope.lo', true), '')::bigint
     and area_code <= nullif(current_setting('scope.hi', true), '')::bigint)
  with check (area_code >= nullif(current_setting('scope.lo', true), '')::bigint
     and area_code <= nullif(current_setting('scope.hi', true), '')::bigint);
create policy everything on households_importlimits to sees_all using (true) with check (true);
grant select, insert, update on households_importlimits to sees_areas, sees_all;
alter table households_importlimits add constraint import_limits_of_a_county
  check (area_code % 1000000 = 0);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0007_attachments_walls"),
    ]

    operations = [
        *secured("households_rosterdecision", household_column="", link=None),
        migrations.RunSQL(
            "grant delete on households_rosterdecision to sees_areas, sees_all",
            "revoke delete on households_rosterdecision from sees_areas, sees_all",
        ),
        migrations.RunSQL(LIMITS, migrations.RunSQL.noop),
    ]
