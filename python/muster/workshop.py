"""The workshop page, served to a browser on this machine: `muster workshop`."""

import http.server
import threading
import webbrowser
from pathlib import Path

from muster._core import InputError

__all__ = ["PAGE", "Server", "serve"]

#: The page: one file that needs no other. `make page` builds it, and it is installed with Muster.
PAGE = Path(__file__).with_name("workshop.html")


class Server(http.server.ThreadingHTTPServer):
    """Serves the page, and nothing else, to this machine only.

    Parameters
    ----------
    port : int
        0 takes any that is free.

    Raises
    ------
    InputError
        If this installation has no page, or the port is taken.
    """

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        if not PAGE.exists():
            raise InputError(
                "this installation of Muster has no workshop page; in a clone, `make workshop`"
                " builds and opens it"
            )
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError as error:
            raise InputError(
                f"--port: cannot serve on {port} ({error.strerror}); give another, or none"
            ) from None

    @property
    def address(self) -> str:
        """Where a browser finds the page."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        if self.path.split("?")[0] not in ("/", "/index.html"):
            self.send_error(404)
            return
        page = PAGE.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if with_body:
            self.wfile.write(page)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing: the terminal shows the address, and people look at the page."""


def serve(port: int = 0, browser: bool = True) -> None:
    """Serves the page until somebody interrupts it, and opens it in the browser.

    Parameters
    ----------
    port : int
        0 takes any that is free.
    browser : bool
        Whether to open it in the browser of this machine.

    Raises
    ------
    InputError
        If this installation has no page, or the port is taken.
    """
    with Server(port) as server:
        print(f"the workshop is at {server.address} (Ctrl-C ends it)", flush=True)
        if browser:
            # In a thread of its own: some browsers answer only once they are closed.
            threading.Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()
        server.serve_forever()
