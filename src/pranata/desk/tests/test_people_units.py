import re
from datetime import date

import pytest

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.base.org.models import Post, Unit
from pranata.base.org.tests.factories import PostFactory, UnitFactory
from pranata.base.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

UNITS = "/meja/9001/pegawai/unit/"
TODAY = date(2022, 3, 15)


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setenv("PRANATA_TODAY", TODAY.isoformat())


@pytest.fixture
def secretary(client, office):
    """Signed in as who manages the units of the office."""
    user = RoleAssignmentFactory(office=office, role=Role.SECRETARY).user
    client.force_login(user)
    return user


@pytest.fixture
def secretariat(office):
    return UnitFactory(office=office, code="SEK", name="Sekretariat")


def html_of(response) -> str:
    return response.content.decode()


def tree(response) -> list[str]:
    """The names of the units, each after as many dashes as there are units above it."""
    depth, found, main = -1, [], html_of(response).partition("<main")[2]
    for opened, closed, name in re.findall(r"(<ul class=.tree.>)|(</ul>)|<b>([^<]*)</b>", main):
        depth += bool(opened) - (bool(closed) and depth >= 0)
        found += ["-" * depth + name] if name else []
    return found


def errors(response) -> list[str]:
    return re.findall(r'class="field-error"[^>]*><span>([^<]*)<', html_of(response))


def test_units_are_shown_as_a_tree_with_their_people(client, staff, office, secretariat):
    lower = UnitFactory(office=office, code="SUB-2", name="Subbagian Dua", parent=secretariat)
    UnitFactory(office=office, code="SUB-1", name="Subbagian Satu", parent=secretariat, valid_to=date(2022, 3, 14))
    UnitFactory(office=office, code="TIM", name="Unit Contoh", parent=lower)
    PersonFactory(office=office, unit=lower)
    PersonFactory(office=office, unit=lower, valid_to=date(2022, 3, 14))
    PostFactory(unit=lower)
    PostFactory(unit=lower)

    page = client.get(UNITS)

    assert tree(page) == ["Sekretariat", "-Subbagian Dua", "--Unit Contoh"]
    assert re.findall(r"(\d pegawai(?: · \d jabatan)?)</span>", html_of(page)) == [
        "0 pegawai",
        "1 pegawai · 2 jabatan",
        "0 pegawai",
    ]
    everything = client.get(UNITS, {"keadaan": "semua"})
    assert tree(everything) == ["Sekretariat", "-Subbagian Satu", "-Subbagian Dua", "--Unit Contoh"]


def test_unit_stands_on_top_when_the_one_above_has_ended(client, staff, office):
    ended = UnitFactory(office=office, valid_to=date(2022, 3, 14))
    UnitFactory(office=office, name="Subbagian Contoh", parent=ended)

    assert tree(client.get(UNITS)) == ["Subbagian Contoh"]


