from django.urls import path

from pranata.desk.review import decree, importing, questions, remarks, rows, tree

PLAN = "<plan:plan_key>/"
REMARK = f"{PLAN}catatan/<int:pk>/"

urlpatterns = [
    path("impor/", importing.plan_import, name="plan_import"),
    path(f"{PLAN}catatan/", remarks.remarks, name="remarks"),
    path(f"{PLAN}catatan/terima/", remarks.remarks_accept, name="remarks_accept"),
    path(f"{REMARK}terima/", remarks.remark_accept, name="remark_accept"),
    path(f"{REMARK}perbaiki/", remarks.remark_correct, name="remark_correct"),
    path(f"{REMARK}buka/", remarks.remark_reopen, name="remark_reopen"),
    path(f"{REMARK}tanya/", questions.remark_ask, name="remark_ask"),
    path(f"{REMARK}jawab/", questions.remark_answer, name="remark_answer"),
    path(f"{PLAN}naskah/", decree.decree_edit, name="decree_edit"),
    path(f"{PLAN}susunan/", tree.plan_tree, name="plan_tree"),
    path(f"{PLAN}area/tambah/", tree.area_add, name="area_add"),
    path(f"{PLAN}area/<int:pk>/", tree.area_edit, name="area_edit"),
    path(f"{PLAN}area/<int:pk>/hapus/", tree.area_remove, name="area_remove"),
    path(f"{PLAN}area/<int:pk>/kegiatan/", tree.activity_add, name="activity_add"),
    path(f"{PLAN}kegiatan/<int:pk>/", tree.activity_edit, name="activity_edit"),
    path(f"{PLAN}kegiatan/<int:pk>/hapus/", tree.activity_remove, name="activity_remove"),
    path(f"{PLAN}kegiatan/<int:pk>/baris/", rows.row_add, name="row_add"),
    path(f"{PLAN}<row:row>/ubah/", rows.row_edit, name="row_edit"),
    path(f"{PLAN}<row:row>/pindah/", rows.row_move, name="row_move"),
    path(f"{PLAN}<row:row>/hapus/", rows.row_remove, name="row_remove"),
]
