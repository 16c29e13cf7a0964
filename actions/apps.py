from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"
    label = "actions"
    verbose_name = "重点行动"

    def ready(self) -> None:
        from actions import panels
        from actions.models import Attendance, Enrolment, Share, SharePayment
        from actions.roster.enrolments import ENROLMENT_KIND
        from households.hanging import follows
        from households.roster.kinds import register_roster_kind
        from households.roster.undoable import Undoable, register_undoable

        panels.declare()
        follows(Enrolment, Attendance, Share)
        follows(SharePayment, through="share")
        register_roster_kind(ENROLMENT_KIND)
        register_undoable(Undoable(Enrolment, "stage = 'left', left_reason = %(reason)s", "true"))
