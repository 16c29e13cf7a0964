from django.apps import AppConfig


class SupportMeasuresConfig(AppConfig):
    name = "support_measures"
    label = "support_measures"
    verbose_name = "保障措施"

    def ready(self) -> None:
        from foundation.accounts.navigation import register_entry
        from support_measures import facts, panels

        facts.declare()
        panels.declare()
        register_entry("待遇发放", "support_measures:payments", "see_entitlements", order=35)
