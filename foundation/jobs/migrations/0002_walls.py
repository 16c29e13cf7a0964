"""Runs lie in an area; the connection itself keeps their doorbell, the system administrator sees their health."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import open_to_all, secured


class Migration(migrations.Migration):
    dependencies: ClassVar = [("jobs", "0001_initial"), ("areas", "0002_walls")]

    operations: ClassVar = [
        *secured("jobs_run", household_column="", link=None),
        migrations.RunSQL(
            """
            create policy doorbell on jobs_run to app_login using (true) with check (true);
            create policy health on jobs_run for select to sees_none using (true);
            """,
            "drop policy doorbell on jobs_run; drop policy health on jobs_run;",
        ),
        open_to_all("jobs_run", rights="select, insert, update", roles="app_login"),
        open_to_all("jobs_run", roles="sees_none"),
    ]
