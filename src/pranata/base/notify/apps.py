from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "pranata.base.notify"
    label = "notify"
