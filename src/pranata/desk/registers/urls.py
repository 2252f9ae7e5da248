from django.urls import path

from pranata.desk.registers import bulk, index, views, workbook

urlpatterns = [
    path("", index.registers_index, name="registers"),
    path("<slug:register>/", views.register_list, name="register"),
    path("<slug:register>/tambah/", views.entry_add, name="entry_add"),
    path("<slug:register>/unduh.<str:file_format>", views.register_download, name="register_download"),
    path("<slug:register>/templat.xlsx", workbook.register_template, name="register_template"),
    path("<slug:register>/excel/", workbook.register_workbook, name="register_workbook"),
    path("<slug:register>/excel/simpan/", workbook.register_import, name="register_import"),
    path("<slug:register>/sekaligus/", bulk.entries_change, name="entries_change"),
    path("<slug:register>/tampilan/", index.view_keep, name="register_view_keep"),
    path("<slug:register>/tampilan/<int:pk>/hapus/", index.view_drop, name="register_view_drop"),
    path("<slug:register>/<int:pk>/", views.entry, name="entry"),
    path("<slug:register>/<int:pk>/ubah/", views.entry_change, name="entry_change"),
    path("<slug:register>/<int:pk>/hapus/", views.entry_remove, name="entry_remove"),
]
