"""The tables, with their constraints, indexes and triggers; the walls come in the next migrations."""

import django.db.models.deletion
from django.conf import settings
from foundation.tables import CreateTables
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Run",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=40, verbose_name="类别")),
                        ("area_code", models.BigIntegerField(verbose_name="区域")),
                        ("key", models.CharField(blank=True, max_length=120, verbose_name="标识")),
                        ("parameters", models.JSONField(blank=True, default=dict, verbose_name="参数")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "等待中"),
                                    ("running", "进行中"),
                                    ("stopped", "已停止"),
                                    ("done", "已完成"),
                                    ("failed", "失败"),
                                ],
                                default="queued",
                                max_length=10,
                                verbose_name="状态",
                            ),
                        ),
                        ("stop_requested", models.BooleanField(default=False, verbose_name="要求停止")),
                        ("done", models.BigIntegerField(default=0, verbose_name="已完成数")),
                        ("total", models.BigIntegerField(default=0, verbose_name="总数")),
                        ("sentence", models.CharField(blank=True, max_length=300, verbose_name="进度说明")),
                        ("cursor", models.JSONField(blank=True, default=dict, verbose_name="断点")),
                        ("result", models.JSONField(blank=True, default=dict, verbose_name="结果")),
                        ("error", models.TextField(blank=True, verbose_name="失败原因")),
                        ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="发起时间")),
                        ("heartbeat_at", models.DateTimeField(blank=True, null=True, verbose_name="心跳")),
                        ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="接手次数")),
                        ("worker", models.UUIDField(blank=True, null=True, verbose_name="当前执行者")),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="发起人",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "后台任务",
                        "verbose_name_plural": "后台任务",
                        "indexes": [
                            models.Index(fields=["area_code", "id"], name="run_by_area"),
                            models.Index(
                                condition=models.Q(("state__in", ["queued", "running"])),
                                fields=["state"],
                                name="run_live",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["queued", "running"])),
                                fields=("kind", "area_code", "key"),
                                name="one_live_run_of_the_same_work",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["queued", "running", "stopped", "done", "failed"])
                                ),
                                name="run_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["queued", "running"]),
                                    ("finished_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="run_finished_has_its_time",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
