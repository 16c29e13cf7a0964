from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "foundation.areas"
    label = "areas"
    verbose_name = "行政区划"
