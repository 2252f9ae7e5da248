from django.apps import AppConfig


class DataSubjectsConfig(AppConfig):
    name = "pranata.areas.public_service.data_subjects"
    label = "data_subjects"

    def ready(self) -> None:
        from pranata.areas.public_service.data_subjects import cards, kinds, menu, public  # noqa: F401, PLC0415 -- app ready
