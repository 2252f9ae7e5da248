from django.urls import path

from pranata.desk.registers import views, workbook

urlpatterns = [
    path("<slug:register>/", views.register_list, name="register"),
    path("<slug:register>/tambah/", views.entry_add, name="entry_add"),
    path("<slug:register>/unduh.<str:file_format>", views.register_download, name="register_download"),
    path("<slug:register>/excel/", workbook.register_workbook, name="register_workbook"),
    path("<slug:register>/excel/simpan/", workbook.register_import, name="register_import"),
    path("<slug:register>/<int:pk>/", views.entry, name="entry"),
    path("<slug:register>/<int:pk>/ubah/", views.entry_change, name="entry_change"),
    path("<slug:register>/<int:pk>/hapus/", views.entry_remove, name="entry_remove"),
]
