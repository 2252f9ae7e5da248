"""Sheets may be opened to an assessor of another office for a while."""

from django.utils.translation import gettext_lazy as _

from pranata.base.access.grantable import Grantable, declare_grantable
from pranata.engines.assessments.models import ASSESS, MANAGE, Sheet

declare_grantable(Grantable(Sheet, _("lembar penilaian"), give=MANAGE, read=ASSESS))
