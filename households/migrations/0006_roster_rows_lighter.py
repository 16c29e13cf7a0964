"""Roster rows without the indexes that nobody asks: an import writes each of them twice."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0005_statistics_after_imports")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="rosterrow",
            name="roster",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="households.rosterfile",
            ),
        ),
        migrations.AlterField(
            model_name="rosterrow",
            name="household",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="households.household",
            ),
        ),
        migrations.AlterField(
            model_name="rosterrow",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="households.person",
            ),
        ),
    ]
