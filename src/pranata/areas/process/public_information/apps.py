from django.apps import AppConfig


class PublicInformationConfig(AppConfig):
    name = "pranata.areas.process.public_information"
    label = "public_information"

    def ready(self) -> None:
        from pranata.areas.process.public_information import register  # noqa: F401, PLC0415 -- app ready
