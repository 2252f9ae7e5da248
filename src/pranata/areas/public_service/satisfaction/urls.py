from django.urls import include, path

from pranata.areas.public_service.satisfaction import door_views, editing_views, running_views, views

app_name = "satisfaction"

urlpatterns = [
    path("", views.surveys, name="surveys"),
    path("baru/", views.make, name="make_survey"),
    path("sampel/", views.sample, name="sample_size"),
    path("<int:pk>/", views.survey, name="survey"),
    path("<int:pk>/salin/", views.copy, name="copy_survey"),
    path("<int:pk>/ubah/", editing_views.change, name="change_survey"),
    path("<int:pk>/buang/", editing_views.discard, name="discard_survey"),
    path("<int:pk>/layanan/", editing_views.services, name="survey_services"),
    path("<int:pk>/pertanyaan/", editing_views.added, name="survey_questions"),
    path("<int:pk>/pertanyaan/tambah/", editing_views.add_question, name="add_question"),
    path("<int:pk>/pertanyaan/<int:added>/", editing_views.change_question, name="change_question"),
    path("<int:pk>/pertanyaan/<int:added>/hapus/", editing_views.remove_question, name="remove_question"),
    path("<int:pk>/pertanyaan/<int:added>/pindah/", editing_views.move_question, name="move_question"),
    path("<int:pk>/uji/", running_views.rehearse, name="rehearse_survey"),
    path("<int:pk>/simulasi/", running_views.rehearsal, name="survey_rehearsal"),
    path("<int:pk>/buka/", running_views.open_survey, name="open_survey"),
    path("<int:pk>/tutup/", running_views.close_survey, name="close_survey"),
    path("<int:pk>/buka-lagi/", running_views.open_again, name="open_again"),
    path("<int:pk>/terbitkan/", running_views.publish, name="publish_survey"),
    path("<int:pk>/tarik/", running_views.withdraw, name="withdraw_survey"),
    path("<int:pk>/saran/", running_views.words, name="survey_words"),
    path("<int:pk>/saran/<int:response>/hapus/", running_views.erase_words, name="erase_words"),
    path("<int:pk>/kios/", door_views.open_kiosk, name="open_kiosk"),
    path("<int:pk>/kios/<int:device>/cabut/", door_views.withdraw_kiosk, name="withdraw_kiosk"),
    path("<int:pk>/undangan/", door_views.invite, name="invite"),
    path("<int:pk>/undangan/lembar.pdf", door_views.slips_file, name="invitation_slips"),
    path("<int:pk>/isi/", include("pranata.areas.public_service.satisfaction.entering_urls")),
    path("<int:pk>/cetak/", include("pranata.areas.public_service.satisfaction.paper_urls")),
    path("<int:pk>/hasil/", include("pranata.areas.public_service.satisfaction.results_urls")),
    path("<int:pk>/tindak-lanjut/", include("pranata.areas.public_service.satisfaction.acting_urls")),
    path("<int:pk>/poster.pdf", door_views.poster_file, name="survey_poster"),
]