def test_tree_costs_the_same_when_it_is_larger(client, secretary, office, secretariat, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(UNITS)
    UnitFactory(office=office, parent=UnitFactory(office=office, parent=secretariat))
    with django_assert_num_queries(5):
        page = client.get(UNITS)

    assert len(tree(page)) == 3


def test_unit_page_costs_the_same_when_it_holds_more(client, secretary, secretariat, django_assert_num_queries):
    def fill(count):
        for _each in range(count):
            PostFactory(unit=secretariat)
            PersonFactory(office=secretariat.office, unit=secretariat)
            UnitFactory(office=secretariat.office, parent=secretariat)

    fill(1)
    with django_assert_num_queries(8):
        client.get(f"{UNITS}{secretariat.pk}/")
    fill(2)
    with django_assert_num_queries(8):
        page = html_of(client.get(f"{UNITS}{secretariat.pk}/"))

    assert (page.count("Jabatan Contoh") // 2, page.count("Contoh Nomor"), page.count("Subbagian Contoh")) == (3, 3, 3)


def test_unit_is_added_below_another(client, secretary, secretariat):
    response = client.post(f"{UNITS}tambah/", {"code": "SUB-1", "name": "Subbagian Satu", "parent": secretariat.pk})

    assert (response.status_code, response["Location"]) == (302, UNITS)
    assert Unit.objects.values_list("code", "name", "parent").last() == ("SUB-1", "Subbagian Satu", secretariat.pk)


def test_unit_is_refused_when_the_code_is_taken(client, secretary, secretariat):
    response = client.post(f"{UNITS}tambah/", {"code": "SEK", "name": "Sekretariat Lain"})

    assert response.status_code == 422
    assert "Kode unit sudah dipakai di satuan kerja ini." in html_of(response)
    assert Unit.objects.get() == secretariat


def test_unit_is_changed_but_never_put_inside_itself(client, secretary, office, secretariat):
    lower = UnitFactory(office=office, code="SUB", name="Subbagian", parent=secretariat)
    address = f"{UNITS}{secretariat.pk}/ubah/"

    inside = client.post(address, {"code": "SEK", "name": "Sekretariat", "parent": lower.pk})
    changed = client.post(address, {"code": "SET", "name": "Sekretariat KPU", "parent": ""})

    assert (inside.status_code, errors(inside)) == (
        422,
        ["Unit atasan tidak boleh unit ini sendiri atau unit di bawahnya."],
    )
    assert (changed.status_code, changed["Location"]) == (302, f"{UNITS}{secretariat.pk}/")
    assert Unit.objects.values_list("code", "name", "parent").get(pk=secretariat.pk) == ("SET", "Sekretariat KPU", None)


def test_unit_ends_with_its_posts_and_opens_again(client, secretary, office, secretariat):
    post = PostFactory(unit=secretariat)
    PersonFactory(office=office, unit=secretariat)
    address = f"{UNITS}{secretariat.pk}/akhiri/"

    assert "1 pegawai masih tercatat di unit ini; pindahkan ke unit lain." in html_of(client.get(address))
    client.post(address, {"on": "2022-03-14"})
    ended = (Unit.objects.get().valid_to, Post.objects.get().valid_to)
    client.post(address, {"on": ""})

    assert ended == (date(2022, 3, 14), date(2022, 3, 14))
    assert (Unit.objects.get().valid_to, Post.objects.get()) == (None, post)


def test_post_is_added_and_ended(client, secretary, secretariat):
    added = client.post(f"{UNITS}{secretariat.pk}/jabatan/", {"title": "Analis Contoh", "kind": "pelaksana"})
    post = Post.objects.get()
    ended = client.post(f"/meja/9001/pegawai/jabatan/{post.pk}/akhiri/", {"on": "2022-03-31"})

    assert (added["Location"], ended["Location"]) == (f"{UNITS}{secretariat.pk}/", f"{UNITS}{secretariat.pk}/")
    assert Post.objects.values_list("title", "kind", "valid_to").get() == (
        "Analis Contoh",
        "pelaksana",
        date(2022, 3, 31),
    )


def test_unit_forms_are_refused_when_the_reader_may_only_look(client, staff, secretariat):
    post = PostFactory(unit=secretariat)
    addresses = [
        *(f"{UNITS}{secretariat.pk}/{form}/" for form in ("ubah", "akhiri", "jabatan")),
        f"/meja/9001/pegawai/jabatan/{post.pk}/akhiri/",
    ]

    assert {client.get(address).status_code for address in addresses} == {403}
    assert {client.post(address, {"on": "2022-03-14"}).status_code for address in addresses} == {403}
    assert "ubah/" not in html_of(client.get(f"{UNITS}{secretariat.pk}/"))
    assert (Unit.objects.get().valid_to, Post.objects.get().valid_to) == (None, None)


def test_unit_of_another_office_is_not_there(client, secretary):
    stranger = PostFactory()
    addresses = [f"{UNITS}{stranger.unit_id}/{form}" for form in ("", "ubah/", "akhiri/", "jabatan/")]

    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.post(f"/meja/9001/pegawai/jabatan/{stranger.pk}/akhiri/", {"on": "2022-03-14"}).status_code == 404
