import base64
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.register import merkle
from comity.register.merkle import Tree, leaf_hash, root_from_inclusion, verify_consistency, verify_inclusion

# the eight leaves and their roots that certificate-transparency implementations share (after RFC 6962, 2.1.3)
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]


def tree_of(count: int) -> Tree:
    tree = Tree()
    for n in range(count):
        tree.append(n.to_bytes(2))
    return tree


BIG = tree_of(130)


def naive_root(hashes: list[bytes]) -> bytes:
    """RFC 6962, 2.1, as written there."""
    if not hashes:
        return merkle.EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return merkle.node_hash(naive_root(hashes[:split]), naive_root(hashes[split:]))


def decoded(text: str) -> bytes:
    return base64.b64decode(text)


def test_roots_are_the_known_ones() -> None:
    tree = Tree()
    assert tree.root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for leaf in LEAVES:
        tree.append(leaf)
    assert tree.root(1) == decoded("bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=")
    assert tree.root(8) == decoded("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=")


def test_consistency_of_one_and_eight_is_the_known_one() -> None:
    tree = Tree(map(leaf_hash, LEAVES))
    known = (
        "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
        "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
        "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
    )
    assert tree.consistency(1, 8) == tuple(map(decoded, known))


def test_every_leaf_of_every_tree_is_proved() -> None:
    for size in range(1, 131):
        root = BIG.root(size)
        for index in range(size):
            known = leaf_hash(index.to_bytes(2))
            assert verify_inclusion(known, index, size, BIG.inclusion(index, size), root)


def test_every_two_sizes_are_consistent() -> None:
    for new in range(65):
        for old in range(new + 1):
            proof = BIG.consistency(old, new)
            assert verify_consistency(old, new, BIG.root(old), BIG.root(new), proof) == (old > 0 or new == 0)


def test_roots_are_those_of_the_definition() -> None:
    hashes = [leaf_hash(n.to_bytes(2)) for n in range(130)]
    for size in range(131):
        assert BIG.root(size) == naive_root(hashes[:size])


