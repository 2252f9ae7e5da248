from django.urls import path

from pranata.areas.process.archives import downloads, listing, steps, views
from pranata.areas.process.archives.lists import LISTS
from pranata.areas.process.archives.queries import DUE_PAGES

app_name = "archives"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("peminjaman/", views.loans, name="loans"),
    path("peminjaman/<int:pk>/kembali/", steps.take_back, name="take_back"),
    path("vital/", views.vital, name="vital"),
    path("kemas/", downloads.pack, name="pack"),
    *(
        path(
            f"daftar/{each.name}.<str:file_format>", downloads.list_file, {"name": each.name}, name=f"list_{each.code}"
        )
        for each in LISTS.values()
    ),
    *(path(f"menunggu/{slug}/", listing.due, {"slug": slug}, name=f"due_{slug}") for slug in DUE_PAGES),
    path("pemindahan/", views.transfers, name="transfers"),
    path("pemindahan/<int:pk>/", listing.transfer, name="transfer"),
    path("pemindahan/<int:pk>/berita-acara.<str:file_format>", downloads.transfer_file, name="transfer_file"),
    path("pemindahan/<int:pk>/selesai/", listing.transfer_step, {"step": "finish"}, name="transfer_finish"),
    path("pemindahan/<int:pk>/batal/", listing.transfer_step, {"step": "cancel"}, name="transfer_cancel"),
    path("pemusnahan/", views.disposals, name="disposals"),
    path("pemusnahan/<int:pk>/", listing.disposal, name="disposal"),
    path("pemusnahan/<int:pk>/berita-acara.<str:file_format>", downloads.disposal_file, name="disposal_file"),
    path("pemusnahan/<int:pk>/nilai/", listing.disposal_step, {"step": "judge"}, name="disposal_judge"),
    path("pemusnahan/<int:pk>/setujui/", listing.disposal_step, {"step": "approve"}, name="disposal_approve"),
    path("pemusnahan/<int:pk>/tetapkan/", listing.disposal_step, {"step": "decide"}, name="disposal_decide"),
    path("pemusnahan/<int:pk>/musnahkan/", listing.disposal_step, {"step": "destroy"}, name="disposal_destroy"),
    path("pemusnahan/<int:pk>/batal/", listing.disposal_step, {"step": "cancel"}, name="disposal_cancel"),
    path("pemusnahan/baris/<int:pk>/keluarkan/", listing.take_off, name="take_off"),
    path("penahanan/<int:pk>/lepas/", steps.lift, name="lift"),
    path("<int:pk>/", views.item, name="item"),
    path("<int:pk>/tahan/", steps.hold, name="hold"),
    path("<int:pk>/pinjamkan/", steps.lend, name="lend"),
    path("<int:pk>/nilai/", steps.judge, name="judge"),
    path("<int:pk>/tarik/", steps.withdraw, name="withdraw"),
]
