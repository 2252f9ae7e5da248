from django.urls import path

from pranata.areas.process.public_information import views
from pranata.areas.process.public_information.steps import DOINGS

app_name = "public_information"

urlpatterns = [
    path("", views.proposals, name="proposals"),
    path("baru/", views.new_proposal, name="new_proposal"),
    path("<int:pk>/", views.proposal, name="proposal"),
    path("<int:pk>/ubah/", views.change_proposal, name="change_proposal"),
    path("<int:pk>/surat/<slug:slug>.<str:file_format>", views.proposal_letter, name="proposal_letter"),
    *[path(f"<int:pk>/{each.slug}/", views.step_view(each), name=f"proposal_{each.slug}") for each in DOINGS],
]
