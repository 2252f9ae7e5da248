from django.urls import path

from pranata.desk.reports import composing, export_set, issued, issuing, views

urlpatterns = [
    path("", views.reports, name="reports"),
    path("terbit/<int:pk>/", issued.issued_report, name="issued_report"),
    path("terbit/<int:pk>/berkas/", issued.issued_file, name="issued_file"),
    path("terbit/<int:pk>/salinan/", issued.signed_copy, name="signed_copy"),
    path("terbit/<int:pk>/salinan/unggah/", issued.attach, name="attach_signed_copy"),
    path("terbit/<int:pk>/untuk-umum/", issued.set_publication, name="report_publication"),
    path("<slug:slug>/<str:period>/", views.report, name="report"),
    path("<slug:slug>/<str:period>/susun/", composing.compose, name="compose_report"),
    path("<slug:slug>/<str:period>/paket/", export_set.export_set, name="report_set"),
    path("<slug:slug>/<str:period>/terbitkan/", issuing.issue_report, name="issue_report"),
    path("<slug:slug>/<str:period>/konsep.<str:file_format>", views.report_draft, name="report_draft"),
]
