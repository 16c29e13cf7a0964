"""The verbs of a proposal: it is made, taken back by its writer, accepted, or sent back with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone

from foundation.accounts.models import User
from foundation.areas.scope import remarked
from foundation.sealed.fields import Sealed
from households.entry.drafts import sealed_body
from households.models import Household, Proposal
from households.registry import ChangedMeanwhile, UnableToCorrect

MOST_WAITING = 200

State = Proposal.State


class UnableToPropose(Exception):
    """The proposal cannot be kept; the message is ready for the user."""


class UnableToDecide(Exception):
    """The proposal cannot be decided so; the message is ready for the user."""


@transaction.atomic
def propose(
    *,
    key: UUID,
    page: str,
    about: str,
    typed: QueryDict,
    changed: Sequence[str],
    household: Household | None,
    area_code: int,
    by: User,
) -> Proposal:
    """Keep the page as it was sent, for a clerk to decide on. Sent twice it is one proposal."""
    if not changed:
        raise UnableToPropose("没有改动任何内容，无需提交。")
    if household and household.left_on:
        raise UnableToPropose("此户已退出登记，不能再提建议。")
    if Proposal.objects.of_user(by.pk).waiting().count() >= MOST_WAITING:
        raise UnableToPropose(f"您已有{MOST_WAITING}条建议待审核，请等审核后再提。")
    proposal, _ = Proposal.objects.get_or_create(
        key=key,
        created_by=by,
        defaults={
            "page": page,
            "about": about,
            "body": sealed_body(typed),
            "changed": list(changed),
            "household": household,
            "area_code": household.area_code if household else area_code,
        },
    )
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: User) -> None:
    """Its writer takes it back before anybody decided."""
    _settle(_waiting(proposal), State.WITHDRAWN, by=by, body=None)


@transaction.atomic
def send_back(*, proposal: Proposal, told: Sequence[Any], reason: str, by: User) -> None:
    """Nothing is taken; the writer reads why, and may mend what was typed and send it again."""
    if not reason.strip():
        raise UnableToDecide("退回请写明原因。")
    _settle(
        _waiting(proposal),
        State.RETURNED,
        by=by,
        body=proposal.body,
        outcome=_sealed(told),
        answer=reason.strip(),
    )


@transaction.atomic
def accept_proposal(
    *,
    proposal: Proposal,
    write: Callable[[], Household],
    seen: int,
    told: Sequence[Any],
    partly: bool,
    answer: str,
    by: User,
    on: date,
) -> Household:
    """``write`` is the registry's own verb with what was chosen; the history names both people.

    ``seen``: the version of the household that the reviewer had before her.
    """
    kept = _waiting(proposal)
    if partly and not answer.strip():
        raise UnableToDecide("没有全部采纳的，请写明其余内容不采纳的原因。")
    if kept.household_id:
        home = Household.objects.select_for_update().get(pk=kept.household_id)
        if home.version != seen:
            raise ChangedMeanwhile("在您打开此页之后，已有别人保存了这一户；请对照现在登记的内容再审核。")
    reason = f"采纳{kept.created_by}{timezone.localtime(kept.created_at):%Y-%m-%d}提出的建议"
    try:
        with transaction.atomic(), remarked(reason=reason):
            household = write()
    except IntegrityError as contrary:
        raise UnableToCorrect(
            "只采纳所选的这几项，会与其余登记内容互相矛盾；请把相关的项一并采纳，或退回并说明。"
        ) from contrary
    _settle(
        kept,
        State.PARTLY if partly else State.ACCEPTED,
        by=by,
        body=None,
        outcome=_sealed(told),
        answer=answer.strip(),
        household=household,
        area_code=household.area_code,
    )
    return household


def outcome_of(proposal: Proposal) -> list[Any]:
    """What was shown when it was decided, group by group."""
    found: list[Any] = json.loads(proposal.outcome.open()) if proposal.outcome else []
    return found


def _waiting(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("created_by")
    kept: Proposal = rows.get(pk=proposal.pk)
    if not kept.waiting:
        raise UnableToDecide(f"此建议{kept.get_state_display()}，不必再办。")
    return kept


def _settle(kept: Proposal, state: str, *, by: User, **values: Any) -> None:
    Proposal.objects.filter(pk=kept.pk).update(
        state=state, decided_at=timezone.now(), decided_by=by, **values
    )


def _sealed(told: Sequence[Any]) -> Sealed:
    return Sealed.of("draft", json.dumps(told, ensure_ascii=False))
