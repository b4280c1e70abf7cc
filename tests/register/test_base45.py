import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError
from comity.register import base45


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
    ],
)
def test_examples_of_rfc9285(data: bytes, text: str) -> None:
    assert base45.encode(data) == text
    assert base45.decode(text) == data


@given(st.binary(max_size=200))
def test_bytes_read_back(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:aé", max_size=40))
def test_what_is_read_is_the_one_encoding(text: str) -> None:
    try:
        data = base45.decode(text)
    except ProofError:
        return
    assert base45.encode(data) == text


@pytest.mark.parametrize("text", ["A", "AAAA", ":::", "GGW", "::", "bb8", "BB8\n", "BBé", "BB"[:1]])
def test_non_canonical_text_is_refused(text: str) -> None:
    with pytest.raises(ProofError, match=r"base45\.broken"):
        base45.decode(text)
