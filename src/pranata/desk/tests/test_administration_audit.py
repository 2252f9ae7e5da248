import csv
import io
import json
import re
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from django_tasks_db.models import DBTaskResult

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory, UserFactory
from pranata.base.audit import actions as chain
from pranata.base.audit.actions import record, target_name
from pranata.base.audit.models import Event
from pranata.base.files.actions import release, store
from pranata.base.org.tests.factories import OfficeFactory, UnitFactory
from pranata.base.people.actions import change_person
from pranata.base.people.tests.factories import PersonFactory
from pranata.desk.administration import audit, audit_search
from pranata.desk.tests.administrators import administrator_of, query_count, sign_in, texts
from pranata.engines.plan.tests.factories import PlanFactory

pytestmark = pytest.mark.django_db
AT = "/meja/9001/pengelolaan/audit/"


@pytest.fixture
def administrator(client, office):
    person = PersonFactory(office=office, name="Pengelola Contoh")
    user = administrator_of(office, user=UserFactory(person=person))
    return sign_in(client, user)


@pytest.fixture
def moment(monkeypatch):
    """Sets the moment at which the next events happen."""
    return lambda *when: monkeypatch.setattr(chain, "now", lambda: datetime(*when, tzinfo=UTC))


@transaction.atomic
def note(office, action="plan.published", **values):
    return record(office=office, actor=values.pop("actor", None), action=action, **values)


def tampered(event, **values) -> None:
    """Changes the row as somebody with the database in hand would, past the refusals of its own QuerySet."""
    QuerySet(Event).filter(pk=event.pk).update(**values)


def sequences(response) -> list[int]:
    return [line.event.sequence for line in response.context["lines"]]


def found(client, **query) -> list[str]:
    """The actions found, newest first; those of signing in and setting up left out."""
    lines = client.get(AT, query).context["lines"]
    return [line.event.action for line in lines if not line.event.action.startswith("access.second_factor")]


def test_event_says_who_when_what_and_from_what_to_what(client, administrator, office, moment):
    deputy = UserFactory(person=PersonFactory(office=office, name="Wakil Contoh"))
    held = RoleAssignmentFactory(office=office, user=deputy)
    moment(2022, 6, 30, 17, 5)
    before = {"role": "staff", "user": deputy.pk, "valid_to": None, "unit": 5}
    after = {**before, "role": "verifier", "valid_to": "2022-07-31"}
    note(office, "access.role_ended", actor=administrator, target=held, before=before, after=after)

    page = client.get(AT)

    assert texts(page)[0] == f"Peran diakhiri peran {held.pk}"
    assert texts(page, "td")[0].startswith("1 Jul 2022 00.05.00")
    assert texts(page, "td")[1] == "Pengelola Contoh"
    assert [(each.name, each.before, each.after) for each in page.context["lines"][0].changes] == [
        ("berlaku sampai", "–", "31 Juli 2022"),
        ("peran", "pelaksana", "verifikator"),
    ]


def test_values_are_said_as_the_record_says_them(client, administrator, office):
    unit = UnitFactory(office=office)
    after = {"user": administrator.pk, "unit": 99, "delegated_from": None, "is_whole": True, "aneh": "x" * 400}
    note(office, "access.role_assigned", target=RoleAssignmentFactory(office=office), after=after)
    note(office, "org.unit_created", target=unit, after={"name": "<b>Tebal</b>"})

    page = client.get(AT)

    lines = [{each.name: each.after for each in line.changes} for line in page.context["lines"][:2]]
    assert lines == [
        {"nama": "<b>Tebal</b>"},
        {
            "akun": "Pengelola Contoh",
            "aneh": f"{'x' * 300} …",
            "rantai utuh": "ya",
            "unit kerja": "nomor 99",
        },
    ]
    assert "<b>Tebal" not in page.content.decode()


def test_sealed_values_are_never_shown(client, administrator, office):
    person = PersonFactory(office=office, name="Nama Lama")
    change_person(person, by=administrator, name="Nama Baru", kind="asn")

    page = client.get(AT, {"objek": "people.person"})
    file = client.get(f"{AT}unduh/", {"objek": "people.person"}).content.decode()

    assert page.context["lines"][0].is_sealed
    assert "data pribadi tersegel" in page.content.decode()
    assert "Nama Lama" not in page.content.decode().split("<table")[1] + file
    assert "tersegel" in file


def test_unknown_actors_and_codes_are_shown_as_they_are(client, administrator, office):
    stranger = UserFactory(login="rahasia@example.test")
    note(office, "plan.plan.terbang", actor=stranger)
    note(office, "plan.begun")

    page = client.get(AT)

    assert texts(page)[:2] == ["Rencana aksi dimulai", "plan.plan.terbang"]
    assert [line.actor for line in page.context["lines"][:2]] == ["Sistem", f"Akun nomor {stranger.pk}"]
    assert "rahasia@example.test" not in page.content.decode()


