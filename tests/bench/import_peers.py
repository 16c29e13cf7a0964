"""How others import the same roster: django-import-export by row and in bulk, bulk_create, bare COPY."""

from __future__ import annotations

import io
import warnings
from typing import Any

import openpyxl
import tablib
from django.db import connection, transaction
from import_export import resources, widgets
from import_export.fields import Field
from import_export.instance_loaders import CachedInstanceLoader

from foundation.sealed.cipher import lookup_key
from households.models import DisabilityCertificate, Household, Person
from tests.bench import checks

warnings.filterwarnings("ignore")


class _Bytes(widgets.Widget):
    """A lookup key as it is."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return value

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return bytes(value).hex() if value else ""


class _PersonResource(resources.ModelResource):
    """One resource a roster: its row is a person, with household and certificate beside it."""

    id_number_key = Field(attribute="id_number_key", column_name="id_number_key", widget=_Bytes())

    class Meta:
        model = Person
        fields = ("id_number_key",)
        import_id_fields = ("id_number_key",)
        clean_model_instances = False

    def get_import_fields(self) -> Any:
        return [self.fields["id_number_key"]]

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        row["values"] = checks.cleaned(row)
        row["id_number_key"] = lookup_key("id", row["values"]["id"].text)

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        checks.fill_person(instance, row, row["values"])
        home = self.home(row)
        instance.household, instance.area_code = home, home.area_code

    def home(self, row: Any) -> Household:
        raise NotImplementedError


class RowByRow(_PersonResource):
    """As the documentation shows it: queries where they are needed."""

    def home(self, row: Any) -> Household:
        given = checks.household_of(row, row["values"], checks.village_by_query(row))
        found = Household.objects.filter(number=given.number).first()
        if found is None:
            given.save()
        return found or given

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        certificate = checks.certificate_of(instance, row["values"])
        if certificate and not instance.certificates.filter(state="valid").exists():
            certificate.save()


class Bulk(_PersonResource):
    """Its best: use_bulk, a cached loader, villages and households in dictionaries, no diffs."""

    class Meta(_PersonResource.Meta):
        use_bulk = True
        batch_size = 1_000
        skip_diff = True
        skip_html_diff = True
        report_skipped = False
        instance_loader_class = CachedInstanceLoader

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        self.villages = checks.villages()
        self.certificates: list[tuple[Any, Any]] = []
        keys = [lookup_key("id", str(number)) for number in dataset["身份证号"]]
        del dataset["id_number_key"]
        dataset.append_col(keys, header="id_number_key")
        homes = {}
        for row in dataset.dict:
            if row["户编号"] not in homes:
                code = self.villages[row["乡（镇）"], row["行政村"]]
                homes[row["户编号"]] = checks.household_of(row, checks.cleaned(row), code)
        known = {home.number: home for home in Household.objects.filter(number__in=homes)}
        Household.objects.bulk_create([h for n, h in homes.items() if n not in known], batch_size=1_000)
        self.homes = homes | known

    def home(self, row: Any) -> Household:
        return self.homes[row["户编号"]]  # type: ignore[no-any-return]

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        self.certificates.append((instance, row["values"]))

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        known = set(DisabilityCertificate.objects.filter(state="valid").values_list("person_id", flat=True))
        made = [checks.certificate_of(person, values) for person, values in self.certificates]
        DisabilityCertificate.objects.bulk_create(
            [c for c in made if c and c.person_id not in known], batch_size=1_000
        )


def _dataset(content: bytes) -> Any:
    dataset = tablib.Dataset().load(io.BytesIO(content), format="xlsx")
    dataset.append_col([b""] * len(dataset), header="id_number_key")
    return dataset


def import_export_rows(content: bytes) -> None:
    RowByRow().import_data(_dataset(content), raise_errors=True, use_transactions=True)


def import_export_bulk(content: bytes) -> None:
    Bulk().import_data(_dataset(content), raise_errors=True, use_transactions=True)


@transaction.atomic
def bulk_create(content: bytes) -> None:
    """openpyxl read_only and bulk_create(update_conflicts), by hand."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).active
    lines = sheet.iter_rows(values_only=True)
    header = next(lines)
    places = checks.villages()
    homes: dict[str, Household] = {}
    people: list[tuple[Person, dict[str, Any], str]] = []
    for line in lines:
        row = dict(zip(header, (cell or "" for cell in line), strict=True))
        values = checks.cleaned(row)
        if row["户编号"] not in homes:
            code = places[row["乡（镇）"], row["行政村"]]
            homes[row["户编号"]] = checks.household_of(row, values, code)
        person = Person()
        checks.fill_person(person, row, values)
        people.append((person, values, row["户编号"]))
    Household.objects.bulk_create(
        homes.values(),
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["group_name", "head_name", "head_initials", "attribute", "main_cause"],
    )
    for person, _, number in people:
        person.household, person.area_code = homes[number], homes[number].area_code
    # The registry's unique number is partial, which update_conflicts cannot name: known persons are updated.
    keys = {person.id_number.lookup_key: person for person, _, _ in people}
    known = dict(Person.objects.filter(id_number_key__in=keys).values_list("id_number_key", "pk"))
    for key, person in keys.items():
        person.pk = known.get(key)
    Person.objects.bulk_create([p for p in keys.values() if p.pk is None], batch_size=1_000)
    if known:
        fields = ["name", "relation", "education", "labour_ability", "medical_insured", "pension_insured"]
        Person.objects.bulk_update(
            [p for p in keys.values() if p.pk in known.values()], fields, batch_size=1_000
        )
    made = [checks.certificate_of(person, values) for person, values, _ in people]
    DisabilityCertificate.objects.bulk_create([c for c in made if c], batch_size=1_000, ignore_conflicts=True)


TABLES = ("households_household", "households_person", "households_disabilitycertificate")


def copied_out() -> dict[str, bytes]:
    """The clean rows as COPY gives them: what the limit starts from."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            file = io.BytesIO()
            cursor.execute(f"select * from {table} limit 0")
            names = [column.name for column in cursor.description]
            # The run and the clerk are gone when the limit starts.
            given = ", ".join("null" if name.startswith("created_by") else name for name in names)
            cursor.copy_expert(f"copy (select {given} from {table}) to stdout", file)
            found[table] = file.getvalue()
    return found


@transaction.atomic
def copy_limit(clean: dict[str, bytes]) -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.copy_expert(f"copy {table} from stdin", io.BytesIO(clean[table]))
