from django.urls import path

from pranata.areas.public_service.service_standards import public

app_name = "service_standards"

urlpatterns = [
    path("", public.services, name="services"),
    path("maklumat/", public.pledge, name="pledge"),
    path("maklumat/maklumat.pdf", public.pledge_file, name="pledge_file"),
    path("<int:pk>/", public.service, name="service"),
    path("<int:pk>/standar.pdf", public.standard_file, name="standard_file"),
]
