"""A list is counted from its index alone: the index of lists carries the day of leaving."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("households", "0015_duplicates"),
    ]

    operations: ClassVar = [
        migrations.RemoveIndex(
            model_name="household",
            name="household_by_area",
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["area_code", "id"], include=("left_on",), name="household_by_area"),
        ),
    ]
