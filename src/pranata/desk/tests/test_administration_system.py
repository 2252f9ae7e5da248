"""Offices, background work, storage."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pranata.base.access.tasks import send_notice
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.files.actions import store
from pranata.base.files.models import StoredFile
from pranata.base.org.models import Office
from pranata.base.org.tests.factories import CentralOfficeFactory, OfficeFactory, ProvinceOfficeFactory
from pranata.desk.administration import actions, jobs, storage
from pranata.desk.tests.administrators import administrator_of, query_count, sign_in, texts
from pranata.lib import clock

pytestmark = pytest.mark.django_db
AT = "/meja/9001/pengelolaan/"
FAULT = """Traceback
  File "/x/src/pranata/base/access/tasks.py", line 38, in send_notice
ValueError: rahasia@example.test
"""


@pytest.fixture
def administrator(client, office):
    return sign_in(client, administrator_of(office))


@pytest.fixture
def queue(settings):
    """The queue in the database, as outside the tests."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def failed_task(user_id=7):
    send_notice.enqueue(user_id, "surel/rahasia")
    task = DBTaskResult.objects.order_by("enqueued_at").last()
    values = {"exception_class_path": "builtins.ValueError", "traceback": FAULT, "finished_at": clock.now()}
    DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.FAILED, started_at=clock.now(), **values)
    return task


def stored(office, text, **values):
    with transaction.atomic():
        return store(office, ContentFile(text.encode(), "a.csv"), by=None, name="a.csv", **values)


def figures(response) -> list[str]:
    page = re.search('<dl class="kpis">(.*?)</dl>', response.content.decode(), re.DOTALL)[1]
    return [re.sub("<[^>]+>", "", each) for each in re.findall("<dd>(.*?)</dd>", page)]


# Offices


@pytest.fixture
def province(client, office):
    """The office above, seen by its administrator."""
    sign_in(client, administrator_of(office.parent))
    return office.parent


def test_province_lets_an_office_below_begin_and_stop(client, province):
    below = OfficeFactory(code="9050", is_active=False)
    address = f"/meja/90/pengelolaan/satuan-kerja/{below.pk}/"
    kept = {"kembali": "/meja/90/pengelolaan/satuan-kerja/?keadaan=belum"}

    begun = client.post(f"{address}aktifkan/", kept)
    was_active = Office.objects.get(pk=below.pk).is_active
    stopped = client.post(f"{address}nonaktifkan/", {"kembali": "https://example.test/"})

    assert (was_active, Office.objects.get(pk=below.pk).is_active) == (True, False)
    assert (begun["Location"], stopped["Location"]) == (kept["kembali"], "/meja/90/pengelolaan/satuan-kerja/")
    assert list(Event.objects.filter(office_code="9050").values_list("action", flat=True)) == [
        "org.office_activated",
        "org.office_deactivated",
    ]


def test_only_offices_below_are_reached(client, office, administrator):
    other = OfficeFactory(is_active=False)
    changes = [f"{AT}satuan-kerja/{each.pk}/aktifkan/" for each in (other, office, office.parent)]

    assert [client.post(change).status_code for change in changes] == [404, 404, 404]
    assert not Office.objects.get(pk=other.pk).is_active
    assert "Satuan kerja di bawahnya" not in client.get(f"{AT}satuan-kerja/").content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["KPU Provinsi Contoh Raya", "KPU Kabupaten Contoh", "KPU Belum", "KPU Provinsi Lain", "KPU Jauh"]),
        ({"keadaan": "memakai"}, ["KPU Kabupaten Contoh"]),
        ({"keadaan": "belum", "provinsi": "90"}, ["KPU Provinsi Contoh Raya", "KPU Belum"]),
        ({"provinsi": "91"}, ["KPU Provinsi Lain", "KPU Jauh"]),
        ({"q": "9101"}, ["KPU Jauh"]),
        ({"q": "jauh", "keadaan": "entah"}, ["KPU Jauh"]),
    ],
)
def test_centre_finds_offices_by_province_state_and_name(client, office, query, names):
    OfficeFactory(code="9002", name="KPU Belum", is_active=False)
    elsewhere = ProvinceOfficeFactory(code="91", region_name="Lain")
    OfficeFactory(code="9101", name="KPU Jauh", parent=elsewhere, is_active=False)
    sign_in(client, administrator_of(CentralOfficeFactory()))

    found = texts(client.get("/meja/00/pengelolaan/satuan-kerja/", query))

    assert [re.split(r" \d", name)[0] for name in found] == names


