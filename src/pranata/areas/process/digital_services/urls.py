from django.urls import path

from pranata.areas.process.digital_services import views

app_name = "digital_services"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("contoh/", views.samples, name="samples"),
    path("<int:pk>/", views.application, name="application"),
]
