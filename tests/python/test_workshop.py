"""The server of the workshop page: `muster workshop`."""

import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import pytest
from muster import InputError, workshop

needs_page = pytest.mark.skipif(
    not workshop.PAGE.exists(), reason="the page is not installed; `make page` builds it"
)


@pytest.fixture
def page(tmp_path, monkeypatch):
    """A server of any free port; with the page if it is installed."""
    if not workshop.PAGE.exists():
        stand_in = tmp_path / "workshop.html"
        stand_in.write_text("<!doctype html><title>Muster</title>")
        monkeypatch.setattr(workshop, "PAGE", stand_in)
    with workshop.Server() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_page_is_served_on_the_loopback_address_only(page):
    assert page.server_address[0] == "127.0.0.1"
    with urllib.request.urlopen(page.address) as answer:
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.read() == workshop.PAGE.read_bytes()


@pytest.mark.parametrize("path", ["etc/passwd", "../cli.py", "workshop.html", "%2e%2e/cli.py"])
def test_nothing_else_is_served(page, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(page.address + path)


def test_a_port_that_is_taken_is_refused_in_a_sentence(page):
    with pytest.raises(InputError, match=f"--port: cannot serve on {page.server_port}"):
        workshop.Server(page.server_port)


def test_an_installation_without_the_page_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setattr(workshop, "PAGE", tmp_path / "workshop.html")
    with pytest.raises(InputError, match="`make workshop` builds and opens it"):
        workshop.Server()


@needs_page
def test_the_command_serves_until_it_is_interrupted():
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"  # in background
        "from muster.cli import execute; raise SystemExit(execute(['workshop', '--no-browser']))"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", process.stdout.readline()).group()
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20)[0] == "the workshop is closed\n"
        assert process.returncode == 0
    finally:
        process.kill()
