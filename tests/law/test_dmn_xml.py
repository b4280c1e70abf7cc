import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import InputError
from comity.law.dmn_read import read_model
from comity.law.dmn_xml import MOST_BYTES, read_xml

BOMB = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><definitions>&b;</definitions>'
HOSTILE = {
    "entities": BOMB,
    "external": b'<!DOCTYPE x SYSTEM "/etc/passwd"><definitions/>',
    "parameter": b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://localhost/x"> %p;]><definitions/>',
    "deep": b"<a>" * 100_000,
    "many": b"<definitions>" + b"<a/>" * 600_000 + b"</definitions>",
    "large": b" " * (MOST_BYTES + 1),
    "torn": b"<definitions><decision></definitions>",
    "empty": b"",
    "no xml": b"%PDF-1.7",
    "encoding": b'<?xml version="1.0" encoding="no-such"?><definitions/>',
    "another": b"<html/>",
    "undefined": b"<definitions>&nbsp;</definitions>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_or_broken_xml_is_refused_by_name(name: str) -> None:
    with pytest.raises(InputError, match=r"feel\.(model_xml|model_too_large|not_a_model)"):
        read_model(HOSTILE[name])


@given(st.binary(max_size=200))
def test_no_bytes_make_a_fault(data: bytes) -> None:
    codes = set()
    try:
        read_xml(data)
    except InputError as refused:
        codes.add(refused.code)
    assert codes <= {"feel.model_xml"}


def test_text_and_attributes_are_read_without_their_prefixes() -> None:
    root = read_xml(b'<d:a xmlns:d="urn:d" xmlns:x="urn:x" x:type="t" name="n">one<d:b/>two &lt;3</d:a>')
    assert (root.tag, root.namespace, root.attrs) == ("a", "urn:d", {"type": "t", "name": "n"})
    assert (root.text, [child.tag for child in root.children]) == ("onetwo <3", ["b"])
