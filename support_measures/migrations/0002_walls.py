"""Row-level security of benefit records and area support."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import open_to_all, secured, secured_events


class Migration(migrations.Migration):
    dependencies: ClassVar = [("support_measures", "0001_initial"), ("households", "0002_walls")]

    operations: ClassVar = [
        *secured("support_measures_benefitrecord"),
        *secured_events("support_measures_benefitrecordevent"),
        *secured("support_measures_areasupport", household_column="", link=None),
        open_to_all("support_measures_areasupportevent", rights="insert", roles="sees_areas, sees_all"),
    ]
