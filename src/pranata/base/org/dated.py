"""What holds for a while: a first and a last day, both counted, either one open."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DatedQuerySet(models.QuerySet):
    def valid_on(self, day: date):
        """The rows in force on ``day``, the first and the last day included."""
        return self.filter(within(day))

    def not_ended(self, day: date):
        """The rows in force on ``day`` or later."""
        return self.filter(overlapping(day, None))


class Dated(models.Model):
    """A row in force from ``valid_from`` to ``valid_to``, both days included; None means open on that side."""

    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_dates_in_order",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("Tanggal akhir mendahului tanggal awal."),
            )
        ]

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def end(self, on: date | None) -> None:
        """Saves ``on`` as the last day, None as no last day; for actions. Raises ValidationError if it begins later."""
        self.valid_to = on
        self.full_clean()
        self.save(update_fields=["valid_to"])

    def days(self) -> dict[str, str | None]:
        """First and last day as an audit event keeps them."""
        days = {"valid_from": self.valid_from, "valid_to": self.valid_to}
        return {name: day.isoformat() if day else None for name, day in days.items()}


def within(day: date, prefix: str = "") -> Q:
    """The condition "in force on ``day``" for a dated row reached through ``prefix`` (such as ``"team__"``)."""
    starts, ends = f"{prefix}valid_from", f"{prefix}valid_to"
    return (Q(**{starts: None}) | Q(**{f"{starts}__lte": day})) & (Q(**{ends: None}) | Q(**{f"{ends}__gte": day}))


def overlapping(valid_from: date | None, valid_to: date | None) -> Q:
    """The condition "shares at least one day with the period given"; None is an open side."""
    condition = Q()
    if valid_from is not None:
        condition &= Q(valid_to=None) | Q(valid_to__gte=valid_from)
    if valid_to is not None:
        condition &= Q(valid_from=None) | Q(valid_from__lte=valid_to)
    return condition
