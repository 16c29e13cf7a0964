"""Policy is public within the system; the province edits it (sees_all; the act is asked by the page)."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import open_to_all

TABLES = "policy_policyplan, policy_policyitem, policy_figure"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("policy", "0001_initial")]

    operations: ClassVar = [
        open_to_all(TABLES),
        open_to_all(TABLES, rights="insert, update", roles="sees_all"),
    ]
