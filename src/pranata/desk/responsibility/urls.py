from django.urls import path

from pranata.desk.responsibility import deadlines, row_views, views, workbook_views

urlpatterns = [
    path("penanggung-jawab/", views.responsibility, name="responsibility"),
    path("penanggung-jawab/excel/", workbook_views.responsibility_workbook, name="responsibility_workbook"),
    path("penanggung-jawab/excel/unduh/", workbook_views.responsibility_download, name="responsibility_download"),
    path("penanggung-jawab/excel/simpan/", workbook_views.responsibility_import, name="responsibility_import"),
    path("tenggat/", deadlines.plan_deadlines, name="plan_deadlines"),
    path("<row:row>/", row_views.subactivity, name="subactivity"),
    path("<row:row>/penanggung-jawab/", row_views.row_party, name="row_party"),
    path("<row:row>/pengganti/", row_views.row_deputy, name="row_deputy"),
    path("<row:row>/pengganti/<int:pk>/", row_views.row_deputy_end, name="row_deputy_end"),
    path("<row:row>/target/<int:position>/", row_views.row_target, name="row_target"),
    path("<row:row>/bulan/<int:month>/", row_views.row_month, name="row_month"),
    path("<row:row>/bulan/<int:month>/verifikasi/", row_views.row_verification, name="row_verification"),
]
