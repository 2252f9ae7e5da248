from django.urls import path

from pranata.desk.inbox import erasure, figures, listing

urlpatterns = [
    path("", listing.inbox_page, name="inbox"),
    path("angka/", figures.figures_page, name="case_figures"),
    path("penghapusan/", erasure.erasure_page, name="case_erasure"),
]
