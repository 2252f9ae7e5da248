"""Getting one row that the account may see; what it may not see looks as if it did not exist."""

from typing import TypeVar

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404

ModelT = TypeVar("ModelT", bound=Model)


def get_visible_or_404(model: type[ModelT], user, **lookup) -> ModelT:
    """The one row of ``model.objects.visible_to(user)`` matching ``lookup``. Raises Http404, also for visitors."""
    if not user.is_authenticated:
        raise Http404
    return get_object_or_404(model.objects.visible_to(user), **lookup)
