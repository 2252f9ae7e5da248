"""What one may not see looks as if it did not exist: another office's texts sing on no page of a stranger."""

from datetime import date

import pytest
from django.test import Client

from pranata.base.access.models import Role, User
from pranata.base.access.tests.factories import ApiTokenFactory, RoleAssignmentFactory
from pranata.base.org.models import Office
from pranata.base.org.tests.factories import OfficeFactory
from pranata.engines.assessments.models import Item, Section
from pranata.engines.plan.models import Plan, Subactivity
from pranata.engines.plan.tests.factories import IndicatorFactory
from pranata.engines.registers.registry import registers
from pranata.engines.surveys.models import AddedQuestion, Kiosk, Response, Survey
from tests import canary
from tests.walk import addresses

# What is asked at every address: the page itself, a search, everything at once as htmx asks for a part of the page.
QUESTIONS = (
    ({}, {}),
    ({"q": canary.WORD}, {}),
    ({"q": canary.WORD, "area": "1", "bulan": "1", "catatan": "ada", "tahun": "2022"}, {"HX-Request": "true"}),
)
# Roles with the widest sight that need no second factor, which would close every page before the walk began.
ROLES = (Role.SECRETARY, Role.STAFF)


@pytest.fixture
def home_plan():
    """A published plan of the first office."""
    plan = IndicatorFactory(subactivity__activity__area__plan__is_published=True).subactivity.plan
    return Plan.objects.get(pk=plan.pk)


@pytest.fixture
def garden():
    """Another office, of which nothing is public."""
    garden = canary.Garden(OfficeFactory())
    garden.plant_all()
    Survey.objects.update(status="draft")  # what was opened is for anyone
    return garden


@pytest.fixture
def site(home_plan, garden):
    """Every address, with the arguments of both offices mixed; numbers are those of the planted rows."""
    numbers = sorted({row.pk for row in garden.rows.values() if isinstance(row.pk, int)})
    return addresses(
        {
            "code": [home_plan.office.code, garden.office.code],
            "year": sorted({home_plan.year, garden.rows[Plan].year}),
            "plan_key": sorted({home_plan.key, garden.rows[Plan].key}),
            "row": sorted({home_plan.subactivities.get().code, garden.rows[Subactivity].code}),
            "file_format": ["json", "csv", "xlsx"],
            "secret": ["tidak-ada"],
            "uidb36": [str(garden.rows[User].pk)],
            "key": ["set-password"],
            "slug": ["bulanan"],
            "register": [each.code for each in registers()],
            "measure_key": ["complaints.on_time"],
            "below": [garden.office.code],
            "register_code": [each.code for each in registers()],
            "name": ["information_requests.answer"],
            "period": ["2022-01", "2022-06"],
            "pk": numbers,
            "month": [1],
            "position": [1],
            "kind": ["complaints", "information_requests"],
            "use": [canary.NUMBER],
            "section": [garden.rows[Section].code],
            "question": [garden.rows[Item].code],
            "assessor": [canary.NUMBER],
            "what": ["lembar.xlsx", "bukti.zip"],
            "evidence": [canary.NUMBER],
            "relation": [canary.NUMBER],
            "version": [canary.NUMBER],
            "survey": [garden.rows[Survey].code],
            "invitation": ["tidak-ada"],
            "added": [garden.rows[AddedQuestion].pk],
            "device": [garden.rows[Kiosk].pk],
            "response": [garden.rows[Response].pk],
        }
    )


def singing(client: Client, site, questions=QUESTIONS) -> list[tuple[str, dict]]:
    """The addresses where the canary sings, and what was asked there."""
    client.raise_request_exception = False
    return [
        (address.path, query)
        for address in site
        for query, headers in questions
        if canary.leaks(client.get(address.path, query, headers=headers))
    ]


def signed_in(site) -> list:
    """What an account may ask without leaving; the translated pages say the same to everybody."""
    return [each for each in site if each.path != "/masuk/keluar/" and not each.path.startswith("/en/")]


@pytest.mark.django_db
def test_no_text_of_another_office_is_seen_when_a_stranger_walks(client, site):
    assert singing(client, site) == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_text_of_another_office_is_seen_when_staff_walk(client, site, home_plan, role):
    client.force_login(RoleAssignmentFactory(office=home_plan.office, role=role).user)

    assert singing(client, signed_in(site)) == []


