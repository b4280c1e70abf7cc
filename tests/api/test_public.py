import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.api.public import ROUTES, Public
from comity.exchange import request, witness
from comity.exchange.request import Asked
from comity.exchange.witness import Request
from comity.node import ledger, trusted
from comity.node.database import NodeDatabase
from comity.node.ledger import ImportedEntry, StoredCursor
from comity.node.models import Alarm, Reading, StatusChange, StatusPlace, Witnessed
from comity.node.node import Node
from comity.register import checkpoint, note, status, tiles
from comity.register.checkpoint import Checkpoint
from comity.register.merkle import Tree, leaf_hash
from comity.register.range import EMPTY
from comity.register.tiles import ENTRIES, Tile
from tests.api.conftest import CALLER, LOG, NAME, NOW, ORIGIN, OTHER, Ask, Told, call, issue

LEAVES = [b"leaf %d" % n for n in range(300)]


def tree() -> Tree:
    made = Tree()
    for leaf in LEAVES:
        made.append(leaf)
    return made


TREE = tree()


def asked_of(size: int, old: int = 0, root: bytes | None = None) -> bytes:
    claim = Checkpoint(ORIGIN, size, root or TREE.root(size))
    proof = TREE.consistency(old, size) if old else ()
    return Request(old, proof, checkpoint.sign(claim, LOG)).text().encode()


def test_the_log_is_shown_as_it_lies_on_the_shelf(node: Node, ask: Ask) -> None:
    assert ask("GET", "/log/checkpoint").status == 404
    issue(node)
    told = ask("GET", "/log/checkpoint")
    assert (told.status, told.headers["Cache-Control"]) == (200, "no-cache")
    claim = checkpoint.read(told.body.decode()).checkpoint
    bundle = ask("GET", f"/log/{Tile(ENTRIES, 0, claim.size).path}")
    assert bundle.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    leaves = tiles.leaves_in(bundle.body, claim.size)
    assert EMPTY.extended(map(leaf_hash, leaves)).root() == claim.root
    hashes = ask("GET", f"/log/{Tile(0, 0, claim.size).path}").body
    assert tiles.hashes_in(hashes, claim.size) == tuple(map(leaf_hash, leaves))


def test_what_is_held_already_is_not_sent_again(node: Node, ask: Ask) -> None:
    issue(node)
    tag = ask("GET", "/log/checkpoint").headers["ETag"]
    for told in (tag, f'W/{tag}, "other"'):
        again = ask("GET", "/log/checkpoint", HTTP_IF_NONE_MATCH=told)
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert ask("GET", "/log/checkpoint", HTTP_IF_NONE_MATCH='"other"').status == 200


def test_head_tells_the_length_and_sends_nothing(node: Node, ask: Ask) -> None:
    whole, head = ask("GET", "/trust"), ask("HEAD", "/trust")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(whole.body)


ELSEWHERE = [
    "/log/../node.toml",
    "/log/tile/../../node.toml",
    "/log/tile/0/../0/000",
    "/log/tile/0/000.p/256",
    "/log/tile/00/000",
    "/log/tile/0/x000/000",
    "/log/tile/entries/000.p/01",
    "/log//checkpoint",
    "/log/checkpoint/",
    "/log/checkpoint\n",
    "/log/.checkpoint.17",
    "/log/high-water",
    "/log/checkpoint\x00",
    "/log/%63heckpoint",
    "/mirror//checkpoint",
    "/mirror/../a.example/2026/checkpoint",
    "/mirror/b.example/2026/tile/0/000",
    "/trust/0",
    "/trust/01",
    "/trust/٣",
    "/trust/9999999999999999999",
    "/status/",
    "/vault/issuer.key",
    "/",
    "",
    "*",
    "/" + "a" * 400,
    "/mirror/" + "a" * 101 + "/checkpoint",
]


def test_nothing_else_is_within_reach(node: Node, ask: Ask) -> None:
    issue(node)
    for path in ELSEWHERE:
        told = ask("GET", path)
        assert (told.status, told.body) == (404, b"404 Not Found\n"), path
        assert told.headers["Cache-Control"] == "no-store"


def test_another_method_is_told_which_one_is_taken(ask: Ask) -> None:
    for path, right in (
        ("/log/checkpoint", "GET, HEAD"),
        ("/trust", "GET, HEAD"),
        ("/witness/add-checkpoint", "POST"),
    ):
        for method in {"GET", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "HEAD"} - set(right.split(", ")):
            told = ask(method, path)
            assert (told.status, told.headers["Allow"]) == (405, right)


