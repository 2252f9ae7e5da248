from urllib.parse import parse_qs, urlsplit

from pranata.desk.tasks.sharing import share, share_one

ADDRESS = "https://contoh.test/meja/9001/"


def test_text_numbers_its_lines_and_says_where_to_read_on():
    assert share("Tugas", ["satu", "dua"], ADDRESS).text == (f"*Tugas*\n1. satu\n2. dua\n\nSelengkapnya: {ADDRESS}")


def test_nothing_is_passed_on_when_there_is_no_line():
    assert share("Tugas", [], ADDRESS) is None


def test_long_list_is_cut_and_says_so():
    lines = share("Tugas", [f"tugas {number}" for number in range(23)], ADDRESS).text.splitlines()

    assert lines[20:] == ["20. tugas 19", "dan 3 lagi", "", f"Selengkapnya: {ADDRESS}"]


def test_address_opens_the_chat_with_the_whole_text():
    text = share_one("Tugas & lain", "1.1.1 Survei? 50% #1", ADDRESS)

    parts = urlsplit(text.address)
    assert (parts.scheme, parts.netloc, parse_qs(parts.query)) == ("https", "wa.me", {"text": [text.text]})
