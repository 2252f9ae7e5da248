"""Outside addresses, asked over real sockets on loopback."""

import gzip
import socket
import time
from ipaddress import ip_address
from threading import Event

import pytest

from pranata.lib.fetching import Fetched, FetchFailed, fetch, is_public
from pranata.lib.tests.servers import certificate, moved, reply, served

TOO_SLOW = "Alamat ini tidak selesai menjawab pada waktunya."
NOT_PUBLIC = "Alamat {} tidak berada di internet umum, jadi tidak diambil."
BROKEN = "Jawaban alamat ini rusak atau terputus."
MEGABYTE = 1024**2


def ask(address, **options):
    return fetch(address, **{"most_bytes": MEGABYTE, "loopback": True, "seconds": 60.0} | options)


def refusal(address, **options):
    with pytest.raises(FetchFailed) as refused:
        ask(address, **options)
    return str(refused.value)


def loopback_for(*names):
    """A look-up that knows these names, all of them on this machine."""

    def resolve(host, port):
        if host not in names:
            raise OSError(host)
        return ["127.0.0.1"]

    return resolve


def says(content):
    return lambda line, request: line.sendall(content)


def test_content_type_and_last_address_are_told_when_fetched():
    asked = []

    def answer(line, request):
        asked.append(request)
        path = request.split()[1]
        line.sendall(
            moved("/b%20c?d=%C3%A9#e") if path == "/a" else reply(b"isi", "Content-Type: Text/HTML; charset=x")
        )

    with served(answer) as port:
        found = ask(f"http://Contoh.example:{port}/a", resolve=loopback_for("contoh.example"))

    assert found == Fetched(f"http://contoh.example:{port}/b%20c?d=%C3%A9", "text/html", b"isi")
    assert [request.splitlines()[0] for request in asked] == ["GET /a HTTP/1.1", "GET /b%20c?d=%C3%A9 HTTP/1.1"]
    assert [line for line in asked[0].splitlines() if line.startswith("Host:")] == [f"Host: contoh.example:{port}"]


@pytest.mark.parametrize("said", ["/surat é b", "/surat%20%C3%A9%20b"])
def test_redirect_is_followed_and_told_as_asked_when_its_letters_are_not_encoded(said):
    def answer(line, request):
        path = request.split()[1]
        line.sendall(moved(said) if path == "/a" else reply(b"isi" if path == "/surat%20%C3%A9%20b" else path.encode()))

    with served(answer) as port:
        found = ask(f"http://127.0.0.1:{port}/a")

    assert (found.address, found.content) == (f"http://127.0.0.1:{port}/surat%20%C3%A9%20b", b"isi")


def test_letters_beyond_ascii_are_sent_encoded():
    asked = []

    def answer(line, request):
        asked.append(request)
        line.sendall(reply(b""))

    with served(answer) as port:
        ask(f'http://büro.example:{port}/surat é?q="ü"', resolve=loopback_for("xn--bro-hoa.example"))

    assert asked[0].splitlines()[0] == "GET /surat%20%C3%A9?q=%22%C3%BC%22 HTTP/1.1"
    assert f"Host: xn--bro-hoa.example:{port}" in asked[0].splitlines()


