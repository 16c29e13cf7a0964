"""Who may do what: the whole matrix of roles and acts, written out by hand and held against the code."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from foundation.accounts.acting import may, refusal
from foundation.accounts.roles import ACTS, ADMINISTRATORS, LEVELS, Role, extent_of, scope_role
from tests.world import World

#        act                    clerk  lead  town  village  cadre  pref  prov
MATRIX = """
see_households                  yes    yes   yes   yes      yes    yes   yes
show_number                     yes    yes   yes   -        -      yes   yes
register                        yes    yes   yes   proposes proposes -   -
procedure_step                  yes    yes   yes   yes      -      -     -
confirm                         -      yes   -     -        -      -     -
import_roster                   yes    yes   yes   -        -      -     -
undo_import                     -      yes   -     -        -      -     -
set_import_limits               -      yes   -     -        -      -     -
settle_difference               yes    yes   yes   -        -      -     -
pair                            yes    yes   yes   -        -      -     -
visit                           yes    yes   yes   yes      yes    -     -
attach                          yes    yes   yes   yes      yes    -     -
print_card                      yes    yes   yes   yes      -      -     -
record_support                  yes    yes   yes   proposes -      -     -
record_area_support             yes    yes   -     -        -      yes   yes
verify_alert                    yes    yes   yes   yes      yes    -     -
close_alert                     -      yes   -     -        -      -     -
see_proposals                   yes    yes   yes   yes      yes    -     -
export                          yes    yes   yes   -        -      yes   yes
export_full_numbers             yes    yes   -     -        -      -     yes
edit_policy                     -      -     -     -        -      -     yes
supervise                       answers answers -  -        -      yes   yes
see_progress                    yes    yes   yes   -        -      yes   yes
detect                          yes    yes   -     -        -      -     -
see_entitlements                yes    yes   yes   yes      -      yes   yes
hand_out                        yes    yes   yes   -        -      -     -
do_task                         yes    yes   yes   -        yes    -     -
see_history                     yes    yes   yes   yes      -      yes   yes
"""
COLUMNS = (
    "county_clerk",
    "county_lead",
    "township_clerk",
    "village_liaison",
    "cadre",
    "prefecture_officer",
    "province_officer",
)
OF_ADMINISTRATORS = {
    "manage_accounts": {"security_admin"},
    "see_system": {"system_admin"},
    "see_access_log": {"auditor"},
}
CELLS = [
    (line.split()[0], role, cell)
    for line in MATRIX.strip().splitlines()
    for role, cell in zip(COLUMNS, line.split()[1:], strict=True)
]


@pytest.mark.parametrize(("act", "role", "cell"), CELLS, ids=[f"{a}-{r}" for a, r, _ in CELLS])
def test_role_may_do_the_act_as_far_as_the_matrix_says(act: str, role: str, cell: str) -> None:
    assert (extent_of(role, act) or "-") == cell


@pytest.mark.parametrize("act", sorted({line.split()[0] for line in MATRIX.strip().splitlines()}))
def test_administrators_do_nothing_with_households(act: str) -> None:
    assert [role for role in ADMINISTRATORS if extent_of(role, act)] == []


@pytest.mark.parametrize("act", OF_ADMINISTRATORS)
def test_act_of_an_administrator_is_nobody_elses(act: str) -> None:
    assert {role for role in Role.values if extent_of(role, act)} == OF_ADMINISTRATORS[act]


def test_every_act_stands_in_the_matrix() -> None:
    written_out = {act for act, _, _ in CELLS} | set(OF_ADMINISTRATORS) | {"see_runs"}

    assert set(ACTS) == written_out


def test_nobody_without_a_role_may_do_anything() -> None:
    assert not [act for act in ACTS if extent_of(None, act) or extent_of("unknown", act)]


def test_administrators_and_cadres_have_scopes_of_their_own() -> None:
    assert {role: scope_role(role) for role in ADMINISTRATORS} == dict.fromkeys(ADMINISTRATORS, "sees_none")
    assert scope_role(Role.CADRE) == "sees_paired"
    assert [role for role in Role.values if scope_role(role) == "sees_all"] == ["province_officer"]


def test_every_role_has_the_levels_it_may_be_appointed_at() -> None:
    assert set(LEVELS) == set(Role.values)


def test_refusal_names_the_roles_that_may(world: World) -> None:
    request = RequestFactory().get("/")
    request.appointment = world.clerk.appointments.get()  # type: ignore[attr-defined]

    assert may(request, "pair") == "yes"
    assert refusal(request, "pair") == ""
    assert refusal(request, "confirm") == "您的角色不能确认生效；可以办理的角色：县残联负责人。"
