"""Row-level security of alerts and ledgers."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import secured, secured_events


class Migration(migrations.Migration):
    dependencies: ClassVar = [("assessment", "0001_initial"), ("households", "0002_walls")]

    operations: ClassVar = [
        # A cadre verifies the alerts of his households.
        *secured("assessment_riskalert", paired_may="select, update"),
        *secured_events("assessment_riskalertevent"),
        *secured("assessment_ledger", household_column="", link=None),
        *secured("assessment_ledgerentry"),
    ]
