"""Standards and lines: the province enters and corrects its own, with the source; nothing is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.areas.models import Area
from foundation.policy.figures import add_figure, correct_figure
from foundation.policy.loading import load_figures
from foundation.policy.models import Figure, PolicyPlan
from foundation.policy.versions import UnableToChange
from tests import world as w
from tests.conftest import FIXTURES
from tests.world import World

STANDARD = "standard_nursing-allowance"


def test_province_enters_a_monthly_standard_for_a_county_and_corrects_it(
    world: World, catalogue: dict[str, PolicyPlan]
) -> None:
    client = world.signed_in(world.province_officer)
    words: dict[str, Any] = {"kind": STANDARD, "area": w.COUNTY, "year": 2018, "value": "60", "unit": "元/月"}
    assert client.post(reverse("policy:add_figure"), words).status_code == 422
    words["source"] = "黔民发〔2018〕1号"
    assert client.post(reverse("policy:add_figure"), words).status_code == 302
    figure = Figure.objects.get(kind=STANDARD)
    again = client.post(reverse("policy:add_figure"), words)
    assert "请在原记录上更正" in again.content.decode()

    address = reverse("policy:correct_figure", args=[figure.pk])
    corrected = {"value": "70", "unit": "元/月", "source": "黔民发〔2018〕9号", "verified": "on"}
    assert client.post(address, corrected).status_code == 302
    assert Figure.objects.of(STANDARD, area_code=w.VILLAGE, year=2019) == Decimal(70)
    page = client.get(address).content.decode()
    assert "60元/月" in page
    assert "黔民发〔2018〕1号" in page
    listed = world.signed_in(world.clerk).get(reverse("policy:figures"), {"kind": STANDARD})
    assert "黔民发〔2018〕9号" in listed.content.decode()
    assert reverse("policy:correct_figure", args=[figure.pk]) not in listed.content.decode()
    assert world.signed_in(world.clerk).get(address).status_code == 403


def test_national_line_is_not_the_provinces_to_correct(
    world: World, catalogue: dict[str, PolicyPlan]
) -> None:
    national = Figure.objects.filter(area=None).first()
    assert national is not None
    given: dict[str, Any] = {"value": Decimal(1), "unit": "元", "source": "无", "verified": False}
    with pytest.raises(UnableToChange, match="全国标准不能更正"):
        correct_figure(figure=national, by=world.province_officer, on=w.date(2018, 6, 30), **given)
    officer = world.signed_in(world.province_officer)
    assert officer.get(reverse("policy:correct_figure", args=[national.pk])).status_code == 404
    county = Area.objects.get(code=w.COUNTY)
    with pytest.raises(UnableToChange, match="您的角色不能修改标准"):
        add_figure(kind="exit_line", area=county, year=2018, by=world.clerk, on=w.date(2018, 6, 30), **given)


def test_loading_again_leaves_a_correction_alone(world: World, catalogue: dict[str, PolicyPlan]) -> None:
    line = Figure.objects.get(kind="exit_line", year=2018, area_id=w.PROVINCE)
    correct_figure(
        figure=line, value=Decimal(3600), unit=line.unit, source="省文件", verified=True,
        by=world.province_officer, on=w.date(2018, 6, 30),
    )  # fmt: skip
    load_figures(FIXTURES / "figures.csv")
    assert Figure.objects.of("exit_line", area_code=w.VILLAGE, year=2018) == Decimal(3600)


@pytest.mark.parametrize("wrong", ["source = ''", "value = -1"])
def test_the_database_refuses_a_figure_without_source_or_below_zero(
    world: World, catalogue: dict[str, PolicyPlan], wrong: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update policy_figure set {wrong} where kind = 'exit_line'")
