"""Other nodes over HTTP: the only place that opens a connection to one.

Everything is bounded: what is waited for, what is read, how often a question that changes nothing is asked
again. Redirections are not followed: a node is where its settings say.
"""

import os
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote

import urllib3
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util import Retry, Timeout

from comity.basis.errors import PeerError
from comity.exchange import request, witness
from comity.exchange.request import Asked
from comity.register.disclosure import Disclosure
from comity.register.keys import PrivateKey

CONNECT_S, READ_S, HEAD_S, WHOLE_S = 3.0, 10.0, 30.0, 60.0

_OK, _GONE = 200, 404
_MOST_REPLY_BYTES = 65_536  # a cosignature line is 200 bytes; a post-quantum one below 10,000
_CHUNK_BYTES = 65_536
_AGAIN = Retry(
    total=2, redirect=0, status_forcelist=(502, 503, 504), backoff_factor=0.2, raise_on_status=False
)
_ONCE = Retry(total=0, redirect=0, raise_on_status=False)  # a second POST might be counted as a second one


class _Connection(HTTPConnection):
    """Cuts an answer that does not begin in time: READ_S alone starts anew with each byte of its head."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override] # as urllib3's own
        late = threading.Event()
        cut = threading.Timer(HEAD_S, self._cut, (late,))
        cut.daemon = True
        cut.start()
        try:
            answer = super().getresponse()
        finally:
            cut.cancel()
        if late.is_set():
            answer.close()
            raise TimeoutError("the head of the answer took too long")
        return answer

    def _cut(self, late: threading.Event) -> None:
        late.set()
        if self.sock:
            with suppress(OSError):  # it may have ended by itself just now
                self.sock.shutdown(socket.SHUT_RDWR)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


_pool = urllib3.PoolManager(
    num_pools=16, maxsize=4, timeout=Timeout(connect=CONNECT_S, read=READ_S), cert_reqs="CERT_REQUIRED"
)
_pool.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


@dataclass(frozen=True, slots=True)
class HttpSource:
    """The files of a log under an address, such as `https://register.example/log` (a Source)."""

    base_url: str

    def fetch(self, path: str, most_bytes: int) -> bytes | None:
        """The bytes under the name; None when there are none, PeerError for any other answer or none."""
        status, body = _ask("GET", f"{self.base_url}/{quote(path)}", most_bytes)
        if status == _GONE:
            return None
        if status != _OK:
            raise PeerError("wire.status", node=self.base_url, path=path, status=status)
        return body


def mirror_url(url: str, origin: str) -> str:
    """Where a node at this address shows its copy of another log."""
    return f"{url.rstrip('/')}/mirror/{quote(origin, safe='')}"


def add_checkpoint(url: str, body: bytes) -> tuple[int, bytes]:
    """What a witness at this address answers to a request (C2SP tlog-witness): status and body."""
    headers = {"Content-Type": witness.TEXT}
    return _ask("POST", f"{url.rstrip('/')}/add-checkpoint", _MOST_REPLY_BYTES, body, headers)


def ask_disclosures(url: str, asked: Asked, key: PrivateKey) -> tuple[Disclosure, ...]:
    """What the node at this address discloses to this request; PeerError with its code when it refuses.

    Whether they open the digests of the act is for `disclosure.matches`.
    """
    headers = {"Content-Type": request.TYP}
    address = f"{url.rstrip('/')}/acts/{asked.act}/disclosures"
    most = request.MOST_ANSWER_BYTES
    status, body = _ask("POST", address, most, request.seal(asked, key), headers)
    if status != _OK:
        code = body.decode("ascii", "replace").strip()
        raise PeerError("wire.refused", node=url, status=status, reason=code[:80])
    return request.read_answer(body, asked)


def new_request(act: str, paths: tuple[str, ...], purpose: str, to: str, now: int) -> Asked:
    """A request of this moment, with a nonce of its own."""
    return Asked(act, paths, purpose, now, os.urandom(request.NONCE_BYTES), to)


def _ask(
    method: str, url: str, most_bytes: int, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    until = time.monotonic() + WHOLE_S
    try:
        answer = _pool.request(
            method,
            url,
            body=body,
            headers={"User-Agent": "comity", **(headers or {})},
            retries=_AGAIN if method == "GET" else _ONCE,
            preload_content=False,
            decode_content=False,
            redirect=False,
        )
        try:
            return answer.status, _read(answer, url, most_bytes, until)
        finally:
            answer.release_conn()
    except HTTPError as fault:
        reason = type(getattr(fault, "reason", None) or fault).__name__  # what the last try failed of
        raise PeerError("wire.unreachable", node=url, reason=reason) from fault


def _read(answer: urllib3.BaseHTTPResponse, url: str, most_bytes: int, until: float) -> bytes:
    told = bytearray()
    while data := answer.read1(_CHUNK_BYTES, decode_content=False):
        told += data
        if len(told) > most_bytes or time.monotonic() > until:
            answer.close()  # what is left of it must not be read as the next answer
            raise PeerError("wire.too_much", node=url, limit=most_bytes, seconds=int(WHOLE_S))
    return bytes(told)
