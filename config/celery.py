"""The Celery application: carries the names of runs, never their data."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("canlian")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
