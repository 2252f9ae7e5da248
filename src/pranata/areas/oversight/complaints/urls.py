from django.urls import path

from pranata.areas.oversight.complaints import lapor_views, papers, views
from pranata.areas.oversight.complaints.steps import PAGES

app_name = "complaints"

urlpatterns = [
    path("", views.complaints, name="complaints"),
    path("catat/", views.complaint_add, name="complaint_add"),
    path("angka/", views.statistics, name="statistics"),
    path("sp4n-lapor/", lapor_views.reconciliation, name="lapor"),
    path("sp4n-lapor/register.csv", lapor_views.register_csv, name="lapor_csv"),
    path("<int:pk>/", views.complaint, name="complaint"),
    path("<int:pk>/lampiran/<int:position>/", views.attachment, name="attachment"),
    path("<int:pk>/surat/<slug:slug>.<str:file_format>", papers.letter, name="letter"),
    path("<int:pk>/perhitungan.txt", papers.calculation, name="calculation"),
    *[path(f"<int:pk>/{slug}/", views.step, {"slug": slug}, name=f"step-{slug}") for slug in PAGES],
]
