from django.urls import path

from pranata.areas.process.process_maps import changing, views

app_name = "process_maps"

urlpatterns = [
    path("", views.maps, name="maps"),
    path("<int:pk>/", views.map_page, name="map"),
    path("<int:pk>/unduh.pdf", views.map_pdf, name="map_pdf"),
    path("<int:pk>/salin/", changing.map_copy, name="map_copy"),
    path("<int:pk>/gambar/", changing.picture_add, name="picture_add"),
    path("proses/<int:pk>/", views.process_page, name="process"),
    path("proses/<int:pk>/gambar/", changing.process_picture_add, name="process_picture_add"),
    path("gambar/<int:pk>/", views.picture_file, name="picture"),
    path("gambar/<int:pk>/hapus/", changing.picture_remove, name="picture_remove"),
]
