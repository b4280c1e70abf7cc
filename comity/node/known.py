"""What this node knew on a day about a day: how an act stands, by what had been recorded then."""

from dataclasses import dataclass

from comity.basis.dates import Day
from comity.exchange.accept import ACT, ENDED, Fact, Standing
from comity.node import ledger
from comity.node.database import Cursor

_MOST_FACTS = 256  # of one act: how often it was examined, suspended and resumed
_MOST_STEPS = 16  # an act ended by one that was ended itself, and so on: bounded, whatever was recorded


@dataclass(frozen=True, slots=True)
class Known:
    """How an act stood: `facts` are those the answer rests on, newest first; empty when nothing was known."""

    standing: str
    facts: tuple[Fact, ...]


UNKNOWN = "unknown"
_HOLDS = frozenset({Standing.IN_FORCE, Standing.ENDING, UNKNOWN})


def standing(cursor: Cursor, leaf_hash: bytes, on: Day, at: int) -> Known:
    """How the act of this leaf hash stands on a day, by what was recorded at or before a time (UTC seconds).

    An act that another one ends stands as before when that other one has itself ended, or counts no more:
    its key may have been revoked since.
    """
    return _standing(cursor, leaf_hash.hex(), on, at, _MOST_STEPS)


def _standing(cursor: Cursor, key: str, on: Day, at: int, steps: int) -> Known:
    found = ledger.facts(cursor, ACT, key, on, at, _MOST_FACTS)
    own = next((fact for fact in found if fact.value["standing"] != ENDED), None)
    told = str(own.value["standing"]) if own else UNKNOWN
    seen = [own] if own else []
    if told not in _HOLDS:
        return Known(told, tuple(seen))
    for fact in found:
        if fact.value["standing"] != ENDED:
            continue
        by = _standing(cursor, fact.source.hex(), on, at, steps - 1) if steps else None
        if by is None or by.standing in _HOLDS:
            return Known(ENDED, (fact, *seen))
        seen = [*by.facts, *seen]
    return Known(told, tuple(seen))
