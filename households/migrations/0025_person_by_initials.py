"""Pinyin initials of a whole province are found by an index."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0024_work_help"),
        ("jobs", "0002_walls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                fields=["name_initials"], name="person_by_initials", opclasses=["varchar_pattern_ops"]
            ),
        ),
    ]