@given(
    size=st.integers(1, 130), place=st.integers(0, 129), other=st.integers(0, 129), bit=st.integers(0, 255)
)
def test_a_changed_proof_proves_nothing(size: int, place: int, other: int, bit: int) -> None:
    index = place % size
    known, path, root = leaf_hash(index.to_bytes(2)), BIG.inclusion(index, size), BIG.root(size)
    assert not verify_inclusion(known, index, size, (*path, bytes(32)), root)
    if path:
        assert not verify_inclusion(known, index, size, path[:-1], root)
        bent = bytearray(path[other % len(path)])
        bent[bit // 8] ^= 1 << bit % 8
        changed = list(path)
        changed[other % len(path)] = bytes(bent)
        assert not verify_inclusion(known, index, size, changed, root)
    if other != index:
        assert not verify_inclusion(leaf_hash(other.to_bytes(2)), index, size, path, root)
        assert not verify_inclusion(known, other, size, path, root)


@given(
    sizes=st.tuples(st.integers(1, 130), st.integers(1, 130)),
    place=st.integers(0, 9),
    bit=st.integers(0, 255),
)
def test_a_changed_consistency_proof_proves_nothing(sizes: tuple[int, int], place: int, bit: int) -> None:
    old, new = sorted(sizes)
    proof = list(BIG.consistency(old, new))
    before, after = BIG.root(old), BIG.root(new)
    assert not verify_consistency(old, new, before, after, [*proof, bytes(32)])
    assert not verify_consistency(old, new, after if old != new else bytes(32), before, proof)
    if proof:
        assert not verify_consistency(old, new, before, after, proof[:-1])
        bent = bytearray(proof[place % len(proof)])
        bent[bit // 8] ^= 1 << bit % 8
        proof[place % len(proof)] = bytes(bent)
        assert not verify_consistency(old, new, before, after, proof)


@given(
    index=st.integers(-2, 300),
    size=st.integers(-2, 300),
    path=st.lists(st.binary(min_size=31, max_size=33), max_size=12),
)
def test_a_wild_proof_does_not_raise(index: int, size: int, path: list[bytes]) -> None:
    root = root_from_inclusion(bytes(32), index, size, path)
    assert root is None or (0 <= index < size and len(root) == 32)
    assert not verify_consistency(index, size, bytes(32), b"\x01" * 32, path)


def test_nothing_is_proved_from_an_empty_tree() -> None:
    assert not verify_consistency(0, 1, merkle.EMPTY_ROOT, BIG.root(1), ())
    assert verify_consistency(0, 0, merkle.EMPTY_ROOT, merkle.EMPTY_ROOT, ())


def test_sizes_beyond_the_tree_are_refused() -> None:
    with pytest.raises(ValueError, match="leaves"):
        BIG.root(131)
    with pytest.raises(ValueError, match="no leaf"):
        BIG.inclusion(130)
    with pytest.raises(ValueError, match="before"):
        BIG.consistency(5, 4)


def test_tree_from_hashes_is_the_same_tree() -> None:
    again = Tree(leaf_hash(n.to_bytes(2)) for n in range(130))
    assert again.root() == BIG.root()
    assert again.size == 130


# proofs over the eight leaves that other programs share: (place or old size, size, proof)
INCLUDED = [
    (0, 1, ()),
    (0, 8, ("96a296d2", "5f083f0a", "6b47aaf2")),
    (5, 8, ("bc1a0643", "ca854ea1", "d37ee418")),
    (2, 3, ("fac54203",)),
    (1, 5, ("6e340b9c", "5f083f0a", "bc1a0643")),
]
CONSISTENT = [
    (1, 1, ()),
    (1, 8, ("96a296d2", "5f083f0a", "6b47aaf2")),
    (6, 8, ("0ebc5d34", "ca854ea1", "d37ee418")),
    (2, 5, ("5f083f0a", "bc1a0643")),
    (6, 7, ("0ebc5d34", "b08693ec", "d37ee418")),
]
ROOTS = ("6e340b9c", "fac54203", "aeb6bcfe", "d37ee418", "4e3bbb1f", "76e67dad", "ddb89be4", "5dc9da79")
STRANGE = bytes.fromhex("abacaba000000000000000000000000000000000000000000060061e00123456")
EIGHT = Tree(map(leaf_hash, LEAVES))


def starts(proof: Sequence[bytes]) -> tuple[str, ...]:
    return tuple(step.hex()[:8] for step in proof)


def test_roots_of_other_programs_are_ours() -> None:
    assert starts([EIGHT.root(size) for size in range(1, 9)]) == ROOTS


def bent_proofs(proof: tuple[bytes, ...], *roots: bytes) -> Iterator[tuple[bytes, ...]]:
    """What other programs try: something before or behind, a step away, one too many, one bit flipped."""
    for extra in (b"", *roots):
        yield (*proof, extra)
        yield (extra, *proof)
    for at, step in enumerate(proof):
        yield (*proof[:at], bytes([step[0] ^ 8]) + step[1:], *proof[at + 1 :])
        yield (*proof[:at], step, *proof[at:])
        yield (*proof[:at], step, STRANGE, *proof[at + 1 :])
    if proof:
        yield proof[:-1]


@pytest.mark.parametrize(("index", "size", "known"), INCLUDED)
def test_inclusion_is_that_of_other_programs_and_nothing_else(
    index: int, size: int, known: tuple[str, ...]
) -> None:
    proof, root, leaf = EIGHT.inclusion(index, size), EIGHT.root(size), leaf_hash(LEAVES[index])
    assert starts(proof) == known
    assert verify_inclusion(leaf, index, size, proof, root)
    for other in (index - 1, index + 1, index ^ 2, 2**64 - 1):
        assert not verify_inclusion(leaf, other, size, proof, root)
    for other in (size * 2, size // 2, 0):
        assert not verify_inclusion(leaf, index, other, proof, root)
    for strange in (b"", b"WrongLeaf", merkle.EMPTY_ROOT, STRANGE):
        assert not verify_inclusion(strange, index, size, proof, root)
        assert not verify_inclusion(leaf, index, size, proof, strange)
    for bent in bent_proofs(proof, root):
        assert not verify_inclusion(leaf, index, size, bent, root)


@pytest.mark.parametrize(("old", "new", "known"), CONSISTENT)
def test_consistency_is_that_of_other_programs_and_nothing_else(
    old: int, new: int, known: tuple[str, ...]
) -> None:
    proof, before, after = EIGHT.consistency(old, new), EIGHT.root(old), EIGHT.root(new)
    assert starts(proof) == known
    assert verify_consistency(old, new, before, after, proof)
    for other in (old - 1, old + 1, old ^ 2, 2**64 - 1):
        assert not verify_consistency(other, new, before, after, proof)
    for other in (new * 2, new // 2):
        assert not verify_consistency(old, other, before, after, proof)
    for strange in (b"", b"WrongRoot", merkle.EMPTY_ROOT, STRANGE):
        assert not verify_consistency(old, new, strange, after, proof)
        assert not verify_consistency(old, new, before, strange, proof)
    assert verify_consistency(old, new, after, before, proof) == (old == new)
    assert verify_consistency(old, new, before, after, ()) == (old == new)
    for bent in bent_proofs(proof, before, after):
        assert not verify_consistency(old, new, before, after, bent)


@pytest.mark.parametrize(
    ("old", "new", "same", "proof", "holds"),
    [
        (0, 0, True, (), True),
        (1, 1, True, (), True),
        (0, 0, False, (), False),
        (1, 1, False, (), False),
        (0, 1, True, (), False),
        (0, 1, False, (), False),
        (1, 0, False, (), False),
        (2, 1, True, (), False),
        (1, 2, True, (), False),
        (0, 0, True, (merkle.EMPTY_ROOT,), False),
        (0, 1, True, (merkle.EMPTY_ROOT,), False),
        (1, 1, True, (merkle.EMPTY_ROOT,), False),
    ],
)
def test_edge_sizes_are_judged_as_other_programs_judge_them(
    old: int, new: int, same: bool, proof: tuple[bytes, ...], holds: bool
) -> None:
    root = b"don't care 1"
    assert verify_consistency(old, new, root, root if same else b"don't care 2", proof) == holds


@pytest.mark.parametrize(("index", "size"), [(0, 0), (0, 1), (1, 0), (2, 1)])
def test_empty_path_proves_only_the_only_leaf(index: int, size: int) -> None:
    for leaf, root in ((STRANGE, b""), (b"", merkle.EMPTY_ROOT), (STRANGE, merkle.EMPTY_ROOT), (b"", b"")):
        assert not verify_inclusion(leaf, index, size, (), root)
    assert verify_inclusion(STRANGE, index, size, (), STRANGE) == ((index, size) == (0, 1))


@given(st.lists(st.integers(0, 40), max_size=6))
def test_it_matters_not_in_what_pieces_a_tree_grows(steps: list[int]) -> None:
    tree, size = Tree(), 0
    for step in steps:
        more = [leaf_hash(n.to_bytes(2)) for n in range(size, min(size + step, 130))]
        tree.extend(more)
        size += len(more)
        if size < 130:
            size = tree.append(size.to_bytes(2)) + 1
    assert tree.size == size
    assert [tree.root(each) for each in range(size + 1)] == [BIG.root(each) for each in range(size + 1)]


def test_what_is_no_hash_is_not_appended() -> None:
    tree = Tree()
    with pytest.raises(ValueError, match="32 bytes"):
        tree.extend([bytes(31)])
    assert tree.root() == merkle.EMPTY_ROOT
