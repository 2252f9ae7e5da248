import pytest

from pranata.base.access.devices import in_words, reduced

CHROMIUM = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (Linux; Android 10; K) {CHROMIUM} Mobile Safari/537.36", "Chrome di Android"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROMIUM} Safari/537.36", "Chrome di Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROMIUM} Safari/537.36 Edg/140.0.0.0", "Edge di Windows"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {CHROMIUM} Safari/537.36 OPR/120.0.0.0", "Opera di Linux"),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {CHROMIUM} Safari/537.36", "Chrome di ChromeOS"),
        (
            f"Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S918B) SamsungBrowser/28.0 {CHROMIUM} Safari/537.36",
            "Samsung Internet di Android",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox di Linux"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15",
            "Safari di Mac",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Safari/604.1",
            "Chrome di iPhone",
        ),
        ("Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 FxiOS/143.0 Safari", "Firefox di iPad"),
        ("curl/8.5.0", "Peramban tak dikenal di perangkat tak dikenal"),
        ("", "Peramban tak dikenal di perangkat tak dikenal"),
    ],
)
def test_device_is_told_in_words_its_owner_knows(user_agent, words):
    assert in_words(reduced(user_agent)) == words


def test_only_two_names_are_kept_of_what_a_browser_says():
    assert reduced(f"Mozilla/5.0 (Linux; Android 13; SM-S918B) {CHROMIUM} Mobile Safari/537.36") == "Chrome/Android"
