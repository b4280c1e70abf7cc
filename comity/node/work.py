"""Steps that come round, each at its own pace: what a node does by itself.

Steps of one lane are taken one after another, lanes side by side, so that a node that does not answer keeps
nobody waiting but its own lane. A step that fails is tried again, later and later. The time, the pauses and
the chance in them are arguments.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from comity.basis.errors import ComityError, Fact

LONGEST_WAIT_S = 300.0
GRACE_S = 20.0  # for the steps that were begun when the work is to end
TICK_S = 0.1  # how often a step that may be wanted early is looked at

_MOST_DOUBLINGS = 16

Told = Iterable[tuple[str, Mapping[str, Fact]]]


@dataclass(frozen=True, slots=True)
class Event:
    """What a step did, or why it failed: a code that has words, and its facts."""

    step: str
    code: str
    facts: Mapping[str, Fact]
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """The time (seconds, from any start), the pause, and a number of [0, 1) that spreads the tries."""

    clock: Callable[[], float]
    sleep: Callable[[float], object]
    chance: Callable[[], float]


def never() -> bool:
    """Not wanted early."""
    return False


@dataclass(slots=True)
class Step:
    """One thing to do every so many seconds, or as soon as `early` says so; `run` gives what it did."""

    name: str
    every_s: float
    run: Callable[[], Told]
    early: Callable[[], bool] = never
    due: float = field(default=0.0)
    failures: int = field(default=0)

    def is_due(self, now: float) -> bool:
        """Whether it is to be taken; one that failed is not wanted early."""
        return now >= self.due or (not self.failures and self.early())

    def take(self, pace: Pace) -> list[Event]:
        """Do it once and set when it comes round again; a fault becomes an event."""
        events: list[Event] = []
        try:
            for code, facts in self.run():
                events.append(Event(self.name, code, facts))
            self.failures = 0
        except ComityError as fault:
            events.append(Event(self.name, fault.code, fault.facts, failed=True))
            self.failures += 1
        self.due = pace.clock() + wait(self.every_s, self.failures, pace.chance())
        return events


def wait(every_s: float, failures: int, chance: float) -> float:
    """The seconds until a step comes round; after a failure two, doubled by each more in a row.

    Up to five minutes, or its own pace: one that comes seldom is soon tried again. After a failure up to half
    of it is left to chance, so that many do not come back in one moment.
    """
    if not failures:
        return every_s
    longest = max(every_s, LONGEST_WAIT_S)
    most = min(longest, 2.0 ** min(failures, _MOST_DOUBLINGS))
    return most * (1 - chance / 2)


def run_once(steps: Iterable[Step], pace: Pace, tell: Callable[[Event], None]) -> bool:
    """Take each step once, whatever becomes of the others; whether none failed."""
    good = True
    for step in steps:
        for event in step.take(pace):
            tell(event)
            good = good and not event.failed
    return good


def run_lane(
    steps: Sequence[Step], pace: Pace, tell: Callable[[Event], None], stopped: Callable[[], bool]
) -> None:
    """Take the steps as they fall due until `stopped`, which is asked before each."""
    while not stopped():
        for step in steps:
            if not stopped() and step.is_due(pace.clock()):
                run_once([step], pace, tell)
        if not stopped():
            pace.sleep(_pause(steps, pace.clock()))


def run_lanes(
    lanes: Iterable[Sequence[Step]], pace: Pace, tell: Callable[[Event], None], stop: threading.Event
) -> None:
    """Run each lane in a thread until `stop` is set; a bug in one of them ends all and is raised here.

    Steps that were begun are waited for, though not for ever: one may hang on a node that answers byte by
    byte, and every one may be cut off.
    """
    bugs: list[BaseException] = []

    def run(steps: Sequence[Step]) -> None:
        try:
            run_lane(steps, pace, tell, stop.is_set)
        except BaseException as fault:  # noqa: BLE001 a lane that silently stays away would be worse
            bugs.append(fault)
            stop.set()

    threads = [threading.Thread(target=run, args=(steps,), daemon=True) for steps in lanes]
    for thread in threads:
        thread.start()
    stop.wait()
    until = pace.clock() + GRACE_S
    for thread in threads:
        thread.join(max(0.0, until - pace.clock()))
    if bugs:
        raise bugs[0]


def _pause(steps: Sequence[Step], now: float) -> float:
    pause = min((step.due - now for step in steps), default=TICK_S)
    return max(0.0, min(pause, TICK_S) if any(step.early is not never for step in steps) else pause)
