import pytest

from pranata.base.flow.checks import check_flows, status_choices
from pranata.base.flow.models import Activity
from pranata.base.flow.steps import Flow, Step
from pranata.base.flow.tests.ticket import Ticket


@pytest.fixture
def declared(monkeypatch):
    """The list of declared flows, empty for this test."""
    flows = []
    monkeypatch.setattr(Flow, "declared", flows)
    return flows


def test_a_flow_of_states_that_no_model_has_is_an_error(declared):
    flow = Flow(Step("fly", sources=("open",), target="airborne", permission="plan.edit"))
    assert declared == [flow]
    error = check_flows()[0]
    assert (error.id, error.msg) == (
        "flow.E001",
        "No model has a status field with the choices ['airborne', 'open'].",
    )


def test_no_flow_is_no_error(declared):
    assert check_flows() == []


def test_the_choices_of_a_status_field_are_read_from_the_model():
    assert status_choices(Ticket) == {"open", "extended", "closed"}
    assert status_choices(Activity) == set()
