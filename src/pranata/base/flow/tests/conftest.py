import pytest
from django.db import connection

from pranata.base.flow.tests.ticket import Ticket


@pytest.fixture(scope="session")
def ticket_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Ticket)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Ticket)


@pytest.fixture
def tickets(ticket_table, db):
    """The table of tickets, empty."""
    return Ticket.objects
