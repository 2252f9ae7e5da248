from django.urls import path

from pranata.areas.regulation.jdih import feed_views, views

app_name = "jdih"

urlpatterns = [
    path("", views.documents, name="documents"),
    path("terbitkan/", views.publish_chosen, name="publish_chosen"),
    path("impor/", feed_views.take_feed, name="take_feed"),
    path("impor/simpan/", feed_views.save_feed, name="save_feed"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/metadata/", views.describe, name="describe"),
    path("<int:pk>/terbitkan/", views.step, {"doing": "terbitkan"}, name="publish"),
    path("<int:pk>/tarik/", views.step, {"doing": "tarik"}, name="withdraw"),
    path("<int:pk>/periksa/", views.step, {"doing": "periksa"}, name="check_status"),
]
