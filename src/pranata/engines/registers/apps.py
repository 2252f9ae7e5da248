from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "pranata.engines.registers"
    label = "registers"

    def ready(self) -> None:
        from pranata.engines.registers import checks  # noqa: F401, PLC0415 -- app ready