def test_offices_cost_the_same_when_there_are_more(client, province):
    address = "/meja/90/pengelolaan/satuan-kerja/"
    one = query_count(client, address)
    OfficeFactory.create_batch(2)

    assert query_count(client, address) == one


# Background work


def test_queue_is_shown_to_the_only_office_and_to_the_centre(client, office, administrator):
    alone = client.get(f"{AT}antrean/").status_code
    OfficeFactory()
    one_of_two = client.get(f"{AT}antrean/").status_code
    tabs = client.get(f"{AT}akun/").content.decode().count("/antrean/")
    sign_in(client, administrator_of(CentralOfficeFactory()))
    centre = client.get("/meja/00/pengelolaan/antrean/").status_code

    assert (alone, one_of_two, tabs, centre) == (200, 404, 0, 200)


def test_queue_shows_what_failed_where_and_no_text(client, administrator, queue):
    failed_task()

    page = client.get(f"{AT}antrean/")

    assert texts(page) == [
        "Surel pemberitahuan akun untuk nomor 7 builtins.ValueError base/access/tasks.py:38 send_notice"
    ]
    assert figures(page) == ["1", "0", "0", "0", "0"]
    assert "rahasia" not in page.content.decode()


def test_queue_tells_waiting_from_scheduled_and_done(client, administrator, queue):
    send_notice.enqueue(1, "a")
    send_notice.using(run_after=clock.now() + timedelta(days=1)).enqueue(2, "a")
    done = failed_task(3)
    DBTaskResult.objects.filter(pk=done.pk).update(status=TaskResultStatus.SUCCESSFUL)

    def shown(**query):
        return [re.findall(r"\d", name) for name in texts(client.get(f"{AT}antrean/", query))]

    assert figures(client.get(f"{AT}antrean/")) == ["0", "1", "0", "1", "1"]
    assert (shown(), shown(keadaan="menunggu"), shown(keadaan="terjadwal")) == ([["2"], ["1"]], [["1"]], [["2"]])
    assert (shown(keadaan="selesai"), shown(keadaan="entah")) == ([["3"]], [["2"], ["1"]])


def test_queue_warns_when_nobody_takes_what_waits(client, administrator, queue):
    send_notice.enqueue(1, "a")
    fresh = "pekerja latar mungkin tidak berjalan" in client.get(f"{AT}antrean/").content.decode()
    DBTaskResult.objects.update(enqueued_at=clock.now() - timedelta(minutes=6))

    page = client.get(f"{AT}antrean/").content.decode()

    assert (fresh, "pekerja latar mungkin tidak berjalan" in page) == (False, True)
    assert "Pekerja latar belum pernah bekerja." in page


def test_queue_costs_the_same_when_it_grows(client, administrator, queue):
    failed_task()
    one = query_count(client, f"{AT}antrean/")
    failed_task()
    failed_task()

    assert query_count(client, f"{AT}antrean/") == one


def test_failed_task_is_queued_again_once(client, administrator, queue):
    task = failed_task()

    client.post(f"{AT}antrean/{task.pk}/ulang/")
    again = client.post(f"{AT}antrean/{task.pk}/ulang/", follow=True)

    waiting = DBTaskResult.objects.get()
    assert (waiting.status, waiting.args_kwargs["args"], waiting.pk == task.pk) == (
        "READY",
        [7, "surel/rahasia"],
        False,
    )
    assert "Tugas ini tidak lagi berstatus gagal." in again.content.decode()
    event = Event.objects.get(action="system.task_retried")
    assert (event.actor, "rahasia" in f"{event.before}{event.after}") == (f"user:{administrator.pk}", False)


def test_task_of_another_version_is_not_repeated(client, administrator, queue):
    task = failed_task()
    DBTaskResult.objects.update(task_path="pranata.base.access.tasks.gone")

    answer = client.post(f"{AT}antrean/{task.pk}/ulang/", follow=True)

    assert "Tugas ini tidak dikenal lagi" in answer.content.decode()
    assert DBTaskResult.objects.get().status == "FAILED"


