from django.apps import AppConfig


class ReformTeamsConfig(AppConfig):
    name = "pranata.areas.change.reform_teams"
    label = "reform_teams"

    def ready(self) -> None:
        from pranata.areas.change.reform_teams import measures  # noqa: F401, PLC0415 -- app ready
