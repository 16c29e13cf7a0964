"""Celery's door of the nightly look for duplicates."""

from celery import shared_task
from django.utils import timezone

from households.duplicates.finding import ask_for_night


@shared_task
def ask_nightly_duplicates() -> None:
    ask_for_night(on=timezone.localdate())
