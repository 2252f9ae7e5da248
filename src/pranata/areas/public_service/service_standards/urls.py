from django.urls import path

from pranata.areas.public_service.service_standards import pledge_views, review_views, views

app_name = "service_standards"

urlpatterns = [
    path("", views.services, name="services"),
    path("contoh/", views.samples, name="samples"),
    path("layanan/<int:pk>/", views.service, name="service"),
    path("layanan/<int:pk>/rancangan/", views.draft, name="draft_standard"),
    path("versi/<int:pk>/", views.standard, name="standard"),
    path("versi/<int:pk>/ubah/", views.change_standard, name="change_standard"),
    path("versi/<int:pk>/tetapkan/", views.legalize, name="legalize_standard"),
    path("versi/<int:pk>/terbitkan/", views.publish, name="publish_standard"),
    path("versi/<int:pk>/tarik/", views.withdraw, name="withdraw_standard"),
    path("versi/<int:pk>/buang/", views.discard, name="discard_standard"),
    path("versi/<int:pk>/standar.pdf", views.standard_file, name="standard_file"),
    path("versi/<int:pk>/tinjau/", review_views.review_standard, name="review_standard"),
    path("tinjauan/<int:pk>/", review_views.review, name="review"),
    path("tinjauan/<int:pk>/tindak-lanjut/", review_views.follow_up_review, name="follow_up_review"),
    path("maklumat/", pledge_views.pledges, name="pledges"),
    path("maklumat/rancangan/", pledge_views.draft_pledge, name="draft_pledge"),
    path("maklumat/<int:pk>/", pledge_views.pledge, name="pledge"),
    path("maklumat/<int:pk>/ubah/", pledge_views.change_pledge, name="change_pledge"),
    path("maklumat/<int:pk>/tandatangan/", pledge_views.sign_pledge, name="sign_pledge"),
    path("maklumat/<int:pk>/terbitkan/", pledge_views.publish_pledge, name="publish_pledge"),
    path("maklumat/<int:pk>/tarik/", pledge_views.withdraw_pledge, name="withdraw_pledge"),
    path("maklumat/<int:pk>/buang/", pledge_views.discard_pledge, name="discard_pledge"),
    path("maklumat/<int:pk>/maklumat.pdf", pledge_views.pledge_file, name="pledge_file"),
    path("maklumat/<int:pk>/berkas/", pledge_views.pledge_scan, name="pledge_scan"),
]
