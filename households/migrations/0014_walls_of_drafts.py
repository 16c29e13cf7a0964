"""Drafts of the entry page: sealed, walled like the household they are about, and they may go."""

from django.db import migrations

from foundation.areas.row_security import secured


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0013_department_lists_walls"),
    ]

    operations = [
        *secured("households_draft", household_column=""),
        migrations.RunSQL(
            "grant delete on households_draft to sees_areas, sees_all",
            "revoke delete on households_draft from sees_areas, sees_all",
        ),
    ]
