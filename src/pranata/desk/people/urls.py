from django.urls import path

from pranata.desk.people import team_views, unit_views, views, workbook_views

urlpatterns = [
    path("", views.people, name="people"),
    path("tambah/", views.person_add, name="person_add"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/ubah/", views.person_change, name="person_change"),
    path("<int:pk>/akhiri/", views.person_end, name="person_end"),
    path("excel/", workbook_views.people_workbook, name="people_workbook"),
    path("excel/unduh/", workbook_views.people_download, name="people_download"),
    path("excel/simpan/", workbook_views.people_import, name="people_import"),
    path("unit/", unit_views.units, name="units"),
    path("unit/tambah/", unit_views.unit_add, name="unit_add"),
    path("unit/<int:pk>/", unit_views.unit, name="unit"),
    path("unit/<int:pk>/ubah/", unit_views.unit_change, name="unit_change"),
    path("unit/<int:pk>/akhiri/", unit_views.unit_end, name="unit_end"),
    path("unit/<int:pk>/jabatan/", unit_views.post_add, name="post_add"),
    path("jabatan/<int:pk>/akhiri/", unit_views.post_end, name="post_end"),
    path("tim/", team_views.teams, name="teams"),
    path("tim/tambah/", team_views.team_add, name="team_add"),
    path("tim/<int:pk>/", team_views.team, name="team"),
    path("tim/<int:pk>/ubah/", team_views.team_change, name="team_change"),
    path("tim/<int:pk>/akhiri/", team_views.team_end, name="team_end"),
    path("tim/<int:pk>/anggota/", team_views.member_add, name="member_add"),
    path("anggota/<int:pk>/akhiri/", team_views.member_end, name="member_end"),
]
