from django.urls import path

from pranata.areas.regulation.legal_products import program_views, views

app_name = "legal_products"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("dari-dokumen/", views.from_documents, name="from_documents"),
    path("naskah/<int:pk>/", views.product, name="product"),
    path("naskah/<int:pk>/program/", views.revision, name="revision"),
    path("temuan/<int:pk>/", views.finding, name="finding"),
    path("temuan/<int:pk>/tindak-lanjut/", views.finding_follow_up, name="finding_follow_up"),
    path("program/<int:pk>/", program_views.program_item, name="program_item"),
    path("program/<int:pk>/maju/", program_views.go_on, name="go_on"),
    *[
        path(f"program/<int:pk>/{each.slug}/", program_views.step_view(each), name=f"program_{each.slug}")
        for each in program_views.STEPS.values()
    ],
]
