from django.apps import AppConfig


class DispositionsConfig(AppConfig):
    name = "pranata.engines.dispositions"
    label = "dispositions"

    def ready(self) -> None:
        from pranata.engines.dispositions.notices import declare_notices  # noqa: PLC0415 -- app ready

        declare_notices()
