"""What set-based writing of records needs of policy."""

from __future__ import annotations

# Grain: the key of one version, or null. As plan_for_area and items_of read it on the day of the scope.
_VERSION = """(
  select i.id from policy_policyitem i join policy_policyplan p on p.id = i.plan_id,
    coalesce(nullif(current_setting('scope.today', true), '')::date, current_date) as today
  where i.kind = '{kind}' and i.slug = {slug} and not p.is_draft
    and (p.area_id is null or p.area_id = {area} / 10000000000 * 10000000000)
    and (p.holds_from is null or p.holds_from <= today)
    and (i.holds_from is null or i.holds_from <= today) and (i.holds_to is null or i.holds_to > today)
  order by p.area_id desc nulls last, p.holds_from desc nulls last, p.issued_on desc nulls last limit 1)"""


def version_in_force(*, kind: str, slug: str, area: str) -> str:
    """An SQL expression: the version that a record of today is made under. ``slug``, ``area``: columns."""
    return _VERSION.format(kind=kind, slug=slug, area=area)
