from django.urls import path

from pranata.desk.letterhead import views

urlpatterns = [
    path("", views.letterhead, name="letterhead"),
    path("logo/", views.logo, name="letterhead_logo"),
    path("logo/hapus/", views.remove_logo, name="letterhead_remove_logo"),
]
