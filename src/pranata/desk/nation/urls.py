from django.urls import path

from pranata.desk.nation import measure, office, overview, reporters, snapshots

urlpatterns = [
    path("", overview.overview, name="nation"),
    path("sebaran.csv", overview.overview_csv, name="nation_csv"),
    path("ukuran/<str:measure_key>/", measure.measure_page, name="nation_measure"),
    path("ukuran/<str:measure_key>/nilai.csv", measure.measure_csv, name="nation_measure_csv"),
    path("laporan/", reporters.reporters, name="nation_reporters"),
    path("cuplikan/", snapshots.snapshots, name="nation_snapshots"),
    path("cuplikan/terima/", snapshots.receive, name="nation_receive"),
    path("cuplikan/kunci/", snapshots.register, name="nation_register"),
    path("kantor/<office:below>/", office.office_page, name="nation_office"),
    path("kantor/<office:below>/laporan/<int:pk>/", office.issued_file, name="nation_issued"),
    path("kantor/<office:below>/kiriman/<int:pk>/", office.received_file, name="nation_received"),
]
