from django.urls import path

from pranata.desk.inbox import assigning, erasure, figures, holding, listing

urlpatterns = [
    path("", listing.inbox_page, name="inbox"),
    path("tugaskan/", assigning.assign_cases, name="assign_cases"),
    path("angka/", figures.figures_page, name="case_figures"),
    path("penghapusan/", erasure.erasure_page, name="case_erasure"),
    path("penghapusan/<slug:kind>/<int:pk>/", holding.case_hold, name="case_hold"),
]
