from django.urls import path

from pranata.areas.public_service.data_subjects import views

app_name = "data_subjects"

urlpatterns = [
    path("", views.requests, name="requests"),
    path("<int:pk>/", views.one_request, name="request"),
    path("<int:pk>/berkas/<int:position>/", views.file, name="file"),
    *[path(f"<int:pk>/{slug}/", views.act, {"doing": slug}) for slug in views.DOINGS],
]
