"""Finding the account somebody means by a NIP or an e-mail address."""

from django.db.models import Q

from pranata.base.access.models import User


def find_account(text: str) -> User | None:
    """The account whose login or e-mail is ``text``, whatever its case; one query whether it exists or not."""
    wanted = text.strip().lower()
    if not wanted:  # an account without e-mail has an empty one
        return None
    return User.objects.select_related("person").filter(Q(login=wanted) | Q(email=wanted)).first()
