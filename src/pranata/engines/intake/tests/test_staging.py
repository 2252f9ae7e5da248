import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from pranata.base.files.downloads import open_file
from pranata.base.files.models import StoredFile
from pranata.engines.intake import staging, tokens
from pranata.engines.intake.limits import Source
from pranata.engines.intake.models import StagedFile
from pranata.engines.intake.rules import Limits
from pranata.engines.intake.tests.posting import ADDRESS, hidden, open_form, post, words
from pranata.engines.intake.tests.sample import SAMPLE, cases
from pranata.lib import clock

pytestmark = pytest.mark.django_db

SECRET = b"isi lampiran rahasia"


def text_file(name="catatan.txt", content=SECRET):
    return SimpleUploadedFile(name, content)


def names(response):
    return re.findall(r"<li>([^<]+) <span class=\"muted\">\(", response.content.decode())


def file_errors(response):
    box = re.search(r'id="intake_files_error">(.*?)</div>', response.content.decode())
    return re.findall("<span>([^<]+)</span>", box[1]) if box else []


def handle(response):
    return re.search(r'name="intake_drop" value="(\w+)"', response.content.decode())[1]


def places():
    """Every place in the store below ``intake/``."""
    return [f"{folder}/{name}" for folder, found in staging_folders() for name in found]


def stored_bytes():
    with open_file(StoredFile.objects.get()) as file:
        return file.read()


def sent_ahead(token, upload, source="a", network="a"):
    """What is said of a file that goes ahead of its form."""
    arrived, refused = staging.looked_at(token, [upload], SAMPLE.attachments)
    return refused + staging.stage(token, Source(source, network), arrived, SAMPLE.attachments)


def staging_folders():
    for folder in default_storage.listdir("intake")[0] if default_storage.exists("intake") else []:
        yield f"intake/{folder}", default_storage.listdir(f"intake/{folder}")[1]


