from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "pranata.base.org"
    label = "org"
