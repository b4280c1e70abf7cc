"""What this node knew on a day about a day: how an act stands, by what had been recorded then."""

from dataclasses import dataclass

from comity.basis.dates import Day
from comity.exchange.accept import ACT, ENDED, Fact
from comity.node import ledger
from comity.node.database import Cursor

_MOST_STEPS = 16  # an act ended by one that was ended itself, and so on: bounded, whatever was recorded


@dataclass(frozen=True, slots=True)
class Known:
    """How an act stood: `facts` are those the answer rests on, newest first; empty when nothing was known."""

    standing: str
    facts: tuple[Fact, ...]


UNKNOWN = "unknown"


def standing(cursor: Cursor, leaf_hash: bytes, on: Day, at: int) -> Known:
    """How the act of this leaf hash stands on a day, by what was recorded at or before a time (UTC seconds).

    An act that another one ends stands as before when that other one has itself ended.
    """
    seen: list[Fact] = []
    found = ledger.facts(cursor, ACT, leaf_hash.hex(), on, at, _MOST_STEPS)
    for fact in found:
        if fact.value["standing"] == ENDED and _has_ended(cursor, fact, on, at, seen):
            continue
        seen.append(fact)
        return Known(str(fact.value["standing"]), tuple(seen))
    return Known(UNKNOWN, tuple(seen))


def _has_ended(cursor: Cursor, fact: Fact, on: Day, at: int, seen: list[Fact]) -> bool:
    over = ledger.facts(cursor, ACT, fact.source.hex(), on, at, 1)
    ended = bool(over) and over[0].value["standing"] == ENDED
    seen += over if ended else []
    return ended
