from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import ProofError, StateError
from comity.register import act
from comity.register.act import Act, Computed, StatusRef
from comity.register.keys import ED25519, PrivateKey
from comity.register.merkle import leaf_hash

KEY = PrivateKey(ED25519, bytes(32))

plain = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=9) | st.binary(max_size=9)
values = st.recursive(
    plain | st.fractions().filter(lambda number: number.denominator > 1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
maps = st.dictionaries(st.text(max_size=5), values, max_size=4)
days = st.dates()
digests = st.binary(min_size=32, max_size=32)
names = st.text(min_size=1, max_size=12)
counts = st.integers(0, 2**63 - 1)
acts = st.builds(
    Act,
    kind=names,
    issuer=names,
    id=st.binary(min_size=16, max_size=16),
    subject=maps.filter(lambda subject: subject.get("id") != ""),
    body=maps,
    issued_at=counts,
    valid_from=st.none() | days,
    valid_until=st.none() | days,
    ends=st.none() | digests,
    status=st.none() | st.builds(StatusRef, names, counts),
    computed=st.none()
    | st.builds(Computed, names, days, digests, st.dictionaries(names, digests, max_size=2), names, maps),
    approvals=st.lists(names, unique=True, max_size=3).map(tuple),
)


@given(acts)
def test_every_act_reads_back_the_same(given_act: Act) -> None:
    leaf = act.seal(given_act, KEY)
    found = act.read(leaf)
    assert found.act == given_act
    assert found.leaf == leaf
    assert found.leaf_hash == leaf_hash(leaf)
    assert found.kid == KEY.public.kid


@given(acts)
def test_sealing_twice_gives_the_same_bytes(given_act: Act) -> None:
    assert act.seal(given_act, KEY) == act.seal(given_act, KEY)


def small(**fields: Any) -> Act:
    given_act: dict[str, Any] = {
        "kind": "k",
        "issuer": "i",
        "id": bytes(16),
        "subject": {},
        "body": {},
        "issued_at": 0,
    }
    return Act(**(given_act | fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": ""},
        {"id": bytes(15)},
        {"issued_at": -1},
        {"issued_at": True},
        {"ends": b"short"},
        {"body": {"price": 1.5}},
        {"body": {"day": date(2026, 1, 1)}},
        {"body": {1: "number as a key"}},
        {"body": None},
        {"subject": {"id": ""}},
        {"approvals": ("a", "a")},
        {"approvals": ("",)},
        {"status": StatusRef("u", -1)},
        {"computed": Computed("r", date(2026, 1, 1), b"", {}, "1", {})},
        {"body": {"deep": [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}},
    ],
)
def test_unfit_act_is_not_made(fields: dict[str, Any]) -> None:
    with pytest.raises(StateError, match=r"act\.unfit"):
        act.seal(small(**fields), KEY)


def test_act_larger_than_a_log_entry_is_not_made() -> None:
    with pytest.raises(StateError, match=r"act\.too_large"):
        act.seal(small(body={"text": "x" * 65_535}), KEY)


def test_proposal_is_what_is_decided_and_nothing_else() -> None:
    proposed = act.proposal_digest(small())
    added = small(id=bytes([1]) * 16, issued_at=5, status=StatusRef("u", 1), approvals=("a", "b"))
    assert act.proposal_digest(added) == proposed
    decided: tuple[dict[str, Any], ...] = (
        {"kind": "l"},
        {"issuer": "j"},
        {"subject": {"id": "x"}},
        {"body": {"a": Fraction(1, 3)}},
        {"valid_from": date(2026, 1, 1)},
        {"valid_until": date(2026, 1, 1)},
        {"ends": bytes(32)},
    )
    others = {act.proposal_digest(small(**fields)) for fields in decided}
    assert len(others) == len(decided)
    assert proposed not in others


def test_disclosure_needs_its_salt() -> None:
    assert act.disclosure_digest(bytes(16), "plate", "A1") != act.disclosure_digest(
        bytes([1] * 16), "plate", "A1"
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_an_act_or_refused(data: bytes) -> None:
    with pytest.raises(ProofError):
        act.read(data)
