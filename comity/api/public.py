"""What a node answers over HTTP: its log, its copies of others, its lists, and its word as a witness.

A bare WSGI application: a table of routes, each a function of the node. Everything it reads from the disk has
the name of a tile or is the checkpoint. Paths, types and codes: docs/lookup/http.md.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qsl

from django.db import DatabaseError, close_old_connections, connection

from comity.api.kept import Kept
from comity.api.message import (
    ASK_FIRST,
    FOR_EVER,
    Answer,
    Environ,
    Start,
    body_of,
    plain,
    send,
)
from comity.basis.errors import ComityError, InputError, ProofError, StateError
from comity.exchange import request, witness
from comity.exchange.request import Denied
from comity.exchange.witness import Witness
from comity.node import cosigning, disclosures, mirror, nonces, peer, statuses, trusted
from comity.node import known as knowledge
from comity.node.clock import Clock
from comity.node.database import NodeDatabase
from comity.node.models import Act, StatusChange, TrustVersion
from comity.node.node import Node, open_node
from comity.node.sequencer import SHELF
from comity.node.shelf import CHECKPOINT, Folder
from comity.register import status, trust
from comity.register.tiles import parse_path

OCTETS = "application/octet-stream"
JSON = "application/json"

_ORIGIN = r"(?P<origin>[a-z0-9][a-z0-9./_-]{0,99})"
_LONGEST_PATH = 300
_WRITTEN = {
    "known.bad_day": b"on: a day is written as 2026-11-21\n",
    "known.bad_time": b"known: a day or a time is written as 2026-11-21 or 2026-11-21T10:00:00, in UTC\n",
}
_NOT_GIVEN = {"state": HTTPStatus.GONE, "input": HTTPStatus.NOT_FOUND}  # erased, or never there


@dataclass(frozen=True, slots=True)
class Asked:
    """A request whose path has a route: what the path says, and the rest as WSGI has it."""

    named: dict[str, str]
    environ: Environ


@dataclass(frozen=True, slots=True)
class Route:
    """A form of path, the method it takes besides HEAD, and what answers."""

    path: re.Pattern[str]
    method: str
    answer: Callable[["Public", Asked], Answer]


class Public:
    """The application of one open node."""

    def __init__(self, node: Node) -> None:
        """Read nothing yet but where the published log lies."""
        self.node = node
        self.shelf = Folder(node.home / SHELF)
        self.witness: Kept[Witness] = Kept(lambda: peer.own_witness(node))
        self.status: Kept[bytes] = Kept(lambda: statuses.own_token(node))

    def __call__(self, environ: Environ, start: Start) -> list[bytes]:
        """Answer one request; whatever goes wrong, in a short line that tells nothing of the inside."""
        close_old_connections()
        try:
            return send(self._answer(environ), environ, start)
        except (DatabaseError, ComityError) as fault:
            _report(environ, fault)
            return send(plain(HTTPStatus.SERVICE_UNAVAILABLE), environ, start)
        except Exception as fault:  # noqa: BLE001 a bug is told to the operator, not to who asks
            _report(environ, fault)
            return send(plain(HTTPStatus.INTERNAL_SERVER_ERROR), environ, start)
        finally:
            close_old_connections()

    def _answer(self, environ: Environ) -> Answer:
        path, method = str(environ.get("PATH_INFO", "")), str(environ.get("REQUEST_METHOD", ""))
        if len(path) > _LONGEST_PATH:
            return plain(HTTPStatus.NOT_FOUND)
        for route in ROUTES:
            found = route.path.fullmatch(path)
            if found:
                if method != route.method and (method, route.method) != ("HEAD", "GET"):
                    allowed = "GET, HEAD" if route.method == "GET" else route.method
                    return plain(HTTPStatus.METHOD_NOT_ALLOWED, Allow=allowed)
                return route.answer(self, Asked(found.groupdict(), environ))
        return plain(HTTPStatus.NOT_FOUND)


def application(home: Path, clock: Clock) -> Public:
    """The application of the node in a data folder, opened in the process that serves it."""
    return Public(open_node(home, clock))


def _health(own: Public, _: Asked) -> Answer:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return plain(HTTPStatus.OK)


def _checkpoint(own: Public, _: Asked) -> Answer:
    return _found(own.shelf.get(CHECKPOINT), witness.TEXT, ASK_FIRST, tag=True)


def _tile(own: Public, asked: Asked) -> Answer:
    tile = parse_path(asked.named["tile"])
    return _found(own.shelf.get(tile.path) if tile else None, OCTETS, FOR_EVER)


def _mirrored(own: Public, asked: Asked) -> Answer:
    with connection.cursor() as cursor:
        return _found(mirror.checkpoint(cursor, asked.named["origin"]), witness.TEXT, ASK_FIRST, tag=True)


def _mirrored_tile(own: Public, asked: Asked) -> Answer:
    tile = parse_path(asked.named["tile"])
    with connection.cursor() as cursor:
        return _found(mirror.bundle(cursor, asked.named["origin"], tile) if tile else None, OCTETS, FOR_EVER)


def _add_checkpoint(own: Public, asked: Asked) -> Answer:
    body = body_of(asked.environ, witness.MOST_BODY_BYTES)
    if isinstance(body, Answer):
        return body
    try:
        wanted = witness.parse(body)
    except ProofError as fault:
        told = witness.reply(fault)
    else:
        known = own.witness.get()
        copied = tuple(known.logs) if own.node.config.peers else ()
        now = own.node.clock.now()
        told = witness.reply(cosigning.vouch(known, NodeDatabase(), wanted, now, copied))
    return Answer(told.status, told.content_type, told.body)


def _trust(own: Public, asked: Asked) -> Answer:
    version = asked.named["version"]
    rows = TrustVersion.objects.filter(version=int(version)) if version else TrustVersion.objects.all()
    row = rows.order_by("-version").first()
    kept = FOR_EVER if version else ASK_FIRST
    return _found(bytes(row.token) if row else None, trust.TYP, kept, tag=True)


def _status(own: Public, _: Asked) -> Answer:
    newest = StatusChange.objects.order_by("-id").values_list("id", flat=True).first()
    return _found(own.status.get(newest), status.TYP, ASK_FIRST, tag=True)  # no change waits for seconds


def _known(own: Public, asked: Asked) -> Answer:
    """What this node knew about an act of its log or of one it imports, on a day, by what it had recorded."""
    told = dict(parse_qsl(str(asked.environ.get("QUERY_STRING", ""))[:_LONGEST_PATH], keep_blank_values=True))
    leaf = bytes.fromhex(asked.named["leaf"])
    try:
        day = knowledge.day_of(told["on"], "on") if "on" in told else own.node.clock.today()
        at = knowledge.time_of(told["known"], "known") if "known" in told else knowledge.EVER
    except InputError as fault:
        return Answer(HTTPStatus.BAD_REQUEST, witness.TEXT, _WRITTEN[fault.code])
    with connection.cursor() as cursor:
        found = knowledge.told(knowledge.standing(cursor, leaf, day, at), leaf, day, at)
    return Answer(HTTPStatus.OK, JSON, f"{json.dumps(found)}\n".encode(), ASK_FIRST, tag=True)


def _disclosures(own: Public, asked: Asked) -> Answer:
    """What an act says of persons, to a node that may ask, once, and written down before it is given."""
    body = body_of(asked.environ, request.MOST_BYTES)
    if isinstance(body, Answer):
        return body
    try:
        signed = request.read(body)
    except ProofError as fault:
        return _refused(HTTPStatus.BAD_REQUEST, fault.code)
    wanted, now = signed.asked, own.node.clock.now()
    known = request.admit(signed, trusted.needed_list(own.node), own.node.name, now)
    if not isinstance(known, Denied) and not nonces.take(own.node.home, wanted, now):
        known = request.used(wanted)
    if isinstance(known, Denied):
        return _refused(known.http, known.code)
    row = Act.objects.filter(id=wanted.act).first()
    if row is None or wanted.act != asked.named["act"]:
        return plain(HTTPStatus.NOT_FOUND)
    try:
        given = disclosures.given(own.node, row, wanted.paths, known.holder, wanted.purpose)
    except (InputError, StateError) as fault:
        return _refused(_NOT_GIVEN[fault.kind], fault.code)
    return Answer(HTTPStatus.OK, request.ANSWER_TYP, request.answer(given))


def _found(body: bytes | None, content_type: str, kept: str, tag: bool = False) -> Answer:
    if body is None:
        return plain(HTTPStatus.NOT_FOUND)
    return Answer(HTTPStatus.OK, content_type, body, kept, tag)


def _refused(http: int, code: str) -> Answer:
    return Answer(http, witness.TEXT, f"{code}\n".encode())


def _report(environ: Environ, fault: Exception) -> None:
    # no message and no path: either may hold what was sent, and what was sent may speak of a person
    last = fault.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "-"
    code = fault.code if isinstance(fault, ComityError) else type(fault).__name__
    environ["wsgi.errors"].write(f"comity: {code} at {place}\n")


ROUTES = tuple(
    Route(re.compile(path, re.ASCII), method, answer)
    for path, method, answer in (
        (r"/health", "GET", _health),
        (r"/log/checkpoint", "GET", _checkpoint),
        (r"/log/(?P<tile>tile/[0-9a-z/.]+)", "GET", _tile),
        (rf"/mirror/{_ORIGIN}/checkpoint", "GET", _mirrored),
        (rf"/mirror/{_ORIGIN}/(?P<tile>tile/entries/[0-9a-z/.]+)", "GET", _mirrored_tile),
        (r"/witness/add-checkpoint", "POST", _add_checkpoint),
        (r"/trust(?:/(?P<version>[1-9]\d{0,17}))?", "GET", _trust),
        (r"/status", "GET", _status),
        (r"/known/(?P<leaf>[0-9a-f]{64})", "GET", _known),
        (r"/acts/(?P<act>[0-9a-f]{32})/disclosures", "POST", _disclosures),
    )
)
