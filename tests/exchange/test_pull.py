import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.exchange import evidence, pull
from comity.exchange.evidence import Answer
from comity.exchange.phrases import PHRASES
from comity.exchange.pull import Advanced, Position, Stopped, advance, explain, refusal
from comity.register import checkpoint
from comity.register.checkpoint import Checkpoint, SignedCheckpoint
from comity.register.keys import ED25519, PrivateKey
from comity.register.merkle import EMPTY_ROOT, Tree, leaf_hash
from comity.register.range import EMPTY
from comity.register.trust import Role, TrustedKey

ORIGIN = "log.example/2026"
LOG, OTHER_KEY = (PrivateKey(ED25519, bytes([n]) * 32) for n in range(2))
KEYS = (LOG.public,)
TRUSTED = [TrustedKey(LOG.public, "a.example", Role.LOG, since=0, name=ORIGIN)]
MOST = 40
LEAVES = [n.to_bytes(2) for n in range(MOST)]
FORKED = [*LEAVES[:5], *(b"other" + leaf for leaf in LEAVES[5:])]  # the same first five


def tree_of(leaves: list[bytes]) -> Tree:
    return Tree(map(leaf_hash, leaves))


TREE, FORK = tree_of(LEAVES), tree_of(FORKED)


def signed(tree: Tree, size: int, key: PrivateKey = LOG, origin: str = ORIGIN) -> SignedCheckpoint:
    return checkpoint.sign(Checkpoint(origin, size, tree.root(size)), key)


def at(size: int) -> Position:
    return advanced(advance(Position(ORIGIN), signed(TREE, size), LEAVES[:size], KEYS)).position


def advanced(result: Advanced | Stopped) -> Advanced:
    assert isinstance(result, Advanced), result
    return result


def stopped(result: Advanced | Stopped | None) -> Stopped:
    assert isinstance(result, Stopped)
    return result


SIZES = st.integers(0, MOST)


@given(st.lists(SIZES, min_size=1, max_size=6))
def test_a_log_that_grows_is_taken_step_by_step(sizes: list[int]) -> None:
    position = Position(ORIGIN)
    for size in sorted(sizes):
        fresh = LEAVES[position.size : size]
        found = advanced(advance(position, signed(TREE, size), iter(fresh), KEYS))
        assert found.leaf_hashes == tuple(map(leaf_hash, fresh))
        position = found.position
    assert (position.size, position.range.root()) == (max(sizes), TREE.root(max(sizes)))


def test_what_is_delivered_twice_changes_nothing() -> None:
    position = at(10)
    assert stopped(advance(position, signed(TREE, 10), LEAVES[5:10], KEYS)).code == "pull.too_many"
    again = advanced(advance(position, signed(TREE, 10), [], KEYS))
    assert (again.position.range, again.leaf_hashes) == (position.range, ())


@given(st.integers(0, MOST - 2), st.data())
def test_entries_out_of_order_or_altered_are_not_taken(size: int, data: st.DataObject) -> None:
    fresh = LEAVES[size:]
    altered = data.draw(st.permutations(fresh)) if data.draw(st.booleans()) else list(fresh)
    if altered == fresh:
        altered[data.draw(st.integers(0, len(fresh) - 1))] += b"!"
    found = stopped(advance(at(size), signed(TREE, MOST), altered, KEYS))
    assert (found.code, found.again, found.evidence) == ("pull.damaged", True, None)


@pytest.mark.parametrize(
    ("leaves", "code"),
    [
        (LEAVES[10:19], "pull.too_few"),
        ([], "pull.too_few"),
        (LEAVES[10:21], "pull.too_many"),
        ([*LEAVES[10:19], bytes(pull.MOST_LEAF_BYTES)], "pull.damaged"),
        ([*LEAVES[10:19], bytes(pull.MOST_LEAF_BYTES + 1)], "pull.large_entry"),
    ],
)
def test_entries_that_are_not_those_signed_are_refused(leaves: list[bytes], code: str) -> None:
    assert stopped(advance(at(10), signed(TREE, 20), leaves, KEYS)).code == code


def test_entries_without_end_are_read_no_further_than_signed() -> None:
    read = []

    def endless() -> Iterator[bytes]:
        while True:
            read.append(1)
            yield b""

    assert stopped(advance(at(10), signed(TREE, 20), endless(), KEYS)).code == "pull.too_many"
    assert len(read) == 11


def test_nothing_is_read_when_the_claim_is_refused() -> None:
    leaves = iter(LEAVES[10:20])
    assert stopped(advance(at(10), signed(TREE, 20, OTHER_KEY), leaves, KEYS)).code == "pull.bad_signature"
    assert list(leaves) == LEAVES[10:20]


