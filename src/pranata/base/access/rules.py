"""Which role may do what; the strings are what actions, views and QuerySets ask for. What a token leaves of that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

VIEW = frozenset(
    {
        "org.view",
        "people.view",
        "plan.view",
        "plan.export",
        "disposition.answer",
        "documents.view",
        "files.view",
        "evidence.view",
        "reports.view",
        "public_information.view",
        "complaints.handle",
        "followups.view",
        "indicators.view",
        "assessments.view",
        "archives.view",
        "digital_services.view",
        "legal_products.view",
        "process_maps.view",
        "service_standards.view",
        "sops.view",
        "surveys.view",
    }
)
REPORT_PLAN = frozenset({"plan.report", "evidence.add", "followups.work", "assessments.answer", "surveys.enter"})
EDIT_PLAN = frozenset({"plan.import", "plan.edit", "plan.assign", "followups.open"}) | REPORT_PLAN
EDIT_DOCUMENTS = frozenset(
    {
        "documents.edit",
        "files.upload",
        "archives.edit",
        "digital_services.edit",
        "legal_products.edit",
        "process_maps.edit",
        "service_standards.edit",
        "sops.edit",
        "surveys.edit",
    }
)
LEAD = (
    EDIT_PLAN
    | EDIT_DOCUMENTS
    | {"plan.adopt", "plan.publish", "documents.publish", "paper.manage", "audit.view", "evidence.view_restricted"}
    | {"evidence.publish", "reports.issue", "followups.close", "indicators.manage"}
    | {
        "assessments.manage",
        "documents.view_restricted",
        "archives.approve",
        "service_standards.publish",
        "sops.legalize",
        "surveys.manage",
    }
)
MANAGE = frozenset({"offices.manage", "org.manage", "people.manage", "access.view", "access.manage", "system.view"})
GIVE = frozenset({"disposition.give"})
# Proposals of exemption say what would come of opening something, so not everybody reads them.
SEE_PROPOSALS = frozenset({"public_information.view_proposals"})
PPID = SEE_PROPOSALS | {"public_information.edit", "public_information.propose"}
# Decides what offices below propose; of another office it sees what was opened to its own (Grant), and no more.
DECIDE_PROPOSALS = SEE_PROPOSALS | {"public_information.decide_proposals"}
# Requests hold names and addresses: seen by who answers them and who stands above, besides the unit that is charged.
SEE_REQUESTS = frozenset({"information_requests.view"})
ANSWER_REQUESTS = SEE_REQUESTS | {"information_requests.process"}
DECIDE_OBJECTIONS = SEE_REQUESTS | {"information_requests.decide"}
# The secretary processes them too, because a complaint may be about the complaints officer, who never sees it.
PROCESS_COMPLAINTS = frozenset({"complaints.view", "complaints.process"})
GRANTS = frozenset({"grants.manage"})
ASSESS = frozenset({"assessments.assess"})
# Aggregates and issued reports of the offices below; where none is below there is nothing to see.
LOOK_DOWN = frozenset({"nation.view"})
RECEIVE = LOOK_DOWN | {"nation.manage"}
ANSWER_SUBJECTS = frozenset({"data_subjects.view", "data_subjects.process"})

# Every role has its own line, so that a question about one role is answered in one place.
ROLE_PERMISSIONS = {
    "administrator": VIEW | LEAD | MANAGE | GIVE | PPID | GRANTS | RECEIVE,
    "secretary": VIEW
    | LEAD
    | GIVE
    | PPID
    | GRANTS
    | RECEIVE
    | SEE_REQUESTS
    | PROCESS_COMPLAINTS
    | ANSWER_SUBJECTS
    | {"people.manage", "org.manage", "access.view"},
    "commissioner": VIEW | GIVE | LOOK_DOWN | {"audit.view"},
    "kasubbag": VIEW | EDIT_PLAN | EDIT_DOCUMENTS | GIVE | LOOK_DOWN,
    "area_lead": VIEW | EDIT_PLAN | EDIT_DOCUMENTS,
    "staff": VIEW | REPORT_PLAN | {"files.upload"},
    "verifier": VIEW
    | REPORT_PLAN
    | ASSESS
    | {"plan.verify", "evidence.view_restricted", "followups.open", "followups.close"},
    "assessor": VIEW | ASSESS,
    "ppid_officer": VIEW
    | REPORT_PLAN
    | EDIT_DOCUMENTS
    | GIVE
    | PPID
    | DECIDE_PROPOSALS
    | ANSWER_REQUESTS
    | ANSWER_SUBJECTS
    | {"documents.publish"},
    "atasan_ppid": VIEW | DECIDE_OBJECTIONS | DECIDE_PROPOSALS | {"documents.publish"},
    "complaints": VIEW | REPORT_PLAN | GIVE | PROCESS_COMPLAINTS | {"files.upload"},
    "wbs": VIEW | REPORT_PLAN | {"files.upload"},
    "upg": VIEW | REPORT_PLAN | {"files.upload"},
}
PERMISSIONS = frozenset().union(*ROLE_PERMISSIONS.values())
LONGEST_GRANT = 366  # days from today, our own: a grant is for a while, and may be lengthened
SECOND_FACTOR_ROLES = frozenset({"administrator"})

# What a personal token may be for; every token reads, and reading never reaches what is restricted.
TOKEN_SCOPES = {
    "read": frozenset(
        {"plan.view", "evidence.view", "reports.view", "indicators.view", "followups.view", "nation.view"}
        | {"archives.view", "digital_services.view", "documents.view", "legal_products.view", "org.view"}
        | {"process_maps.view", "public_information.view", "service_standards.view", "sops.view"}
        | {"surveys.view"}
    ),
    "report": frozenset({"plan.report", "evidence.add"}),
    "verify": frozenset({"plan.verify"}),
}
ALWAYS_IN_TOKENS = "read"


@dataclass(frozen=True)
class TokenLimit:
    """What a token leaves of the account behind it: these permissions, at this office, and only while it has them."""

    office_id: int
    permissions: frozenset[str]

    def allows(self, permission: str, office_id: int) -> bool:
        return office_id == self.office_id and permission in self.permissions


class UnknownPermission(LookupError):
    """A permission that no role holds: a typing error in the code, never a refusal."""


def roles_with(permission: str) -> list[str]:
    """
    Decides: which roles hold a permission; sorted, never empty.
    Basis: none, our own table ROLE_PERMISSIONS

    Raises UnknownPermission for a string no role holds.
    """
    if permission not in PERMISSIONS:
        raise UnknownPermission(permission)
    return sorted(role for role, held in ROLE_PERMISSIONS.items() if permission in held)


def needs_second_factor(roles: set[str]) -> bool:
    """
    Decides: whether an account with these roles must sign in with a second factor.
    Basis: none, our own (docs/architecture.md, "Who may see and do what")
    """
    return not SECOND_FACTOR_ROLES.isdisjoint(roles)


def token_permissions(scopes: Iterable[str]) -> frozenset[str]:
    """
    Decides: what a token with these scopes may be used for at most; an unknown scope opens nothing.
    Basis: none, our own table TOKEN_SCOPES
    """
    wanted = {ALWAYS_IN_TOKENS, *scopes}
    return frozenset().union(*(held for scope, held in TOKEN_SCOPES.items() if scope in wanted))


def last_token_day(today: date) -> date:
    """
    Decides: the last day that a token made today may be used on: a year ahead.
    Basis: none, our own; a key that nobody renews belongs to a program that nobody looks after
    """
    try:
        return today.replace(year=today.year + 1)
    except ValueError:  # 29 February
        return date(today.year + 1, 2, 28)
