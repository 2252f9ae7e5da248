from django.urls import path

from pranata.areas.process.information_requests import intake_view, papers, views
from pranata.areas.process.information_requests.models import InformationRequest, Objection
from pranata.areas.process.information_requests.steps import OBJECTION_DOINGS, REQUEST_DOINGS, step_view

app_name = "information_requests"

urlpatterns = [
    path("", views.requests, name="requests"),
    path("catat/", intake_view.enter, name="enter"),
    path("statistik/", papers.statistics, name="statistics"),
    path("register/<year:year>.<str:file_format>", papers.request_register, name="request_register"),
    path("keberatan/", views.objections, name="objections"),
    path("keberatan/register/<year:year>.<str:file_format>", papers.objection_register, name="objection_register"),
    path("keberatan/<int:pk>/", views.one_objection, name="objection"),
    path("keberatan/<int:pk>/surat/<slug:slug>.<str:file_format>", papers.objection_letter, name="objection_letter"),
    path("keberatan/<int:pk>/berkas/<int:position>/", views.objection_file, name="objection_file"),
    *[path(f"keberatan/<int:pk>/{each.slug}/", step_view(Objection, each)) for each in OBJECTION_DOINGS],
    path("<int:pk>/", views.one_request, name="request"),
    path("<int:pk>/surat/<slug:slug>.<str:file_format>", papers.request_letter, name="request_letter"),
    path("<int:pk>/perhitungan.txt", papers.calculation, name="calculation"),
    path("<int:pk>/berkas/<int:position>/", views.request_file, name="request_file"),
    *[path(f"<int:pk>/{each.slug}/", step_view(InformationRequest, each)) for each in REQUEST_DOINGS],
]
