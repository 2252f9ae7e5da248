"""The addresses of the API, below ``/api/v1/``."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from pranata.api.delivery import deliver, delivered
from pranata.api.reference import openapi, reference
from pranata.api.refusals import refusal
from pranata.api.v1 import api


def nothing_here(request: HttpRequest) -> HttpResponse:
    return refusal(404)


app_name = "api"
urlpatterns = [
    path("", reference, name="reference"),
    path("openapi.json", delivered(openapi), name="openapi"),
    *deliver(pattern for pattern in api.urls[0] if pattern.name != "api-root"),
    re_path(r"^.*$", delivered(nothing_here), name="nothing_here"),
]
