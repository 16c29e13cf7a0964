"""An import of statements that is taken back removes what it made; the history keeps what stood there."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0022_roster_parts")]

    operations: ClassVar = [
        migrations.RunSQL(
            "grant delete on households_factstatement to sees_areas, sees_all",
            "revoke delete on households_factstatement from sees_areas, sees_all",
        ),
    ]