def test_the_lists_are_served_as_they_were_signed(node: Node, ask: Ask) -> None:
    held = trusted.current_list(node)
    assert held
    for path in ("/trust", "/trust/1"):
        told = ask("GET", path)
        assert (told.body, told.headers["Content-Type"]) == (held[1], "application/x.comity.trust+cose")
    assert ask("GET", "/trust/2").status == 404
    told = ask("GET", "/status")
    assert told.headers["Content-Type"] == "application/statuslist+cwt"
    assert status.read(told.body, held[0]).issued_at == NOW
    assert ask("GET", "/health").body == b"200 OK\n"


def test_a_change_of_status_is_on_the_list_served_at_once(node: Node, ask: Ask) -> None:
    held = trusted.current_list(node)
    assert held
    withdrawn, by = issue(node), issue(node)
    place = StatusPlace.objects.get(act_id=withdrawn)
    assert status.read(ask("GET", "/status").body, held[0]).status_of(place.index) == status.VALID
    StatusChange.objects.create(place=place, value=status.WITHDRAWN, act_id=by)
    assert status.read(ask("GET", "/status").body, held[0]).status_of(place.index) == status.WITHDRAWN


def test_a_copy_of_another_log_is_shown_as_far_as_it_was_imported(node: Node, ask: Ask) -> None:
    path = f"/mirror/{ORIGIN}"
    assert ask("GET", f"{path}/checkpoint").status == 404
    signed = checkpoint.sign(Checkpoint(ORIGIN, 260, TREE.root(260)), LOG)
    rows = [ImportedEntry(n, "", "", leaf, leaf_hash(leaf)) for n, leaf in enumerate(LEAVES[:260])]
    reached = StoredCursor(260, EMPTY.extended(map(leaf_hash, LEAVES[:260])).to_bytes(), str(signed))
    with NodeDatabase().transaction() as cursor:
        ledger.add_imported(cursor, ORIGIN, rows, NOW)
        ledger.set_cursor(cursor, ORIGIN, reached, NOW)
    assert ask("GET", f"{path}/checkpoint").body == str(signed).encode()
    assert ask("GET", f"{path}/tile/entries/000").body == tiles.bundle(LEAVES[:256])
    assert ask("GET", f"{path}/tile/entries/001.p/4").body == tiles.bundle(LEAVES[256:260])
    assert ask("GET", f"{path}/tile/entries/001.p/3").body == tiles.bundle(LEAVES[256:259])
    for beyond in ("001.p/5", "001", "002.p/1"):
        assert ask("GET", f"{path}/tile/entries/{beyond}").status == 404
    assert ask("GET", "/mirror/c.example/checkpoint").status == 404


def test_a_witness_cosigns_and_says_what_it_saw(ask: Ask) -> None:
    told = ask("POST", "/witness/add-checkpoint", asked_of(10))
    assert told.status == 200
    (line,) = note.parse_lines(told.body.decode())
    assert line.name == "a.example"
    again = ask("POST", "/witness/add-checkpoint", asked_of(20, old=5))
    assert (again.status, again.headers["Content-Type"], again.body) == (409, "text/x.tlog.size", b"10\n")
    assert ask("POST", "/witness/add-checkpoint", asked_of(20, old=10)).status == 200
    assert Witnessed.objects.count() == 2


def test_two_histories_are_refused_and_raise_an_alarm(ask: Ask) -> None:
    ask("POST", "/witness/add-checkpoint", asked_of(10))
    assert ask("POST", "/witness/add-checkpoint", asked_of(10, root=bytes(32))).status == 409
    assert Alarm.objects.get().evidence.startswith("comity split view 1")


def test_a_node_with_peers_vouches_for_no_more_than_it_has_a_copy_of(node: Node) -> None:
    app = Public(replace(node, config=replace(node.config, peers=("http://b.example",))))
    told = call(app, "POST", "/witness/add-checkpoint", asked_of(10))
    assert (told.status, told.body) == (503, b"witness.not_copied\n")


def test_what_is_no_request_to_a_witness_is_400(ask: Ask) -> None:
    for body in (b"", b"old 0\n", b"\xff" * 50, b"old 0\n\n" + b"x" * 1000):
        assert ask("POST", "/witness/add-checkpoint", body).status == 400


