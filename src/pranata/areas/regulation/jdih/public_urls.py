from django.urls import path

from pranata.areas.regulation.jdih import public

app_name = "jdih"

urlpatterns = [
    path("", public.documents, name="documents"),
    path("jdihn.json", public.feed, name="feed"),
    path("data.csv", public.data, name="data"),
    path("atom.xml", public.news, name="news"),
    path("sitemap.xml", public.addresses, name="addresses"),
    path("d/<int:pk>/", public.document_by_id, name="document_by_id"),
    path("d/<int:pk>/berkas/", public.file, name="file"),
    path("d/<int:pk>/metadata.jsonld", public.metadata, name="metadata"),
    path("<slug:kind>/<str:year>/<slug:slug>/", public.document, name="document"),
]
