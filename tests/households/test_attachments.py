"""Photographs and papers: drawn anew, kept encrypted, handed out through the scope check alone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from foundation.accounts.models import AccessRecord
from foundation.sealed.files import read_file
from households.attachments.keeping import Described, UnableToAttach, attach, withdraw
from households.attachments.photographs import UnfitFile, ready
from households.models import Attachment, Household, Visit
from tests import world as w
from tests.households import pictures
from tests.households.entries import without_policy, words
from tests.world import World, household, pair


def kept(home: Household, world: World, raw: bytes = b"", kind: str = "house") -> Attachment:
    today = timezone.localdate()
    with world.seen_by(world.clerk):
        return attach(
            household=home, raw=raw or pictures.photo(), told=Described(kind, today), by=world.clerk, on=today
        )


def send(client: Client, home: Household, *files: tuple[str, bytes], **given: str) -> Any:
    sent = [SimpleUploadedFile(name, raw, "image/jpeg") for name, raw in files]
    told = {"kind": "house", "taken_on": "2018-06-01", "caption": "改造后的厨房"} | given
    return client.post(f"/households/{home.pk}/attachments/add/", {"uploads": sent, **told})


def address(attachment: Attachment, tail: str = "") -> str:
    return f"/households/{attachment.household_id}/attachments/{attachment.key}/{tail}"


def test_place_and_camera_are_gone_and_the_picture_stands_upright(world: World) -> None:
    readied = ready(pictures.photo_with_place())

    for content in (readied.content, readied.thumbnail):
        with Image.open(io.BytesIO(content)) as drawn:
            assert drawn.format == "JPEG"
            assert not drawn.getexif()
            assert drawn.height > drawn.width
        assert b"PhoneMaker" not in content
        assert b"secret words" not in content
    assert len(readied.thumbnail) < len(pictures.photo_with_place()) + 5000


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_of_photograph_becomes_a_plain_one_of_bounded_size(kind: str) -> None:
    readied = ready(pictures.photo((3000, 1000), kind=kind))

    with Image.open(io.BytesIO(readied.content)) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (2048, 683))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (pictures.SVG, "不是其中一种"),
        (pictures.HTML, "不是其中一种"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"GIF89a" + b"\0" * 50, "不是其中一种"),
        (pictures.photo()[:200], "已损坏"),
        (pictures.png_that_claims(60_000, 60_000), "像素"),
        (pictures.png_that_claims(9_000, 9_000), "像素"),
        (b"", "空的"),
        (b"%PDF-1.4 and no more", "不完整"),
        (pictures.PDF.replace(b"/Pages 2", b"/OpenAction<</S/JavaScript/JS(x)>>/Pages 2"), "程序"),
        (pictures.PDF.replace(b"trailer<<", b"trailer<</Encrypt 3 0 R"), "密码"),
    ],
)
def test_what_is_no_photograph_and_no_plain_paper_is_refused_with_the_way_out(raw: bytes, told: str) -> None:
    with pytest.raises(UnfitFile, match=told):
        ready(raw)


def test_what_follows_behind_a_picture_is_not_kept() -> None:
    readied = ready(pictures.photo() + pictures.HTML)

    assert b"script" not in readied.content


def test_clerk_adds_two_photographs_and_sees_them_in_the_file(world: World) -> None:
    without_policy()
    home = household()
    clerk = world.signed_in(world.clerk)

    answer = send(clerk, home, ("一.jpg", pictures.photo()), ("二.jpg", pictures.photo(colour="red")))

    assert answer.status_code == 302, answer.content.decode()
    first, second = Attachment.objects.order_by("pk")
    page = words(clerk, f"/households/{home.pk}/")
    assert address(first, "thumbnail/") in page
    assert "改造后的厨房" in page
    shown = clerk.get(address(second))
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in shown["Cache-Control"]
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with Image.open(io.BytesIO(shown.content)) as drawn:
        assert drawn.size == (640, 480)
    assert AccessRecord.objects.get(kind="downloaded").subject == f"household:{home.pk}"


def test_one_bad_file_among_good_ones_is_named_and_the_good_ones_stay(world: World) -> None:
    home = household()

    answer = send(world.signed_in(world.clerk), home, ("好.jpg", pictures.photo()), ("坏.jpg", pictures.SVG))

    assert answer.status_code == 422
    assert "“坏.jpg”没有保存" in answer.content.decode()
    assert Attachment.objects.count() == 1


def test_bytes_on_disk_are_neither_picture_nor_named_after_anybody(world: World, settings: Any) -> None:
    attachment = kept(household(), world)

    files = list((Path(settings.DATA_DIR) / "files").iterdir())
    assert len(files) == 2
    for file in files:
        assert not file.read_bytes().startswith(b"\xff\xd8")
    assert read_file(attachment.stored_as).startswith(b"\xff\xd8")


@pytest.mark.parametrize("tail", ["", "thumbnail/", "open/", "withdraw/"])
def test_stranger_gets_the_same_as_of_an_attachment_that_does_not_exist(world: World, tail: str) -> None:
    attachment = kept(household(), world)
    unknown = address(attachment, tail).replace(str(attachment.key), "00000000-0000-4000-8000-000000000000")
    stranger = world.signed_in(world.clerk_next_door)

    refused, nothing = stranger.get(address(attachment, tail)), stranger.get(unknown)

    assert (refused.status_code, refused.content) == (404, nothing.content)
    assert Client().get(address(attachment, tail)).status_code == 302
    assert Client().get(f"/files/{attachment.stored_as}").status_code == 404


def test_attachment_is_not_reached_through_another_household(world: World) -> None:
    attachment, bystander = kept(household(), world), household()

    answer = world.signed_in(world.clerk).get(f"/households/{bystander.pk}/attachments/{attachment.key}/")

    assert answer.status_code == 404


def test_pdf_is_only_ever_a_download_under_a_neutral_name(world: World) -> None:
    attachment = kept(household(), world, pictures.PDF, kind="procedure")

    answer = world.signed_in(world.clerk).get(address(attachment))

    assert answer["Content-Disposition"] == f'attachment; filename="paper-{attachment.taken_on}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content == pictures.PDF
    assert world.signed_in(world.clerk).get(address(attachment, "thumbnail/")).status_code == 404


def test_paper_with_numbers_is_opened_with_a_reason_and_counted(world: World, settings: Any) -> None:
    settings.NUMBERS_SHOWN_PER_HOUR = 1
    attachment = kept(household(), world, kind="id_papers")
    clerk = world.signed_in(world.clerk)

    assert clerk.get(address(attachment))["Location"] == address(attachment, "open/")
    assert clerk.get(address(attachment, "thumbnail/")).status_code == 404
    assert clerk.get(address(attachment, "open/"))["Content-Type"].startswith("text/html")
    assert clerk.post(address(attachment, "open/"), {"reason": ""}).status_code == 422
    shown = clerk.post(address(attachment, "open/"), {"reason": "核对残疾人证"})
    assert shown["Content-Type"] == "image/jpeg"
    record = AccessRecord.objects.get(kind="number_shown")
    assert (record.reason, record.detail["attachment"]) == ("核对残疾人证", attachment.pk)
    assert clerk.post(address(attachment, "open/"), {"reason": "再看一次"}).status_code == 429


def test_cadre_adds_photographs_of_paired_households_and_no_papers(world: World) -> None:
    without_policy()
    home, not_paired = household(), household()
    pair(home, world.cadre)
    visit = Visit.objects.create(
        household=home, area_code=home.area_code, visited_on="2018-06-01", done="看望", created_by=world.cadre
    )
    cadre = world.signed_in(world.cadre)

    added = send(cadre, home, ("a.jpg", pictures.photo()), visit=str(visit.pk), kind="visit")
    paper = send(cadre, home, ("b.jpg", pictures.photo(colour="red")), kind="id_papers")
    elsewhere = send(cadre, not_paired, ("c.jpg", pictures.photo()))

    assert (added.status_code, paper.status_code, elsewhere.status_code) == (302, 422, 404)
    attachment = Attachment.objects.get()
    assert (attachment.visit, attachment.created_by) == (visit, world.cadre)
    assert cadre.get(address(attachment)).status_code == 200
    assert cadre.get(address(attachment, "withdraw/")).status_code == 403
    papers = kept(home, world, pictures.photo(colour="blue"), kind="certificate")
    assert cadre.get(address(papers, "open/")).status_code == 403
    assert address(papers) not in words(cadre, f"/households/{home.pk}/")


def test_taken_away_it_is_gone_from_every_page_and_leaves_its_trace(world: World) -> None:
    without_policy()
    attachment = kept(household(), world)
    clerk = world.signed_in(world.clerk)

    assert clerk.post(address(attachment, "withdraw/"), {"reason": ""}).status_code == 422
    assert clerk.post(address(attachment, "withdraw/"), {"reason": "传错了户"}).status_code == 302

    attachment.refresh_from_db()
    assert attachment.withdrawn_reason == "传错了户"
    assert attachment.withdrawn_by == world.clerk
    assert read_file(attachment.stored_as)
    for tail in ("", "thumbnail/", "withdraw/"):
        assert clerk.get(address(attachment, tail)).status_code == 404
    assert "另有1份已撤下" in words(clerk, f"/households/{attachment.household_id}/")
    with pytest.raises(UnableToAttach, match="已经撤下"), world.seen_by(world.clerk):
        withdraw(attachment=attachment, reason="再次", by=world.clerk, on=timezone.localdate())


def test_same_photograph_twice_and_one_past_the_limit_are_refused(world: World, settings: Any) -> None:
    settings.ATTACHMENTS_PER_HOUSEHOLD = 2
    home = household()
    kept(home, world)

    with pytest.raises(UnableToAttach, match="已在这一户"):
        kept(home, world)
    kept(home, world, pictures.photo(colour="red"))
    with pytest.raises(UnableToAttach, match="最多保存2份"):
        kept(home, world, pictures.photo(colour="blue"))
    assert len(list((Path(settings.DATA_DIR) / "files").iterdir())) == 4


def test_visit_of_another_household_is_refused_by_verb_and_database(world: World) -> None:
    home, other = household(), household()
    foreign = Visit.objects.create(
        household=other, area_code=other.area_code, visited_on="2018-06-01", done="看望"
    )
    today = timezone.localdate()

    with pytest.raises(UnableToAttach, match="不属于这一户"), world.seen_by(world.clerk):
        attach(
            household=home, raw=pictures.photo(), told=Described("visit", today, visit=foreign),
            by=world.clerk, on=today,
        )  # fmt: skip
    attachment = kept(home, world)
    with pytest.raises(DatabaseError, match="attachment_of_its_visit"), transaction.atomic():
        Attachment.objects.filter(pk=attachment.pk).update(visit=foreign)


def test_moved_household_takes_its_photographs_along(world: World) -> None:
    home = household()
    visit = Visit.objects.create(
        household=home, area_code=home.area_code, visited_on="2018-06-01", done="看望"
    )
    attachment = kept(home, world)
    Attachment.objects.filter(pk=attachment.pk).update(visit=visit)

    Household.objects.filter(pk=home.pk).update(area_code=w.NEXT_VILLAGE)

    attachment.refresh_from_db()
    assert attachment.area_code == w.NEXT_VILLAGE


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"kind": "x"}, "attachment_kind_known"),
        ({"media_type": "image/svg+xml", "thumbnail_as": ""}, "attachment_is_photo_or_pdf"),
        ({"thumbnail_as": ""}, "attachment_photo_has_thumbnail"),
        ({"size_bytes": 0}, "attachment_is_not_empty"),
        ({"withdrawn_on": "2030-01-01"}, "attachment_withdrawn_with_reason"),
        ({"area_code": w.NEXT_VILLAGE}, "attachment_in_its_area"),
    ],
)
def test_database_refuses_a_bad_attachment(world: World, wrong: dict[str, Any], constraint: str) -> None:
    attachment = kept(household(), world)

    with pytest.raises(DatabaseError, match=constraint), transaction.atomic():
        Attachment.objects.filter(pk=attachment.pk).update(**wrong)


def test_nobody_deletes_an_attachment(world: World) -> None:
    attachment = kept(household(), world)

    with pytest.raises(DatabaseError, match="permission denied"), world.seen_by(world.clerk):
        Attachment.objects.filter(pk=attachment.pk)._raw_delete("default")
