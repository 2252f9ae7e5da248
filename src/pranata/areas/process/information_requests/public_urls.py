from django.urls import path

from pranata.areas.process.information_requests import public

app_name = "information_requests"

urlpatterns = [
    path("", public.service, name="service"),
    path("kirim/", public.send, name="send"),
    path("keberatan/", public.object_to, name="object"),
]
