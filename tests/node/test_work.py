import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.basis.errors import PeerError
from comity.node import work
from comity.node.work import Event, Pace, Step, Told


class Time:
    """Time that passes only when somebody pauses."""

    def __init__(self) -> None:
        self.now = 0.0

    def pace(self, chance: float = 0.0) -> Pace:
        return Pace(lambda: self.now, self.pause, lambda: chance)

    def pause(self, seconds: float) -> None:
        self.now = round(self.now + seconds, 6)


def failing() -> Told:
    yield "work.cosigned", {}
    raise PeerError("wire.unreachable", node="b", reason="x")


def taken(steps: list[Step], until: float, time: Time) -> list[tuple[float, str]]:
    seen: list[tuple[float, str]] = []

    def tell(event: Event) -> None:
        seen.append((time.now, event.step))

    work.run_lane(steps, time.pace(), tell, lambda: time.now >= until)
    return seen


def once(name: str, every: float) -> Step:
    return Step(name, every, lambda: [("work.published", {})])


def test_each_step_comes_round_at_its_own_pace() -> None:
    seen = taken([once("a", 1), once("b", 2)], 4, Time())
    assert seen == [(0, "a"), (0, "b"), (1, "a"), (2, "a"), (2, "b"), (3, "a")]


def test_a_step_that_is_wanted_early_does_not_wait() -> None:
    time = Time()
    hurries = Step("a", 1, lambda: [("work.published", {})], early=lambda: time.now in (0.3, 0.4))
    assert [at for at, _ in taken([hurries], 1.5, time)] == [0, 0.3, 0.4, 1.4]


def test_a_step_that_fails_is_tried_later_and_later_and_the_others_go_on() -> None:
    time = Time()
    seen = taken([Step("bad", 1, failing, early=lambda: True), once("good", 1)], 20, time)
    told = [at for at, name in seen if name == "bad"]
    assert told[::2] == told[1::2]  # what it did before it failed is told too
    assert told[::2] == pytest.approx([0, 2, 6, 14], abs=0.2)
    assert len([at for at, name in seen if name == "good"]) >= 19


def test_a_step_that_works_again_is_taken_at_its_pace() -> None:
    time, good = Time(), False

    def sometimes() -> Told:
        if not good:
            raise PeerError("wire.unreachable", node="b", reason="x")
        return ()

    step = Step("a", 1, sometimes)
    assert [event.failed for event in step.take(time.pace())] == [True]
    good = True
    assert step.take(time.pace()) == []
    assert (step.failures, step.due) == (0, 1)


@given(st.floats(0.1, 1000), st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_the_wait_is_bounded_whatever_happened(every: float, failures: int, chance: float) -> None:
    told = work.wait(every, failures, chance)
    assert min(every, 1) / 2 <= told <= max(every, work.LONGEST_WAIT_S)
    assert failures or told == every


def test_a_step_that_comes_seldom_is_soon_tried_again() -> None:
    assert [work.wait(60, failures, 0) for failures in (0, 1, 2, 9)] == [60, 2, 4, 300]


def test_one_round_takes_every_step_and_says_whether_one_failed() -> None:
    seen: list[Event] = []
    assert work.run_once([once("a", 1), once("b", 1)], Time().pace(), seen.append)
    assert not work.run_once([Step("bad", 1, failing), once("c", 1)], Time().pace(), seen.append)
    assert [(event.step, event.failed) for event in seen] == [
        ("a", False), ("b", False), ("bad", False), ("bad", True), ("c", False),
    ]  # fmt: skip


def test_nothing_is_begun_once_it_is_stopped() -> None:
    stop, seen = threading.Event(), list[str]()

    def stopping() -> Told:
        stop.set()
        return ()

    steps = [Step("a", 1, stopping), once("b", 1)]
    work.run_lane(steps, Time().pace(), lambda event: seen.append(event.step), stop.is_set)
    assert seen == []


def test_a_lane_that_does_not_answer_keeps_no_other_waiting() -> None:
    stop, reached = threading.Event(), threading.Event()

    def stuck() -> Told:
        assert reached.wait(10)
        return ()

    def other() -> Iterator[tuple[str, dict[str, int]]]:
        reached.set()
        stop.set()
        yield "work.published", {}

    pace = Pace(lambda: 0.0, stop.wait, lambda: 0.0)
    work.run_lanes([[Step("stuck", 1, stuck)], [Step("other", 1, other)]], pace, lambda event: None, stop)
    assert reached.is_set()


def test_a_bug_in_a_lane_ends_all_and_is_raised() -> None:
    def bug() -> Told:
        raise ValueError("bug")

    stop = threading.Event()
    lanes = [[Step("bug", 1, bug)], [once("a", 1)]]
    with pytest.raises(ValueError, match="bug"):
        work.run_lanes(lanes, Pace(lambda: 0.0, stop.wait, lambda: 0.0), lambda event: None, stop)
