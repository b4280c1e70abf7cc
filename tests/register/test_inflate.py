import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError
from comity.register.inflate import inflate


@given(st.binary(max_size=500), st.integers(0, 9))
def test_what_fits_is_unpacked(data: bytes, level: int) -> None:
    assert inflate(zlib.compress(data, level), len(data) or 1) == data


@given(st.binary(min_size=2, max_size=500))
def test_more_than_the_limit_is_refused(data: bytes) -> None:
    with pytest.raises(ProofError, match=r"inflate\.too_large"):
        inflate(zlib.compress(data), len(data) - 1)


@given(st.binary(max_size=99), st.binary(min_size=1, max_size=9))
def test_bytes_after_the_stream_are_refused(data: bytes, more: bytes) -> None:
    with pytest.raises(ProofError, match=r"inflate\.trailing"):
        inflate(zlib.compress(data) + more, 500)


@given(st.binary(max_size=99), st.integers(1, 20))
def test_a_cut_stream_is_refused(data: bytes, cut: int) -> None:
    with pytest.raises(ProofError, match=r"inflate\.broken"):
        inflate(zlib.compress(data)[:-cut], 500)


@given(st.binary(max_size=99))
def test_any_bytes_are_unpacked_or_refused(data: bytes) -> None:
    try:
        assert len(inflate(data, 50)) <= 50
    except ProofError:
        pass
