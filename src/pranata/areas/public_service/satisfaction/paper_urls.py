from django.urls import path

from pranata.areas.public_service.satisfaction import paper_views

urlpatterns = [
    path("laporan.<str:file_format>", paper_views.survey_report, name="survey_report"),
    path("kartu.pdf", paper_views.survey_card, name="survey_card"),
    path("olah-data.xlsx", paper_views.survey_sheet, name="survey_sheet"),
]
