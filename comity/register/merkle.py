"""The tree of the log (RFC 6962, 2.1): roots, proofs of inclusion and consistency, and their verification."""

import hashlib
from collections.abc import Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

_sha256 = hashlib.sha256


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256 of 0x00 and the leaf: the name of an act everywhere."""
    return _sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and both children."""
    return _sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree in memory, 64 bytes a leaf; any earlier size keeps its root and its proofs.

    Level k holds the hashes of the complete subtrees of 2**k leaves, one after another.
    """

    __slots__ = ("_levels", "_size")

    def __init__(self, leaf_hashes: Iterable[bytes] = ()) -> None:
        """The tree over leaf hashes already known."""
        self._levels: list[bytearray] = [bytearray()]
        self._size = 0
        for known in leaf_hashes:
            self.append_hash(known)

    @property
    def size(self) -> int:
        """The number of leaves."""
        return self._size

    def append(self, leaf: bytes) -> int:
        """The index the leaf got."""
        return self.append_hash(_sha256(b"\x00" + leaf).digest())

    def append_hash(self, known: bytes) -> int:
        """The index the leaf of this hash got."""
        levels, rest, level = self._levels, self._size, 0
        levels[0] += known
        while rest & 1:  # a right child completes its parent
            known = _sha256(b"\x01" + levels[level][-64:]).digest()
            level += 1
            if level == len(levels):
                levels.append(bytearray())
            levels[level] += known
            rest >>= 1
        self._size += 1
        return self._size - 1

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves; ValueError beyond the tree."""
        return self._range(0, self._known(size))

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The path from a leaf to the root of that size, lowest first (RFC 6962, 2.1.1); else ValueError."""
        size = self._known(size)
        if not 0 <= index < size:
            raise ValueError(f"no leaf {index} among {size}")
        path, level, last = [], 0, size - 1
        while last:
            beside = index ^ 1
            if (beside + 1) << level <= size:
                path.append(bytes(self._levels[level][beside * HASH_BYTES : (beside + 1) * HASH_BYTES]))
            elif beside <= last:  # the ragged right edge
                path.append(self._range(beside << level, size))
            index, last, level = index >> 1, last >> 1, level + 1
        return tuple(path)

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """The proof that the first `old` leaves begin the first `new` (RFC 6962, 2.1.2); ValueError beyond.

        Empty from size 0 and between equal sizes.
        """
        new = self._known(new)
        if not 0 <= old <= new:
            raise ValueError(f"size {old} does not come before {new}")
        proof: list[bytes] = []
        if old in (0, new):
            return ()
        start, end, whole = 0, new, True
        while old != end:
            middle = start + (1 << (end - start - 1).bit_length() - 1)
            if old <= middle:
                proof.append(self._range(middle, end))
                end = middle
            else:
                proof.append(self._range(start, middle))
                start, whole = middle, False
        if not whole:
            proof.append(self._range(start, end))
        return tuple(reversed(proof))

    def _known(self, size: int | None) -> int:
        if size is None:
            return self._size
        if not 0 <= size <= self._size:
            raise ValueError(f"the tree has {self._size} leaves, not {size}")
        return size

    def _range(self, start: int, end: int) -> bytes:
        # start is a multiple of the largest subtree: the range is a row of complete subtrees, largest first
        levels, size = self._levels, end - start
        if not size:
            return EMPTY_ROOT
        level = size.bit_length() - 1
        if size == 1 << level:
            at = (start >> level) * HASH_BYTES
            return bytes(levels[level][at : at + HASH_BYTES])
        parts = []
        while start < end:
            level = (end - start).bit_length() - 1
            at = (start >> level) * HASH_BYTES
            parts.append(levels[level][at : at + HASH_BYTES])
            start += 1 << level
        root = bytes(parts.pop())
        while parts:
            root = _sha256(b"\x01" + parts.pop() + root).digest()
        return root


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
