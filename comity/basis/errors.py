"""One root, five kinds. A code, its facts, and words kept apart (basis.words)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Fact = str | int | tuple[str, ...]


class ComityError(Exception):
    """A fault someone can act on: `code` names it for machines, `facts` fill its words.

    The words in three languages stand in the phrasebook of the part that raises it, under the same code.
    """

    kind: str = "fault"

    def __init__(self, code: str, **facts: Fact) -> None:
        """Hold the code (`part.what_is_wrong`) and the facts its words need."""
        super().__init__(code, facts)
        self.code: Final = code
        self.facts: Final[Mapping[str, Fact]] = MappingProxyType(facts)

    def __str__(self) -> str:
        """Code and facts on one line, for logs; people get `words.say`."""
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class InputError(ComityError):
    """What a person or program sent cannot be taken; fact `path` says where."""

    kind = "input"


class PackError(ComityError):
    """A pack of law is broken; facts `file` and `line` say where."""

    kind = "pack"


class StateError(ComityError):
    """An act, case or node is not in the state this step needs."""

    kind = "state"


class ProofError(ComityError):
    """A proof does not hold; fact `step` says which part of it."""

    kind = "proof"


class PeerError(ComityError):
    """The other node did not do what the exchange asks; fact `node` says which."""

    kind = "peer"
