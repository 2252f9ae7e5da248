from django.urls import path

from pranata.areas.public_service.satisfaction import results_views

urlpatterns = [path("", results_views.survey_results, name="survey_results")]
