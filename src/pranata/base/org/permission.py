"""The one question every action asks first: may this account do this here?"""


def require(by, permission: str, office) -> None:
    """Raises Forbidden unless ``by`` holds ``permission`` at ``office``; None is the operator's own command line."""
    if by is not None:
        by.require(permission, office)
