"""Compact ranges: all that must be kept of a log to check how it grows, at most 63 hashes."""

from collections.abc import Iterable
from dataclasses import dataclass

from comity.basis.errors import ProofError
from comity.register.merkle import EMPTY_ROOT, HASH_BYTES, MOST_SIZE, node_hash, row_above

_SIZE_BYTES = 8
_PAIR = 2 * HASH_BYTES


@dataclass(frozen=True, slots=True)
class Range:
    """The first `size` leaves of a log as the roots of its complete subtrees, largest first.

    ValueError unless there is one of 32 bytes for each bit that is set in the size.
    """

    size: int
    peaks: tuple[bytes, ...]

    def __post_init__(self) -> None:
        """Check that the peaks are those of the size."""
        if not 0 <= self.size <= MOST_SIZE or len(self.peaks) != self.size.bit_count():
            raise ValueError(f"{len(self.peaks)} hashes are not the peaks of {self.size} leaves")
        if any(len(peak) != HASH_BYTES for peak in self.peaks):
            raise ValueError(f"a hash has {HASH_BYTES} bytes")

    def root(self) -> bytes:
        """The root of the tree (RFC 6962, 2.1)."""
        if not self.peaks:
            return EMPTY_ROOT
        root, *left = reversed(self.peaks)
        for peak in left:
            root = node_hash(peak, root)
        return root

    def extended(self, leaf_hashes: Iterable[bytes]) -> "Range":
        """The range with further leaves behind these; ValueError when one is no hash."""
        row = b"".join(leaf_hashes)
        if len(row) % HASH_BYTES:
            raise ValueError(f"a hash has {HASH_BYTES} bytes")
        size = rest = self.size
        size += len(row) // HASH_BYTES
        left, peaks = list(self.peaks), []
        while row or rest:
            if rest & 1:  # the peak of this height is the left child of the first of the row
                row = left.pop() + row
            if len(row) % _PAIR:
                peaks.append(row[-HASH_BYTES:])
            row, rest = row_above(row), rest >> 1
        return Range(size, tuple(reversed(peaks)))

    def to_bytes(self) -> bytes:
        """The size as eight bytes, highest first, and the peaks."""
        return self.size.to_bytes(_SIZE_BYTES) + b"".join(self.peaks)


EMPTY = Range(0, ())


def from_bytes(data: bytes) -> Range:
    """The range in its bytes; ProofError("form") for anything else."""
    size, hashes = int.from_bytes(data[:_SIZE_BYTES]), data[_SIZE_BYTES:]
    if not _SIZE_BYTES <= len(data) <= _SIZE_BYTES + 63 * HASH_BYTES or size > MOST_SIZE:
        raise ProofError("range.broken", step="form")
    if len(hashes) != size.bit_count() * HASH_BYTES:
        raise ProofError("range.broken", step="form")
    peaks = (hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES))
    return Range(size, tuple(peaks))
