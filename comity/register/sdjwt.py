"""An act as SD-JWT claims (RFC 9901): what is said of a person stands there as a digest, opened one by one.

The salts are those of the act, so that whoever opens a digest here opens that of the signed act too.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from comity.basis.errors import ProofError, StateError
from comity.register import cose, credential, disclosure
from comity.register.act import Act
from comity.register.credential import Statement
from comity.register.disclosure import Disclosure, steps
from comity.register.naming import name_of

_SD, _ARRAY, _ALG = "_sd", "...", "_sd_alg"
_SAFE = 2**53  # whole numbers that every reader of JSON takes (RFC 8259, 6)


def digest_text(text: str) -> str:
    """The digest of a disclosure as it stands in `_sd` (RFC 9901, 4.2.3)."""
    return _coded(hashlib.sha256(text.encode()).digest())


def disclosure_text(salt: str, name: str, value: Any) -> str:
    """A disclosure of a member of an object (RFC 9901, 4.2.1).

    >>> disclosure_text("_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius")
    'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0'
    """
    return _coded(json.dumps([salt, name, value], ensure_ascii=False).encode())


def opened_by(shown: Disclosure) -> str:
    """The SD-JWT disclosure of a fact about a person; StateError when JSON cannot say it exactly."""
    if _plain(shown.value) != shown.value:
        raise StateError("sdjwt.not_json", path=shown.path)
    return disclosure_text(_coded(shown.salt), (steps(shown.path) or ("",))[-1], shown.value)


def claims(text: str, held: Sequence[Disclosure]) -> dict[str, Any]:
    """The claims, unsigned, of the act in a credential (`CY1:...`), with a digest for each of `held`.

    StateError when the act has a member that SD-JWT keeps for itself; ProofError("form") for another text.
    """
    statement = credential.read(credential.from_text(text))
    act = disclosure.reveal(statement.signed.act, held)
    told = _told(act, name_of(statement.signed.leaf_hash), text)
    if any(name in (_SD, _ARRAY) for name in _names([act.subject, act.body])):
        raise StateError("sdjwt.reserved")
    for each in held:
        *way, last = steps(each.path) or ("",)
        parent: Any = told
        for step in way:
            parent = parent[int(step)] if isinstance(parent, list) else parent[step]
        del parent[last]
        parent[_SD] = sorted([*parent.get(_SD, ()), digest_text(opened_by(each))])
    return {_ALG: "sha-256", **told}


def check(told: Mapping[str, Any], shown: Sequence[str]) -> tuple[Statement, tuple[Disclosure, ...]]:
    """The credential such claims are made from, and the facts about a person shown with them.

    ProofError when they say other than the act, or a disclosure opens no digest both here and in the act. The
    credential itself is not verified here.
    """
    text = told.get("credential")
    if not isinstance(text, str) or told.get(_ALG) != "sha-256":
        raise _broken("claims")
    statement = credential.read(credential.from_text(text))
    act = statement.signed.act
    known = {_ALG: "sha-256", **_told(act, name_of(statement.signed.leaf_hash), text)}
    parts = {"subject": act.subject, "body": act.body}
    whole = told.keys() == known.keys()
    if not whole or not all(_agree(told[name], parts.get(name, known[name])) for name in known):
        raise ProofError("sdjwt.differs", step="rendering")
    places = dict(_places(told, ""))
    if len(set(shown)) != len(shown):
        raise _broken("twice")
    facts = tuple(_opened(each, places) for each in shown)
    if not disclosure.matches(act, facts):
        raise ProofError("disclosure.no_match", step="form")
    return statement, tuple(sorted(facts, key=lambda fact: fact.path))


def _told(act: Act, name: str, text: str) -> dict[str, Any]:
    days = {"valid_from": act.valid_from, "valid_until": act.valid_until}
    return {
        "iss": act.issuer,
        "jti": name,
        "kind": act.kind,
        "issued_at": act.issued_at,
        **{key: str(day) for key, day in days.items() if day},
        "subject": _plain(act.subject),
        "body": _plain(act.body),
        "credential": text,
    }


def _agree(told: Any, known: Any) -> bool:
    """Whether claims say what the act says, but for members of which `_sd` holds a digest each."""
    if isinstance(known, Mapping):
        if not isinstance(told, dict) or told.keys() - known.keys() - {_SD}:
            return False
        digests, hidden = told.get(_SD, []), known.keys() - told.keys()
        if not isinstance(digests, list) or len(digests) != len(hidden):
            return False
        return all(_is_digest(known[name]) for name in hidden) and all(
            _agree(told[name], known[name]) for name in known if name in told
        )
    if cose.is_array(known):
        return isinstance(told, list) and len(told) == len(known) and all(map(_agree, told, known))
    return type(told) is type(_plain(known)) and bool(told == _plain(known))


def _opened(text: str, places: Mapping[str, str]) -> Disclosure:
    try:
        salt, name, value = json.loads(_decoded(text))
        place = places[digest_text(text)]
        return Disclosure(f"{place}/{_step(name)}", _decoded(salt), value)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise _broken("disclosure") from fault


def _places(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name == _SD:
                yield from ((str(digest), path) for digest in item)
            else:
                yield from _places(item, f"{path}/{_step(name)}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _places(item, f"{path}/{place}")


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value
        value = list(value.values())
    if cose.is_array(value):
        for item in value:
            yield from _names(item)


def _plain(value: Any) -> Any:
    """In the types of JSON: bytes as hex, and a number as text that a reader of JSON would round."""
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if cose.is_array(value):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Fraction) or (type(value) is int and abs(value) >= _SAFE):
        return str(value)
    return value


def _is_digest(value: Any) -> bool:
    return isinstance(value, bytes) and len(value) == hashlib.sha256().digest_size


def _step(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    data = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    if _coded(data) != text:
        raise ValueError("another way to write the same bytes")
    return data


def _broken(part: str) -> ProofError:
    return ProofError("sdjwt.broken", step="form", part=part)