@pytest.mark.parametrize(
    ("host", "said"), [("contoh.example", "contoh.example"), ("a" * 63, "a" * 63), ("[::1]", "[::1]")]
)
def test_host_is_said_as_it_is_written_in_an_address(host, said):
    asked = []

    def answer(line, request):
        asked.append(request)
        line.sendall(reply(b""))

    with served(answer) as port:
        ask(f"http://{host}:{port}/", resolve=lambda host, _port: ["127.0.0.1"])

    assert f"Host: {said}:{port}" in asked[0].splitlines()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("ftp://contoh.example/", "Hanya alamat yang berawal http:// atau https:// yang diambil."),
        ("file:///etc/hostname", "Hanya alamat yang berawal http:// atau https:// yang diambil."),
        ("contoh.example", "Hanya alamat yang berawal http:// atau https:// yang diambil."),
        ("http://nama:sandi@contoh.example/", "Alamat yang memuat nama pengguna atau kata sandi tidak diambil."),
        ("http://a\\@127.0.0.1/", "Alamat yang memuat nama pengguna atau kata sandi tidak diambil."),
        ("http://contoh.example:22/", "Alamat dengan port 22 tidak diambil; hanya port 80 dan 443."),
        ("http://contoh.example:99999/", "Alamat ini tidak tertulis dengan benar."),
        ("http:///jalan", "Alamat ini tidak tertulis dengan benar."),
        ("http://a..b/", "Alamat ini tidak tertulis dengan benar."),
        ("http://a b/", "Alamat ini tidak tertulis dengan benar."),
        ("http://[::1/", "Alamat ini tidak tertulis dengan benar."),
        (f"http://contoh.example/{'a' * 2000}", "Alamat ini terlalu panjang; paling panjang 2000 huruf."),
        (f"http://contoh.example/{'é' * 400}", "Alamat ini terlalu panjang; paling panjang 2000 huruf."),
        ("http://tidak-ada.example/", "Nama tidak-ada.example tidak ditemukan di internet."),
    ],
)
def test_address_is_refused_when_it_is_none_of_ours(address, sentence):
    assert refusal(address, loopback=False, resolve=loopback_for()) == sentence


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1",  # noqa: S104 -- nothing listens there
        "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1", "fe80::1", "fe80::1%1",
        "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_address_is_refused_when_it_is_not_public(address):
    def resolve(host, port):
        return ["93.184.215.14", address]  # one public address does not excuse the other

    assert refusal("http://contoh.example/", loopback=False, resolve=resolve) == NOT_PUBLIC.format("contoh.example")


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2001:4860:4860::8888"])
def test_address_is_public_when_it_is_given_out_to_a_network(address):
    assert is_public(ip_address(address)) is True


@pytest.mark.parametrize("host", ["127.0.0.1", "LocalHost", "[::1]", "①②⑦.0.0.1"])
def test_this_machine_is_refused_however_it_is_written(host):
    sentence = refusal(f"http://{host}/", loopback=False)

    assert sentence.endswith(" tidak berada di internet umum, jadi tidak diambil.")


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1"])
def test_this_machine_is_refused_when_its_number_is_disguised(host):
    def resolve(host, port):
        return [socket.inet_ntoa(socket.inet_aton(host))]  # as the look-up of the system does

    assert refusal(f"http://{host}/", loopback=False, resolve=resolve) == NOT_PUBLIC.format(host)


def test_host_without_any_address_is_refused():
    assert refusal("http://contoh.example/", resolve=lambda host, port: []) == NOT_PUBLIC.format("contoh.example")


def test_redirect_is_refused_when_it_leads_inside():
    with served(says(moved("http://dalam.example/"))) as port:
        sentence = refusal(
            f"http://contoh.example:{port}/",
            resolve=lambda host, _port: ["127.0.0.1"] if host == "contoh.example" else ["192.168.0.10"],
        )

    assert sentence == NOT_PUBLIC.format("dalam.example")


@pytest.mark.parametrize("location", ["file:///etc/hostname", "gopher://contoh.example/", "http://a:b@contoh.example/"])
def test_redirect_is_refused_when_its_address_would_be(location):
    with served(says(moved(location))) as port:
        sentence = refusal(f"http://127.0.0.1:{port}/")

    assert sentence.endswith(" diambil.")


