"""Health: whether this process can work, for a load balancer and for the launcher."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from foundation.accounts.acting import open_to_everyone

_schema_is_current = False


@open_to_everyone("a load balancer asks it; it tells nothing but fit or unfit")
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and its schema is this version's, else 503."""
    global _schema_is_current
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        if not _schema_is_current:
            executor = MigrationExecutor(connection)
            _schema_is_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"fit": False, "because": "database"}, status=503)
    if not _schema_is_current:
        return JsonResponse({"fit": False, "because": "migrations"}, status=503)
    return JsonResponse({"fit": True})
