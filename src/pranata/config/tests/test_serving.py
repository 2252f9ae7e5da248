import socket

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError

from pranata.config.serving import HOST, choose_port


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_next_free_port_is_taken_when_the_usual_one_is_not_free(taken):
    assert taken < choose_port(taken, fixed=False) < taken + 20


def test_port_asked_for_by_name_is_refused_when_it_is_not_free(taken):
    with pytest.raises(CommandError, match=f"Port {taken} dipakai program lain"):
        choose_port(taken, fixed=True)


def test_start_stops_when_the_certificate_cannot_be_read(settings):
    settings.SIGNING_CERTIFICATE = "tidak-ada.p12"

    with pytest.raises(SystemCheckError, match=r"reports\.E001.*Sertifikat tanda tangan tidak-ada\.p12"):
        call_command("start", "--no-serve", skip_checks=False)
