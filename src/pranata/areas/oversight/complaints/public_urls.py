from django.urls import path

from pranata.areas.oversight.complaints import public

app_name = "complaints"

urlpatterns = [
    path("", public.service, name="service"),
    path("kirim/", public.send, name="send"),
    path("nilai/", public.rating, name="rating"),
]
