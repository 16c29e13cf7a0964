"""The triggers of tables that a migration has just created."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation


class InstallTriggers(Operation):
    """Install every trigger that the models of this app declare.

    An initial migration states the triggers in the options of its ``CreateModel``: one operation for all of
    them, because each ``AddTrigger`` makes Django render the whole project's models anew.
    """

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The triggers stand in the state already."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for (app, _), model in to_state.models.items():
            for trigger in model.options.get("triggers", ()) if app == app_label else ():
                schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """They go with their tables."""

    def describe(self) -> str:
        return "Install the triggers of this app's tables"
