import hashlib
import zlib
from pathlib import Path

import pytest

from comity.basis.errors import ProofError
from comity.register import base45, credential
from comity.register.dictionary import DICTIONARY
from comity.register.inflate import inflate

STORED = Path(__file__).parents[1] / "vectors" / "dictionary.hex"


def test_the_dictionary_is_part_of_the_format_and_never_changes() -> None:
    assert STORED.read_text("ascii").strip() == DICTIONARY.hex()
    digest = "b5de05c8d1693524e1d64760b1b5f0687e93591117e3bd23b87db25a86780fb6"
    assert hashlib.sha256(DICTIONARY).hexdigest() == digest


def test_a_stream_without_the_dictionary_is_read_too() -> None:
    assert inflate(zlib.compress(b"plain"), 10, DICTIONARY) == b"plain"


def test_a_stream_of_another_dictionary_is_refused() -> None:
    stream = zlib.compressobj(zdict=b"another")
    packed = stream.compress(b"another") + stream.flush()
    with pytest.raises(ProofError, match="inflate.broken"):
        credential.from_text(credential.PREFIX + base45.encode(packed))
