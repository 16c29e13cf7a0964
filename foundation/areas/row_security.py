"""Wall 2: row-level security, made by one helper so that every table has the same policies.

Used in migrations, right after the tables: ``operations=[..., *secured("households_person")]``.
The exact shapes and why nothing cleverer: an OR or an EXISTS in a policy, or a
sub-select around current_setting, cost 4 to 2,500 times as much.
"""

from __future__ import annotations

from django.db import migrations

_RANGE = (
    "area_code >= nullif(current_setting('scope.lo', true), '')::bigint"
    " and area_code <= nullif(current_setting('scope.hi', true), '')::bigint"
)
SCOPE_ROLES = ("sees_all", "sees_areas", "sees_paired")


def _operation(forward: str, backward: str) -> migrations.RunSQL:
    return migrations.RunSQL(forward, backward)


def secured(
    table: str,
    *,
    household_column: str = "household_id",
    paired_may: str = "select",
    link: str | None = "household",
) -> list[migrations.RunSQL]:
    """Policies, grants and the composite foreign key of one table with a path to a household.

    ``paired_may``: what a cadre may do besides reading (``"select, insert"`` for visits).
    ``link``: ``"household"`` for ``(household_id, area_code)``; ``"person"`` for
    ``(person_id, household_id, area_code)``; ``None`` for households themselves and
    for rows that belong to an area alone. Nobody may delete.
    """
    policies = f"""
        alter table {table} enable row level security;
        create policy areas on {table} to sees_areas using ({_RANGE}) with check ({_RANGE});
        create policy everything on {table} to sees_all using (true) with check (true);
        grant select, insert, update on {table} to sees_areas, sees_all;
    """
    if household_column:
        policies += f"""
            create policy paired on {table} to sees_paired
                using ({household_column} = any ((select paired_households())::bigint[]));
            grant {paired_may} on {table} to sees_paired;
        """
    drop = f"""
        drop policy if exists paired on {table};
        drop policy everything on {table};
        drop policy areas on {table};
        alter table {table} disable row level security;
        revoke all on {table} from sees_areas, sees_all, sees_paired;
    """
    operations = [_operation(policies, drop)]
    if link == "household":
        operations.append(_linked(table, "household_id, area_code", "households_household (id, area_code)"))
    elif link == "person":
        operations.append(
            _linked(
                table, "person_id, household_id, area_code", "households_person (id, household_id, area_code)"
            )
        )
    return operations


def _linked(table: str, columns: str, target: str) -> migrations.RunSQL:
    name = f"{table}_in_its_area"
    return _operation(
        f"alter table {table} add constraint {name} foreign key ({columns}) references {target}"
        " on update cascade deferrable initially immediate",
        f"alter table {table} drop constraint {name}",
    )


def secured_events(table: str, *, household_column: str = "household_id") -> list[migrations.RunSQL]:
    """An event table: everybody's triggers write it; it is read through the present household."""
    visible = f"exists (select from households_household h where h.id = {table}.{household_column})"
    return [
        _operation(
            f"""
            alter table {table} enable row level security;
            create policy written on {table} for insert to sees_areas, sees_all, sees_paired
                with check (true);
            create policy areas on {table} for select to sees_areas using ({visible});
            create policy everything on {table} for select to sees_all using (true);
            grant select, insert on {table} to sees_areas, sees_all;
            grant insert on {table} to sees_paired;
            """,
            f"""
            drop policy written on {table};
            drop policy areas on {table};
            drop policy everything on {table};
            alter table {table} disable row level security;
            revoke all on {table} from sees_areas, sees_all, sees_paired;
            """,
        )
    ]


def open_to_all(table: str, *, rights: str = "select", roles: str | None = None) -> migrations.RunSQL:
    """Reference data without households (divisions, policy): the same rows for everybody."""
    to = roles or "app_login, sees_all, sees_areas, sees_paired, sees_none"
    return _operation(f"grant {rights} on {table} to {to}", f"revoke {rights} on {table} from {to}")