def test_name_is_looked_up_once_when_it_would_change_its_mind():
    """DNS rebinding: the second look-up would lead elsewhere, and there is none."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    with served(says(reply(b"isi"))) as port:
        found = ask(f"http://contoh.example:{port}/", resolve=lambda host, _port: answers.pop(0))

    assert (found.content, answers) == (b"isi", [["10.0.0.1"]])


def test_next_address_is_tried_when_one_does_not_answer():
    with served(says(reply(b"isi"))) as port:
        found = ask(f"http://contoh.example:{port}/", resolve=lambda host, _port: ["::1", "127.0.0.9", "127.0.0.1"])

    assert found.content == b"isi"


@pytest.mark.parametrize("redirects", [5, 6])
def test_redirects_end_after_the_fifth(redirects):
    def answer(line, request):
        number = int(request.split()[1][1:])
        line.sendall(moved(f"/{number + 1}") if number < redirects else reply(b"isi"))

    with served(answer) as port:
        address = f"http://127.0.0.1:{port}/0"
        if redirects == 5:
            assert ask(address).content == b"isi"
        else:
            assert refusal(address) == "Alamat ini mengalihkan lebih dari 5 kali."


@pytest.mark.parametrize(
    "parts",
    [
        [b"HTTP/1.1 200 OK\r\n", *[b"X-A: 1\r\n"] * 600],  # headers that never end
        [reply(b"x" * 600)[:-600], *[b"x"] * 600],  # a body byte by byte
        [b""],  # silence
    ],
)
def test_time_is_up_for_the_whole_when_the_answer_drips(parts):
    gone = Event()

    def answer(line, request):
        for part in parts:
            line.sendall(part)
            time.sleep(0.1)
        gone.wait(60)

    with served(answer) as port:
        begun = time.monotonic()
        sentence = refusal(f"http://127.0.0.1:{port}/", seconds=0.3)
        gone.set()

    assert sentence == TOO_SLOW
    assert 0.25 < time.monotonic() - begun < 30


def test_time_is_up_when_the_name_is_looked_up_too_long():
    refused = Event()

    def resolve(host, port):
        refused.wait(60)
        return ["127.0.0.1"]

    begun = time.monotonic()
    assert refusal("http://contoh.example/", seconds=0.2, resolve=resolve) == TOO_SLOW
    refused.set()
    assert time.monotonic() - begun < 30


def test_time_is_up_when_tls_never_begins():
    def answer(line, request):
        time.sleep(1)

    with served(answer) as port:
        assert refusal(f"https://127.0.0.1:{port}/", seconds=0.3) == TOO_SLOW


def endless(line, request):
    line.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _chunk in range(100):
        line.sendall(b"10000\r\n" + bytes(0x10000) + b"\r\n")


@pytest.mark.parametrize(
    "answer",
    [
        endless,
        says(reply(bytes(2 * MEGABYTE))),
        says(reply(gzip.compress(bytes(300 * MEGABYTE), 1), "Content-Encoding: gzip")),
        says(reply(gzip.compress(bytes(MEGABYTE + 1)), "Content-Encoding: x-gzip")),
    ],
    ids=["endless", "long", "bomb", "one byte"],
)
def test_content_is_refused_when_it_is_too_large(answer):
    with served(answer) as port:
        assert refusal(f"http://127.0.0.1:{port}/") == "Isi alamat ini terlalu besar; paling besar 1 MB."


@pytest.mark.parametrize("content", [b"", b"halaman", bytes(MEGABYTE)])
def test_content_is_unpacked_when_it_comes_as_gzip(content):
    with served(says(reply(gzip.compress(content), "content-encoding: GZip"))) as port:
        assert ask(f"http://127.0.0.1:{port}/").content == content


@pytest.mark.parametrize(
    "answer",
    [
        reply(gzip.compress(b"isi")[:-4], "Content-Encoding: gzip"),
        reply(gzip.compress(b"isi") + b"ekor", "Content-Encoding: gzip"),
        reply(b"bukan gzip", "Content-Encoding: gzip"),
        reply(b"isi")[:-1],
        moved("http://[::1"),
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 20_000,
    ],
)
def test_answer_is_refused_when_it_is_broken(answer):
    with served(says(answer)) as port:
        assert refusal(f"http://127.0.0.1:{port}/") == BROKEN


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (reply(b"", status="404 Not Found"), "Alamat ini menjawab dengan kode 404, bukan isinya."),
        (reply(b"", status="304 Not Modified"), "Alamat ini menjawab dengan kode 304, bukan isinya."),
        (
            reply(b"", "Content-Encoding: br"),
            "Alamat ini mengemas jawabannya dengan cara yang tidak diminta (br).",
        ),
    ],
)
def test_answer_is_refused_when_it_is_not_the_content(answer, sentence):
    with served(says(answer)) as port:
        assert refusal(f"http://127.0.0.1:{port}/") == sentence


def test_server_is_told_when_it_is_not_there():
    with served(says(b"")) as port:
        pass
    assert refusal(f"http://127.0.0.1:{port}/") == "Alamat ini tidak dapat dihubungi atau memutus sambungan."


def test_certificate_must_name_the_host(tmp_path, monkeypatch):
    trusted, tls = certificate(tmp_path, "contoh.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    resolve = loopback_for("contoh.example", "lain.example")

    with served(says(reply(b"isi")), tls=tls) as port:
        found = ask(f"https://contoh.example:{port}/", resolve=resolve)
        other = refusal(f"https://lain.example:{port}/", resolve=resolve)
        monkeypatch.delenv("SSL_CERT_FILE")
        unknown = refusal(f"https://contoh.example:{port}/", resolve=resolve)

    assert found.content == b"isi"
    assert {other, unknown} == {"Sertifikat https alamat ini tidak sah, jadi isinya tidak dipercaya."}