@pytest.mark.parametrize(
    ("query", "actions"),
    [
        ({"sejak": "2022-07-01", "sampai": "2022-07-01"}, ["plan.begun"]),
        ({"sampai": "2022-06-30"}, ["plan.published"]),
        ({"sejak": "2022-07-02"}, ["org.unit_created"]),
        ({"tindakan": "plan."}, ["plan.begun", "plan.published"]),
        ({"tindakan": "plan.begun"}, ["plan.begun"]),
        ({"tindakan": "plan.entah"}, []),
        ({"pelaku": "system"}, ["org.unit_created", "plan.begun"]),
        ({"pelaku": "user:0"}, []),
        ({"objek": "org.unit"}, ["org.unit_created"]),
        ({"objek": "org.unit", "nomor": "0"}, []),
        ({"sebelum": "x"}, ["org.unit_created", "plan.begun", "plan.published"]),
    ],
)
def test_events_are_found_by_day_actor_action_and_record(client, administrator, office, moment, query, actions):
    plan = PlanFactory(office=office)
    moment(2022, 6, 30, 16, 59)
    note(office, "plan.published", actor=administrator, target=plan)
    moment(2022, 6, 30, 17)
    note(office, "plan.begun")
    moment(2022, 7, 1, 17)
    note(office, "org.unit_created", target=UnitFactory(office=office))

    assert found(client, **query) == actions


def test_days_are_those_of_the_office(client, office, administrator, moment):
    type(office).objects.filter(pk=office.pk).update(time_zone="Asia/Jayapura")
    moment(2022, 6, 30, 15)
    note(office, "plan.begun")

    assert (found(client, sejak="2022-07-01"), found(client, sampai="2022-06-30")) == (["plan.begun"], [])
    assert "1 Jul 2022 00.00.00" in client.get(AT).content.decode()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"sejak": "kemarin"}, "since"),
        ({"sejak": "2022-07-02", "sampai": "2022-07-01"}, "until"),
        ({"nomor": "7"}, "kind"),
    ],
)
def test_search_is_refused_at_the_field_that_is_wrong(client, administrator, office, query, field):
    note(office)

    answer = client.get(AT, query)
    file = client.get(f"{AT}unduh/", query)

    assert (answer.status_code, list(answer.context["form"].errors), answer.context["lines"]) == (422, [field], [])
    assert file["Location"].startswith(f"{AT}?")


def test_events_of_a_record_are_seen_by_who_may_see_the_record(client, office, administrator):
    held = RoleAssignmentFactory(office=office)
    plan = PlanFactory(office=office)
    note(office, "access.role_assigned", target=held)
    note(office, "plan.imported", target=plan)
    elsewhere = PlanFactory(office=OfficeFactory())
    note(office, "plan.copied", target=elsewhere)

    as_administrator = found(client)
    client.force_login(RoleAssignmentFactory(office=office, role=Role.COMMISSIONER).user)
    as_commissioner = found(client)

    assert as_administrator == ["plan.imported", "access.role_assigned"]
    assert as_commissioner == ["plan.imported"]
    assert "plan.copied" not in client.get(f"{AT}unduh/").content.decode()


def test_events_of_records_that_are_gone_are_seen_unless_they_may_have_been_sealed(client, office, administrator):
    with transaction.atomic():
        kept, gone, sealed = (
            store(office, ContentFile(f"a,b\n{n},2\n".encode(), "a.csv"), by=None, name="a.csv", subject=subject)
            for n, subject in ((1, ""), (2, ""), (3, "case:1"))
        )
    release(gone, by=None)
    plan = PlanFactory(office=office)
    note(office, "plan.discarded", target=plan)
    plan.delete()

    targets = [line.event.target for line in client.get(AT).context["lines"]]

    assert "plan.plan:1" in [re.sub(r"\d+", "1", target) for target in targets]
    assert f"files.storedfile:{kept.pk}" in targets
    assert {f"files.storedfile:{gone.pk}", f"files.storedfile:{sealed.pk}"}.isdisjoint(targets)


def test_events_of_another_office_are_not_there(client, office, administrator):
    note(OfficeFactory(code="9002"), "plan.copied")
    note(None, "org.offices_loaded")

    assert found(client) == []
    client.force_login(RoleAssignmentFactory(office=office).user)
    assert [client.get(AT).status_code, client.post(f"{AT}periksa/").status_code] == [404, 404]


def test_pages_follow_one_another_without_gap(client, office, administrator, monkeypatch):
    monkeypatch.setattr(audit, "EVENTS_ON_A_PAGE", 3)
    monkeypatch.setattr(audit_search, "EVENTS_AT_ONCE", 2)
    hidden = PlanFactory(office=OfficeFactory())
    for number in range(8):
        note(office, target=hidden if number % 2 else None)

    seen, address = [], AT
    while address:
        page = client.get(address)
        seen.append(sequences(page))
        following = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
        address = following and AT + following[1]

    visible = Event.objects.filter(office_code="9001").exclude(target=target_name(hidden)).order_by("-sequence")
    assert [len(part) for part in seen] == [3, 2]
    assert [sequence for part in seen for sequence in part] == list(visible.values_list("sequence", flat=True))


