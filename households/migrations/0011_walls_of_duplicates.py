"""Row-level security of likely duplicates and of merges."""

from foundation.areas.row_security import secured
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0010_walls_of_procedures"),
    ]

    operations = [
        *secured("households_duplicate", household_column="", link=None),
        *secured("households_merge", household_column="", link=None),
    ]
