"""Row-level security of payments."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import secured, secured_events


class Migration(migrations.Migration):
    dependencies: ClassVar = [("support_measures", "0003_benefit_facts_walls")]

    operations: ClassVar = [
        *secured("support_measures_payment"),
        *secured_events("support_measures_paymentevent"),
    ]
