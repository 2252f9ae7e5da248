from django.urls import include, path

from pranata.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.home, name="home"),
    path("<office:code>/", views.office, name="office"),
    path("<office:code>/pegawai/", include("pranata.desk.people.urls")),
    path("<office:code>/naskah/", include("pranata.desk.letterhead.urls")),
    path("<office:code>/pengelolaan/", include("pranata.desk.administration.urls")),
    path("<office:code>/rencana-aksi/", views.plans, name="plans"),
    path("<office:code>/rencana-aksi/<plan:plan_key>/", views.plan, name="plan"),
    path("<office:code>/rencana-aksi/<plan:plan_key>/catatan/", views.remarks, name="remarks"),
    path("<office:code>/rencana-aksi/<plan:plan_key>/unduh/<str:file_format>/", views.plan_export, name="plan_export"),
    path("<office:code>/rencana-aksi/<plan:plan_key>/<row:row>/", views.subactivity, name="subactivity"),
]
