from django.apps import AppConfig


class OrgStructureConfig(AppConfig):
    name = "pranata.areas.organization.org_structure"
    label = "org_structure"

    def ready(self) -> None:
        from pranata.areas.organization.org_structure import measures  # noqa: F401, PLC0415 -- app ready
