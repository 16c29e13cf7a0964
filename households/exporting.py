"""The list as a workbook or CSV: the same rows as on screen, numbers masked, formulas harmless."""

from __future__ import annotations

from datetime import date
from typing import Any

from import_export.fields import Field
from import_export.formats.base_formats import CSV, XLSX
from import_export.resources import ModelResource

from households.models import Household
from households.places import place_names
from households.querysets import HouseholdQuerySet

FORMATS: dict[str, Any] = {"xlsx": XLSX, "csv": CSV}
# A county has at most some ten thousand households; a province is exported county by county.
LIMIT = 50_000


class UnableToExport(Exception):
    """The list cannot be exported; the message is ready for the user."""


class HouseholdResource(ModelResource):  # type: ignore[misc]
    """One row a household. Columns are what the list shows, and no number of a person."""

    village = Field(column_name="乡镇、村(社区)")
    group_name = Field("group_name", column_name="组")
    number = Field("number", column_name="户编号")
    head_name = Field("head_name", column_name="户主")
    attribute = Field("get_attribute_display", column_name="户属性")
    status = Field("get_poverty_status_display", column_name="脱贫属性")
    lifted_year = Field("lifted_year", column_name="脱贫年度")
    disabled = Field("facts__n_disabled", column_name="残疾人(人)")
    cadre = Field("cadre_name", column_name="帮扶责任人")

    class Meta:
        model = Household
        fields = (
            "village", "group_name", "number", "head_name", "attribute", "status", "lifted_year", "disabled",
            "cadre",
        )  # fmt: skip
        name = "残疾人贫困户"

    def __init__(self, names: dict[int, str]) -> None:
        super().__init__()
        self.names = names

    def dehydrate_village(self, home: Household) -> str:
        return self.names.get(home.area_code, "")


def export_households(rows: HouseholdQuerySet, *, kind: str, on: date) -> tuple[bytes, int]:
    """The file and its number of rows; ``kind``: xlsx or csv (UTF-8 with BOM, as spreadsheets expect)."""
    count = rows.order_by().count()
    if count > LIMIT:
        raise UnableToExport(f"名单有{count}户,一次最多导出{LIMIT}户;请先按区县或乡镇筛选。")
    homes = rows.with_lead_cadre(on).select_related("facts")
    names = place_names(rows.order_by().values_list("area_code", flat=True).distinct())
    dataset = HouseholdResource(names).export(homes)
    content = FORMATS[kind]().export_data(dataset)
    if isinstance(content, str):
        content = b"\xef\xbb\xbf" + content.encode()
    return content, count
