"""Sign-in by NIP or e-mail and password, in the same time whether the account exists or not."""

from allauth.account.auth_backends import AuthenticationBackend

from pranata.base.access.accounts import find_account


class LoginBackend(AuthenticationBackend):
    """One look-up and one hash for every attempt; allauth's own would hash once per way to find the account."""

    def _authenticate(self, request, **credentials):
        return self._check_password(find_account(credentials.get("username") or ""), credentials["password"])
