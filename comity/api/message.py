"""A request and an answer of HTTP, as WSGI carries them (PEP 3333); nothing here knows a node."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

Environ = Mapping[str, Any]
Start = Callable[[str, list[tuple[str, str]]], object]

TEXT = "text/plain; charset=utf-8"
FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
NEVER = "no-store"

_CHUNK_BYTES = 65_536
_LONGEST_COUNT = 10  # digits of Content-Length: more than any body here


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, what the body is, the body, and how long it may be kept; `tag` gives it an ETag."""

    status: int
    content_type: str
    body: bytes
    kept: str = NEVER
    tag: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """The strong validator of the body (RFC 9110, 8.8.3)."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


def plain(status: int, **headers: str) -> Answer:
    """An answer that only tells its status, in a short line."""
    told = HTTPStatus(status)
    return Answer(status, TEXT, f"{status} {told.phrase}\n".encode(), headers=headers)


def body_of(environ: Environ, most_bytes: int) -> bytes | Answer:
    """The body of the request; an answer of 400 or 413 when it is not whole, or larger than that.

    Never more than that is read, whatever length is told or left out.
    """
    told = environ.get("CONTENT_LENGTH") or ""
    if told and not (told.isascii() and told.isdigit() and len(told) <= _LONGEST_COUNT):
        return plain(HTTPStatus.BAD_REQUEST)
    if told and int(told) > most_bytes:
        return plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not told and not environ.get("wsgi.input_terminated"):
        return b""
    data = _read(environ["wsgi.input"], int(told) if told else most_bytes + 1)
    if len(data) > most_bytes:
        return plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return plain(HTTPStatus.BAD_REQUEST) if told and len(data) != int(told) else data


def send(answer: Answer, environ: Environ, start: Start) -> list[bytes]:
    """The answer on its way: without its body for HEAD, or when the reader has it already."""
    headers = {
        "Content-Type": answer.content_type,
        "Cache-Control": answer.kept,
        "X-Content-Type-Options": "nosniff",
        **answer.headers,
    }
    if answer.tag:
        headers["ETag"] = answer.etag
        if answer.etag in _tags(environ):
            start("304 Not Modified", [item for item in headers.items() if item[0] != "Content-Type"])
            return []
    headers["Content-Length"] = str(len(answer.body))
    start(f"{answer.status} {HTTPStatus(answer.status).phrase}", list(headers.items()))
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [answer.body]


def _tags(environ: Environ) -> list[str]:
    told = str(environ.get("HTTP_IF_NONE_MATCH", ""))
    return [each.strip().removeprefix("W/") for each in told.split(",")]


def _read(stream: Any, wanted: int) -> bytes:
    told = bytearray()
    while len(told) < wanted:
        try:
            data = stream.read(min(_CHUNK_BYTES, wanted - len(told)))
        except OSError:  # whoever sent it went away
            break
        if not data:
            break
        told += data
    return bytes(told)