def test_queue_is_closed_to_who_manages_no_system(client, office, queue):
    task = failed_task()
    client.force_login(RoleAssignmentFactory(office=office, role="secretary").user)

    assert client.post(f"{AT}antrean/{task.pk}/ulang/").status_code == 404
    assert DBTaskResult.objects.get().status == "FAILED"


# Storage


@pytest.fixture
def files(settings, tmp_path):
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    settings.VAR_DIR = tmp_path


def test_storage_counts_the_offices_own_open_files_by_month(client, administrator, office, files, monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", "2022-03-10")
    stored(office, "a,b\n1,2\n")
    stored(office, "a,b\n3,4\n5,6\n")
    stored(office, "a,b\n7,8\n", subject="case:1")
    stored(OfficeFactory(), "a,b\n9,9\n")
    old, new = StoredFile.objects.filter(office=office, subject="").order_by("size")
    StoredFile.objects.filter(pk=old.pk).update(stored_at=datetime(2022, 1, 31, 18, tzinfo=UTC))  # February in Jakarta
    StoredFile.objects.filter(pk=new.pk).update(stored_at=datetime(2022, 3, 1, tzinfo=UTC))

    page = client.get(f"{AT}penyimpanan/")

    months = [(line.month.month, line.count, line.size) for line in page.context["files"].months]
    assert figures(page)[0] == "2"
    assert months[:3] == [(3, 1, 12), (2, 1, 8), (1, 0, 0)]
    assert (len(months), page.context["files"].size) == (12, 20)


def test_storage_costs_the_same_when_there_are_more(client, administrator, office, files):
    stored(office, "a,b\n1,2\n")
    one = query_count(client, f"{AT}penyimpanan/")
    stored(office, "a,b\n3,4\n")
    stored(office, "a,b\n5,6\n")

    assert query_count(client, f"{AT}penyimpanan/") == one


def test_missing_files_are_counted_and_remembered(client, administrator, office, files):
    lost, _kept = stored(office, "a,b\n1,2\n"), stored(office, "a,b\n3,4\n")
    assert "belum diperiksa" in client.get(f"{AT}penyimpanan/").content.decode()

    client.post(f"{AT}penyimpanan/periksa/")
    whole = client.get(f"{AT}penyimpanan/")
    default_storage.delete(lost.storage_name)
    client.post(f"{AT}penyimpanan/periksa/")
    broken = client.get(f"{AT}penyimpanan/")

    assert (whole.context["missing"], broken.context["missing"]) == (0, 1)
    assert "1 berkas hilang" in broken.content.decode()
    assert list(Event.objects.filter(action="files.checked").values_list("after", flat=True)) == [
        '{"missing":0}',
        '{"missing":1}',
    ]


@pytest.mark.django_db(transaction=True)
def test_many_files_are_looked_for_in_the_background(client, administrator, office, files, queue, monkeypatch):
    monkeypatch.setattr(storage, "FILES_AT_ONCE", 0)
    stored(office, "a,b\n1,2\n")

    client.post(f"{AT}penyimpanan/periksa/")
    client.post(f"{AT}penyimpanan/periksa/")
    waiting = (DBTaskResult.objects.count(), jobs.is_under_way(jobs.check_files, office))
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)

    assert waiting == (1, True)
    assert client.get(f"{AT}penyimpanan/").context["missing"] == 0
    assert Event.objects.get(action=actions.FILES_CHECKED).actor == f"user:{administrator.pk}"


def test_machine_is_shown_to_who_cares_for_it(client, administrator, office, files):
    alone = client.get(f"{AT}penyimpanan/")
    OfficeFactory()
    one_of_two = client.get(f"{AT}penyimpanan/")

    machine = alone.context["machine"]
    assert machine.database_size > 10_000
    assert 0 < machine.disk_free <= machine.disk_total
    assert machine.heads_copied_at is None
    assert one_of_two.context["machine"] is None
    assert (len(figures(alone)), len(figures(one_of_two))) == (4, 2)
