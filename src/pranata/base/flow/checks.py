"""The check at start-up: a flow may name only statuses that some model has."""

from django.apps import apps
from django.core.checks import Error, register
from django.core.exceptions import FieldDoesNotExist

from pranata.base.flow.steps import Flow


@register
def check_flows(app_configs=None, **kwargs) -> list[Error]:
    """One error for every declared flow whose statuses are not all choices of one model's ``status`` field."""
    known = [choices for model in apps.get_models() if (choices := status_choices(model))]
    return [
        Error(
            f"No model has a status field with the choices {sorted(flow.statuses())}.",
            hint=f"Steps: {', '.join(flow.steps)}.",
            id="flow.E001",
        )
        for flow in Flow.declared
        if not any(flow.statuses() <= choices for choices in known)
    ]


def status_choices(model) -> set[str]:
    """The values a model's ``status`` may take; empty when it has no such field."""
    try:
        field = model._meta.get_field("status")
    except FieldDoesNotExist:
        return set()
    return {str(value) for value, _label in field.flatchoices}
