from django.apps import AppConfig


class SupportMeasuresConfig(AppConfig):
    name = "support_measures"
    label = "support_measures"
    verbose_name = "保障措施"

    def ready(self) -> None:
        from support_measures import facts, panels

        facts.declare()
        panels.declare()
