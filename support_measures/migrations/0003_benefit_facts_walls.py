"""Row-level security of the facts about benefits."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import secured


class Migration(migrations.Migration):
    dependencies: ClassVar = [("support_measures", "0002_walls")]

    operations: ClassVar = [
        *secured("support_measures_personbenefitfacts", link="person"),
        *secured("support_measures_householdbenefitfacts"),
    ]
