from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "pranata.engines.followups"
    label = "followups"

    def ready(self) -> None:
        from pranata.engines.followups import measures, records, waiting  # noqa: F401, PLC0415 -- app ready
        from pranata.engines.followups.notices import declare_notices  # noqa: PLC0415 -- app ready

        declare_notices()
