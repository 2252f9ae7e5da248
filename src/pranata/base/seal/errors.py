"""What unsealing can end in besides the plaintext."""


class Erased(Exception):
    """The key of this subject was destroyed (UU 27/2022); what was sealed under it is gone for good."""


class WrongKey(Exception):
    """The bytes were not sealed under this key and subject, or were changed since."""
