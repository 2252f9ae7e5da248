"""What a browser says of itself, cut down to the two names by which its owner knows it again."""

from django.utils.translation import gettext as _

# The first mark found decides: most browsers also claim to be the ones they descend from.
BROWSERS = (
    (("Edg/", "EdgA/", "EdgiOS/"), "Edge"),
    (("OPR/", "OPT/"), "Opera"),
    (("SamsungBrowser/",), "Samsung Internet"),
    (("Firefox/", "FxiOS/"), "Firefox"),
    (("Chrome/", "CriOS/", "Chromium/"), "Chrome"),
    (("Safari/",), "Safari"),
)
SYSTEMS = (
    (("Android",), "Android"),
    (("iPhone",), "iPhone"),
    (("iPad",), "iPad"),
    (("Windows",), "Windows"),
    (("Macintosh", "Mac OS X"), "Mac"),
    (("CrOS",), "ChromeOS"),
    (("Linux", "X11"), "Linux"),
)


def reduced(user_agent: str) -> str:
    """What is kept of a ``User-Agent``, such as ``Chrome/Android``; a name that is not known stays empty."""
    return f"{_first_name(user_agent, BROWSERS)}/{_first_name(user_agent, SYSTEMS)}"


def in_words(kept: str) -> str:
    """``Chrome/Android`` as a person says it."""
    browser, _slash, system = kept.partition("/")
    return _("%(browser)s di %(system)s") % {
        "browser": browser or _("Peramban tak dikenal"),
        "system": system or _("perangkat tak dikenal"),
    }


def _first_name(user_agent: str, names: tuple) -> str:
    return next((name for marks, name in names if any(mark in user_agent for mark in marks)), "")
