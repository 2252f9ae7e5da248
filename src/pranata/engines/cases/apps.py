from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "pranata.engines.cases"
    label = "cases"
