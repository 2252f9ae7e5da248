from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "pranata.portal"
    label = "portal"
