"""All addresses. Indonesian without prefix, English under ``/en/``; staff pages under ``/meja/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from pranata.config.monitoring import views as monitoring
from pranata.desk.tasks.feed import calendar_feed

urlpatterns = [
    path("healthz", monitoring.healthz, name="healthz"),
    path("readyz", monitoring.readyz, name="readyz"),
    path("metrics", monitoring.metrics, name="metrics"),
    path("masuk/", include("pranata.base.access.urls")),
    path("meja/", include("pranata.desk.urls")),
    path("api/v1/", include("pranata.api.urls")),
    path("kalender/<str:secret>.ics", calendar_feed, name="calendar_feed"),
    *i18n_patterns(path("", include("pranata.portal.urls")), prefix_default_language=False),
]
