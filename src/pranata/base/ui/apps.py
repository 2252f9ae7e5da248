from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "pranata.base.ui"
    label = "ui"

    def ready(self) -> None:
        from pranata.base.ui.addresses import register_converters  # noqa: PLC0415 -- app ready

        register_converters()
