"""System checks of both walls: no table, model or connection slips past them unnoticed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection, models

from foundation.areas.querysets import ScopedQuerySet

# Tables with an area or a household that are not walled like the others, each with its reason.
EXCEPTIONS = {
    "accounts_accessrecord": "a log: insert only, read by the auditor",
    "support_measures_areasupportevent": "history of rows without people: written only",
    "actions_activityevent": "history of activities, rows without people: written only",
    "households_cadreevent": "history of cadres: written only, read by the province",
}

_POLICIES = """
select c.relname, c.relrowsecurity,
       coalesce(array_agg(p.polname::text) filter (where p.polname is not null), '{}')
from pg_class c left join pg_policy p on p.polrelid = c.oid
where c.relkind = 'r' and c.relname = any (%s)
group by 1, 2
"""
_CONNECTION = """
select r.rolsuper or r.rolbypassrls
       or exists (select from pg_class c where c.relname = 'households_household' and c.relowner = r.oid)
from pg_roles r where r.rolname = current_user
"""


def walled_models() -> list[type[models.Model]]:
    """Every concrete model with a path to a household or an area."""
    return [
        model
        for model in apps.get_models()
        if model._meta.db_table not in EXCEPTIONS
        and model._meta.managed
        and {"area_code", "household_id"} & _columns(model)
    ]


def _columns(model: type[models.Model]) -> set[str]:
    return {field.column or "" for field in model._meta.concrete_fields}


def _is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_tracked_model")


@register(Tags.models)
def every_walled_model_has_the_scoped_queryset(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{model.__name__} lies in an area but its manager is not made from a ScopedQuerySet.",
            hint="Give it objects = …QuerySet.as_manager(), or list it in foundation/areas/checks.py.",
            id="areas.E001",
        )
        for model in walled_models()
        if not _is_history(model) and not isinstance(model._default_manager.all(), ScopedQuerySet)
    ]


@register(Tags.database)
def every_walled_table_has_its_policies(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    if not databases or not _migrated():
        return []
    tables = {model._meta.db_table: model for model in walled_models()}
    with connection.cursor() as cursor:
        cursor.execute(_POLICIES, [list(tables)])
        rows = cursor.fetchall()
    problems = []
    for table, secured, policies in rows:
        missing = {"areas", "everything"} - set(policies)
        if not secured or missing:
            problems.append(
                Error(
                    f"The table {table} lacks row-level security or policies: {sorted(missing)}.",
                    hint="Add secured(…) to a migration (foundation/areas/row_security.py).",
                    id="areas.E002",
                )
            )
    return problems  # type: ignore[return-value]


@register(Tags.database)
def connection_cannot_climb_the_wall(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    if not databases or settings.CONNECTION_ROLE == "owner" or not _migrated():
        return []
    with connection.cursor() as cursor:
        cursor.execute(_CONNECTION)
        row = cursor.fetchone()
    if row is not None and not row[0]:
        return []
    return [
        Error(
            "The application's connection is a superuser, the tables' owner, or bypasses row-level security.",
            hint="Connect as app_login (config/embedded/roles.sql).",
            id="areas.E003",
        )
    ]


def _migrated() -> bool:
    return "households_household" in connection.introspection.table_names()
