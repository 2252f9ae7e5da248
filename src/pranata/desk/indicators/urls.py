from django.urls import path

from pranata.desk.indicators import quality, views

urlpatterns = [
    path("mutu-data/", quality.data_quality, name="data_quality"),
    path("<row:row>/indikator/<int:position>/", views.indicator, name="indicator"),
    path("<row:row>/indikator/<int:position>/ikat/", views.indicator_bind, name="indicator_bind"),
    path("<row:row>/indikator/<int:position>/setujui/", views.indicator_confirm, name="indicator_confirm"),
    path("<row:row>/indikator/<int:position>/tangan/", views.indicator_by_hand, name="indicator_by_hand"),
    path("<row:row>/indikator/<int:position>/koreksi/", views.indicator_correct, name="indicator_correct"),
    path("<row:row>/indikator/<int:position>/nilai-awal/", views.indicator_baseline, name="indicator_baseline"),
]
