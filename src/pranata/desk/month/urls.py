from django.urls import path

from pranata.desk.month import views, workbook_views

urlpatterns = [
    path("", views.plan_month, name="plan_month"),
    path("verifikasi/", views.month_verification, name="month_verification"),
    path("excel/", workbook_views.month_workbook, name="month_workbook"),
    path("excel/unduh/", workbook_views.month_download, name="month_download"),
    path("excel/tempel/", workbook_views.month_paste, name="month_paste"),
    path("excel/simpan/", workbook_views.month_import, name="month_import"),
]
