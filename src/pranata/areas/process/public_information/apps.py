from django.apps import AppConfig


class PublicInformationConfig(AppConfig):
    name = "pranata.areas.process.public_information"
    label = "public_information"

    def ready(self) -> None:
        from pranata.areas.process.public_information import (  # noqa: PLC0415 -- app ready
            grants,  # noqa: F401 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            notices,  # noqa: F401 -- app ready
            register,  # noqa: F401 -- app ready
            work,  # noqa: F401 -- app ready
        )
