from django.apps import AppConfig


class FlowConfig(AppConfig):
    name = "pranata.base.flow"
    label = "flow"

    def ready(self):
        from pranata.base.flow import checks  # noqa: F401, PLC0415 -- app ready
