"""Celery's door of the registry."""

from celery import shared_task
from django.utils import timezone

from households.duplicates.finding import ask_for_night
from households.roster.keeping import forget_expired


@shared_task
def ask_nightly_duplicates() -> None:
    ask_for_night(on=timezone.localdate())


@shared_task
def forget_expired_rosters() -> None:
    forget_expired(on=timezone.localdate())
