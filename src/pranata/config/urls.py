"""All addresses. Indonesian without prefix, English under ``/en/``; staff pages under ``/meja/``."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("masuk/", include("pranata.base.access.urls")),
    path("meja/", include("pranata.desk.urls")),
    *i18n_patterns(path("", include("pranata.portal.urls")), prefix_default_language=False),
]
