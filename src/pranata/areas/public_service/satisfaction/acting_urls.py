from django.urls import path

from pranata.areas.public_service.satisfaction import acting_views

urlpatterns = [path("", acting_views.survey_act, name="survey_act")]
