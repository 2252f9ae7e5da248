from django.urls import path

from pranata.areas.public_service.satisfaction import public_results

urlpatterns = [
    path("", public_results.result, name="result"),
    path("data.<str:file_format>", public_results.result_data, name="result_data"),
]
