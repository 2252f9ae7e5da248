"""The place in the staff menu; how many cases stand there is said by pages that look at them anyway."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pranata.base.ui.menu import Group, Place, offer

SECTION = "inbox"
offer(
    Place(
        section=SECTION,
        title=_("Kotak masuk"),
        address=lambda office: reverse("desk:inbox", args=[office.code]),
        permission="disposition.answer",  # whoever may be charged with a case
        group=Group.SERVICES,
        icon="desk",
    )
)
