from django.urls import path

from pranata.areas.process.sops import table_views, views
from pranata.areas.process.sops.doings import DOINGS

app_name = "sops"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("<int:pk>/", views.sop, name="sop"),
    path("<int:pk>/sop.<str:file_format>", views.paper, name="paper"),
    path("<int:pk>/kegiatan/", table_views.table, name="table"),
    path("<int:pk>/kegiatan/kegiatan.xlsx", table_views.steps_workbook, name="steps_workbook"),
    path("<int:pk>/kegiatan/excel/", table_views.import_steps, name="import_steps"),
    *[path(f"<int:pk>/{each.slug}/", views.doing_view(each), name=f"sop_{each.slug}") for each in DOINGS],
]
