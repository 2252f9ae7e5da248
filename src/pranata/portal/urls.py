from django.urls import path

from pranata.portal import evidence, open_data, registers, reports, verification, views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("verifikasi/", verification.verify, name="verify"),
    path("verifikasi/<str:code>/", verification.verification, name="verification"),
    path("<office:code>/", views.office_home, name="office"),
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
