"""Trust lists on screen: their keys, what a draft changes, and what is to be done next."""

from pathlib import Path

from rich.console import RenderableType

from comity.cli import answer
from comity.cli.verdict import moment
from comity.node import files, peer
from comity.node.node import Node
from comity.node.trust_draft import Looked, look
from comity.register import note
from comity.register.trust import Role, TrustedKey, TrustList


def handed(opened: Node, token: bytes, out: Path | None) -> None:
    """Post a list or draft, write it where it was asked for, and say what it changes and what comes next."""
    looked = look(opened, token)
    end = "trust" if looked.signed >= looked.needed else "draft"
    path = peer.post(opened, f"{looked.listed.domain}-{looked.listed.version}.{end}", token)
    if out:
        files.write_file(out, token)
    answer.tell(
        {"file": str(out or path), **changed(looked)}, *changes(looked), next_step(looked, out or path)
    )


def next_step(looked: Looked, path: Path | None = None) -> str:
    """What people do next with a list or draft."""
    code = "cli.draft_whole" if looked.signed >= looked.needed else "cli.draft_part"
    file, version = str(path or "FILE"), looked.listed.version
    return answer.words(code, version=version, signed=looked.signed, needed=looked.needed, file=file)


def verifier_key(key: TrustedKey) -> str | None:
    """The key as tools of C2SP take it: of a log to check its checkpoints, of a witness its cosignatures."""
    purposes = {Role.LOG: note.SIGNATURE, Role.WITNESS: note.COSIGNATURE}
    purpose = purposes.get(key.role)
    return note.verifier_key(key.name, key.key, purpose) if purpose else None


def told_of(listed: TrustList) -> dict[str, object]:
    """The list for machines."""
    return {
        "domain": listed.domain,
        "version": listed.version,
        "issued": listed.issued,
        "expires": listed.expires,
        "kinds": {name: kind.approvals for name, kind in listed.kinds.items()},
        "keys": [
            {
                "kid": key.key.kid,
                "holder": key.holder,
                "role": key.role.value,
                "kinds": sorted(key.kinds),
                "name": key.name,
                "since": key.since,
                "until": key.until,
                "revoked_at": key.revoked_at,
                "reason": key.reason,
                "verifier_key": verifier_key(key),
            }
            for key in listed.keys.values()
        ],
    }


def changed(looked: Looked) -> dict[str, object]:
    """What a list or draft changes, for machines."""
    found = [{"code": change.code, **change.facts} for change in looked.changes]
    return {
        "domain": looked.listed.domain,
        "version": looked.listed.version,
        "signed": looked.signed,
        "needed": looked.needed,
        "changes": found,
    }


def changes(looked: Looked) -> list[RenderableType]:
    """What a list or draft changes, a line each."""
    title = answer.words("cli.draft_title", domain=looked.listed.domain, version=looked.listed.version)
    lines = [answer.words(change.code, **change.facts) for change in looked.changes]
    return [title, *(f"  {line}" for line in lines or [answer.words("cli.draft_same")])]


def rows(listed: TrustList) -> list[tuple[str, ...]]:
    """The keys of a list, a row each."""
    return [
        (
            key.holder,
            key.role.value,
            key.key.kid.hex(),
            _for_what(key, listed),
            moment(key.since),
            _end(key.until, key.revoked_at),
        )
        for key in listed.keys.values()
    ]


def _for_what(key: TrustedKey, listed: TrustList) -> str:
    if key.kinds and key.kinds == listed.kinds.keys():
        return answer.words("cli.every_kind")
    return ", ".join(sorted(key.kinds)) or key.name


def _end(until: int | None, revoked_at: int | None) -> str:
    if revoked_at is not None:
        return answer.words("cli.key_revoked", at=moment(revoked_at))
    return moment(until) if until is not None else ""
