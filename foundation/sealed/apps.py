from django.apps import AppConfig


class SealedConfig(AppConfig):
    name = "foundation.sealed"
    label = "sealed"
    verbose_name = "加密号码"

    def ready(self) -> None:
        from foundation.sealed import checks  # noqa: F401  (registers itself)
