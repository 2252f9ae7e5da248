"""A passkey as second step, in a real browser with an authenticator that exists only there."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from pranata.base.access.models import Role
from pranata.base.access.tests.factories import PASSWORD, RoleAssignmentFactory
from pranata.base.audit.models import Event
from tests.browser.conftest import PHONE, WIDE

DESK = re.compile("/meja/")
KEYS = "/masuk/dua-langkah/kunci-sandi/"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """The authenticator of one page: it answers at once."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def forget_all(self) -> None:
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})


@pytest.fixture
def user():
    return RoleAssignmentFactory(role=Role.STAFF).user


@pytest.fixture
def administrator():
    return RoleAssignmentFactory(role=Role.ADMINISTRATOR).user


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def sign_in(page: Page, user) -> None:
    page.goto("/masuk/")
    sign_in_here(page, user)


def sign_in_here(page: Page, user) -> None:
    page.get_by_label("NIP atau surel").fill(user.login)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    press(page, "Masuk")


def confirm_password(page: Page) -> None:
    page.get_by_label("Kata sandi").fill(PASSWORD)
    press(page, "Lanjutkan")


def set_up(page: Page, name: str) -> None:
    """From the page that asks for the password again to the recovery codes."""
    confirm_password(page)
    page.get_by_label("Nama kunci sandi").fill(name)
    press(page, "Pasang kunci sandi")
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/masuk/keluar/")
    press(page, "Keluar")
    expect(page).not_to_have_url(re.compile("/masuk/"))


def test_passkey_is_set_up_used_at_sign_in_renamed_and_removed(wide, user, axe):
    Device(wide)
    sign_in(wide, user)
    wide.goto("/masuk/dua-langkah/")
    wide.get_by_role("link", name="Pasang kunci sandi").click()
    set_up(wide, "Laptop contoh")

    sign_out(wide)
    sign_in(wide, user)
    expect(wide.get_by_role("heading", name="Langkah kedua")).to_be_visible()
    assert axe(wide) == []
    press(wide, "Pakai kunci sandi")
    expect(wide).to_have_url(DESK)

    wide.goto(KEYS)
    wide.get_by_role("link", name="Ubah nama Laptop contoh").click()
    confirm_password(wide)
    wide.get_by_label("Nama kunci sandi").fill("Laptop cadangan")
    press(wide, "Simpan")
    expect(wide.get_by_role("heading", name="Laptop cadangan")).to_be_visible()
    assert axe(wide) == []

    wide.get_by_role("link", name="Hapus Laptop cadangan").click()
    press(wide, "Hapus")
    expect(wide.get_by_text("Belum ada kunci sandi.")).to_be_visible()
    assert Authenticator.objects.filter(user=user).count() == 0
    factors = Event.objects.filter(action__startswith="access.second_factor").order_by("sequence")
    assert list(factors.values_list("action", "after")) == [
        ("access.second_factor_added", '{"type":"webauthn"}'),
        ("access.second_factor_added", '{"type":"recovery_codes"}'),
        ("access.second_factor_removed", '{"type":"webauthn"}'),
        ("access.second_factor_removed", '{"type":"recovery_codes"}'),
    ]


def test_administrator_gets_to_the_desk_with_a_passkey_only(phone, administrator):
    Device(phone)
    sign_in(phone, administrator)
    confirm_password(phone)
    phone.get_by_role("link", name="Pasang kunci sandi (passkey) saja").click()
    phone.get_by_label("Nama kunci sandi").fill("Ponsel contoh")
    press(phone, "Pasang kunci sandi")
    phone.get_by_role("link", name="Lanjut ke meja kerja").click()

    expect(phone).to_have_url(DESK)


def test_recovery_code_opens_when_the_device_has_forgotten_the_passkey(wide, administrator):
    device = Device(wide)
    sign_in(wide, administrator)
    wide.goto(f"{KEYS}tambah/")
    set_up(wide, "Laptop contoh")
    spare = wide.locator(".codes code").first.inner_text()
    sign_out(wide)
    device.forget_all()

    sign_in(wide, administrator)
    press(wide, "Pakai kunci sandi")
    expect(wide.get_by_role("alert")).to_contain_text("Kunci sandi tidak jadi dipakai")
    wide.get_by_label("Kode cadangan").fill(spare)
    press(wide, "Masuk dengan kode")

    expect(wide).to_have_url(DESK)


def test_device_is_refused_when_it_already_holds_a_passkey_of_the_account(wide, user):
    Device(wide)
    sign_in(wide, user)
    wide.goto(f"{KEYS}tambah/")
    set_up(wide, "Laptop contoh")

    wide.goto(f"{KEYS}tambah/")
    press(wide, "Pasang kunci sandi")

    expect(wide.get_by_role("alert")).to_have_text("Perangkat ini sudah punya kunci sandi untuk akun Anda.")
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_older_session_of_an_administrator_shows_the_passkey_first(open_page, administrator):
    older = open_page(WIDE)
    sign_in(older, administrator)
    Device(older)
    set_up_elsewhere(older, administrator)

    older.goto("/meja/")
    expect(older.get_by_text("Pakai kunci sandi Anda untuk melanjutkan.")).to_be_visible()
    press(older, "Pakai kunci sandi")

    expect(older).to_have_url(DESK)


def set_up_elsewhere(page: Page, administrator) -> None:
    """Sets up a passkey of the same device in a second session; the first has then not shown it."""
    before = page.context.cookies()
    page.context.clear_cookies()
    sign_in(page, administrator)
    page.goto(f"{KEYS}tambah/")
    set_up(page, "Laptop contoh")
    page.context.clear_cookies()
    page.context.add_cookies(before)


def test_page_says_where_passkeys_work_when_the_address_is_a_number(wide, live_server, user):
    wide.goto(live_server.url.replace("localhost", "127.0.0.1") + "/masuk/")
    sign_in_here(wide, user)
    wide.goto(live_server.url.replace("localhost", "127.0.0.1") + f"{KEYS}tambah/")
    confirm_password(wide)

    expect(wide.get_by_role("link", name=live_server.url)).to_have_attribute("href", f"{live_server.url}{KEYS}tambah/")
    assert wide.get_by_role("button", name="Pasang kunci sandi").count() == 0


def test_session_ended_elsewhere_is_signed_out_at_once(wide, open_page, user):
    phone = open_page(PHONE, user_agent=ANDROID)
    sign_in(phone, user)
    sign_in(wide, user)
    wide.goto("/masuk/sesi/")

    press(wide, "Akhiri Chrome di Android")
    expect(wide.get_by_text("Sesi itu diakhiri.")).to_be_visible()
    phone.goto("/meja/")

    expect(phone.get_by_role("heading", name="Masuk")).to_be_visible()
    wide.goto("/meja/")
    expect(wide).to_have_url(DESK)
