from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "foundation.policy"
    label = "policy"
    verbose_name = "政策方案"

    def ready(self) -> None:
        from foundation.accounts.navigation import register_entry

        register_entry("政策目录", "policy:list", "see_entitlements", order=80)
