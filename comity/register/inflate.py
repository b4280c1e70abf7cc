"""Bounded zlib (RFC 1950): one stream, nothing after it, never more than the limit unpacked."""

import zlib

from comity.basis.errors import ProofError


def inflate(data: bytes, most_bytes: int, dictionary: bytes = b"", wbits: int = zlib.MAX_WBITS) -> bytes:
    """The unpacked bytes; ProofError("form") for a broken, unfinished or longer stream, or more after it.

    A stream may name the preset dictionary given here, and no other. `wbits` is zlib's name for the wrapper.
    """
    stream = zlib.decompressobj(wbits, zdict=dictionary)
    try:
        unpacked = stream.decompress(data, most_bytes)
        if not stream.eof:  # the checksum may still stand in the tail
            unpacked += stream.decompress(stream.unconsumed_tail, 1)
    except zlib.error as fault:
        raise ProofError("inflate.broken", step="form") from fault
    if len(unpacked) > most_bytes or stream.unconsumed_tail:
        raise ProofError("inflate.too_large", step="form", limit=most_bytes)
    if not stream.eof:
        raise ProofError("inflate.broken", step="form")
    if stream.unused_data:
        raise ProofError("inflate.trailing", step="form", size=len(stream.unused_data))
    return unpacked
