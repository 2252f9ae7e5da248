from django.urls import path

from pranata.areas.public_service.data_subjects import entering, views

app_name = "data_subjects"

urlpatterns = [
    path("", views.requests, name="requests"),
    path("catat/", entering.enter, name="enter"),
    path("<int:pk>/", views.one_request, name="request"),
    path("<int:pk>/berkas/<int:position>/", views.file, name="file"),
    path("<int:pk>/surat/<slug:slug>.<str:file_format>", entering.letter, name="letter"),
    path("<int:pk>/perhitungan.txt", entering.calculation, name="calculation"),
    *[path(f"<int:pk>/{slug}/", views.act, {"doing": slug}) for slug in views.DOINGS],
]
