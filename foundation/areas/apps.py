from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "foundation.areas"
    label = "areas"
    verbose_name = "行政区划"

    def ready(self) -> None:
        from foundation.areas import checks  # noqa: F401  (registers itself)
