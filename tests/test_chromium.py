"""Finding a browser: by name, by installing it when that is allowed, else one sentence and never a left-out test."""

import os

import pytest

import browser


def program(folder, name):
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return str(file)


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """A machine whose search path is one empty folder."""
    monkeypatch.delenv("PRANATA_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", browser.NAMES)
def test_browser_is_found_when_it_has_a_usual_name(alone, name):
    path = program(alone, name)

    assert browser.find_chromium() == path


def test_named_browser_is_taken_when_there_are_others(alone, monkeypatch):
    program(alone, "chromium")
    own = program(alone, "my-browser")
    monkeypatch.setenv("PRANATA_CHROMIUM", own)

    assert browser.find_chromium() == own


def test_named_browser_is_refused_when_it_is_none(alone, monkeypatch):
    program(alone, "chromium")
    monkeypatch.setenv("PRANATA_CHROMIUM", "no-such-browser")

    with pytest.raises(browser.NoBrowser, match="PRANATA_CHROMIUM names no-such-browser"):
        browser.find_chromium()


def test_browser_is_asked_for_when_it_may_not_be_installed(alone, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(browser.NoBrowser, match="apt-get install chromium"):
        browser.install_chromium()


@pytest.fixture
def debian(alone, monkeypatch):
    """The same machine run by root, with a package manager that notes what it is asked and installs what it is told."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser, "DEBIAN_MARK", alone / "debian_version")
    (alone / "debian_version").touch()
    program(alone, "apt-get")
    body = f'#!/bin/sh\necho "$*" >>{alone}/asked\n[ "$1" = update ] || echo "#!/bin/sh" >{alone}/chromium\n'
    (alone / "apt-get").write_text(f"{body}[ ! -e {alone}/chromium ] || /bin/chmod 755 {alone}/chromium\n")
    return alone


def test_browser_is_installed_and_shown_when_root_on_debian(debian, capfd):
    path = browser.install_chromium()

    asked = ["update --quiet", "install --yes --quiet --no-install-recommends chromium"]
    assert path == str(debian / "chromium")
    assert (debian / "asked").read_text().splitlines() == asked
    assert capfd.readouterr().out.splitlines() == [f"+ apt-get {arguments}" for arguments in asked]


def test_browser_is_asked_for_when_installing_fails(debian):
    (debian / "apt-get").write_text("#!/bin/sh\nexit 100\n")

    with pytest.raises(browser.NoBrowser, match="'apt-get update --quiet' failed. Chromium is missing"):
        browser.install_chromium()


def test_nothing_is_installed_when_the_browser_is_there(debian):
    path = program(debian, "google-chrome")

    assert browser.install_chromium() == path
    assert not (debian / "asked").exists()
