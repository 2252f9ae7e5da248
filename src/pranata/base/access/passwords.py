"""One-time passwords: given to a person by hand, changed at the first sign-in."""

import secrets

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without i, l, o, 0, 1, which look alike on paper
GROUPS, GROUP_LENGTH = 4, 4  # 16 characters of 31: about 79 bits


def make_one_time_password() -> str:
    """Such as ``k7fm-w3xa-9rte-hq2b``."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
