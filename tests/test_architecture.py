"""The house stands as drawn: contracts hold and are caught when broken, every app is tested, every address answers."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

import check
from pranata.base.access.tests.factories import RoleAssignmentFactory
from pranata.engines.plan.tests.factories import IndicatorFactory
from tests.walk import NoSample, addresses, paths
from tree import ROOT

SOURCES = ROOT / "src" / "pranata"

# One line each that breaks one contract; the file is made when it is missing.
BREAKAGES = {
    "Delivery, areas, engines, base, lib": ("base/org/models.py", "import pranata.engines.plan.models"),
    "Areas do not know each other": ("areas/change/__init__.py", "import pranata.areas.process"),
    "Engines: kinds of work above what they all use": (
        "engines/documents/models/documents.py",
        "import pranata.engines.plan.queries",
    ),
    "Base: bottom up": ("base/audit/models.py", "import pranata.base.people.models"),
    "Inside a capability or an engine": ("engines/plan/models/tree.py", "import pranata.engines.plan.actions"),
    "Rules are pure": ("engines/plan/reading/text.py", "import django.conf"),
    "No cycles between siblings": ("portal/views.py", "import pranata.desk.urls"),
}


def contract_names() -> set[str]:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {contract["name"] for contract in configuration["tool"]["importlinter"]["contracts"]}


def test_import_contracts_hold():
    assert check.import_contracts() == ""


@pytest.fixture
def copy(tmp_path):
    """A copy of the sources to break; two areas stand in it, so that there is something to keep apart."""
    target = tmp_path / "src" / "pranata"
    shutil.copytree(
        SOURCES, target, ignore=shutil.ignore_patterns("tests", "__pycache__", "static", "locale", "*.html")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for area in ("change", "process"):
        (target / "areas" / area).mkdir(exist_ok=True)
        (target / "areas" / area / "__init__.py").touch()
    return target


def broken_contracts(copy: Path) -> set[str]:
    """The names of the contracts that import-linter calls broken in ``copy``."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    environment = {**check.environment(), "PYTHONPATH": str(copy.parent)}
    folder = copy.parent.parent
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert "Contracts:" in result.stdout, result.stdout + result.stderr
    return set(re.findall(r"^(.+) BROKEN", result.stdout, re.MULTILINE))


def append(file: Path, line: str) -> None:
    file.write_text(f"{file.read_text()}\n{line}\n")


def test_import_contracts_are_caught_when_each_is_broken(copy):
    for path, line in BREAKAGES.values():
        append(copy / path, line)
    append(copy / "desk" / "urls.py", "import pranata.base.ui.caching")

    assert broken_contracts(copy) == contract_names() == set(BREAKAGES)


def test_new_part_of_base_is_caught_when_no_layer_names_it(copy):
    (copy / "base" / "misc").mkdir()
    (copy / "base" / "misc" / "__init__.py").touch()

    assert broken_contracts(copy) == {"Base: bottom up"}


@pytest.mark.django_db
def test_one_table_is_the_audit_when_all_tables_are_listed():
    assert [name for name in connection.introspection.table_names() if "audit" in name] == ["audit_event"]


def test_every_app_has_tests():
    configs = apps.get_app_configs()
    ours = [each for each in configs if each.name.startswith("pranata.") and ".tests." not in each.name]
    untested = [
        config.name for config in ours if not any(map(has_tests, (Path(config.path) / "tests").glob("test_*.py")))
    ]

    assert untested == []


def has_tests(file: Path) -> bool:
    return re.search(r"^def test_", file.read_text(), re.MULTILINE) is not None


@pytest.fixture
def plan():
    """A published plan with one row."""
    plan = IndicatorFactory().subactivity.plan
    plan.is_published = True
    plan.save()
    return plan


