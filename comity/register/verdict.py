"""What verifying a credential comes to: an answer, and the numbered steps that led to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from comity.basis.errors import Fact
from comity.register.act import Act
from comity.register.checkpoint import Checkpoint
from comity.register.disclosure import Disclosure


class Outcome(StrEnum):
    """How a step ended; `skipped` only when it could not be taken at all."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


class Answer(StrEnum):
    """What all the steps come to."""

    VALID = "valid"
    NOT_VALID = "not valid"
    VALID_AS_OF = "valid as of"
    NOT_COSIGNED = "issued, not cosigned"
    UNKNOWN = "unknown"


NAMES = ("form", "signature", "key", "receipt", "cosignature", "kind", "status")


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step: its outcome, the code of the reason and the facts its words need."""

    number: int
    name: str
    outcome: Outcome
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer with its steps. `act` is None when the form is broken; rely on it only as the answer allows.

    `logged_at` is the time of truth, when a witness saw the act; `as_of` that of the status list (UTC s).
    `disclosed` are the facts about persons that were shown: each opens a digest of the act.
    """

    answer: Answer
    steps: tuple[Step, ...]
    act: Act | None = None
    leaf_hash: bytes | None = None
    checkpoint: Checkpoint | None = None
    logged_at: int | None = None
    as_of: int | None = None
    disclosed: tuple[Disclosure, ...] = ()

    @property
    def failing(self) -> Step | None:
        """The first step that failed, else the first that stays unknown, else None."""
        for outcome in (Outcome.FAILED, Outcome.UNKNOWN):
            for step in self.steps:
                if step.outcome is outcome:
                    return step
        return None
