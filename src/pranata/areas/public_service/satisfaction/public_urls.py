from django.urls import include, path

from pranata.areas.public_service.satisfaction import public

app_name = "satisfaction"

urlpatterns = [
    path("", public.surveys, name="surveys"),
    path("luring.js", public.worker, name="worker"),
    path("<slug:survey>/", public.answer, name="answer"),
    path("<slug:survey>/undangan/<str:invitation>/", public.invited, name="invited"),
    path("<slug:survey>/kios/<str:key>/", public.kiosk, name="kiosk"),
    path("<slug:survey>/hasil/", include("pranata.areas.public_service.satisfaction.result_urls")),
]
