"""The database guards the registry: every rule is broken here past all forms, and the row stays as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from foundation.sealed.fields import Sealed
from households.models import DisabilityCertificate, Household, HouseholdYear, Person
from tests import world as w
from tests.world import World, household, person

DAY, LATER = date(2018, 5, 1), date(2018, 6, 1)

BROKEN: list[tuple[type[Model], dict[str, Any], str]] = [
    (Household, {"area_code": 520203}, "household_area_is_a_village"),
    (Household, {"poverty_status": "rich"}, "household_status_known"),
    (Household, {"attribute": "other"}, "household_attribute_known"),
    (Household, {"main_cause": "laziness"}, "household_cause_known"),
    (Household, {"house_grade": "E"}, "household_grade_known"),
    (Household, {"poverty_status": "lifted", "lifted_year": None}, "household_lifted_has_its_year"),
    (Household, {"left_on": DAY}, "household_left_with_reason"),
    (Household, {"house_area_sqm": -1}, "household_measures_not_negative"),
    *((Household, {f"{land}_mu": "-0.01"}, "household_land_not_negative")
      for land in ("irrigated", "forest", "returned_forest", "orchard", "pasture", "water")),
    (Household, {"road_distance_km": -1}, "household_road_distance_not_negative"),
    *((Household, {code: "x"}, "household_codes_known")
      for code in ("identification_standard", "house_structure", "fuel", "road")),
    (Household, {"other_causes": ["illness", "land", "water"]}, "household_two_other_causes_known"),
    (Household, {"other_causes": ["laziness"]}, "household_two_other_causes_known"),
    (Household, {"main_cause": "water", "other_causes": ["water"]}, "household_other_causes_are_others"),
    (Household, {"only_child": True, "two_daughters": True}, "household_one_child_or_two_daughters"),
    (Household, {"house_built_year": 98}, "household_built_in_a_plausible_year"),
    (Household, {"bank_account": Sealed.of("account", "6217000000000000")}, "household_account_with_key"),
    (Household, {"relocated": False, "relocated_on": DAY}, "household_relocation_belongs_to_the_relocated"),
    (Household, {"relocation_new_address": "安置点"}, "household_relocation_belongs_to_the_relocated"),
    (Person, {"id_number": None, "id_number_key": None}, "person_number_or_reason"),
    (Person, {"id_number_key": None}, "person_number_with_key"),
    (Person, {"sex": "x"}, "person_sex_known"),
    (Person, {"relation": "friend"}, "person_relation_known"),
    (Person, {"education": "x"}, "person_codes_known"),
    (Person, {"work_months": 13}, "person_work_months_in_a_year"),
    (Person, {"left_on": DAY}, "person_left_with_reason"),
    *((Person, {code: "x"}, "person_further_codes_known")
      for code in ("political_status", "marriage", "work_place", "unemployed_reason", "living_source")),
    (Person, {"uncertified": "x", "uncertified_on": DAY}, "person_further_codes_known"),
    (Person, {"guardian_name": "王父", "guardian_relation": "x"}, "person_further_codes_known"),
    (Person, {"work_help": ["x"]}, "person_work_help_known"),
    (Person, {"uncertified": "applied"}, "person_uncertified_with_its_day"),
    (Person, {"uncertified_on": DAY}, "person_uncertified_with_its_day"),
    (Person, {"guardian_relation": "parent"}, "person_guardian_is_named"),
    (Person, {"guardian_phone": Sealed.of("phone", "13800001234"), "guardian_phone_key": b"k"},
     "person_guardian_is_named"),
    (Person, {"phone": Sealed.of("phone", "13800001234")}, "person_phones_with_keys"),
    (Person, {"guardian_name": "王父", "guardian_phone": Sealed.of("phone", "13800001234")},
     "person_phones_with_keys"),
    (DisabilityCertificate, {"category": 8}, "certificate_category_known"),
    (DisabilityCertificate, {"level": 5}, "certificate_level_known"),
    (DisabilityCertificate, {"components": ["visual"]}, "certificate_components_only_multiple"),
    (DisabilityCertificate, {"state": "lost"}, "certificate_state_known"),
    (DisabilityCertificate, {"issued_on": LATER, "valid_until": DAY}, "certificate_dates_in_order"),
    (DisabilityCertificate, {"first_issued_on": LATER, "issued_on": DAY}, "certificate_first_issue_first"),
    (DisabilityCertificate, {"cancel_reason": "died"}, "certificate_cancelled_for_a_reason"),
    (DisabilityCertificate, {"state": "cancelled", "cancel_reason": "x"},
     "certificate_cancelled_for_a_reason"),
    (DisabilityCertificate, {"hukou_code": 520203}, "certificate_divisions_of_twelve_places"),
    (DisabilityCertificate, {"residence_code": 520203}, "certificate_divisions_of_twelve_places"),
    (DisabilityCertificate, {"holder_key": b"somebody else's"}, "certificate_of_its_holder"),
    (HouseholdYear, {"year": 218}, "survey_year_plausible"),
    (HouseholdYear, {"wage_yuan": -1}, "survey_money_not_negative"),
    *((HouseholdYear, {f"{cost}_cost_yuan": -1}, "survey_parts_not_negative")
      for cost in ("education", "medical", "living", "other")),
    (HouseholdYear, {"dibao_yuan": -1, "other_transfer_yuan": 1001}, "survey_parts_not_negative"),
    (HouseholdYear, {"dibao_yuan": 600, "pension_yuan": 300}, "survey_transfers_sum_up"),
    (HouseholdYear, {"medical_cost_yuan": 100, "medical_out_of_pocket_yuan": 101},
     "survey_own_share_within_medical_cost"),
]  # fmt: skip


@pytest.fixture
def home(world: World) -> Household:
    made = household(members=[person(level=1)])
    HouseholdYear.objects.create(
        household=made, area_code=made.area_code, year=2017, members=1, transfer_yuan=1000
    )
    return made


@pytest.mark.parametrize("model", [Household, Person, DisabilityCertificate, HouseholdYear])
def test_broken_values_do_not_enter_past_the_forms(home: Household, model: type[Model]) -> None:
    rows = model._default_manager.all()
    before = rows.values().get()

    for broken, values, rule in BROKEN:
        if broken is model:
            with pytest.raises(IntegrityError, match=rule), transaction.atomic():
                rows.update(**values)

    assert rows.values().get() == before


def test_transfer_parts_that_make_up_the_total_enter(home: Household) -> None:
    HouseholdYear.objects.update(dibao_yuan=600, pension_yuan=300, other_transfer_yuan=100)

    assert HouseholdYear.objects.get().transfer_yuan == 1000


def test_what_is_unique_stays_so(home: Household) -> None:
    twin = household(members=[person(level=2)])
    Person.objects.filter(household=home).update(number="52020300001")
    head, other = home.persons.get(), twin.persons.get()

    for rule, model, pk, values in (
        ("person_numbered_once", Person, other.pk, {"number": "52020300001"}),
        ("person_id_number_once", Person, other.pk,
         {"id_number": head.id_number, "id_number_key": head.id_number_key}),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            DisabilityCertificate.objects.filter(person=other).delete()
            model._default_manager.filter(pk=pk).update(**values)
    with pytest.raises(IntegrityError, match="one_survey_a_year"), transaction.atomic():
        HouseholdYear.objects.create(household=home, area_code=home.area_code, year=2017, members=1)
    with pytest.raises(IntegrityError, match="one_head_of_household"), transaction.atomic():
        w.add_member(home, relation="head")
    with pytest.raises(IntegrityError, match="one_valid_certificate"), transaction.atomic():
        DisabilityCertificate.objects.create(
            person=head, household=home, area_code=home.area_code, holder_key=head.id_number_key,
            category=4, level=2,
        )  # fmt: skip


def test_member_and_survey_count_every_change_whoever_makes_it(home: Household) -> None:
    bystander = household().persons.get()
    survey = HouseholdYear.objects.get()

    Person.objects.filter(household=home).update(education="primary")
    Person.objects.filter(household=home).update(education="junior", version=1)
    Person.objects.filter(household=home).update(education="junior")
    HouseholdYear.objects.update(wage_yuan=5)

    bystander.refresh_from_db()
    survey.refresh_from_db()
    assert (home.persons.get().version, survey.version, bystander.version) == (3, 2, 1)
