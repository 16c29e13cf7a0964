"""Who may touch accounts, sessions, the access log and the tables of the libraries.

``app_login`` is the connection by itself: signing in, sessions, beat. The access log
is insert only for every role of the application; reading it is ``sees_none``'s alone
(the auditor; the act is asked by the page).
"""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import open_to_all

EVERYBODY = "app_login, sees_all, sees_areas, sees_paired, sees_none"
SEES_ROWS = "sees_all, sees_areas, sees_paired"


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("accounts", "0001_initial"),
        ("axes", "__latest__"),
        ("django_celery_beat", "__latest__"),
        ("pghistory", "__latest__"),
        ("sessions", "0001_initial"),
        ("contenttypes", "__latest__"),
        ("auth", "__latest__"),
    ]

    operations: ClassVar = [
        open_to_all("accounts_user, accounts_appointment"),
        open_to_all("accounts_user", rights="update (last_login, password, must_change_password)"),
        open_to_all("accounts_user, accounts_appointment", rights="insert, update", roles="sees_none"),
        open_to_all("accounts_accessrecord", rights="insert"),
        # INSERT … RETURNING id needs to read that one column.
        open_to_all("accounts_accessrecord", rights="select (id)"),
        open_to_all("accounts_accessrecord", roles="sees_none"),
        open_to_all("django_session", rights="select, insert, update, delete"),
        open_to_all("django_migrations, django_content_type, auth_permission, auth_group"),
        open_to_all("auth_group_permissions, accounts_user_groups, accounts_user_user_permissions"),
        open_to_all(
            "axes_accessattempt, axes_accesslog, axes_accessfailurelog, axes_accessattemptexpiration",
            rights="select, insert, update, delete",
            roles="app_login",
        ),
        open_to_all(
            "django_celery_beat_periodictask, django_celery_beat_periodictasks,"
            " django_celery_beat_crontabschedule, django_celery_beat_intervalschedule,"
            " django_celery_beat_clockedschedule, django_celery_beat_solarschedule",
            rights="select, insert, update, delete",
            roles="app_login",
        ),
        open_to_all("pghistory_context", rights="select, insert, update", roles=SEES_ROWS),
    ]
