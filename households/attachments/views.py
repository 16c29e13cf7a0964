"""Photographs and papers: added from a browser or phone, handed out one by one through the scope check."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from foundation.accounts.access import numbers_shown, record_access
from foundation.accounts.acting import ScopedRequest, acting, may
from foundation.accounts.models import AccessRecord
from foundation.sealed.files import read_file
from households.attachments import keeping as attachments
from households.attachments.forms import AttachmentForm, OpeningForm, WithdrawingForm
from households.attachments.keeping import UnableToAttach
from households.models import Attachment
from households.models.attachments import AttachmentKind
from households.views.common import form_page, household_of


def _kept(request: ScopedRequest, pk: int, key: UUID) -> Attachment:
    """One that is in the file: unknown, withdrawn and another county's answer alike."""
    rows = request.scope.rows(Attachment).kept().filter(household_id=pk).select_related("household")
    found: Attachment = get_object_or_404(rows, key=key)
    return found


_OPENING = "查看带号码的材料"


@require_http_methods(["GET", "POST"])
@acting("attach")
def add(request: ScopedRequest, pk: int) -> HttpResponse:
    household, today = household_of(request, pk), request.scope.today
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AttachmentForm(
        *given,
        household=household,
        scope=request.scope,
        papers=may(request, "show_number") == "yes",
        initial=_linked_to(request) | {"taken_on": today},
    )
    if request.method == "POST" and form.is_valid():
        kept = 0
        for file in form.cleaned_data["uploads"]:
            try:
                attachments.attach(
                    household=household, raw=file.read(), told=form.told(), by=request.user, on=today
                )
                kept += 1
            except UnableToAttach as reason:
                form.add_error("uploads", f"“{file.name}”没有保存：{reason}")
        if kept:
            messages.success(request, f"已添加{kept}份照片或材料。")
        if not form.errors:
            step = form.told().procedure_step
            if step is not None:
                return redirect("households:procedure", pk=pk, case_pk=step.procedure_id)
            return redirect("households:detail", pk=pk)
    return form_page(request, "households/attach.html", form, household, here="添加照片和材料")


def _linked_to(request: ScopedRequest) -> dict[str, str]:
    """The visit or the step whose link led here; the form takes only the household's own."""
    step = request.GET.get("step", "")
    papers = {"procedure_step": step, "kind": AttachmentKind.PROCEDURE.value} if step else {}
    return papers | {"visit": request.GET.get("visit", "")}


@require_GET
@acting("see_households")
def show(request: ScopedRequest, pk: int, key: UUID) -> HttpResponse:
    """The photograph, or a paper that shows no numbers."""
    attachment = _kept(request, pk, key)
    if attachment.shows_numbers:
        return redirect("households:open_paper", pk=pk, key=key)
    _record(request, attachment, AccessRecord.Kind.DOWNLOADED)
    return _handed_out(attachment)


@require_GET
@acting("see_households")
def thumbnail(request: ScopedRequest, pk: int, key: UUID) -> HttpResponse:
    attachment = _kept(request, pk, key)
    if attachment.shows_numbers or not attachment.thumbnail_as:
        raise Http404
    return _answer(read_file(attachment.thumbnail_as), "image/jpeg")


@require_http_methods(["GET", "POST"])
@acting("show_number")
def open_paper(request: ScopedRequest, pk: int, key: UUID) -> HttpResponse:
    """A paper with whole numbers on it: like showing a number, with a reason and counted by the hour."""
    attachment = _kept(request, pk, key)
    form = OpeningForm(request.POST or None)
    limit, since = settings.NUMBERS_SHOWN_PER_HOUR, timezone.now() - timedelta(hours=1)
    if request.method == "POST" and form.is_valid():
        if numbers_shown(by=request.user, since=since) < limit:
            reason = form.cleaned_data["reason"]
            _record(request, attachment, AccessRecord.Kind.NUMBER_SHOWN, reason=reason, which="paper")
            return _handed_out(attachment)
        form.add_error(None, f"一小时内最多查看{limit}个完整号码或证件，请稍后再办。")
        return form_page(
            request,
            "households/open_paper.html",
            form,
            attachment.household,
            429,
            here=_OPENING,
            attachment=attachment,
        )
    return form_page(
        request,
        "households/open_paper.html",
        form,
        attachment.household,
        here=_OPENING,
        attachment=attachment,
    )


@require_http_methods(["GET", "POST"])
@acting("register", outright=True)
def withdraw(request: ScopedRequest, pk: int, key: UUID) -> HttpResponse:
    attachment = _kept(request, pk, key)
    form = WithdrawingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            attachments.withdraw(
                attachment=attachment,
                reason=form.cleaned_data["reason"],
                by=request.user,
                on=request.scope.today,
            )
        except UnableToAttach as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "已从户档撤下。")
            return redirect("households:detail", pk=pk)
    return form_page(
        request,
        "households/withdraw_attachment.html",
        form,
        attachment.household,
        here="撤下照片或材料",
        attachment=attachment,
    )


def _record(request: ScopedRequest, attachment: Attachment, kind: str, **more: str) -> None:
    subject = f"household:{attachment.household_id}"
    record_access(kind, request=request, subject=subject, attachment=attachment.pk, **more)


def _handed_out(attachment: Attachment) -> HttpResponse:
    content = read_file(attachment.stored_as)
    if attachment.is_photo:
        return _answer(content, "image/jpeg")
    answer = _answer(content, "application/pdf")
    # A neutral name: nobody's name or number lands in a folder of downloads.
    answer["Content-Disposition"] = f'attachment; filename="paper-{attachment.taken_on}.pdf"'
    return answer


def _answer(content: bytes, media_type: str) -> HttpResponse:
    """Kept by no cache, taken for nothing else than it is, unable to run anything."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    )
