"""The client against a server that means no good; it listens on a free port of this machine."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from comity.basis.errors import PeerError, ProofError
from comity.exchange import request
from comity.exchange.request import Asked
from comity.node import wire
from comity.node.wire import HttpSource
from comity.register.disclosure import Disclosure
from comity.register.keys import ED25519, PrivateKey

KEY = PrivateKey(ED25519, bytes(32))
SHOWN = Disclosure("/body/name", bytes(16), "Пример")


class Other(BaseHTTPRequestHandler):
    """Answers by path."""

    protocol_version = "HTTP/1.1"
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        match self.path:
            case "/log/checkpoint":
                self._say(200, b"note")
            case "/log/large":
                self._say(200, b"x" * 200_000)
            case "/log/endless":
                self.send_response(200)
                self.end_headers()
                self.close_connection = True
                for _ in range(2000):
                    self.wfile.write(b"x" * 1000)
            case "/log/moved":
                self.send_response(302)
                self.send_header("Location", "/log/checkpoint")
                self.send_header("Content-Length", "0")
                self.end_headers()
            case "/log/busy":
                self._say(200 if self.asked.count(self.path) > 2 else 503, b"at last")
            case "/log/packed":
                self._say(200, b"\x1f\x8bnot unpacked", {"Content-Encoding": "gzip"})
            case "/log/cut":
                self._say(200, b"short", {"Content-Length": "50"})
                self.close_connection = True
            case "/log/broken":
                self._say(500, b"")
            case _:
                self._say(404, b"")

    def do_POST(self) -> None:
        self.asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/witness/add-checkpoint":
            return self._say(503, body[:5])
        if "ff" in self.path:
            return self._say(403, b"request.used\n")
        return self._say(200, request.answer([SHOWN]))

    def log_message(self, *_: object) -> None:
        """Nothing: pytest shows what matters."""

    def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the client had enough


class Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Nothing: the client may hang up."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = Quiet(("127.0.0.1", 0), Other)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_file_comes_whole_and_a_missing_one_is_none(url: str) -> None:
    source = HttpSource(f"{url}/log")
    assert source.fetch("checkpoint", 4) == b"note"
    assert source.fetch("tile/0/000", 100) is None


def test_more_than_was_asked_for_is_refused_without_being_read(url: str) -> None:
    for path in ("large", "endless"):
        with pytest.raises(PeerError, match=r"wire\.too_much"):
            HttpSource(f"{url}/log").fetch(path, 1000)


def test_an_answer_that_takes_too_long_is_given_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "WHOLE_S", -1.0)
    with pytest.raises(PeerError, match=r"wire\.too_much"):
        HttpSource(f"{url}/log").fetch("checkpoint", 1000)


@pytest.mark.parametrize(
    ("start", "again"), [(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"), (b"", b"HTTP/1.1 100 Continue\r\n\r\n")]
)
def test_a_head_that_never_ends_is_given_up(
    monkeypatch: pytest.MonkeyPatch, start: bytes, again: bytes
) -> None:
    monkeypatch.setattr(wire, "HEAD_S", 0.2)
    monkeypatch.setattr(wire, "_AGAIN", wire._AGAIN.new(total=0))
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_trickle, args=(server, start, again), daemon=True).start()
        with pytest.raises(PeerError, match=r"wire\.unreachable"):
            HttpSource(f"http://127.0.0.1:{server.getsockname()[1]}").fetch("checkpoint", 100)


def _trickle(server: socket.socket, start: bytes, again: bytes) -> None:
    client, _ = server.accept()
    with client, suppress(OSError):
        client.recv(65_536)
        client.sendall(start)
        for _ in range(1000):
            client.sendall(again)
            time.sleep(0.01)


def test_a_redirection_is_not_followed(url: str) -> None:
    Other.asked.clear()
    with pytest.raises(PeerError, match=r"wire\.status.*302"):
        HttpSource(f"{url}/log").fetch("moved", 100)
    assert Other.asked == ["/log/moved"]


def test_a_busy_node_is_asked_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Other.asked.clear()
    monkeypatch.setattr(wire, "_AGAIN", wire._AGAIN.new(backoff_factor=0))
    assert HttpSource(f"{url}/log").fetch("busy", 100) == b"at last"
    assert len(Other.asked) == 3


def test_any_other_answer_is_a_fault_of_the_peer(url: str) -> None:
    with pytest.raises(PeerError, match=r"wire\.status.*500"):
        HttpSource(f"{url}/log").fetch("broken", 100)
    with pytest.raises(PeerError, match=r"wire\.unreachable"):
        HttpSource(f"{url}/log").fetch("cut", 100)


def test_nothing_is_unpacked_on_its_word(url: str) -> None:
    assert HttpSource(f"{url}/log").fetch("packed", 100) == b"\x1f\x8bnot unpacked"


def test_a_node_that_is_not_there_is_told_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_AGAIN", wire._AGAIN.new(total=0))
    with pytest.raises(PeerError, match=r"wire\.unreachable.*NewConnectionError"):
        HttpSource("http://127.0.0.1:9/log").fetch("checkpoint", 100)


def test_a_request_to_a_witness_is_sent_once_whatever_it_answers(url: str) -> None:
    Other.asked.clear()
    assert wire.add_checkpoint(f"{url}/witness/", b"old 0\n") == (503, b"old 0")
    assert len(Other.asked) == 1


def test_disclosures_come_back_as_asked_or_with_the_code_of_the_refusal(url: str) -> None:
    asked = wire.new_request("ab" * 16, (SHOWN.path,), "accident 17", "a.example", 100)
    assert wire.ask_disclosures(url, asked, KEY) == (SHOWN,)
    assert len(asked.nonce) == 16
    refused = Asked("ff" * 16, (SHOWN.path,), "accident 17", 100, bytes(16), "a.example")
    with pytest.raises(PeerError, match=r"wire\.refused.*request\.used"):
        wire.ask_disclosures(url, refused, KEY)
    other = wire.new_request("ab" * 16, ("/body/other",), "accident 17", "a.example", 100)
    with pytest.raises(ProofError, match=r"request\.broken"):
        wire.ask_disclosures(url, other, KEY)


def test_the_copy_of_a_log_has_an_address_of_its_own() -> None:
    assert (
        wire.mirror_url("https://b.example/", "a.example/2026") == "https://b.example/mirror/a.example%2F2026"
    )