NO_TREE = checkpoint.sign(Checkpoint(ORIGIN, 0, bytes(32)), LOG)


@pytest.mark.parametrize(
    ("claim", "keys", "code"),
    [
        (signed(TREE, 20, origin="second"), KEYS, "pull.other_log"),
        (signed(TREE, 20), (), "pull.unknown_log"),
        (signed(TREE, 20), (OTHER_KEY.public,), "pull.bad_signature"),
        (signed(TREE, 9), KEYS, "pull.older"),
        (NO_TREE, KEYS, "pull.no_root"),
        (signed(FORK, 10), KEYS, "pull.split_view"),
    ],
)
def test_a_claim_that_leads_nowhere_is_told_before_it_is_fetched(
    claim: SignedCheckpoint, keys: tuple[object, ...], code: str
) -> None:
    assert stopped(refusal(at(10), claim, keys)).code == code  # type: ignore[arg-type]


def test_any_of_the_keys_of_a_log_may_sign() -> None:
    assert refusal(at(10), signed(TREE, 20, OTHER_KEY), (LOG.public, OTHER_KEY.public)) is None


def test_a_stretch_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pull, "MOST_STRETCH", 10)
    assert refusal(at(10), signed(TREE, 20), KEYS) is None
    found = stopped(refusal(at(10), signed(TREE, 21), KEYS))
    assert (found.code, found.facts["count"]) == ("pull.too_long", 11)


@pytest.mark.parametrize(
    "changed",
    [
        replace(at(10), range=EMPTY),
        replace(at(10), range=at(9).range),
        replace(at(10), checkpoint=None),
        replace(at(10), checkpoint=signed(FORK, 10)),
    ],
)
def test_a_position_that_somebody_changed_goes_nowhere(changed: Position) -> None:
    assert stopped(refusal(changed, signed(TREE, 20), KEYS)).code == "pull.own_copy"


def test_two_roots_of_one_size_are_evidence_at_once() -> None:
    found = stopped(advance(at(10), signed(FORK, 10), [], KEYS))
    assert found.evidence
    assert evidence.verify(str(found.evidence), TRUSTED).answer is Answer.TWO_HISTORIES


@given(st.integers(1, MOST), SIZES)
def test_an_old_view_is_harmless(held: int, older: int) -> None:
    older = min(older, held - 1)
    proof = TREE.consistency(older, held)
    found = explain(at(held), signed(TREE, older), TREE.root(older), proof)
    assert (found.code, found.evidence, found.again) == ("pull.old_view", None, False)


@given(st.integers(6, MOST), st.integers(6, MOST))
def test_a_history_that_forked_is_evidence_in_either_order(held: int, claimed: int) -> None:
    small, large = sorted((held, claimed))
    longer = FORK if claimed > held else TREE  # whose history has both sizes
    position, claim = at(held), signed(FORK, claimed)
    found = explain(position, claim, longer.root(small), longer.consistency(small, large))
    assert found.code == "pull.split_view"
    assert evidence.verify(str(found.evidence), TRUSTED).answer is Answer.TWO_HISTORIES


def test_a_log_set_back_to_a_backup_is_caught_when_it_signs_another_history() -> None:
    position = at(10)
    back = signed(FORK, 5)  # the five entries both have
    assert explain(position, back, TREE.root(5), TREE.consistency(5, 10)).code == "pull.old_view"
    on = signed(FORK, 12)
    assert stopped(advance(position, on, FORKED[10:12], KEYS)).code == "pull.damaged"
    assert explain(position, on, FORK.root(10), FORK.consistency(10, 12)).evidence


def test_damage_is_not_taken_for_a_second_history() -> None:
    position, claim = at(10), signed(TREE, 20)
    torn = TREE.consistency(10, 20)[:-1]
    for beginning, proof in (
        (FORK.root(10), FORK.consistency(10, 20)),
        (TREE.root(10), torn),
        (TREE.root(10), TREE.consistency(10, 20)),
        (bytes(32), ()),
    ):
        found = explain(position, claim, beginning, proof)
        assert (found.code, found.again, found.evidence) == ("pull.damaged", True, None)
    assert explain(Position(ORIGIN), claim, EMPTY_ROOT, ()).code == "pull.damaged"


def test_an_own_copy_that_does_not_hold_accuses_nobody() -> None:
    found = explain(at(20), signed(TREE, 10), FORK.root(10), FORK.consistency(10, 20))
    assert (found.code, found.evidence) == ("pull.own_copy", None)


def test_every_reason_has_words() -> None:
    source = Path(pull.__file__).read_text()
    told = {f"pull.{code}" for code in re.findall(r'_stopped\("(\w+)"', source)}
    assert told | {"pull.split_view"} == {code for code in PHRASES if code.startswith("pull.")}
