from django.urls import include, path

from pranata.portal import evidence, open_data, registers, reports, search, tracking, verification, views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("verifikasi/", verification.verify, name="verify"),
    path("verifikasi/<str:code>/", verification.verification, name="verification"),
    path("<office:code>/", views.office_home, name="office"),
    path("<office:code>/cari/", search.search, name="search"),
    path("<office:code>/lacak/", tracking.tracking, name="tracking"),
    path("<office:code>/lacak/balas/", tracking.reply, name="tracking_reply"),
    path("<office:code>/lacak/berkas/<int:pk>/", tracking.attachment, name="tracking_file"),
    path("<office:code>/lacak/tawaran/<slug:kind>/", tracking.offer, name="tracking_offer"),
    path("<office:code>/permohonan-informasi/", include("pranata.areas.process.information_requests.public_urls")),
    path("<office:code>/pengaduan/", include("pranata.areas.oversight.complaints.public_urls")),
    path("<office:code>/data-pribadi/", include("pranata.areas.public_service.data_subjects.public_urls")),
    path("<office:code>/jdih/", include("pranata.areas.regulation.jdih.public_urls")),
    path("<office:code>/sop/", include("pranata.areas.process.sops.public_urls")),
    path("<office:code>/standar-pelayanan/", include("pranata.areas.public_service.service_standards.public_urls")),
    path("<office:code>/survei/", include("pranata.areas.public_service.satisfaction.public_urls")),
    path("<office:code>/struktur/", include("pranata.areas.organization.org_structure.public_urls")),
    path("<office:code>/daftar/<slug:register>/", registers.register, name="register"),
    path("<office:code>/daftar/<slug:register>/data.csv", registers.register_data, name="register_data"),
    path("<office:code>/daftar/<slug:register>/<int:pk>/", registers.entry, name="entry"),
    path("<office:code>/reformasi-birokrasi/", views.reform, name="reform"),
    path("<office:code>/reformasi-birokrasi/<year:year>/", views.plan, name="plan"),
    path("<office:code>/reformasi-birokrasi/<year:year>/data.<str:file_format>", open_data.plan_data, name="plan_data"),
    path("<office:code>/laporan/", reports.reports, name="reports"),
    path("<office:code>/laporan/<int:pk>/", reports.report, name="report"),
    path("<office:code>/laporan/<int:pk>/berkas/", reports.report_file, name="report_file"),
    path("<office:code>/laporan/data.<str:file_format>", open_data.report_data, name="report_data"),
    path("<office:code>/bukti/", evidence.evidence, name="evidence"),
    path("<office:code>/bukti/<int:pk>/", evidence.evidence_file, name="evidence_file"),
    path("<office:code>/data-terbuka/", open_data.open_data_page, name="open_data"),
]
