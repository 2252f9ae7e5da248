from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    name = "pranata.areas.public_service.satisfaction"
    label = "satisfaction"
