from django.urls import path

from pranata.desk.documents import steps, views

urlpatterns = [
    path("nomor/", steps.numbers, name="document_numbers"),
    path("nomor/<int:pk>/batal/", steps.void_number, name="document_void_number"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/berkas/", views.document_file, name="document_file"),
    path("<int:pk>/versi/<int:version>/", views.document_version, name="document_version"),
    path("<int:pk>/beri-berkas/", steps.give_file, name="document_give_file"),
    path("<int:pk>/hubungkan/", steps.relate, name="document_relate"),
    path("<int:pk>/hubungan/<int:relation>/lepas/", steps.unrelate, name="document_unrelate"),
    path("<int:pk>/beri-nomor/", steps.number_document, name="document_number"),
    path("<int:pk>/buka/", steps.publish, name="document_publish"),
    path("<int:pk>/tutup/", steps.withdraw, name="document_withdraw"),
]
