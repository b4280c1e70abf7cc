"""A peer that sends anything at all: it is refused within bounds, nothing is stored, the node goes on."""

import pytest

from comity.basis.errors import PeerError, ProofError
from comity.exchange import evidence, witness
from comity.exchange.evidence import Answer
from comity.exchange.witness import Cosigned, Refused, Request
from comity.node import importer
from comity.register import act, checkpoint, tiles
from comity.register.act import Act
from comity.register.checkpoint import Checkpoint
from comity.register.merkle import leaf_hash
from comity.register.note import NoteSignature
from comity.register.range import EMPTY
from comity.register.trust import Role
from tests.faults.forgery import held
from tests.faults.look import alarms, exchanged, same, standing
from tests.faults.world import PERMIT, START, WITHDRAWAL, SimNode, Wire, World, key_of, published


class Answers:
    """A source that answers with what it is given, and counts what it is asked."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files, self.asked = files, 0

    def fetch(self, path: str, most_bytes: int) -> bytes | None:
        self.asked += 1
        data = self.files.get(path)
        if data is not None and len(data) > most_bytes:
            raise PeerError("wire.too_much", node=path, limit=most_bytes, seconds=1)
        return data


def signed(node: SimNode, size: int, root: bytes) -> bytes:
    return str(checkpoint.sign(Checkpoint(node.origin, size, root), node.keys[Role.LOG])).encode()


def pull(world: World, b: SimNode, files: dict[str, bytes]) -> str:
    """The code by which the import stops."""
    source = Answers(files)
    try:
        return importer.pull_log(b.importer(world.nodes[0].origin, source)).code
    except PeerError as fault:
        return fault.code
    finally:
        assert source.asked < 20


HUGE = 10**18


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"\xff" * 100,
        b"x" * 2_000_000,
        b"a.example/2026\n" * 60_000 + b"\n" + "— a.example/2026 AAAA\n".encode(),
        b"a.example/2026\n99999999999999999999\n\n\n",
        "a.example/2026\n3\nAAAA\n\n— a.example/2026 AAAAAAAAAAA=\n".encode() * 2,
        b"a.example/2026\n" + b"9" * 100_000,
    ],
    ids=lambda note: f"{len(note)} bytes",
)
def test_a_checkpoint_that_is_none_stores_nothing(world: World, b: SimNode, note: bytes) -> None:
    assert pull(world, b, {"checkpoint": note}) in ("import.broken_checkpoint", "wire.too_much")
    assert b.copied("a.example/2026") == 0


@pytest.mark.parametrize("size", [HUGE, 2**62, 1_000_001])
def test_a_signed_size_beyond_all_measure_is_refused_before_anything_is_fetched(
    world: World, a: SimNode, b: SimNode, size: int
) -> None:
    source = Answers({"checkpoint": signed(a, size, b"\1" * 32)})
    told = importer.pull_log(b.importer(a.origin, source))
    assert (told.code, source.asked) == ("pull.too_long", 1)


def test_a_size_that_no_number_holds_is_refused(world: World, b: SimNode) -> None:
    note = signed(world.nodes[0], HUGE, b"\1" * 32).replace(str(HUGE).encode(), b"9" * 30)
    assert pull(world, b, {"checkpoint": note}) == "import.broken_checkpoint"


@pytest.mark.parametrize(
    "bundle",
    [
        b"",
        b"\xff",
        b"\0\1a" * 300,
        b"\xff\xff" + b"x" * 65_535,
        b"\0\1a",
        b"\0\0\0\0\0\0",
        b"x" * (importer.MOST_BUNDLE_BYTES + 1),
    ],
    ids=lambda bundle: f"{len(bundle)} bytes",
)
def test_a_bundle_that_does_not_lead_to_the_root_stores_nothing(
    world: World, a: SimNode, b: SimNode, bundle: bytes
) -> None:
    exchanged(world, a)
    a.issue(2)
    a.publish()
    files = {**a.shelf.files, "tile/entries/000.p/5": bundle}
    assert pull(world, b, files) in ("import.broken_bundle", "import.damaged", "wire.too_much")
    assert b.copied(a.origin) == 3
    world.pull(b)
    assert same(a, b)


def test_a_stretch_that_fills_the_memory_is_given_up(
    world: World, a: SimNode, b: SimNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "MOST_STRETCH_BYTES", 100_000)
    files = {"checkpoint": signed(a, 1000, b"\1" * 32)}
    files |= {f"tile/entries/{n:03}": tiles.bundle([b"x" * 60_000] * 256) for n in range(4)}
    assert pull(world, b, files) == "import.too_large"
    assert b.copied(a.origin) == 0


def test_a_bundle_of_another_log_is_not_taken(world: World, a: SimNode, b: SimNode) -> None:
    for node in (a, b):
        node.issue(3)
        node.publish()
    files = {**a.shelf.files, "tile/entries/000.p/3": b.shelf.files["tile/entries/000.p/3"]}
    assert pull(world, b, files) == "import.damaged"


def test_a_checkpoint_of_another_log_is_not_taken(world: World, a: SimNode, b: SimNode) -> None:
    b.issue(1)
    b.publish()
    assert pull(world, b, dict(b.shelf.files)) == "pull.other_log"
    assert b.copied(a.origin) == 0


def test_a_checkpoint_by_an_unknown_key_is_not_taken(world: World, a: SimNode, b: SimNode) -> None:
    note = str(checkpoint.sign(Checkpoint(a.origin, 1, b"\1" * 32), key_of(b"nobody"))).encode()
    assert pull(world, b, {"checkpoint": note}) == "pull.bad_signature"
    assert b.copied(a.origin) == 0


@pytest.mark.parametrize("leaf", [b"", b"\xff" * 65_535, b"\xa0", b"\xd2\x84" * 100, b"\x9f" * 5000])
def test_an_entry_that_is_no_act_is_kept_as_unreadable_and_counts_for_nothing(
    world: World, a: SimNode, b: SimNode, leaf: bytes
) -> None:
    files = {
        "checkpoint": signed(a, 1, EMPTY.extended([leaf_hash(leaf)]).root()),
        "tile/entries/000.p/1": tiles.bundle([leaf]),
    }
    assert pull(world, b, files) == ""
    assert held(b, a.origin) == [leaf]
    assert standing(b, leaf) == "unreadable"


def test_an_act_that_ends_an_unreadable_entry_is_taken(world: World, a: SimNode, b: SimNode) -> None:
    leaves = [b"of a later form", a.seal(WITHDRAWAL, ends=leaf_hash(b"of a later form"))]
    for size in (1, 2):
        files = {
            "checkpoint": signed(a, size, EMPTY.extended(map(leaf_hash, leaves[:size])).root()),
            f"tile/entries/000.p/{size}": tiles.bundle(leaves[:size]),
        }
        assert pull(world, b, files) == ""
    assert [standing(b, leaf) for leaf in leaves] == ["unreadable", "ending"]


@pytest.mark.parametrize(
    ("kind", "issuer"), [("test.\0", "a.example"), (PERMIT, "a\0"), ("x" * 60_000, "a.example")]
)
def test_an_act_of_any_text_can_be_kept(world: World, a: SimNode, b: SimNode, kind: str, issuer: str) -> None:
    leaf = act.seal(Act(kind, issuer, b"1" * 16, {"id": "x"}, {}, START), a.keys[Role.ISSUER])
    note = signed(a, 1, EMPTY.extended([leaf_hash(leaf)]).root())
    assert pull(world, b, {"checkpoint": note, "tile/entries/000.p/1": tiles.bundle([leaf])}) == ""
    assert standing(b, leaf) == ("unreadable" if "\0" in kind + issuer else "unknown kind")
    ((told,),) = b.database.rows("SELECT kind FROM node_imported")
    assert "\0" not in told  # which PostgreSQL keeps in no text
    assert len(told) <= 64


def test_a_peer_that_names_another_log_each_time_fills_no_disk(world: World, a: SimNode, b: SimNode) -> None:
    for number in range(150):
        origin = f"{number}" + "x" * 5000
        note = str(checkpoint.sign(Checkpoint(origin, 1, b"\1" * 32), a.keys[Role.LOG]))
        assert pull(world, b, {"checkpoint": note.encode()}) == "pull.other_log"
    assert len(alarms(b, a.origin)) == 100
    ((longest,),) = b.database.rows("SELECT max(length(facts)) FROM node_alarm")
    assert longest < 500


def test_lines_and_repeats_of_a_stranger_leave_nothing_with_a_witness(
    world: World, a: SimNode, b: SimNode
) -> None:
    exchanged(world, a)
    shown = published(a)
    assert shown
    size = shown.checkpoint.size
    lines = [NoteSignature(f"x{number}", bytes(4), b"x" * 1000) for number in range(98)]
    for _ in range(3):
        given = world.vouch(b, a.origin, Request(size, (), shown.with_lines(*lines)))
        assert isinstance(given, Cosigned)
    ((rows, longest),) = b.database.rows("SELECT count(*), max(length(note)) FROM node_witnessed")
    assert (rows, longest < 1000) == (1, True)
    a.issue(1)
    a.publish()
    assert world.cosign(a)


def test_a_log_of_hostile_entries_hinders_no_other_log(world: World, a: SimNode, b: SimNode) -> None:
    leaf = b"\xff" * 65_535
    note = signed(a, 1, EMPTY.extended([leaf_hash(leaf)]).root())
    pull(world, b, {"checkpoint": note, "tile/entries/000.p/1": tiles.bundle([leaf])})
    exchanged(world, b)
    assert same(b, a)
    assert alarms(a, b.origin) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old 0",
        b"old -1\n\n",
        b"old 00\n\nx",
        b"old " + b"9" * 5000 + b"\n\nx",
        b"old 0\n" + b"AAAA\n" * 64 + b"\nx",
        b"\xff\xfe",
        b"old 0\n\n" + b"x" * (witness.MOST_BODY_BYTES + 1),
    ],
    ids=lambda body: f"{len(body)} bytes",
)
def test_a_request_that_is_none_is_not_answered(body: bytes) -> None:
    with pytest.raises(ProofError):
        witness.parse(body)


def test_a_witness_refuses_a_size_without_a_proof(world: World, a: SimNode, b: SimNode) -> None:
    exchanged(world, a)
    note = checkpoint.read(signed(a, HUGE, b"\1" * 32))
    for proof in ((), (b"\2" * 32,) * 63):
        given = world.vouch(b, a.origin, Request(3, proof, note))
        assert isinstance(given, Refused)
        assert given.http == 422


@pytest.mark.parametrize("data", [b"", b"\xff" * 1000, b"comity split view 1\n" * 10_000, b"x" * 10_000_000])
def test_evidence_that_is_none_proves_nothing(data: bytes) -> None:
    assert evidence.verify(data, []).answer is Answer.NOT_PROVEN


def test_a_source_that_changes_while_it_is_read_is_read_again_later(
    world: World, a: SimNode, b: SimNode
) -> None:
    a.issue(3)
    a.publish()

    def grows(path: str, data: bytes) -> bytes:
        if path == "checkpoint":
            a.issue(300)
            a.publish()
        return data

    assert (
        world.pull(b, Wire(b.name, a, grows)).size == 3
    )  # the partial bundle is gone, the full one stands in
    world.pull(b)
    assert same(a, b)
