from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "actions"
    label = "actions"
    verbose_name = "重点行动"

    def ready(self) -> None:
        from actions import panels
        from actions.models import Enrolment
        from households.hanging import follows

        panels.declare()
        follows(Enrolment)
