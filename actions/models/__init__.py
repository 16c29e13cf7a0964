"""The key actions' records: enrolments by stages, activities with attendance, shares and what they paid."""

from actions.models.activities import Activity, ActivityKind, Attendance, Result
from actions.models.enrolments import Enrolment, Job, Stage
from actions.models.shares import Share, SharePayment

__all__ = [
    "Activity",
    "ActivityKind",
    "Attendance",
    "Enrolment",
    "Job",
    "Result",
    "Share",
    "SharePayment",
    "Stage",
]
