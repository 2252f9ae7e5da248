import socket

import pytest
from django.core.management import CommandError

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
