"""The tree of the log (RFC 6962, 2.1): roots, proofs of inclusion and consistency, and their verification."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

HASH_BYTES = 32
MOST_SIZE = 2**63 - 1  # a signed number of 64 bits holds it, in every store and language
EMPTY_ROOT = hashlib.sha256(b"").digest()

_PAIR = 2 * HASH_BYTES

_sha256 = hashlib.sha256


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256 of 0x00 and the leaf: the name of an act everywhere."""
    return _sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and both children."""
    return _sha256(b"\x01" + left + right).digest()


def row_above(row: bytes | bytearray, start: int = 0) -> bytes:
    """The hashes of the pairs in a row of hashes from byte `start` on; a last one without a pair is left."""
    sha256 = _sha256  # the inner loop of every bulk append: local names, no call of our own
    ends = range(start + _PAIR, len(row) + 1, _PAIR)
    return b"".join([sha256(b"\x01" + row[end - _PAIR : end]).digest() for end in ends])


class Proofs(ABC):
    """What can be proved of any earlier size wherever the hashes of the complete subtrees are kept."""

    __slots__ = ("_edges",)

    def __init__(self) -> None:
        """Nothing is known of any right edge yet."""
        self._edges: tuple[int, tuple[bytes, ...]] = (0, (EMPTY_ROOT,))  # of the size asked last

    @property
    @abstractmethod
    def size(self) -> int:
        """The number of leaves."""

    @abstractmethod
    def _node(self, level: int, index: int) -> bytes:
        """The hash of the index-th complete subtree of 2**level leaves."""

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves; ValueError beyond the tree."""
        return self._right_edge(self._known(size))[-1]

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The path from a leaf to the root of that size, lowest first (RFC 6962, 2.1.1); else ValueError."""
        size = self._known(size)
        if not 0 <= index < size:
            raise ValueError(f"no leaf {index} among {size}")
        return tuple(self._path(0, index, size))

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """The proof that the first `old` leaves begin the first `new` (RFC 6962, 2.1.2); ValueError beyond.

        Empty from size 0 and between equal sizes.
        """
        new = self._known(new)
        if not 0 <= old <= new:
            raise ValueError(f"size {old} does not come before {new}")
        if old in (0, new):
            return ()
        level = (old & -old).bit_length() - 1  # of the last complete subtree of the old tree
        index = (old >> level) - 1
        path = self._path(level, index, new)
        return (self._node(level, index), *path) if index else tuple(path)

    def _path(self, level: int, index: int, size: int) -> list[bytes]:
        path, node, edge = [], self._node, self._right_edge(size)
        last = (size - 1) >> level
        while last:
            beside = index ^ 1
            if beside < size >> level:
                path.append(node(level, beside))
            elif beside == last:  # incomplete: the ragged right edge
                path.append(edge[level])
            index, last, level = index >> 1, last >> 1, level + 1
        return path

    def _right_edge(self, size: int) -> tuple[bytes, ...]:
        # at level k the hash of the leaves behind the last complete subtree of 2**k; the last is the root
        known, edges = self._edges
        if known != size:
            edges = self._ragged(size)
            self._edges = size, edges
        return edges

    def _ragged(self, size: int) -> tuple[bytes, ...]:
        edge, edges = b"", [EMPTY_ROOT]
        for level in range(size.bit_length()):
            if size >> level & 1:
                left = self._node(level, (size >> level) - 1)
                edge = _sha256(b"\x01" + left + edge).digest() if edge else left
            edges.append(edge)
        return tuple(edges)

    def _known(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise ValueError(f"the tree has {self.size} leaves, not {size}")
        return size


class Tree(Proofs):
    """A growing tree in memory, 64 bytes a leaf; any earlier size keeps its root and its proofs.

    Level k holds the hashes of the complete subtrees of 2**k leaves, one after another.
    """

    __slots__ = ("_levels", "_size")

    def __init__(self, leaf_hashes: Iterable[bytes] = ()) -> None:
        """The tree over leaf hashes already known."""
        super().__init__()
        self._levels: list[bytearray] = []
        self._size = 0
        self.extend(leaf_hashes)

    @property
    def size(self) -> int:
        """The number of leaves."""
        return self._size

    def append(self, leaf: bytes) -> int:
        """The index the leaf got."""
        return self.append_hash(_sha256(b"\x00" + leaf).digest())

    def append_hash(self, known: bytes) -> int:
        """The index the leaf of this hash got."""
        index = rest = self._size
        for row in self._levels:
            row += known
            if not rest & 1:
                break
            known = _sha256(b"\x01" + row[-_PAIR:]).digest()  # a right child completes its parent
            rest >>= 1
        else:
            self._levels.append(bytearray(known))
        self._size = index + 1
        return index

    def extend(self, leaf_hashes: Iterable[bytes]) -> None:
        """Append the leaves of these hashes, row by row: quicker than one by one."""
        row, level = b"".join(leaf_hashes), 0
        if len(row) % HASH_BYTES:
            raise ValueError(f"a hash has {HASH_BYTES} bytes")
        size = self._size + len(row) // HASH_BYTES
        while row:
            if level == len(self._levels):
                self._levels.append(bytearray())
            known = self._levels[level]
            paired = len(known) - len(known) % _PAIR
            known += row
            row, level = row_above(known, paired), level + 1
        self._size = size

    def _node(self, level: int, index: int) -> bytes:
        at = index * HASH_BYTES
        return bytes(self._levels[level][at : at + HASH_BYTES])


def root_from_inclusion(known: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root the path leads to from a leaf hash; None when the path does not fit (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or any(len(step) != HASH_BYTES for step in (known, *path)):
        return None
    last, root = size - 1, known
    for step in path:
        if not last:
            return None
        if index & 1 or index == last:
            root = _sha256(b"\x01" + step + root).digest()
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            root = _sha256(b"\x01" + root + step).digest()
        index, last = index >> 1, last >> 1
    return None if last else root


def verify_inclusion(known: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf of this hash is the index-th of the tree with this size and root."""
    return root_from_inclusion(known, index, size, path) == root


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of the old size and root begins the tree of the new ones (RFC 9162, 2.1.4.2).

    Equal sizes hold with equal roots and an empty proof; from an empty tree to another nothing can be proved.
    """
    if not 0 <= old <= new or any(len(step) != HASH_BYTES for step in proof):
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return False
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not steps:
        return False
    return _walk(old - 1, new - 1, steps) == (old_root, new_root)


def _walk(index: int, last: int, steps: list[bytes]) -> tuple[bytes, bytes] | None:
    while index & 1:
        index, last = index >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if not last:
            return None
        if index & 1 or index == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            after = node_hash(after, step)
        index, last = index >> 1, last >> 1
    return None if last else (before, after)