def test_a_huge_body_is_refused_and_not_read(node: Node, ask: Ask) -> None:
    told = ask("POST", "/witness/add-checkpoint", b"x", CONTENT_LENGTH=str(10**9))
    assert told.status == 413
    endless = io.BytesIO(b"x" * (witness.MOST_BODY_BYTES + 100_000))
    more = {"CONTENT_LENGTH": "", "wsgi.input_terminated": True, "wsgi.input": endless}
    assert ask("POST", "/witness/add-checkpoint", **more).status == 413
    assert endless.tell() == witness.MOST_BODY_BYTES + 1
    assert ask("POST", f"/acts/{'0' * 32}/disclosures", b"x" * 8193).status == 413


def test_a_length_that_is_not_that_of_the_body_is_400(ask: Ask) -> None:
    for length in ("-1", "1e3", "٣", " 5", "99999999999", "x", "10"):
        assert ask("POST", "/witness/add-checkpoint", b"abc", CONTENT_LENGTH=length).status == 400


def disclosed(ask: Ask, act: str, key: object = CALLER, path: str = "", **changes: object) -> Told:
    asked = replace(Asked(act, (NAME,), "accident 17", NOW, bytes(16), "a.example"), **changes)  # type: ignore[arg-type]
    return ask("POST", f"/acts/{path or act}/disclosures", request.seal(asked, key))  # type: ignore[arg-type]


def test_a_known_caller_gets_what_it_asks_for_and_it_is_written_down(node: Node, ask: Ask) -> None:
    act = issue(node)
    told = disclosed(ask, act)
    assert told.status == 200
    asked = Asked(act, (NAME,), "accident 17", NOW, bytes(16), "a.example")
    (shown,) = request.read_answer(told.body, asked)
    assert (shown.path, shown.value) == (NAME, "Пример")
    row = Reading.objects.get()
    assert (row.act_id, row.reader, row.purpose, row.paths) == (act, OTHER, "accident 17", [NAME])


def test_a_replayed_request_is_refused_also_after_a_restart(node: Node, ask: Ask) -> None:
    act = issue(node)
    assert disclosed(ask, act).status == 200
    restarted = Public(node)
    again = disclosed(lambda *asked: call(restarted, *asked), act)
    assert (again.status, again.body) == (403, b"request.used\n")
    assert disclosed(ask, act, nonce=b"n" * 16).status == 200
    assert Reading.objects.count() == 2


def test_who_may_not_ask_is_told_why_and_given_nothing(node: Node, ask: Ask) -> None:
    act = issue(node)
    assert disclosed(ask, act, LOG).body == b"request.unknown_key\n"
    assert disclosed(ask, act, to="b.example").body == b"request.other_node\n"
    assert disclosed(ask, act, time=NOW - 301).body == b"request.other_time\n"
    assert disclosed(ask, act, path="0" * 32).status == 404
    assert disclosed(ask, act, paths=("/body/holder",), nonce=b"p" * 16).status == 404
    assert disclosed(ask, "0" * 32, nonce=b"q" * 16).status == 404
    assert ask("POST", f"/acts/{act}/disclosures", b"junk").body == b"canonical.not_cbor\n"
    assert not Reading.objects.exists()


def test_a_fault_inside_is_told_by_its_place_and_without_what_was_sent(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Пример")

    monkeypatch.setattr("comity.api.public.mirror.checkpoint", broken)
    errors = io.StringIO()
    told = call(Public(node), "GET", f"/mirror/{ORIGIN}/checkpoint", b"", **{"wsgi.errors": errors})
    assert (told.status, told.body) == (500, b"500 Internal Server Error\n")
    assert errors.getvalue().startswith("comity: ValueError at test_public.py:")
    assert "Пример" not in errors.getvalue()


def test_without_a_database_it_says_that_it_cannot_serve(node: Node, tmp_path: Path) -> None:
    app = Public(node)
    node.close()
    assert call(app, "GET", "/health").status in (500, 503)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(["GET", "POST"]), st.text(max_size=60), st.binary(max_size=60))
def test_no_request_breaks_it(ask: Ask, method: str, path: str, body: bytes) -> None:
    for start in ("/", "/log/tile/", "/mirror/", "/trust/", "/witness/add-checkpoint", "/acts/"):
        assert ask(method, start + path, body).status in (200, 400, 404, 405)


def test_every_route_takes_one_method() -> None:
    assert {route.method for route in ROUTES} == {"GET", "POST"}
