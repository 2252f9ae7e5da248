import json
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from pranata.base.audit.actions import hold, lock_head, record
from pranata.base.audit.chain import HASHED_COLUMNS
from pranata.base.audit.models import AppendOnly, ChainHead, Event
from pranata.base.audit.tests.standins import ACTOR, MALANG, TRENGGALEK, record_many
from pranata.base.audit.verification import verify
from pranata.base.seal.actions import erase, unseal
from pranata.base.seal.errors import Erased


def test_record_outside_a_transaction_is_refused(transactional_db):
    with pytest.raises(TransactionManagementError):
        record(office=TRENGGALEK, actor=None, action="contoh.buat")
    assert (Event.objects.count(), ChainHead.objects.count()) == (0, 0)


def test_record_keeps_every_column(db):
    target = ChainHead(pk=7)
    record(
        office=TRENGGALEK,
        actor=ACTOR,
        action="contoh.ubah",
        target=target,
        before={"b": 1, "a": date(2026, 1, 2)},
        after={"a": Decimal("1.50")},
    )

    event = Event.objects.get(office_code="3503")
    assert (event.sequence, event.actor, event.action) == (1, "user:3", "contoh.ubah")
    assert (event.target, event.before, event.after) == (
        "audit.chainhead:7",
        '{"a":"2026-01-02","b":1}',
        '{"a":"1.50"}',
    )
    assert (event.personal, event.subject, event.previous_hash) == ("", "", "")


def test_record_without_office_actor_or_target_is_the_installation_s(db):
    event = record(office=None, actor=None, action="contoh.mulai")
    assert (event.office_code, event.actor, event.target, event.sequence) == ("", "system", "", 1)


def test_record_of_a_visitor_names_nobody(db):
    assert record(office=None, actor=SimpleNamespace(pk=None), action="contoh.kirim").actor == "anonymous"


def test_events_through_a_head_that_is_locked_already_make_the_same_chain(db, django_assert_num_queries):
    record_many(MALANG, 1)
    head = lock_head(MALANG.code)
    with django_assert_num_queries(4):  # the event and its head, twice
        for name in ("contoh.buat", "contoh.ubah"):
            record(office=MALANG, actor=ACTOR, action=name, head=head)
    record(office=MALANG, actor=ACTOR, action="contoh.hapus")

    last = Event.objects.filter(office_code=MALANG.code).order_by("sequence").values_list("sequence", "action")[1:]
    assert list(last) == [(2, "contoh.buat"), (3, "contoh.ubah"), (4, "contoh.hapus")]
    assert verify().bad is None


def test_each_event_carries_the_hash_of_the_one_before(db):
    first, second, third = record_many(TRENGGALEK, 3)
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert [event.sequence for event in (first, second, third)] == [1, 2, 3]
    head = ChainHead.objects.get(office_code="3503")
    assert (head.count, head.last_hash) == (3, third.hash)


def test_offices_have_chains_of_their_own_and_their_opening_is_recorded_above(db):
    record_many(TRENGGALEK, 2)
    record_many(MALANG, 1)
    rows = Event.objects.values_list("office_code", "sequence", "action", "target")
    assert list(rows) == [
        ("", 1, "audit.open_chain", "chain:3503"),
        ("", 2, "audit.open_chain", "chain:3507"),
        ("3503", 1, "contoh.ubah", "audit.chainhead:7"),
        ("3503", 2, "contoh.ubah", "audit.chainhead:7"),
        ("3507", 1, "contoh.ubah", "audit.chainhead:7"),
    ]


def test_record_costs_three_queries_once_the_chain_is_open(db):
    record(office=TRENGGALEK, actor=ACTOR, action="contoh.buat")
    with CaptureQueriesContext(connection) as queries:
        record(office=TRENGGALEK, actor=ACTOR, action="contoh.buat")
    assert len(queries) == 3


def test_personal_values_stand_sealed_and_are_erased_with_their_key(db):
    event = record_many(TRENGGALEK, 1)[0]
    assert "Contoh" not in json.dumps([getattr(event, name) for name in HASHED_COLUMNS], default=str)
    assert json.loads(unseal("person:12", event.personal)) == {"nama": "Contoh Satu"}
    erase("person:12")
    with pytest.raises(Erased):
        unseal("person:12", event.personal)


def test_personal_values_without_subject_are_refused(db):
    with pytest.raises(ValueError, match="subject"):
        record(office=TRENGGALEK, actor=ACTOR, action="contoh.buat", personal={"nama": "Contoh Satu"})
    assert Event.objects.count() == 0


def test_record_without_audit_key_is_a_clear_error(db, settings):
    settings.AUDIT_KEY = ""
    with pytest.raises(ImproperlyConfigured, match="PRANATA_AUDIT_KEY"):
        record(office=TRENGGALEK, actor=ACTOR, action="contoh.buat")


def test_rolled_back_events_leave_the_chain_as_it_was(transactional_db):
    record_many(TRENGGALEK, 1)
    with transaction.atomic():
        record(office=TRENGGALEK, actor=ACTOR, action="contoh.batal")
        transaction.set_rollback(True)
    record_many(TRENGGALEK, 1)
    rows = Event.objects.filter(office_code="3503").values_list("sequence", "action")
    assert list(rows) == [(1, "contoh.ubah"), (2, "contoh.ubah")]


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: Event.objects.update(action="x"),
        lambda event: Event.objects.all().delete(),
        lambda event: Event.objects.bulk_update([event], ["action"]),
        lambda event: Event.objects.bulk_create([event]),
        lambda event: Event.objects.update_or_create(pk=event.pk, defaults={"action": "x"}),
    ],
)
def test_events_are_neither_changed_nor_removed(db, change):
    event = record_many(TRENGGALEK, 1)[0]
    with pytest.raises(AppendOnly):
        change(event)
    assert Event.objects.get(pk=event.pk).action == "contoh.ubah"


def test_every_column_but_the_hash_itself_is_hashed():
    columns = {field.attname for field in Event._meta.concrete_fields}
    assert columns == {*HASHED_COLUMNS, "hash"}


def test_events_are_visible_where_the_user_may_read_the_audit(db):
    record_many(TRENGGALEK, 1)
    record_many(MALANG, 1)
    heads = ChainHead.objects.filter(office_code="3503")
    reader = SimpleNamespace(offices_with={"audit.view": Codes(heads)}.get)
    assert list(Event.objects.visible_to(reader).values_list("office_code", flat=True)) == ["3503"]


class Codes:
    """Stands for a queryset of offices: a query for their codes."""

    def __init__(self, heads):
        self.heads = heads

    def values(self, name):
        assert name == "code"
        return self.heads.values("office_code")


def test_holding_an_office_before_its_first_event_leaves_whole_chains(db):
    hold(TRENGGALEK)
    hold(TRENGGALEK)
    assert verify().bad is None
    record_many(TRENGGALEK, 1)
    result = verify()
    assert (result.events, result.chains, result.bad) == (2, 2, None)
