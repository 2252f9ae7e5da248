from django.urls import include, path

from pranata.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("<office:code>/", include("pranata.desk.tasks.urls")),
    path("<office:code>/layanan/", include("pranata.desk.inbox.urls")),
    path("<office:code>/pegawai/", include("pranata.desk.people.urls")),
    path("<office:code>/naskah/", include("pranata.desk.letterhead.urls")),
    path("<office:code>/bukti/", include("pranata.desk.evidence.urls")),
    path("<office:code>/laporan/", include("pranata.desk.reports.urls")),
    path("<office:code>/satuan-kerja/", include("pranata.desk.nation.urls")),
    path("<office:code>/tindak-lanjut/", include("pranata.desk.followups.urls")),
    path("<office:code>/penilaian/", include("pranata.desk.assessments.urls")),
    path("<office:code>/permohonan-informasi/", include("pranata.areas.process.information_requests.urls")),
    path("<office:code>/usulan-pengecualian/", include("pranata.areas.process.public_information.urls")),
    path("<office:code>/pengaduan/", include("pranata.areas.oversight.complaints.urls")),
    path("<office:code>/data-pribadi/", include("pranata.areas.public_service.data_subjects.urls")),
    path("<office:code>/register/", include("pranata.desk.registers.urls")),
    path("<office:code>/pengelolaan/", include("pranata.desk.administration.urls")),
    path("<office:code>/rencana-aksi/", include("pranata.desk.revisions.urls")),
    path("<office:code>/rencana-aksi/<plan:plan_key>/", views.plan, name="plan"),
    path("<office:code>/rencana-aksi/", include("pranata.desk.review.urls")),
    path("<office:code>/rencana-aksi/<plan:plan_key>/", include("pranata.desk.evidence.month_urls")),
    path("<office:code>/rencana-aksi/<plan:plan_key>/bulan/<int:month>/", include("pranata.desk.month.urls")),
    path("<office:code>/rencana-aksi/<plan:plan_key>/", include("pranata.desk.indicators.urls")),
    path("<office:code>/rencana-aksi/<plan:plan_key>/", include("pranata.desk.responsibility.urls")),
]
