"""What to ask next: which missing facts can still change an answer, and which of them settles most of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comity.basis.dates import Day
from comity.law.axes import Axes
from comity.law.axis import Axis
from comity.law.evaluate import Checked, Result, check_facts, evaluate
from comity.law.library import Library
from comity.law.rule import Input
from comity.law.walk import said

_MOST_CLASSES = 64  # answers tried for one question; a fact with more tells enough by these
_MOST_TRIED, _LEAST_TRIED = 1_500, 100  # cases tried to weigh the questions and to see which matter at all
_MOST_STEPS = 200_000  # rules worked out for them, for each missing fact: some seconds together
_MOST_QUESTIONS = 24  # weighed at once
_LEAST_ROOM = 16  # cases for each


@dataclass(frozen=True, slots=True)
class Question:
    """A missing fact: of its `classes` different answers `tried` were, and how many of them settle the rule.

    `left` is how many facts are still missing after an answer, on the average and as a share of `tried`.
    """

    input: Input
    classes: int
    tried: int
    settled: int
    left: int

    @property
    def order(self) -> tuple[Any, ...]:
        """What settles most comes first; then what leaves least open, has fewest answers, and the name."""
        return -self.settled / self.tried, self.left / self.tried, self.classes, self.input.name


@dataclass(frozen=True, slots=True)
class Inquiry:
    """How far the facts go: the answer so far, what to ask next, and the missing facts not weighed yet.

    Where nothing is to be asked, `result` is the answer whatever the missing facts are.
    """

    result: Result
    questions: tuple[Question, ...]
    later: tuple[str, ...]


def inquire(rule: str, facts: Mapping[str, Any], library: Library, at: Day) -> Inquiry:
    """The missing facts that can still change the answer, the one that settles most first.

    None when the answer is known, or a gap that no fact can close. Each is tried with a witness of every
    class of answers that the tables and comparisons on its way tell apart, or with some, where they are many.
    A fact is left out when no answer to the others lets it change the value; where that takes too many cases
    to find out, it is asked. Of very many facts the first that matter are weighed, and the others come later.
    """
    told = check_facts(library.asked(rule), facts)
    result = evaluate(rule, told, library, at)
    case = _Case(rule, told, library, at, Axes(library))
    missing = [name for name in library.asked(rule) if name in result.missing]
    steps = len(library.rests_on(rule)) * max(1, len(missing))
    most = max(_LEAST_TRIED, min(_MOST_TRIED, _MOST_STEPS // steps))
    wanted = min(len(missing), max(4, min(_MOST_QUESTIONS, most // _LEAST_ROOM)))
    found: list[Question] = []
    while missing and len(found) < wanted:
        if asked := case.question(missing.pop(0), most // wanted):
            found.append(asked)
    while result.status == "undetermined" and not found:
        name = result.missing[0]
        told[name] = case.axes.axis(rule, library.asked(rule)[name]).values[0]
        result = evaluate(rule, told, library, at)
    return Inquiry(result, tuple(sorted(found, key=lambda each: each.order)), tuple(missing))


def questions(rule: str, facts: Mapping[str, Any], library: Library, at: Day) -> list[Question]:
    """What `inquire` would ask, in its order."""
    return list(inquire(rule, facts, library, at).questions)


def witnesses(rule: str, asked: Input, library: Library) -> list[Any]:
    """One value of an input for each class that the rule, and all it rests on, tells apart."""
    return list(Axes(library).axis(rule, asked).values)


@dataclass(slots=True)
class _Case:
    """A rule with the facts that are known."""

    rule: str
    facts: Checked
    library: Library
    at: Day
    axes: Axes
    room: int = 0

    def question(self, name: str, most: int) -> Question | None:
        """The question for one fact; None when no answer to it can change the value."""
        axis = self._axis(name)
        values = _spread(axis.values, min(most, _MOST_CLASSES))
        results = [self._result({name: value}) for value in values]
        settled = sum(result.status != "undetermined" for result in results)
        left = sum(len(result.missing) for result in results)
        self.room = most
        if not self._matters(name, values, {}, results):
            return None
        return Question(axis.input, len(axis.values), len(values), settled, left)

    def _matters(
        self, name: str, values: tuple[Any, ...], more: dict[str, Any], results: list[Result] | None = None
    ) -> bool:
        """Whether some answer to the other facts, with these `more`, lets the fact change the value."""
        if self.room < 0:
            return True
        found = results or [self._result({**more, name: value}) for value in values]
        self.room -= len(found)
        ends = {said(result) for result in found if result.status != "undetermined"}
        if len(ends) > 1:
            return True
        other = next((each for result in found for each in result.missing if each != name), None)
        if other is None or other in more:
            # between the ends of a sampled class nothing is known: then what is missing without it decides
            return self._axis(name).sampled and name in self._result(more).missing
        return any(
            self._matters(name, values, {**more, other: value})
            for value in _spread(self._axis(other).values, _MOST_CLASSES)
        )

    def _axis(self, name: str) -> Axis:
        return self.axes.axis(self.rule, self.library.asked(self.rule)[name])

    def _result(self, more: Mapping[str, Any]) -> Result:
        told = Checked({**self.facts, **more})
        return evaluate(self.rule, told, self.library, self.at, trace=False)


def _spread(values: tuple[Any, ...], most: int) -> tuple[Any, ...]:
    """At most so many of the values, evenly spread, the last one with them."""
    if len(values) <= most:
        return values
    step = -(-len(values) // max(1, most - 1))
    return (*values[::step], values[-1])
