"""The tables, with their constraints, indexes and triggers; the walls come in the next migrations."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.utils.timezone
import foundation.accounts.models
from django.conf import settings
from foundation.tables import CreateTables
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("areas", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "A user with that username already exists."},
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "first_name",
                            models.CharField(blank=True, max_length=150, verbose_name="first name"),
                        ),
                        ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                        (
                            "email",
                            models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="date joined"
                            ),
                        ),
                        ("full_name", models.CharField(max_length=50, verbose_name="姓名")),
                        (
                            "must_change_password",
                            models.BooleanField(default=False, verbose_name="须修改密码"),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "账号",
                        "verbose_name_plural": "账号",
                    },
                    managers=[
                        ("objects", django.contrib.auth.models.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name="AccessRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("sign_in", "登录"),
                                    ("sign_in_failed", "登录失败"),
                                    ("sign_out", "退出"),
                                    ("opened", "查看户档"),
                                    ("number_shown", "查看完整号码"),
                                    ("searched", "按号码检索"),
                                    ("exported", "导出"),
                                    ("downloaded", "下载"),
                                    ("imported", "导入"),
                                    ("confirmed", "确认"),
                                    ("appointed", "任职变更"),
                                    ("refused", "越权被拒"),
                                ],
                                max_length=20,
                                verbose_name="类别",
                            ),
                        ),
                        ("role", models.CharField(blank=True, max_length=30, verbose_name="角色")),
                        ("area_code", models.BigIntegerField(blank=True, null=True, verbose_name="区域")),
                        (
                            "address",
                            models.GenericIPAddressField(blank=True, null=True, verbose_name="来源地址"),
                        ),
                        ("subject", models.CharField(blank=True, max_length=200, verbose_name="对象")),
                        ("reason", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                        ("detail", models.JSONField(blank=True, default=dict, verbose_name="详情")),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "访问记录",
                        "verbose_name_plural": "访问记录",
                        "indexes": [
                            models.Index(fields=["subject", "at"], name="access_by_subject"),
                            models.Index(fields=["user", "at"], name="access_by_user"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("county_clerk", "县残联业务员"),
                                    ("county_lead", "县残联负责人"),
                                    ("township_clerk", "乡镇残联干事(专职委员)"),
                                    ("village_liaison", "村残协联络员"),
                                    ("cadre", "帮扶干部"),
                                    ("prefecture_officer", "市(州)残联"),
                                    ("province_officer", "省残联"),
                                    ("auditor", "审计员"),
                                    ("security_admin", "安全管理员"),
                                    ("system_admin", "系统管理员"),
                                    ("api_client", "外部系统"),
                                ],
                                max_length=30,
                                verbose_name="角色",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="任职起")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="任职止(不含)")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "appointed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="任命人",
                            ),
                        ),
                        (
                            "area",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="areas.area",
                                verbose_name="区域",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="账号",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "任职",
                        "verbose_name_plural": "任职",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on", None),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="appointment_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "county_clerk",
                                            "county_lead",
                                            "township_clerk",
                                            "village_liaison",
                                            "cadre",
                                            "prefecture_officer",
                                            "province_officer",
                                            "auditor",
                                            "security_admin",
                                            "system_admin",
                                            "api_client",
                                        ],
                                    )
                                ),
                                name="appointment_role_known",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("user"), "="),
                                    (
                                        foundation.accounts.models._Period(
                                            models.F("starts_on"), models.F("ends_on")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_appointment_at_a_time",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
