from django.urls import path

from pranata.portal import verification, views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("verifikasi/", verification.verify, name="verify"),
    path("verifikasi/<str:code>/", verification.verification, name="verification"),
    path("<office:code>/", views.office_home, name="office"),
    path("<office:code>/reformasi-birokrasi/", views.reform, name="reform"),
    path("<office:code>/reformasi-birokrasi/<year:year>/", views.plan, name="plan"),
    path("<office:code>/reformasi-birokrasi/<year:year>/data.<str:file_format>", views.plan_data, name="plan_data"),
]
