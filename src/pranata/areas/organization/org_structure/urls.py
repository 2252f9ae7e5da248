from django.urls import path

from pranata.areas.organization.org_structure import holdings, views

app_name = "org_structure"

urlpatterns = [
    path("", views.structure, name="structure"),
    path("unduh.pdf", views.structure_pdf, name="structure_pdf"),
    path("terbit/", holdings.chart_publish, name="chart_publish"),
    path("pejabat/tambah/", holdings.holding_add, name="holding_add"),
    path("pejabat/<int:pk>/", holdings.holding, name="holding"),
    path("pejabat/<int:pk>/hapus/", holdings.holding_remove, name="holding_remove"),
]
