from django.urls import path

from pranata.desk.assessments import efforts, rehearsal, route_follow_up, years

ITEM = "<int:pk>/latihan/<str:question>/"

urlpatterns = [
    path("<int:pk>/latihan/", rehearsal.sheet_rehearsal, name="sheet_rehearsal"),
    path("<int:pk>/tahun/", years.sheet_years, name="sheet_years"),
    path(f"{ITEM}usaha/", efforts.sheet_effort, name="sheet_effort"),
    path(f"{ITEM}tindak-lanjut/", route_follow_up.sheet_route_follow_up, name="sheet_route_follow_up"),
]
