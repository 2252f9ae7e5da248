from django.urls import path

from pranata.desk.evidence import item, listing, steps

urlpatterns = [
    path("", listing.evidence_list, name="evidence_list"),
    path("<int:pk>/", item.evidence, name="evidence"),
    path("<int:pk>/berkas/", item.evidence_file, name="evidence_file"),
    path("<int:pk>/kecil/", item.evidence_thumbnail, name="evidence_thumbnail"),
    path("<int:pk>/ubah/", steps.evidence_change, name="evidence_change"),
    path("<int:pk>/tarik/", steps.evidence_remove, name="evidence_remove"),
    path("<int:pk>/pakai-lagi/", steps.evidence_restore, name="evidence_restore"),
    path("<int:pk>/buka/", steps.evidence_publish, name="evidence_publish"),
    path("<int:pk>/tutup/", steps.evidence_unpublish, name="evidence_unpublish"),
]
