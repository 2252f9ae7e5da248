from django.urls import path

from pranata.areas.process.sops import public

app_name = "sops"

urlpatterns = [
    path("", public.sops, name="sops"),
    path("<int:pk>/", public.sop, name="sop"),
    path("<int:pk>/sop.pdf", public.paper, name="paper"),
]
