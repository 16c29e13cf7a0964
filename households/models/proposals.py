"""What a village liaison or cadre suggests for the registry: kept sealed until a clerk decides on it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from foundation.sealed.fields import SealedField
from households.querysets import ProposalQuerySet


class Proposal(models.Model):
    """One page of the entry form as it was sent. Nothing of it stands in the registry before it is accepted.

    ``body``: what was typed, numbers of people among it, so all of it is sealed; it goes when the
    proposal is settled, and stays only where its writer may mend and send it again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "待审核"
        ACCEPTED = "accepted", "已采纳"
        PARTLY = "partly", "部分采纳"
        RETURNED = "returned", "已退回"
        WITHDRAWN = "withdrawn", "已撤回"

    # Of the page that was sent: sent twice it is one proposal.
    key = models.UUIDField("标识", unique=True)
    area_code = models.BigIntegerField("村（社区）", editable=False)
    # None: a household that is not in the registry yet; filled in when it is accepted.
    household = models.ForeignKey(
        "households.Household",
        models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="proposals",
        verbose_name="户",
    )
    about = models.CharField("建议内容", max_length=60)
    page = models.CharField("页面", max_length=200)
    body = SealedField("填写内容", kind="draft", null=True)
    # Names of what the writer changed on the page: names alone, the values are in the body.
    changed = ArrayField(models.CharField(max_length=60), verbose_name="改动的项目")
    state = models.CharField("状态", max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField("提出时间", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    decided_at = models.DateTimeField("办理时间", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    answer = models.CharField("答复", max_length=200, blank=True, default="")
    # What was shown and what was taken, as the reviewer saw it; numbers masked, and sealed all the same.
    outcome = SealedField("审核结果", kind="draft", null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "登记建议"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="proposal_waits_or_is_decided",
                condition=Q(state="waiting", decided_at=None, decided_by=None, outcome=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(  # and no other state is known
                name="proposal_numbers_go_when_settled",
                condition=Q(state__in=["waiting", "returned"], body__isnull=False)
                | Q(state__in=["accepted", "partly", "withdrawn"], body=None),
            ),
            models.CheckConstraint(
                name="proposal_refused_with_a_reason",
                condition=~Q(state__in=["partly", "returned"]) | ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="proposal_accepted_into_a_household",
                condition=~Q(state__in=["accepted", "partly"]) | Q(household__isnull=False),
            ),
            models.CheckConstraint(name="proposal_changes_something", condition=Q(changed__len__gt=0)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["area_code", "id"], condition=Q(state="waiting"), name="proposals_waiting"),
            models.Index(fields=["created_by", "-id"], name="proposals_of_user"),
            models.Index(fields=["household", "-id"], name="proposals_of_household"),
        ]

    def __str__(self) -> str:
        return f"{self.about}（{self.get_state_display()}）"

    @property
    def waiting(self) -> bool:
        return self.state == self.State.WAITING
