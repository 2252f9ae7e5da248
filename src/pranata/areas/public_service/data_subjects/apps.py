from django.apps import AppConfig


class DataSubjectsConfig(AppConfig):
    name = "pranata.areas.public_service.data_subjects"
    label = "data_subjects"

    def ready(self) -> None:
        from pranata.areas.public_service.data_subjects import (  # noqa: PLC0415 -- app ready
            cards,  # noqa: F401 -- app ready
            kinds,  # noqa: F401 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            public,  # noqa: F401 -- app ready
        )
