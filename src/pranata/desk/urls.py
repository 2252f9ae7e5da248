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
    path("<office:code>/dokumen/", include("pranata.desk.documents.urls")),
    path("<office:code>/cari/", include("pranata.desk.search.urls")),
    path("<office:code>/jdih/", include("pranata.areas.regulation.jdih.urls")),
    path("<office:code>/produk-hukum/", include("pranata.areas.regulation.legal_products.urls")),
    path("<office:code>/sop/", include("pranata.areas.process.sops.urls")),
    path("<office:code>/peta-proses/", include("pranata.areas.process.process_maps.urls")),
    path("<office:code>/aplikasi/", include("pranata.areas.process.digital_services.urls")),
    path("<office:code>/arsip/", include("pranata.areas.process.archives.urls")),
    path("<office:code>/standar-pelayanan/", include("pranata.areas.public_service.service_standards.urls")),
    path("<office:code>/survei/", include("pranata.areas.public_service.satisfaction.urls")),
    path("<office:code>/struktur/", include("pranata.areas.organization.org_structure.urls")),
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
