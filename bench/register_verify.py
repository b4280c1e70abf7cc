"""Credentials verified offline a second, on one core, beside cryptography on the bare signatures.

Run: `python bench/register_verify.py`. Every credential is another act, so nothing can be remembered; trust
list and status list are read once, as a verifier at a border does.
"""

import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.run import told
from comity.register import act, checkpoint, credential, receipt, status
from comity.register.act import StatusRef
from comity.register.checkpoint import Checkpoint
from comity.register.merkle import Tree
from comity.register.verdict import Answer
from comity.register.verify import verify

COUNT = 2_000
OTHERS = 64_000  # so that a path has the 16 steps it has in a real log


def world() -> ModuleType:
    """The invented world of tests/vectors/world.py."""
    path = Path(__file__).resolve().parents[1] / "tests" / "vectors" / "world.py"
    spec = importlib.util.spec_from_file_location("vector_world", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def credentials(made: ModuleType) -> list[bytes]:
    """COUNT different credentials of one log."""
    tree, leaves = Tree(), []
    for n in range(OTHERS):
        tree.append(n.to_bytes(4))
    for n in range(COUNT):
        place = StatusRef(f"{made.LISTS}/1", n)
        leaf = act.seal(made.certificate(id=n.to_bytes(16), status=place), made.ISSUER)
        leaves.append((tree.append(leaf), leaf))
    head = Checkpoint(made.ORIGIN, tree.size, tree.root())
    seen = checkpoint.cosign(head, made.PEER, made.SEEN)
    return [
        credential.attach(leaf, receipt.issue(head, n, tree.inclusion(n), made.LOG, made.LOGGED), [seen])
        for n, leaf in leaves
    ]


def rate(run: Any, items: list[Any]) -> float:
    """Items a second, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for item in items:
            run(item)
        best = min(best, time.perf_counter() - start)
    return len(items) / best


def bare_signatures(made: ModuleType, data: list[bytes]) -> float:
    """The same three signatures a credential has, by cryptography, with nothing else checked."""
    message = data[0][:600]
    signers = [made.ISSUER, made.LOG, made.PEER]
    known = [(Ed25519PublicKey.from_public_bytes(key.public.raw), key.sign(message)) for key in signers]

    def run(_: bytes) -> None:
        for public, signature in known:
            public.verify(signature, message)

    return rate(run, data)


def main() -> list[dict[str, Any]]:
    """The figures, printed and given back."""
    made = world()
    data = credentials(made)
    trust = made.trust_list()
    token = made.status_token(packed=status.pack({}, COUNT))
    lists, _ = status.read_all([token], trust)

    def run(given: bytes | str) -> None:
        if verify(given, trust, lists, made.AT, made.DAY).answer is not Answer.VALID:
            raise RuntimeError("a good credential was not found valid")

    peer = bare_signatures(made, data)
    texts = [credential.to_text(each) for each in data]
    rows = [
        row("verify credential text, with receipt and cosignature", rate(run, texts), peer),
        row("verify credential bytes, with receipt and cosignature", rate(run, data), peer),
    ]
    return told(rows)


def row(name: str, value: float, peer: float) -> dict[str, Any]:
    """One figure beside its peer's."""
    return {
        "name": name,
        "value": value,
        "unit": "1/s",
        "peer": "cryptography, the three bare signatures",
        "peer_value": peer,
        "target": 4_000,
    }


if __name__ == "__main__":
    main()