def program(office, role) -> Client:
    """A program with a token for everything that a new account of this role may do at the office."""
    user = RoleAssignmentFactory(office=office, role=role).user
    ApiTokenFactory(user=user, office=office, secret="pranata_contoh")
    return Client(headers={"Authorization": "Bearer pranata_contoh"})


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_text_of_another_office_is_seen_when_a_program_walks(site, home_plan, role):
    doors = [each for each in site if each.path.startswith("/api/")]

    assert singing(program(home_plan.office, role), doors) == []


@pytest.mark.django_db
def test_the_canary_is_heard_when_a_program_of_its_own_office_looks(site, garden):
    plan = garden.rows[Plan]

    answer = program(garden.office, Role.SECRETARY).get(f"/api/v1/offices/{garden.office.code}/plans/{plan.key}")

    assert canary.leaks(answer) is True


# Who was of the house, will be, or has not finished signing in: all that such an account may see is its own sign-in.
OUTSIDERS = {
    "former": {"role": Role.SECRETARY, "valid_to": date(2021, 12, 31)},
    "later": {"role": Role.SECRETARY, "valid_from": date(2999, 1, 1)},
    "closed": {"role": Role.SECRETARY, "user__is_active": False},
    "with a one-time password": {"role": Role.SECRETARY, "user__must_change_password": True},
    "administrator without second factor": {"role": Role.ADMINISTRATOR},
}


@pytest.mark.django_db
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_no_text_of_the_office_is_seen_when_its_own_outsiders_walk(client, site, garden, outsider):
    client.force_login(RoleAssignmentFactory(office=garden.office, **OUTSIDERS[outsider]).user)

    assert singing(client, signed_in(site), QUESTIONS[:1]) == []


@pytest.mark.django_db
def test_no_text_of_the_office_is_seen_when_a_delegation_has_ended(client, site, garden):
    held = RoleAssignmentFactory(office=garden.office, role=Role.SECRETARY)
    deputy = RoleAssignmentFactory(
        office=garden.office, role=Role.SECRETARY, delegated_from=held, valid_to=date(2022, 3, 14)
    )
    client.force_login(deputy.user)

    assert singing(client, [address for address in site if address.path.startswith("/meja/")]) == []


@pytest.mark.django_db
def test_no_text_of_another_office_is_seen_when_a_form_is_refused(site, home_plan):
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.force_login(RoleAssignmentFactory(office=home_plan.office).user)

    answers = {address.path: strict.post(address.path) for address in site}

    assert [path for path, answer in answers.items() if canary.leaks(answer)] == []
    assert [path for path, answer in answers.items() if answer.status_code < 400] == []


@pytest.mark.django_db
def test_the_canary_is_heard_when_its_own_staff_look(client, garden):
    client.force_login(RoleAssignmentFactory(office=garden.office, role=Role.SECRETARY).user)

    assert canary.leaks(client.get(garden.rows[Plan].get_absolute_url())) is True


@pytest.mark.django_db
def test_the_canary_is_heard_when_its_plan_is_published(client, garden):
    Plan.objects.filter(pk=garden.rows[Plan].pk).update(is_published=True)

    assert canary.leaks(client.get(f"/{garden.office.code}/reformasi-birokrasi/")) is True


@pytest.mark.django_db
def test_the_canary_is_heard_when_a_door_stands_open(client, site, home_plan, garden, monkeypatch):
    monkeypatch.setattr(User, "offices_with", lambda user, permission: Office.objects.all())
    monkeypatch.setattr(User, "roles_at", lambda user, office: {Role.SECRETARY})
    client.force_login(RoleAssignmentFactory(office=home_plan.office).user)

    heard = {path for path, _query in singing(client, [each for each in site if each.path.startswith("/meja/")])}

    assert garden.rows[Plan].get_absolute_url() in heard


@pytest.mark.django_db
def test_every_text_sings_when_the_garden_is_planted(garden):
    silent = [
        f"{model._meta.label}.{field.name}"
        for model, row in garden.rows.items()
        for field in model._meta.concrete_fields
        if model is not Office and canary.sings(field) and not canary_in(getattr(row, field.name))
    ]

    assert silent == []
    assert set(garden.rows) == {*canary.planted_models(), Office}


def canary_in(value: object) -> bool:
    return canary.SECRET in str(value) or canary.NIP in str(value)


def test_every_model_of_ours_is_planted_or_explained():
    assert canary.unexplained_models() == []
    assert canary.stale_reasons() == []
