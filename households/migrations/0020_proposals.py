"""Proposals of liaisons and cadres: walled like the household they are about; a cadre has drafts too."""

import django.contrib.postgres.fields
import django.db.models.deletion
import foundation.sealed.fields
from django.conf import settings
from django.db import migrations, models
from foundation.areas.row_security import secured


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0019_words_corrected_tasks_assigned"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True, verbose_name="标识")),
                ("area_code", models.BigIntegerField(editable=False, verbose_name="村(社区)")),
                ("about", models.CharField(max_length=60, verbose_name="建议内容")),
                ("page", models.CharField(max_length=200, verbose_name="页面")),
                (
                    "body",
                    foundation.sealed.fields.SealedField(kind="draft", null=True, verbose_name="填写内容"),
                ),
                (
                    "changed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None, verbose_name="改动的项目"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待审核"),
                            ("accepted", "已采纳"),
                            ("partly", "部分采纳"),
                            ("returned", "已退回"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="提出时间")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="办理时间")),
                ("answer", models.CharField(blank=True, default="", max_length=200, verbose_name="答复")),
                (
                    "outcome",
                    foundation.sealed.fields.SealedField(kind="draft", null=True, verbose_name="审核结果"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="households.household",
                        verbose_name="户",
                    ),
                ),
            ],
            options={
                "verbose_name": "登记建议",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["area_code", "id"],
                        name="proposals_waiting",
                    ),
                    models.Index(fields=["created_by", "-id"], name="proposals_of_user"),
                    models.Index(fields=["household", "-id"], name="proposals_of_household"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decided_by", None),
                                ("outcome", None),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_waits_or_is_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", False), ("state__in", ["waiting", "returned"])),
                            models.Q(("body", None), ("state__in", ["accepted", "partly", "withdrawn"])),
                            _connector="OR",
                        ),
                        name="proposal_numbers_go_when_settled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["partly", "returned"]), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_refused_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["accepted", "partly"]), _negated=True),
                            ("household__isnull", False),
                            _connector="OR",
                        ),
                        name="proposal_accepted_into_a_household",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("changed__len__gt", 0)), name="proposal_changes_something"
                    ),
                ],
            },
        ),
        # A cadre proposes for the households paired with him today, and drafts there like everybody who enters.
        *secured("households_proposal", paired_may="select, insert, update"),
        migrations.RunSQL(
            """
            create policy paired on households_draft to sees_paired
                using (household_id = any ((select paired_households())::bigint[]));
            grant select, insert, update, delete on households_draft to sees_paired;
            """,
            """
            revoke all on households_draft from sees_paired;
            drop policy paired on households_draft;
            """,
        ),
    ]
