"""Row-level security of activities, attendance and shares; attendance bound to its activity's hours."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import open_to_all, secured, secured_events

# Known by name in the whole county; written only inside one's own range.
ACTIVITIES = """
alter table actions_activity enable row level security;
create policy areas on actions_activity to sees_areas
  using (area_code >= nullif(current_setting('scope.lo', true), '')::bigint / 1000000 * 1000000
     and area_code <= nullif(current_setting('scope.hi', true), '')::bigint)
  with check (area_code >= nullif(current_setting('scope.lo', true), '')::bigint
     and area_code <= nullif(current_setting('scope.hi', true), '')::bigint);
create policy everything on actions_activity to sees_all using (true) with check (true);
grant select, insert, update on actions_activity to sees_areas, sees_all;
grant select on actions_activity to sees_paired;
"""
NO_ACTIVITIES = """
drop policy everything on actions_activity;
drop policy areas on actions_activity;
alter table actions_activity disable row level security;
revoke all on actions_activity from sees_areas, sees_all, sees_paired;
"""
# A cadre knows the stations whose shares his households hold.
OF_PAIRED_HOLDERS = """
create policy paired on actions_activity for select to sees_paired
  using (id = any ((select array(select activity_id from actions_share))::bigint[]));
"""
HOURS = """
alter table actions_attendance add constraint attendance_hours_of_its_activity
  foreign key (activity_id, activity_hours) references actions_activity (id, hours)
  on update cascade deferrable initially immediate
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("actions", "0002_walls")]

    operations: ClassVar = [
        migrations.RunSQL(ACTIVITIES, NO_ACTIVITIES),
        open_to_all("actions_activityevent", rights="insert", roles="sees_areas, sees_all"),
        *secured("actions_attendance", link="person"),
        *secured_events("actions_attendanceevent"),
        migrations.RunSQL(
            HOURS, "alter table actions_attendance drop constraint attendance_hours_of_its_activity"
        ),
        *secured("actions_share"),
        migrations.RunSQL(OF_PAIRED_HOLDERS, "drop policy paired on actions_activity"),
        *secured_events("actions_shareevent"),
        *secured("actions_sharepayment"),
        *secured_events("actions_sharepaymentevent"),
    ]
