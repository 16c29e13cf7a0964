"""Row-level security of photographs and papers; a visit or procedure named is one of the same household."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import secured, secured_events

# Moves with what it belongs to: a household that moves or is merged takes its attachments along.
OF_THE_SAME_HOUSEHOLD = """
alter table households_{table} add constraint {table}_with_household unique (id, household_id, area_code);
alter table households_attachment add constraint attachment_of_its_{table}
  foreign key ({column}, household_id, area_code) references households_{table} (id, household_id, area_code)
  on update cascade deferrable initially immediate;
"""
BACK = """
alter table households_attachment drop constraint attachment_of_its_{table};
alter table households_{table} drop constraint {table}_with_household;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0006_versions_of_rows")]

    operations: ClassVar = [
        *secured("households_attachment", paired_may="select, insert"),
        *secured_events("households_attachmentevent"),
        *(
            migrations.RunSQL(
                OF_THE_SAME_HOUSEHOLD.format(table=table, column=column),
                BACK.format(table=table),
            )
            for table, column in (("visit", "visit_id"), ("statusstep", "status_step_id"))
        ),
    ]