def test_file_goes_into_the_case_when_it_comes_with_the_form(client, office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = post(client, open_form(client), intake_files=text_file())

    assert (response.status_code, cases().count()) == (200, 1)
    assert stored_bytes() == SECRET
    assert (StagedFile.objects.count(), places()) == (0, [])


def test_file_waits_nowhere_when_its_form_is_accepted_at_once(client, office, monkeypatch):
    monkeypatch.setattr(staging, "SPACE", Limits(busy=1, per_source=1, ceiling=1))  # a byte

    assert post(client, open_form(client), intake_files=text_file()).status_code == 200
    assert stored_bytes() == SECRET


def test_file_need_not_be_chosen_again_when_the_door_is_busy(client, office):
    for _ in range(3):
        post(client, open_form(client))
    busy = post(client, open_form(client), intake_files=text_file())

    assert (busy.status_code, names(busy), cases().count()) == (429, ["catatan.txt"], 3)


def test_form_is_refused_when_its_files_are_too_many_with_those_that_went_ahead(client, office):
    token = open_form(client)
    post(client, token, intake_attach="1", intake_files=text_file("0.txt", b"isi 0"))
    files = [text_file(f"{number}.txt", b"isi %d" % number) for number in (0, 1, 2)]
    response = post(client, token, intake_files=files)

    assert (response.status_code, cases().count()) == (422, 0)
    assert (names(response), file_errors(response)) == (["0.txt", "1.txt"], ["2.txt: Paling banyak 2 berkas."])


def test_file_need_not_be_chosen_again_when_the_form_was_wrong(client, office):
    token = open_form(client)
    wrong = post(client, token, name="", intake_files=text_file())
    right = post(client, token)

    assert (wrong.status_code, names(wrong)) == (422, ["catatan.txt"])
    assert "Yang sudah terunggah disimpan dua jam" in words(wrong)
    assert right.status_code == 200
    assert stored_bytes() == SECRET


def test_nothing_of_a_file_can_be_read_while_it_waits(client, office):
    post(client, open_form(client), name="", intake_files=text_file("rahasia.txt"))

    row = StagedFile.objects.get()
    with default_storage.open(row.storage_name) as kept:
        assert SECRET not in kept.read()
    assert b"rahasia" not in bytes(row.sealed_name)


def test_file_goes_ahead_of_its_form_when_the_script_sends_it(client, office):
    token = open_form(client)
    ahead = post(client, token, name="", intake_attach="1", intake_files=text_file())

    assert (ahead.status_code, names(ahead), cases().count()) == (200, ["catatan.txt"], 0)
    assert "Belum terkirim" not in words(ahead)
    assert "Isi contoh" in ahead.content.decode()
    assert post(client, token).status_code == 200
    assert StoredFile.objects.count() == 1


def test_same_bytes_are_taken_once_when_a_broken_line_sends_them_twice(client, office):
    token = open_form(client)
    for _attempt in range(2):
        answer = post(client, token, intake_attach="1", intake_files=text_file())

    assert (answer.status_code, names(answer), StagedFile.objects.count()) == (200, ["catatan.txt"], 1)


def test_file_is_left_out_when_its_reader_says_so(client, office):
    token = open_form(client)
    wrong = post(client, token, name="", intake_files=text_file())
    post(client, token, intake_drop=handle(wrong))

    assert (cases().count(), StoredFile.objects.count(), StagedFile.objects.count()) == (1, 0, 0)


def test_file_of_another_page_is_neither_seen_nor_dropped(client, office):
    wrong = post(client, open_form(client), name="", intake_files=text_file())
    other = post(client, open_form(client), name="", intake_drop=handle(wrong))

    assert (names(other), StagedFile.objects.count()) == ([], 1)


@pytest.mark.parametrize(
    ("file", "error"),
    [
        (text_file("a.exe"), "a.exe: Jenis ini tidak diterima; kirimkan txt, png."),
        (text_file("a.txt", b""), "a.txt: Berkas kosong."),
        (text_file("a.txt", b"x" * 1_048_577), "a.txt: Terlalu besar; paling besar 1 MB."),
        (text_file("a.png"), "a.png: Isi berkas (txt) tidak sesuai dengan akhiran namanya (.png)."),
        (text_file("a.txt", b"<html><script>"), "a.txt: Halaman web, SVG, dan XML tidak diterima; "),
        (text_file("..\\\u202egnp.txt", b"\x00"), "gnp.txt: Isi berkas ini tidak dikenali "),
    ],
)
def test_file_is_refused_by_name_and_reason_while_the_form_stays(client, office, file, error):
    response = post(client, open_form(client), intake_files=file)

    assert (response.status_code, cases().count(), StagedFile.objects.count()) == (422, 0, 0)
    assert [each[: len(error)] for each in file_errors(response)] == [error]
    assert "Isi contoh" in response.content.decode()


def test_third_file_is_refused_when_two_are_the_most(client, office):
    files = [text_file(f"{number}.txt", b"isi %d" % number) for number in range(3)]
    response = post(client, open_form(client), intake_files=files)

    assert (names(response), file_errors(response)) == (["0.txt", "1.txt"], ["2.txt: Paling banyak 2 berkas."])


def test_text_in_place_of_a_file_is_ignored(client, office):
    assert post(client, open_form(client), intake_files="bukan berkas").status_code == 200


def test_files_of_one_source_stop_only_that_source_when_space_is_short(client, office, monkeypatch):
    monkeypatch.setattr(staging, "SPACE", Limits(busy=40, per_source=25, ceiling=60))

    def sent(number, source):
        token = tokens.issue(SAMPLE.door(office))
        upload = text_file(content=b"%020d" % number)
        return sent_ahead(token, upload, source, source)

    assert [len(sent(number, "a")) for number in range(4)] == [0, 0, 1, 1]
    assert [len(sent(number, "b")) for number in range(2)] == [0, 1]


def test_files_of_one_network_leave_space_to_others_when_each_of_its_addresses_sends_one(client, office, monkeypatch):
    monkeypatch.setattr(staging, "SPACE", Limits(busy=20, per_source=20, ceiling=120))

    def sent(number, network):
        token = tokens.issue(SAMPLE.door(office))
        upload = text_file(content=b"%020d" % number)
        return sent_ahead(token, upload, f"{network}{number}", network)

    assert [len(sent(number, "a")) for number in range(4)] == [0, 0, 1, 1]
    assert [len(sent(number, network)) for number, network in enumerate("bcd")] == [0, 0, 0]


def test_file_goes_after_two_hours_when_nobody_came_back(
    client, office, monkeypatch, django_capture_on_commit_callbacks
):
    token = open_form(client)
    post(client, token, name="", intake_files=text_file())
    moment = clock.real_now() + timedelta(hours=2, seconds=1)
    monkeypatch.setattr(clock, "real_now", lambda: moment)

    with django_capture_on_commit_callbacks(execute=True):
        staging.sweep()

    assert names(post(client, token, name="")) == []
    assert (StagedFile.objects.count(), places()) == (0, [])


def test_form_asks_for_the_file_again_when_its_two_hours_are_over(client, office, monkeypatch):
    token = open_form(client)
    ahead = post(client, token, intake_attach="1", intake_files=text_file())
    kept = hidden(ahead, "intake_kept")
    moment = clock.real_now() + timedelta(hours=2, seconds=1)
    monkeypatch.setattr(clock, "real_now", lambda: moment)

    late = post(client, token, intake_kept=kept)
    assert (late.status_code, cases().count()) == (422, 0)
    assert file_errors(late) == ["1 berkas yang tadi terunggah sudah tidak tersimpan. Pilih lagi, lalu kirim."]
    assert "intake_kept" not in late.content.decode()

    again = post(client, token, intake_kept=kept, intake_files=text_file())
    assert (again.status_code, cases().count(), stored_bytes()) == (200, 1, SECRET)


def test_file_that_its_reader_leaves_out_is_not_missed(client, office):
    token = open_form(client)
    kept = hidden(post(client, token, intake_attach="1", intake_files=text_file()), "intake_kept")

    assert post(client, token, intake_kept=kept, intake_drop=kept).status_code == 200
    assert (cases().count(), StoredFile.objects.count()) == (1, 0)


def test_form_asks_for_the_file_again_when_its_bytes_are_lost(client, office):
    token = open_form(client)
    wrong = post(client, token, name="", intake_files=text_file())
    default_storage.delete(StagedFile.objects.get().storage_name)
    lost = post(client, token)

    assert (lost.status_code, file_errors(lost)) == (422, ["Berkas catatan.txt perlu dipilih lagi."])
    assert (post(client, token, intake_drop=handle(wrong)).status_code, cases().count()) == (200, 1)


def test_nothing_is_sealed_for_a_page_with_another_token(client, office):
    token, other = (tokens.issue(SAMPLE.door(office)) for _page in range(2))
    sent_ahead(token, text_file())
    StagedFile.objects.update(
        token_digest=other.digest, sealed_name=staging.encrypt(other.key("file"), b"a.txt", context="intake-name")
    )

    [found] = staging.staged(other)
    with pytest.raises(staging.RefusedFile, match="perlu dipilih lagi"):
        _ = found.file


def test_attachment_reads_its_content_when_asked(office):
    token = tokens.issue(SAMPLE.door(office))
    sent_ahead(token, ContentFile(SECRET, "catatan.txt"))

    [found] = staging.staged(token)
    assert (found.name, found.media_type, found.size, found.file.read()) == ("catatan.txt", "text/plain", 20, SECRET)


def test_page_says_so_when_the_upload_is_larger_than_all_files_may_be(client, office):
    response = client.post(
        ADDRESS, {"intake_files": text_file(content=b"x" * 5_000_000)}, headers={"Origin": "http://testserver"}
    )

    assert (response.status_code, StagedFile.objects.count()) == (413, 0)


def test_large_file_is_written_nowhere_before_it_is_sealed(client, office, settings, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    large = SimpleUploadedFile("a.txt", b"a" * 900_000)

    response = post(client, open_form(client), intake_files=large)

    assert (response.status_code, StoredFile.objects.get().size) == (200, 900_000)
