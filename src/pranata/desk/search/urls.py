from django.urls import path

from pranata.desk.search import views

urlpatterns = [path("", views.search_page, name="search")]
