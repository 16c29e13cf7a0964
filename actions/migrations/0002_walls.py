"""Row-level security of enrolments."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import secured, secured_events


class Migration(migrations.Migration):
    dependencies: ClassVar = [("actions", "0001_initial"), ("households", "0002_walls")]

    operations: ClassVar = [
        *secured("actions_enrolment"),
        *secured_events("actions_enrolmentevent"),
    ]
