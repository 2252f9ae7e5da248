from django.urls import path

from pranata.areas.public_service.satisfaction import entering_views

urlpatterns = [
    path("", entering_views.survey_enter, name="survey_enter"),
    path("berkas/", entering_views.survey_import, name="survey_import"),
    path("berkas/simpan/", entering_views.save_import, name="save_survey_import"),
    path("berkas/templat.xlsx", entering_views.answer_template, name="answer_template"),
]
