"""Which role may do what; the strings are what actions, views and QuerySets ask for."""

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
    }
)
REPORT_PLAN = frozenset({"plan.report", "evidence.add"})
EDIT_PLAN = frozenset({"plan.import", "plan.edit", "plan.assign"}) | REPORT_PLAN
EDIT_DOCUMENTS = frozenset({"documents.edit", "files.upload"})
LEAD = (
    EDIT_PLAN
    | EDIT_DOCUMENTS
    | {"plan.adopt", "plan.publish", "documents.publish", "paper.manage", "audit.view", "evidence.view_restricted"}
    | {"evidence.publish", "reports.issue"}
)
MANAGE = frozenset({"offices.manage", "org.manage", "people.manage", "access.view", "access.manage", "system.view"})
GIVE = frozenset({"disposition.give"})
PPID = frozenset({"public_information.edit"})
# Requests hold names and addresses: seen by who answers them and who stands above, besides the unit that is charged.
SEE_REQUESTS = frozenset({"information_requests.view"})
ANSWER_REQUESTS = SEE_REQUESTS | {"information_requests.process"}
DECIDE_OBJECTIONS = SEE_REQUESTS | {"information_requests.decide"}
# The secretary processes them too, because a complaint may be about the complaints officer, who never sees it.
PROCESS_COMPLAINTS = frozenset({"complaints.view", "complaints.process"})
ANSWER_SUBJECTS = frozenset({"data_subjects.view", "data_subjects.process"})

# Every role has its own line, so that a question about one role is answered in one place.
ROLE_PERMISSIONS = {
    "administrator": VIEW | LEAD | MANAGE | GIVE | PPID,
    "secretary": VIEW
    | LEAD
    | GIVE
    | PPID
    | SEE_REQUESTS
    | PROCESS_COMPLAINTS
    | ANSWER_SUBJECTS
    | {"people.manage", "org.manage", "access.view"},
    "commissioner": VIEW | GIVE | {"audit.view"},
    "kasubbag": VIEW | EDIT_PLAN | EDIT_DOCUMENTS | GIVE,
    "area_lead": VIEW | EDIT_PLAN | EDIT_DOCUMENTS,
    "staff": VIEW | REPORT_PLAN | {"files.upload"},
    "verifier": VIEW | REPORT_PLAN | {"plan.verify", "evidence.view_restricted"},
    "assessor": VIEW,
    "ppid_officer": VIEW
    | REPORT_PLAN
    | EDIT_DOCUMENTS
    | PPID
    | ANSWER_REQUESTS
    | ANSWER_SUBJECTS
    | {"documents.publish"},
    "atasan_ppid": VIEW | DECIDE_OBJECTIONS | {"documents.publish"},
    "complaints": VIEW | REPORT_PLAN | PROCESS_COMPLAINTS | {"files.upload"},
    "wbs": VIEW | REPORT_PLAN | {"files.upload"},
    "upg": VIEW | REPORT_PLAN | {"files.upload"},
}
PERMISSIONS = frozenset().union(*ROLE_PERMISSIONS.values())
SECOND_FACTOR_ROLES = frozenset({"administrator"})


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
