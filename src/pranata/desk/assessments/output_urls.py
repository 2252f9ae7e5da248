from django.urls import path

from pranata.desk.assessments import downloads, workbook_views

urlpatterns = [
    path("<int:pk>/unduh/<str:what>", downloads.sheet_download, name="sheet_download"),
    path("<int:pk>/berkas-bukti/<int:evidence>/", downloads.sheet_evidence_file, name="sheet_evidence_file"),
    path("<int:pk>/excel/", workbook_views.sheet_workbook, name="sheet_workbook"),
    path("<int:pk>/excel/simpan/", workbook_views.sheet_workbook_save, name="sheet_workbook_save"),
]
