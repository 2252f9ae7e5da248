from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "pranata.desk"
    label = "desk"
