"""Lines of a CSV piece that are no rows of its file: found, named and taken out, so that the rest is read.

A row is one line (RFC 4180 without line breaks inside quotes), its fields parted by commas.
"""

from typing import Any

import numpy as np

from comity.basis.errors import InputError

LONGEST_LINE = 1 << 20  # bytes; what is longer is skipped as it is read
_WINDOW = LONGEST_LINE // 2  # a longer line covers one of these wholly
_SHOWN = 80
Array = np.ndarray[Any, Any]
_NEWLINE, _RETURN, _QUOTE, _COMMA = b"\n\r\x22,"


def has_long_line(piece: bytes) -> bool:
    """Whether some line may be too long."""
    return any(
        piece.find(b"\n", start, start + _WINDOW) < 0 for start in range(0, len(piece) - _WINDOW, _WINDOW)
    )


def mend(piece: bytes, fields: int) -> tuple[bytes, list[int], list[tuple[int, InputError]]]:
    """The piece without the lines that are no rows, the numbers of those kept, and of each other why."""
    signs = np.frombuffer(piece, np.uint8)
    ends = np.flatnonzero(signs == _NEWLINE)
    if not piece.endswith(b"\n"):
        ends = np.append(ends, len(piece))
    starts = np.concatenate([[0], ends[:-1] + 1])
    commas, quotes, returns = (_counts(signs == sign, ends) for sign in (_COMMA, _QUOTE, _RETURN))
    closed = (ends > starts) & (signs[np.maximum(ends, 1) - 1] == _RETURN)
    empty = ends - closed == starts
    odd = (quotes > 0) | (returns > closed) | (ends - starts > LONGEST_LINE)
    odd |= (commas != fields - 1) & ~empty
    faults = []
    for line in np.flatnonzero(odd).tolist():
        fault = fault_of(piece[starts[line] : ends[line] - closed[line]], fields)
        if fault is None:
            odd[line] = False
        else:
            faults.append((line, fault))
    edges = np.flatnonzero(np.diff(np.concatenate([[True], odd, [True]]).astype(np.int8)))
    past = np.append(starts, len(piece))
    kept = b"".join(piece[past[a] : past[b]] for a, b in zip(edges[::2], edges[1::2], strict=True))
    return kept, np.flatnonzero(~odd).tolist(), faults


def _counts(found: Array, ends: Array) -> Array:
    """How many signs each line has: by their places, as a sum would hold each byte as eight."""
    return np.diff(np.searchsorted(np.flatnonzero(found), ends), prepend=0)


def fault_of(line: bytes, fields: int) -> InputError | None:
    """Why a line is no row of so many fields."""
    shown = line[:_SHOWN].decode("utf-8", "backslashreplace")
    if len(line) > LONGEST_LINE:
        return too_long(line)
    if b"\r" in line:
        return InputError("fleet.line_return", path="line", value=shown)
    found = split_line(line)
    if found is None:
        return InputError("fleet.line_quote", path="line", value=shown)
    if len(found) != fields:
        return InputError("fleet.line_fields", path="line", value=shown, found=len(found), expected=fields)
    return None


def too_long(line: bytes) -> InputError:
    """Why a line of which this is the beginning was not read."""
    shown = line[:_SHOWN].decode("utf-8", "backslashreplace")
    return InputError("fleet.line_long", path="line", value=shown, limit=LONGEST_LINE)


def split_line(line: bytes) -> list[bytes] | None:
    """The fields of a line; None where a quote stays open. Read as Arrow reads them: a quote opens a field
    only at its beginning, two of them inside stand for one, and what follows the closing one is kept."""
    found: list[bytes] = []
    at = 0
    while True:
        field = b""
        if line[at : at + 1] == b'"':
            at += 1
            while True:
                close = line.find(b'"', at)
                if close < 0:
                    return None
                field += line[at:close]
                at = close + 1
                if line[at : at + 1] != b'"':
                    break
                field += b'"'
                at += 1
        comma = line.find(b",", at)
        if comma < 0:
            return [*found, field + line[at:]]
        found.append(field + line[at:comma])
        at = comma + 1
