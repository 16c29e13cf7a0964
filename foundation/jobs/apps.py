from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "foundation.jobs"
    label = "jobs"
    verbose_name = "后台任务"

    def ready(self) -> None:
        from foundation.accounts.navigation import register_entry

        register_entry("后台任务", "jobs:list", "see_runs", order=90)
