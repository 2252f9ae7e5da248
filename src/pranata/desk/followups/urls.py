from django.urls import path

from pranata.desk.followups import item, listing, opening, proofs, relating, workbook_views

urlpatterns = [
    path("", listing.follow_ups, name="follow_ups"),
    path("tambah/", opening.follow_up_add, name="follow_up_add"),
    path("unduh.<str:file_format>", listing.follow_ups_download, name="follow_ups_download"),
    path("excel/", workbook_views.follow_ups_workbook, name="follow_ups_workbook"),
    path("excel/simpan/", workbook_views.follow_ups_import, name="follow_ups_import"),
    path("dari-laporan/<int:pk>/", opening.follow_ups_from_report, name="follow_ups_from_report"),
    path("<int:pk>/", item.follow_up, name="follow_up"),
    path("<int:pk>/ubah/", opening.follow_up_change, name="follow_up_change"),
    path("<int:pk>/kaitkan/", relating.follow_up_relate, name="follow_up_relate"),
    path("<int:pk>/mulai/", item.step_view("start_work"), name="follow_up_start_work"),
    path("<int:pk>/selesai/", item.step_view("claim_done"), name="follow_up_claim_done"),
    path("<int:pk>/tutup/", item.step_view("close_done"), name="follow_up_close_done"),
    path("<int:pk>/kembalikan/", item.step_view("send_back"), name="follow_up_send_back"),
    path("<int:pk>/tidak-dapat/", item.step_view("call_off"), name="follow_up_call_off"),
    path("<int:pk>/buka-lagi/", item.step_view("open_again"), name="follow_up_open_again"),
    path("<int:pk>/bukti/", proofs.follow_up_evidence, name="follow_up_evidence"),
    path("<int:pk>/bukti/pilih/", proofs.follow_up_pick, name="follow_up_pick"),
    path("<int:pk>/bukti/pakai/", proofs.follow_up_use, name="follow_up_use"),
    path("<int:pk>/bukti/tautan/", proofs.follow_up_link, name="follow_up_link"),
    path("<int:pk>/bukti/<int:use>/lepas/", proofs.follow_up_unuse, name="follow_up_unuse"),
]
