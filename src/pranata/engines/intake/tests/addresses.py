"""The addresses of the sample among those of the portal."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from pranata.engines.intake.tests.sample import plain, sample, tracker

urlpatterns = [
    path("masuk/", include("pranata.base.access.urls")),
    *i18n_patterns(
        path("<office:code>/contoh/", sample, name="sample"),
        path("<office:code>/contoh-polos/", plain, name="plain"),
        path("<office:code>/contoh-lacak/", tracker, name="tracker"),
        path("", include("pranata.portal.urls")),
        prefix_default_language=False,
    ),
]
