import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError
from comity.register import range as compact
from comity.register.merkle import EMPTY_ROOT, HASH_BYTES, MOST_SIZE, Tree, leaf_hash
from comity.register.range import EMPTY, Range

HASHES = [leaf_hash(n.to_bytes(2)) for n in range(1100)]
TREE = Tree(HASHES)


def test_range_of_nothing_is_the_empty_tree() -> None:
    assert EMPTY.root() == EMPTY_ROOT
    assert EMPTY.to_bytes() == bytes(8)
    assert EMPTY.extended([]) == EMPTY


def test_every_range_has_the_root_of_the_tree() -> None:
    known = EMPTY
    for size in range(600):
        assert known.root() == TREE.root(size)
        assert known == EMPTY.extended(HASHES[:size])
        known = known.extended(HASHES[size : size + 1])


@given(st.lists(st.integers(0, 300), max_size=6))
def test_it_matters_not_in_what_pieces_it_grows(steps: list[int]) -> None:
    known, size = EMPTY, 0
    for step in steps:
        more = HASHES[size : size + step]
        known, size = known.extended(more), size + len(more)
    assert known == EMPTY.extended(HASHES[:size])
    assert (known.size, known.root()) == (size, TREE.root(size))


@given(st.integers(0, 1100))
def test_bytes_read_back(size: int) -> None:
    known = EMPTY.extended(HASHES[:size])
    assert compact.from_bytes(known.to_bytes()) == known


def test_largest_range_is_read() -> None:
    known = Range(MOST_SIZE, (bytes(HASH_BYTES),) * 63)
    assert compact.from_bytes(known.to_bytes()) == known


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(7),
        bytes(9),
        (1).to_bytes(8),
        (1).to_bytes(8) + bytes(31),
        (1).to_bytes(8) + bytes(33),
        (3).to_bytes(8) + bytes(32),
        (2).to_bytes(8) + bytes(64),
        (2**63).to_bytes(8) + bytes(32),
        (2**64 - 1).to_bytes(8) + bytes(64 * 32),
        bytes(1_000_000),
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ProofError, match=r"range\.broken"):
        compact.from_bytes(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_range_or_refused(data: bytes) -> None:
    try:
        assert compact.from_bytes(data).to_bytes() == data
    except ProofError:
        pass


def test_what_is_no_hash_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        EMPTY.extended([bytes(31)])
    with pytest.raises(ValueError, match="32 bytes"):
        Range(1, (bytes(31),))
    with pytest.raises(ValueError, match="peaks"):
        Range(2, (bytes(32), bytes(32)))
    with pytest.raises(ValueError, match="peaks"):
        Range(MOST_SIZE + 1, (bytes(32),))
