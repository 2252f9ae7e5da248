"""What can be read of teams: whether one of a kind is appointed, with its decree and with members, on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from pranata.base.access.models import Role, RoleAssignment
from pranata.base.people.models import Team, TeamMember
from pranata.engines.indicators.registry import Better, Kind, Span, measure
from pranata.engines.indicators.results import Count, Existence

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise

    from pranata.base.org.models import Office
    from pranata.base.people.models import TeamQuerySet
    from pranata.engines.indicators.registry import Compute, Stretch

FED_BY = ("people.team", "people.teammember")
TEAMS = (  # name of the measure, code of the kind of team, what it is called
    ("reform_team", "tim-rb", _("Tim Reformasi Birokrasi")),
    ("change_agents", "agen-perubahan", _("Agen Perubahan")),
    ("integrity_zone_team", "tim-zi", _("Tim Zona Integritas")),
    ("internal_control_team", "tim-spip", _("Tim SPIP")),
    ("information_team", "ppid", _("Pengelola PPID")),
    ("gratification_unit", "upg", _("Unit Pengendalian Gratifikasi")),
    ("procurement_unit", "pengelola-pbj", _("Pengelola pengadaan barang/jasa")),
)


def appointed(office: Office, kind: str, day: date) -> TeamQuerySet:
    """The teams of a kind in force on ``day`` that a decree formed and that have a member."""
    members = TeamMember.objects.valid_on(day).filter(team=OuterRef("pk"))
    return Team.objects.valid_on(day).filter(Exists(members), office=office, kind=kind).exclude(basis="")


def reader_of(kind: str) -> Compute:
    """The function of the measure that asks for a team of ``kind``."""

    def team_appointed(office: Office, period: Stretch) -> Existence:
        return Existence(appointed(office, kind, period.end))

    return team_appointed


def declare(name: str, kind: str, title: Promise) -> None:
    measure(
        f"reform_teams.{name}",
        _("%s ditetapkan") % title,
        kind=Kind.EXISTENCE,
        unit="",
        better=Better.HIGHER,
        span=Span.ON_DAY,
        sentence=_("Pada {end} %(state)s %(team)s dengan dasar pembentukan dan anggota.")
        % {"state": "{value}", "team": title},
        fed_by=FED_BY,
    )(reader_of(kind))


for each in TEAMS:
    declare(*each)


@measure(
    "reform_teams.change_agent_count",
    _("Jumlah agen perubahan"),
    kind=Kind.COUNT,
    unit=_("orang"),
    better=Better.NONE,
    span=Span.ON_DAY,
    sentence=_("{numerator} orang menjadi agen perubahan pada {end}."),
    fed_by=FED_BY,
)
def change_agent_count(office: Office, period: Stretch) -> Count:
    teams = appointed(office, "agen-perubahan", period.end)
    return Count(TeamMember.objects.valid_on(period.end).filter(team__in=teams))


@measure(
    "reform_teams.whistleblowing_officers",
    _("Pengelola WBS ditunjuk"),
    kind=Kind.EXISTENCE,
    unit="",
    better=Better.HIGHER,
    span=Span.ON_DAY,
    sentence=_("Pada {end} {value} petugas yang ditugaskan mengelola WBS."),
    fed_by=("access.roleassignment", "access.user", "people.person"),
)
def whistleblowing_officers(office: Office, period: Stretch) -> Existence:
    """That there is an officer is no secret; what comes in is."""
    return Existence(RoleAssignment.objects.held_on(period.end).filter(office=office, role=Role.WBS))
