from django.apps import AppConfig


class OrgStructureConfig(AppConfig):
    name = "pranata.areas.organization.org_structure"
    label = "org_structure"

    def ready(self) -> None:
        from pranata.areas.organization.org_structure import (  # noqa: PLC0415 -- app ready
            measures,  # noqa: F401 -- app ready
            menu,  # noqa: F401 -- app ready
            register,  # noqa: F401 -- app ready
        )
