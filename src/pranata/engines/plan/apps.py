from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "pranata.engines.plan"
    label = "plan"
