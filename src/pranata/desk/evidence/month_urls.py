from django.urls import path

from pranata.desk.evidence import adding, archive, picking

urlpatterns = [
    path("bulan/<int:month>/bukti.zip", archive.month_archive, name="month_archive"),
    path("<row:row>/bulan/<int:month>/bukti/", adding.month_evidence, name="month_evidence"),
    path("<row:row>/bulan/<int:month>/bukti/pilih/", picking.month_pick, name="month_pick"),
    path("<row:row>/bulan/<int:month>/bukti/pakai/", adding.month_use, name="month_use"),
    path("<row:row>/bulan/<int:month>/bukti/tautan/", adding.month_link, name="month_link"),
    path("<row:row>/bulan/<int:month>/bukti/<int:pk>/lepas/", adding.month_unuse, name="month_unuse"),
]
