"""One run of a rule: the facts and what is known so far, and the trace it leaves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from comity.basis.citation import Citation, Confidence, lowest
from comity.basis.dates import Day
from comity.basis.words import Words
from comity.law.rule import Rule
from comity.law.table import Row
from comity.law.value import Gap, Open


class Step(NamedTuple):
    """One rule's part of an answer: its value, the row that gave it, its citation, and the steps below it."""

    rule: str
    words: Words
    unit: str
    value: Any
    inputs: tuple[tuple[str, Any], ...]
    row: int | None
    citation: Citation
    note: str
    parts: tuple["Step", ...]

    def each(self) -> "list[Step]":
        """This step and all below it, from the answer down; a step that several rest on comes once."""
        found: dict[int, Step] = {}
        waiting = [self]
        while waiting:
            step = waiting.pop()
            if id(step) not in found:
                found[id(step)] = step
                waiting += reversed(step.parts)
        return list(found.values())

    def lowest(self) -> Confidence:
        """The lowest confidence this step and all below it rest on."""
        return lowest([step.citation.confidence for step in self.each()])


@dataclass(slots=True)
class Frame:
    """The facts of one scope, the day, what is already known, and the steps so far (None: not traced).

    `silent` names the rules that met a gap, in all scopes of the run. In an `invoked` scope the caller
    bound the facts, so an open one may turn out to be something its input does not allow.
    """

    facts: dict[str, Any]
    at: Day
    known: dict[str, tuple[Any, Step | None]]
    steps: list[Step] | None
    silent: set[str] = field(default_factory=set)
    invoked: bool = False

    def gap(self, rule: Rule, code: str, facts: tuple[tuple[str, str], ...] = ()) -> Open:
        """The open value of a rule where the law is silent."""
        self.silent.add(rule.name)
        return Open(gaps=(Gap(rule.name, self.day(rule), code, facts),))

    def day(self, rule: Rule) -> Any:
        """The day the rule is tested on: that of the run, or the fact it names (open until it is said)."""
        if rule.day is None:
            return self.at
        return self.fact(rule.day, Open(frozenset({rule.day})))

    def fact(self, name: str, unknown: Open) -> Any:
        """The fact, or the open value; one bound by a caller is worked out when it is first asked for."""
        value = self.facts.get(name, unknown)
        if value.__class__ is Later:
            value = self.facts[name] = value.work(value.frame)
        return value


Run = Callable[[Frame], Any]


class Later(NamedTuple):
    """A bound input of an invoked rule, worked out in the caller's frame when it is first asked for."""

    work: Run
    frame: Frame


# The value of a body, the row that gave it, and the inputs it was given.
Seen = tuple[Any, Row | None, tuple[tuple[str, Any], ...]]
Body = Callable[[Frame, Day], Seen]
