"""Renderings for outside partners, secured with JOSE: made by the issuer's key, read by the trust list alone.

The signed act stays the source. Whoever reads a rendering compares it with the act that lies within, and
verifies that as ever: this signature only says who rendered it, and when.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey

from comity.basis.errors import ProofError
from comity.node.node import Node
from comity.node.trusted import signing_key
from comity.register import bitstring, sdjwt
from comity.register.credential import Statement
from comity.register.disclosure import Disclosure
from comity.register.keys import ED25519, ESP256, PrivateKey, PublicKey
from comity.register.naming import did_of
from comity.register.status import StatusList
from comity.register.trust import Role, TrustedKey, TrustList

VC, VC_CONTENT = "vc+jwt", "vc"  # Securing Verifiable Credentials using JOSE and COSE, 3.1.1
SD_JWT = "x.comity.act+sd-jwt"  # unregistered, as RFC 9901, 9.11 leaves to whoever makes them
MOST_BYTES = 1 << 20

_NAMES = {ED25519: "Ed25519", ESP256: "ES256"}  # RFC 9864, 2.2; RFC 7518, 3.4


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendering as read: its claims, the trusted key that signed them, and when it says it did (UTC s)."""

    claims: Mapping[str, Any]
    key: TrustedKey
    at: int


def sign(claims: Mapping[str, Any], key: PrivateKey, at: int, typ: str, content: str = "") -> str:
    """The claims as a compact JWS (RFC 7515, 7.1) with `iat`; StateError for an algorithm without a DID."""
    did = did_of(key.public)
    head = {"alg": _NAMES[key.alg], "typ": typ, "kid": f"{did}#{did.rpartition(':')[2]}"}
    if content:
        head["cty"] = content
    signed = f"{_part(head)}.{_part({**claims, 'iat': at})}"
    return f"{signed}.{_coded(key.sign(signed.encode()))}"


def read(token: str, trust: TrustList, typ: str) -> Rendered:
    """The claims of a rendering of that type, signed by an issuer's key of the trust list; else ProofError.

    A revoked key speaks no more, whatever time it names: a thief dates as he likes.
    """
    if len(token) > MOST_BYTES or not token.isascii():
        raise _broken("token")
    try:
        seen = jws.extract_compact(token.encode())
        head = seen.headers()
        known = _find(trust, head["kid"])
        good = head.get("typ") == typ and head["alg"] == _NAMES.get(known.key.alg if known else 0)
        if known is None or not good:
            raise ProofError("renderings.unknown_key", step="rendering", kid=str(head["kid"])[:120])
        claims = json.loads(jws.deserialize_compact(token, _jwk(known.key), [head["alg"]]).payload)
        at = claims.pop("iat")
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise _broken(type(fault).__name__) from fault
    if type(at) is not int or known.revoked_at is not None or known.fault_at(at):
        raise ProofError("renderings.key_not_good", step="rendering", holder=known.holder)
    return Rendered(claims, known, at)


def sd_jwt(
    text: str, held: Sequence[Disclosure], shown: Sequence[Disclosure], key: PrivateKey, at: int
) -> str:
    """The SD-JWT (RFC 9901, 4) of the act in a credential: digests of all `held`, open those `shown`."""
    token = sign(sdjwt.claims(text, held), key, at, SD_JWT)
    return "~".join([token, *(sdjwt.opened_by(each) for each in shown), ""])


def sd_jwt_of(node: Node, text: str, held: Sequence[Disclosure], shown: Sequence[Disclosure] = ()) -> str:
    """The SD-JWT of an act of this node, by its issuer's key of now."""
    return sd_jwt(text, held, shown, signing_key(node, Role.ISSUER), node.clock.now())


def status_list(listed: StatusList, purpose: str, key: PrivateKey, at: int) -> str:
    """The status list as a W3C Bitstring Status List credential, for the address `credentialStatus` names."""
    claims = bitstring.render(listed, purpose, f"{listed.uri}/{purpose}", did_of(key.public))
    return sign(claims, key, at, VC, VC_CONTENT)


def read_sd_jwt(text: str, trust: TrustList) -> tuple[Statement, tuple[Disclosure, ...]]:
    """The credential an SD-JWT is made from, and what it shows of a person; ProofError otherwise.

    Only the rendering is verified; the credential within is verified as ever. A key binding is refused.
    """
    token, *shown = text.split("~")
    if not shown or shown.pop():
        raise _broken("end")
    rendered = read(token, trust, SD_JWT)
    statement, facts = sdjwt.check(rendered.claims, shown)
    check_holder(rendered, statement)
    return statement, facts


def check_holder(rendered: Rendered, statement: Statement) -> None:
    """ProofError when another body than the act's own signed the rendering."""
    if statement.signed.act.issuer != rendered.key.holder:
        raise ProofError("renderings.other_holder", step="rendering", holder=rendered.key.holder)


def _find(trust: TrustList, kid: Any) -> TrustedKey | None:
    named = kid.partition("#")[0] if isinstance(kid, str) else ""
    ours = (known for known in trust.keys.values() if known.role is Role.ISSUER and known.key.alg in _NAMES)
    return next((known for known in ours if did_of(known.key) == named), None)


def _jwk(key: PublicKey) -> OKPKey | ECKey:
    if key.alg == ED25519:
        return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": _coded(key.raw)})
    x, y = key.raw[:32], key.raw[32:]
    return ECKey.import_key({"kty": "EC", "crv": "P-256", "x": _coded(x), "y": _coded(y)})


def _part(value: Mapping[str, Any]) -> str:
    return _coded(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _broken(part: str) -> ProofError:
    return ProofError("renderings.broken", step="rendering", part=part)
