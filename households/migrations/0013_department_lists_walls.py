"""Row-level security of the departments' lists."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import secured


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0012_walls_of_senders_words")]

    operations: ClassVar = secured("households_listrow", household_column="", link=None)
