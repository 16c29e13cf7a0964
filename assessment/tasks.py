"""Celery's door of detection."""

from celery import shared_task
from django.utils import timezone

from assessment.monitoring.monthly import ask_for_month


@shared_task
def ask_monthly_detection() -> None:
    ask_for_month(on=timezone.localdate())
