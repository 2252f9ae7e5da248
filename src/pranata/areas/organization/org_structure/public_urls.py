from django.urls import path

from pranata.areas.organization.org_structure import public

app_name = "org_structure"

urlpatterns = [path("", public.structure, name="structure")]
