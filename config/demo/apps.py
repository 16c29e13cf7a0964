from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "config.demo"
    label = "demo"
    verbose_name = "演示数据"

    def ready(self) -> None:
        from config.demo.day import live_on_the_demo_day

        live_on_the_demo_day()
