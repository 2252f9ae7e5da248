from django.urls import path

from pranata.desk.revisions import adoption, downloads, listing, release, revision, years

urlpatterns = [
    path("", listing.plans, name="plans"),
    path("susun/", listing.plan_begin, name="plan_begin"),
    path("agen/", listing.agent_plan_begin, name="agent_plan_begin"),
    path("<plan:plan_key>/tetapkan/", adoption.plan_adopt, name="plan_adopt"),
    path("<plan:plan_key>/nomor/", adoption.plan_number, name="plan_number"),
    path("<plan:plan_key>/revisi/", revision.plan_revise, name="plan_revise"),
    path("<plan:plan_key>/perbedaan/", revision.plan_difference_page, name="plan_difference"),
    path("<plan:plan_key>/riwayat/", revision.plan_history, name="plan_history"),
    path("<plan:plan_key>/salin/", years.plan_copy, name="plan_copy"),
    path("<plan:plan_key>/lanjutkan/", years.plan_carry_over, name="plan_carry_over"),
    path("<plan:plan_key>/tutup/", years.plan_close, name="plan_close"),
    path("<plan:plan_key>/buka-lagi/", years.plan_reopen, name="plan_reopen"),
    path("<plan:plan_key>/terbitkan/", release.plan_publish, name="plan_publish"),
    path("<plan:plan_key>/buang/", release.plan_discard, name="plan_discard"),
    path("<plan:plan_key>/sumber/", downloads.plan_source, name="plan_source"),
    path("<plan:plan_key>/unduh/<str:file_format>/", downloads.plan_export, name="plan_export"),
]
