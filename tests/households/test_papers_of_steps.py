"""Photographs and papers of a procedure's steps: chosen at the upload, shown in the case."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from foundation.areas.models import Area
from households.attachments.keeping import Described, UnableToAttach, attach
from households.families import changing as families
from households.models import Attachment, Household, ProcedureStep
from tests import world as w
from tests.households import pictures
from tests.households.cases import figures, opened, with_steps
from tests.households.entries import without_policy, words
from tests.world import World, household


@pytest.fixture(autouse=True)
def _plan(world: World) -> None:
    without_policy()
    figures()


def reviewed(world: World, home: Household | None = None) -> ProcedureStep:
    """A case of lifting out with its democratic review."""
    case = opened(home or household(), "lift", world.clerk)
    with_steps(case, world.clerk, on=timezone.localdate(), without=tuple(case.needs[1:]))
    return case.steps.get()  # type: ignore[no-any-return, attr-defined]


def address(step: ProcedureStep) -> str:
    return f"/households/{step.household_id}/procedures/{step.procedure_id}/"


def kept(world: World, home: Household, step: ProcedureStep | None) -> Attachment:
    today = timezone.localdate()
    with world.seen_by(world.clerk):
        told = Described("procedure", today, "评议会照片", procedure_step=step)
        return attach(household=home, raw=pictures.photo(), told=told, by=world.clerk, on=today)


def send(world: World, step: ProcedureStep, chosen: int, who: str = "clerk") -> Any:
    upload = SimpleUploadedFile("评议.jpg", pictures.photo(), "image/jpeg")
    told = {"kind": "procedure", "taken_on": "2018-06-01", "caption": "评议会照片", "procedure_step": chosen}
    client = world.signed_in(world.users[who])
    return client.post(f"/households/{step.household_id}/attachments/add/", {"uploads": [upload], **told})


def test_clerk_adds_the_paper_at_the_step_and_finds_it_in_the_case(world: World) -> None:
    step = reviewed(world)
    clerk = world.signed_in(world.clerk)
    link = f"/households/{step.household_id}/attachments/add/?step={step.pk}"
    assert link in words(clerk, address(step))
    assert f'<option value="{step.pk}" selected>' in words(clerk, link)

    answer = send(world, step, step.pk)

    assert (answer.status_code, answer["Location"]) == (302, address(step))
    paper = Attachment.objects.get()
    assert paper.procedure_step == step
    page = words(clerk, address(step))
    assert f"/attachments/{paper.key}/" in page
    assert "评议会照片" in page
    assert f"{step}" in words(clerk, f"/households/{step.household_id}/").split('id="attachments"')[1]


def test_step_of_another_household_cannot_be_chosen_nor_written(world: World) -> None:
    step, theirs = reviewed(world), reviewed(world)

    assert send(world, step, theirs.pk).status_code == 422
    with pytest.raises(UnableToAttach, match="不属于这一户"):
        kept(world, step.household, theirs)
    paper = kept(world, step.household, step)
    with pytest.raises(IntegrityError, match="attachment_of_its_procedurestep"), transaction.atomic():
        Attachment.objects.filter(pk=paper.pk).update(procedure_step=theirs)


def test_step_that_was_taken_back_takes_no_more_papers(world: World) -> None:
    step = reviewed(world)
    ProcedureStep.objects.filter(pk=step.pk).update(
        taken_back_on=timezone.localdate(), taken_back_by=world.clerk, taken_back_reason="登记有误"
    )

    assert send(world, step, step.pk).status_code == 302
    assert Attachment.objects.get().procedure_step is None
    assert "?step=" not in words(world.signed_in(world.clerk), address(step))


def test_papers_go_along_when_the_household_moves(world: World) -> None:
    step = reviewed(world)
    paper, home = kept(world, step.household, step), step.household
    world.signed_in(world.lead).post(f"{address(step)}end/", {"reason": "搬迁后重新办理"})

    with world.seen_by(world.clerk):
        families.move_household(
            household=home, version=home.version, village=Area.objects.get(code=w.OTHER_VILLAGE),
            group_name="", address="", keep_pairing=True, happened_on=timezone.localdate(),
            reason="易地搬迁", by=world.clerk, on=timezone.localdate(),
        )  # fmt: skip

    paper.refresh_from_db()
    assert (paper.area_code, paper.procedure_step) == (w.OTHER_VILLAGE, step)
