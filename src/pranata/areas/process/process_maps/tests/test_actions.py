"""The tree as registers write it, a new edition, drawings made elsewhere."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from pranata.areas.process.process_maps.actions import attach_picture, copy_map, remove_picture
from pranata.areas.process.process_maps.models import MapStep, Picture, Process
from pranata.areas.process.process_maps.register import PROCESSES, STEPS
from pranata.areas.process.process_maps.tests.factories import (
    MapStepFactory,
    ProcessFactory,
    ProcessMapFactory,
    UnitRelationFactory,
)
from pranata.base.access.errors import Forbidden
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.audit.models import Event
from pranata.base.files.models import StoredFile
from pranata.base.imports.faults import FaultySheet
from pranata.base.imports.sheet import Line
from pranata.engines.registers.actions import add_entry, change_entry
from pranata.engines.registers.sheets import load_entries

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def process_map():
    return ProcessMapFactory(name="Peta 2022")


@pytest.fixture
def editor(process_map):
    return RoleAssignmentFactory(office=process_map.office, role="kasubbag").user


def lines(*rows):
    names = ("process_map", "code", "name", "parent_code", "group")
    return [Line(number, dict(zip(names, row, strict=True))) for number, row in enumerate(rows, start=2)]


def test_whole_tree_is_written_when_parents_stand_above(process_map, editor):
    rows = lines(
        ("Peta 2022", "KPU.01", "Tahapan", "", "proses inti"),
        ("Peta 2022", "KPU.01.01", "Logistik", "kpu.01", ""),
        ("Peta 2022", "KPU.01.01.1", "Gudang", "KPU.01.01", ""),
    )

    load_entries(PROCESSES, process_map.office, rows, by=editor)

    found = Process.objects.values_list("code", "parent__code", "group")
    assert list(found) == [
        ("KPU.01", None, "inti"),
        ("KPU.01.01", "KPU.01", "inti"),
        ("KPU.01.01.1", "KPU.01.01", "inti"),
    ]


def test_every_faulty_cell_is_named_and_nothing_written_when_a_tree_has_faults(process_map, editor):
    rows = lines(
        ("Peta 2022", "KPU.01", "Tahapan", "", "proses inti"),
        ("Peta 2022", "KPU.02", "Tanpa kelompok", "", ""),
        ("Peta 2022", "KPU.03", "Tanpa induk", "KPU.99", ""),
        ("Peta lain", "KPU.04", "", "", "proses luar"),
    )

    with pytest.raises(FaultySheet) as refused:
        load_entries(PROCESSES, process_map.office, rows, by=editor)

    assert [(each.row, each.heading) for each in refused.value.faults] == [
        (3, "Kelompok"),
        (4, "Kode induk"),
        (5, "Peta"),
        (5, "Nama proses"),
        (5, "Kelompok"),
    ]
    assert Process.objects.count() == 0


def test_a_process_is_refused_below_itself_when_it_is_changed(process_map, editor):
    top = ProcessFactory(office=process_map.office, process_map=process_map, code="A")
    ProcessFactory(office=process_map.office, process_map=process_map, code="A.1", parent=top, parent_code="A")

    with pytest.raises(ValidationError) as refused:
        change_entry(PROCESSES, top, {"parent_code": "A.1"}, by=editor)

    assert list(refused.value.message_dict) == ["parent_code"]


def test_rows_keep_naming_a_process_when_its_code_and_group_change(process_map, editor):
    top = ProcessFactory(office=process_map.office, process_map=process_map, code="A")
    child = ProcessFactory(office=process_map.office, process_map=process_map, code="A.1", parent=top, parent_code="A")
    grandchild = ProcessFactory(
        office=process_map.office, process_map=process_map, code="A.1.1", parent=child, parent_code="A.1"
    )
    step = MapStepFactory(office=process_map.office, process_map=process_map, process=top)

    change_entry(PROCESSES, top, {"code": "B", "group": "pendukung"}, by=editor)

    for row in (child, grandchild, step):
        row.refresh_from_db()
    assert (child.parent_code, child.group, grandchild.group, step.process_code) == ("B", "pendukung", "pendukung", "B")


@pytest.mark.parametrize(
    ("kind", "no_number", "fault"), [("keputusan", None, "no_number"), ("kegiatan", 1, "no_number")]
)
def test_a_second_way_is_a_decisions_alone_when_a_step_is_added(process_map, editor, kind, no_number, fault):
    ProcessFactory(office=process_map.office, process_map=process_map, code="A")
    said = {"process_map": process_map, "process_code": "A", "number": 1, "actor": "Operator", "activity": "Memeriksa"}

    with pytest.raises(ValidationError) as refused:
        add_entry(STEPS, process_map.office, {**said, "kind": kind, "no_number": no_number}, by=editor)

    assert list(refused.value.message_dict) == [fault]


def test_stages_are_refused_when_one_begins_before_an_earlier_one():
    with pytest.raises(ValidationError) as refused:
        ProcessMapFactory.build(prepared_on="2022-03-01", developed_on="2022-02-01").clean()

    assert list(refused.value.message_dict) == ["developed_on"]


def test_a_new_edition_holds_copies_of_its_own_when_a_map_is_copied(process_map, editor):
    office = process_map.office
    top = ProcessFactory(office=office, process_map=process_map, code="A")
    ProcessFactory(office=office, process_map=process_map, code="A.1", parent=top, parent_code="A")
    UnitRelationFactory(office=office, process_map=process_map, process=top)
    MapStepFactory(office=office, process_map=process_map, process=top)

    made = copy_map(process_map, name=" Peta 2023 ", by=editor)

    assert (made.name, made.valid_from) == ("Peta 2023", None)
    copies = Process.objects.filter(process_map=made)
    assert list(copies.values_list("code", "parent__process_map__name")) == [("A", None), ("A.1", "Peta 2023")]
    assert MapStep.objects.get(process_map=made).process == copies.get(code="A")
    assert Process.objects.filter(process_map=process_map).count() == 2
    assert Event.objects.get(action="process_maps.copied").target == f"process_maps.processmap:{made.pk}"


def test_a_copy_is_refused_when_its_name_is_taken_or_the_reader_may_not(process_map, editor):
    looker = RoleAssignmentFactory(office=process_map.office, role="assessor").user
    with pytest.raises(ValidationError):
        copy_map(process_map, name="Peta 2022", by=editor)
    with pytest.raises(Forbidden):
        copy_map(process_map, name="Peta 2023", by=looker)


def test_a_drawing_is_kept_and_taken_off_when_the_editor_does_so(process_map, editor):
    made = attach_picture(process_map, ContentFile(PDF, "peta.pdf"), title="Level 0", by=editor)
    assert (made.name, made.file.media_type) == ("peta.pdf", "application/pdf")

    remove_picture(made, by=editor)

    assert (Picture.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert Event.objects.filter(action__startswith="process_maps.picture").count() == 2


def test_a_drawing_is_refused_when_no_browser_shows_it(process_map, editor):
    with pytest.raises(ValidationError):
        attach_picture(process_map, ContentFile(b"a,b\n1,2\n", "peta.csv"), title="Level 0", by=editor)

    assert StoredFile.objects.count() == 0