@pytest.fixture
def site(plan):
    """Every address, with arguments that lead to ``plan`` and arguments that lead nowhere."""
    return addresses(
        {
            "code": [plan.office.code, "0000"],
            "year": [plan.year, 1901],
            "plan_key": [plan.key, "2001"],
            "row": [plan.subactivities.get().code, "9.9.9"],
            "file_format": ["json", "csv", "xlsx", "exe"],
            "pk": [1, 999_999],
            "slug": ["bulanan", "lain"],
            "register": ["informasi-publik", "tidak-ada"],
            "measure_key": ["complaints.on_time"],
            "below": ["9999"],
            "register_code": ["informasi-publik", "tidak-ada"],
            "name": ["information_requests.answer", "tidak.ada"],
            "period": [f"{plan.year}-01", "2022"],
            "month": [1, 13],
            "position": [1, 99],
            "kind": ["complaints", "tak-ada"],
            "use": [1],
            "section": ["pemenuhan.I", "tidak.ada"],
            "question": ["I.1.a", "tidak.ada"],
            "assessor": [1],
            "what": ["lembar.xlsx", "bukti.zip"],
            "evidence": [1],
            "relation": [1],
            "version": [1],
            "survey": ["skm-2022", "tidak-ada"],
            "invitation": ["tidak-ada"],
            "added": [1],
            "device": [1],
            "response": [1],
            "secret": ["tidak-ada"],
            "uidb36": ["1"],
            "key": ["set-password", "1-abc"],
        }
    )


@pytest.mark.django_db
def test_no_address_fails_when_a_stranger_asks(client, site):
    client.raise_request_exception = False

    statuses = {address.path: client.get(address.path).status_code for address in site}

    assert {path: status for path, status in statuses.items() if status >= 500} == {}
    assert statuses["/"] == 302
    assert statuses["/0000/"] == 404


@pytest.mark.django_db
def test_no_address_fails_when_staff_ask(client, site, plan):
    client.raise_request_exception = False
    client.force_login(RoleAssignmentFactory(office=plan.office).user)

    statuses = {address.path: client.get(address.path).status_code for address in site}

    assert {path: status for path, status in statuses.items() if status >= 500} == {}
    assert statuses[plan.get_absolute_url()] == 200


@pytest.mark.django_db
def test_reading_pages_set_no_cookie_and_may_be_kept_when_anyone_reads_them(client, site):
    pages = [address.path for address in site if address.is_reading_page]
    answers = {path: client.get(path) for path in pages}

    assert {path: answer.cookies.output() for path, answer in answers.items() if answer.cookies} == {}
    assert [path for path, answer in answers.items() if "cookie" in answer.get("Vary", "").lower()] == []
    shown = {path: answer.get("Cache-Control", "") for path, answer in answers.items() if answer.status_code == 200}
    assert [path for path, control in shown.items() if "public" not in control] == []
    assert "/en/" in {path[:4] for path in shown}


@pytest.mark.django_db
def test_staff_pages_are_never_kept_when_they_are_answered(client, site, plan):
    client.force_login(RoleAssignmentFactory(office=plan.office).user)
    answers = {address.path: client.get(address.path) for address in site if address.path.startswith("/meja/")}

    kept = [path for path, answer in answers.items() if "no-store" not in answer.get("Cache-Control", "")]
    assert kept == []
    assert {answer.status_code for answer in answers.values()} >= {200, 302, 404}


@pytest.mark.django_db
def test_every_answer_forbids_foreign_and_inline_code_whoever_asks(client, site, plan):
    client.raise_request_exception = False
    answers = [client.get(address.path) for address in site]
    client.force_login(RoleAssignmentFactory(office=plan.office).user)
    answers += [client.get(address.path) for address in site]
    answers += [client.post(address.path) for address in site]
    answers += [client.get("/tidak-ada/"), client.get("/", headers={"Host": "lain.example"})]

    policies = {answer.get("Content-Security-Policy", "") for answer in answers}
    assert len(policies) == 1
    directives = dict(part.strip().split(" ", 1) for part in policies.pop().split(";"))
    assert directives == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    assert {answer.get("X-Content-Type-Options") for answer in answers} == {"nosniff"}
    assert {answer.status_code for answer in answers} >= {200, 302, 400, 404, 405}
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\bstyle=|\son\w+=")
    pages = [answer for answer in answers if answer.get("Content-Type", "").startswith("text/html")]
    assert [page.wsgi_request.path for page in pages if inline.search(page.content.decode())] == []


def test_walk_fails_loudly_when_an_argument_has_no_sample():
    with pytest.raises(NoSample, match="Give the walk a sample for <number> of cases/<int:number>/"):
        list(paths("cases/<int:number>/", {}, {"code": ["9000"]}))