def test_search_stops_looking_after_a_while_and_goes_on_when_asked(office, administrator):
    hidden = PlanFactory(office=OfficeFactory())
    first = note(office)
    for _number in range(6):
        note(office, target=hidden)
    wanted = audit_search.AuditFilter(action="plan.published")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit_search, "EVENTS_AT_ONCE", 2)
        stopped = audit_search.search(office, administrator, wanted, limit=5, look_at=4)
        rest = audit_search.search(office, administrator, wanted, limit=5, older_than=stopped.older_than)

    assert (stopped.events, stopped.older_than) == ([], first.sequence + 3)
    assert (rest.events, rest.older_than) == ([first], None)


def test_search_costs_the_same_when_more_is_found(client, administrator, office):
    def happen():
        held = RoleAssignmentFactory(office=office, user=UserFactory(person=PersonFactory(office=office)))
        note(office, "access.role_assigned", actor=held.user, target=held, after={"user": held.user_id})

    happen()
    one = query_count(client, AT)
    happen()
    happen()

    assert query_count(client, AT) == one
    assert len(found(client)) == 3


def test_file_holds_what_was_found_and_no_formula(client, administrator, office, moment):
    moment(2022, 6, 30, 17)
    note(office, "org.unit_created", target=UnitFactory(office=office), after={"name": "=1+1"})
    note(office, "=cmd", actor=administrator)

    answer = client.get(f"{AT}unduh/", {"sejak": "2022-07-01", "sampai": "2022-07-01"})

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["kode_tindakan"], row["waktu"], row["pelaku"]) for row in rows] == [
        ("'=cmd", "2022-07-01 00:00:00 WIB", "Pengelola Contoh"),
        ("org.unit_created", "2022-07-01 00:00:00 WIB", "Sistem"),
    ]
    assert rows[1]["sesudah"] == "nama: =1+1"
    assert answer["Content-Disposition"].startswith('attachment; filename="jejak-audit-9001-')
    assert "no-store" in answer["Cache-Control"]


def test_file_says_when_there_is_more(client, administrator, office, monkeypatch):
    monkeypatch.setattr(audit, "EVENTS_IN_A_FILE", 1)
    note(office)
    note(office)

    lines = client.get(f"{AT}unduh/").content.decode("utf-8-sig").splitlines()

    assert len(lines) == 3
    assert lines[2] == "Ada kejadian yang lebih lama; persempit harinya untuk mengunduhnya."


def test_chain_is_verified_at_once_when_short(client, administrator, office):
    note(office)
    before = client.get(AT).content.decode()

    client.post(f"{AT}periksa/")
    page = client.get(AT)

    assert ("belum diperiksa" in before, "rantai utuh" in page.content.decode()) == (True, True)
    event = Event.objects.get(action="audit.verified")
    assert (event.actor, json.loads(event.after)) == (
        f"user:{administrator.pk}",
        {"events": event.sequence - 1, "is_whole": True},
    )


def test_broken_chain_is_told_with_its_place(client, administrator, office):
    broken = note(office)
    note(office)
    tampered(broken, action="plan.lain")

    client.post(f"{AT}periksa/")
    page = client.get(AT)

    assert (page.context["chain"]["is_whole"], page.context["chain"]["sequence"]) == (False, broken.sequence)
    assert "Kejadian diubah" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_long_chain_is_verified_in_the_background(client, administrator, office, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(audit, "LONGEST_CHAIN_AT_ONCE", 0)

    client.post(f"{AT}periksa/")
    client.post(f"{AT}periksa/")
    waiting = (DBTaskResult.objects.count(), "sedang menunggu" in client.get(AT).content.decode())
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)

    assert waiting == (1, True)
    assert client.get(AT).context["chain"]["is_whole"]


def test_unreadable_events_are_shown_as_they_stand(client, administrator, office):
    odd = note(office, after={"name": "x"})
    tampered(odd, at="kapan", after="{", actor="?")

    page = client.get(AT)

    line = page.context["lines"][0]
    assert (line.at, line.actor, line.changes) == (None, "?", [])
    assert "kapan" in page.content.decode()
    assert client.get(f"{AT}unduh/").status_code == 200


def test_actor_who_is_gone_from_the_list_stays_chosen(client, administrator, office):
    page = client.get(AT, {"pelaku": "user:99", "tindakan": "plan.entah"}).content.decode()

    assert re.findall(r'<option value="([^"]+)" selected', page) == ["user:99", "plan.entah"]
