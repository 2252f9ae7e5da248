from django.urls import path

from pranata.areas.public_service.data_subjects import public

app_name = "data_subjects"

urlpatterns = [path("", public.ask, name="ask")]
