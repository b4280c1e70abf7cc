"""What one evaluation may use, and what it notes: steps, levels, sizes, and why a value became null."""

from collections.abc import Callable
from dataclasses import dataclass, field

from comity.basis.errors import InputError
from comity.feel.value import Value, size_of

MOST_STEPS = 2_000_000  # nodes run and items held in one evaluation
MOST_LEVELS = 200  # of trees and calls in one another; three frames of Python each
_MOST_NOTES = 100


class Bounded(Exception):  # noqa: N818 - it ends the evaluation, never leaves the room
    """The evaluation has gone on too long or too deep."""


@dataclass(frozen=True, slots=True)
class Note:
    """Why something became null: where in the expression, and the reason. Its words are `feel.null`.

    `fault` is the error behind it where the text itself is at fault: it has words of its own.
    """

    where: str
    why: str
    fault: InputError | None = None


@dataclass(slots=True)
class Budget:
    """What an evaluation has noted and used so far."""

    notes: list[Note] = field(default_factory=list)
    steps: int = 0
    level: int = 0

    def guarded(self, work: Callable[[], Value]) -> Value:
        """What the work gives; null with a note for what is not FEEL or goes beyond the bounds."""
        try:
            return work()
        except InputError as fault:
            self.note("text", str(fault), fault)
        except (Bounded, RecursionError):
            self.note("bounds", "too many steps or levels")
        return None

    def note(self, where: str, why: str, fault: InputError | None = None) -> None:
        """Keep a reason, of the first hundred."""
        if len(self.notes) < _MOST_NOTES:
            self.notes.append(Note(where, why, fault))

    def charge(self, steps: int) -> None:
        """Count work done; Bounded when it is too much."""
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise Bounded

    def held(self, value: Value) -> Value:
        """A value of this evaluation, its size charged: a list of a list of itself grows fast."""
        self.charge(size_of(value))
        return value
