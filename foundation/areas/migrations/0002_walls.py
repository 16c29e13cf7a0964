"""Divisions are public reference data; extensions and functions that every floor above needs."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import open_to_all


class Migration(migrations.Migration):
    dependencies: ClassVar = [("areas", "0001_initial")]

    operations: ClassVar = [
        open_to_all("areas_area"),
        open_to_all("areas_areaalias"),
        open_to_all("areas_areaflag"),
        open_to_all("areas_area", rights="insert, update", roles="sees_none, sees_all"),
        open_to_all("areas_areaalias", rights="insert, update", roles="sees_none, sees_all"),
        open_to_all("areas_areaflag", rights="insert, update", roles="sees_none, sees_all"),
    ]
