import os
import socket
import sys

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

from pranata.config.management.commands import start
from pranata.config.serving import HOST, choose_port


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def test_next_free_port_is_taken_when_the_usual_one_is_not_free(taken):
    assert taken < choose_port(taken, fixed=False) < taken + 20


def test_port_asked_for_by_name_is_refused_when_it_is_not_free(taken):
    with pytest.raises(CommandError, match=f"Port {taken} dipakai program lain"):
        choose_port(taken, fixed=True)


def test_start_stops_when_the_certificate_cannot_be_read(settings):
    settings.SIGNING_CERTIFICATE = "tidak-ada.p12"

    with pytest.raises(SystemCheckError, match=r"reports\.E001.*Sertifikat tanda tangan tidak-ada\.p12"):
        call_command("start", "--no-serve", skip_checks=False)


class Replaced(Exception):
    """Another program would run in this process now; its arguments are named."""


@pytest.fixture
def _replaceable(monkeypatch):
    def replace(program, arguments):
        raise Replaced(program, *arguments)

    monkeypatch.setattr(os, "execv", replace)
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "pranata", "start"])
    monkeypatch.setenv("PRANATA_PORT", "8000")


@pytest.mark.usefixtures("_replaceable")
def test_start_begins_again_under_its_port_when_another_one_is_asked_for(free_port):
    with pytest.raises(Replaced) as replaced:
        call_command("start", "--port", str(free_port))

    assert replaced.value.args == (sys.executable, sys.executable, "-m", "pranata", "start")
    assert os.environ["PRANATA_PORT"] == str(free_port)


@pytest.mark.django_db
@pytest.mark.usefixtures("_replaceable")
def test_start_begins_again_when_the_demonstration_has_printed_reports(free_port, settings, monkeypatch, tmp_path):
    def prepare(say, *, begin):
        monkeypatch.setitem(sys.modules, "typst", object())
        return []

    settings.DEMO, settings.PORT, settings.VAR_DIR = True, free_port, tmp_path
    monkeypatch.setattr(start, "prepare", prepare)
    monkeypatch.setattr(start.connection, "close", lambda: None)

    with pytest.raises(Replaced) as replaced:
        call_command("start", "--demo")

    assert replaced.value.args == (sys.executable, sys.executable, "-m", "pranata", "start")
