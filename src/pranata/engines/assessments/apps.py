from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "pranata.engines.assessments"
    label = "assessments"

    def ready(self) -> None:
        from pranata.engines.assessments import checks, grants, measures, origins, records, waiting  # noqa: F401, PLC0415 -- app ready
        from pranata.engines.assessments.notices import declare_notices  # noqa: PLC0415 -- app ready

        declare_notices()
