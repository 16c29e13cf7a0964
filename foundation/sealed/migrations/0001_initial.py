"""The tables, with their constraints, indexes and triggers; the walls come in the next migrations."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SealCheck",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("value", models.CharField(max_length=32)),
            ],
            options={
                "verbose_name": "密钥校验值",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="seal_check_single")
                ],
            },
        ),
    ]
