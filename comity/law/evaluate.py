"""One case on one day: exact, three-valued, with the trace that led to the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from comity.basis.citation import Confidence
from comity.basis.dates import Day
from comity.basis.errors import InputError
from comity.law.frame import Frame, Step
from comity.law.library import Library
from comity.law.rule import Input, Rule
from comity.law.value import Gap, Open, opens_in, status

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Result:
    """A rule's answer: `value` is known or `Open`; `step` is the trace, None when none was asked for.

    `known` holds what each rule it rests on came to, so that another day can start from there; `silent`
    names the rules that met a gap, which must be asked anew to name the other day.
    """

    value: Any
    at: Day
    step: Step | None
    known: Mapping[str, tuple[Any, Step | None]] = field(default_factory=dict, repr=False)
    silent: frozenset[str] = frozenset()

    @property
    def status(self) -> str:
        """`determined`, `undetermined` or `gap`."""
        return status(self.value)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that are missing, by name."""
        return tuple(sorted({name for part in opens_in(self.value) for name in part.missing}))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps in the law it met."""
        return tuple(dict.fromkeys(gap for part in opens_in(self.value) for gap in part.gaps))

    @property
    def confidence(self) -> Confidence:
        """The lowest confidence the answer rests on; C without a trace."""
        return self.step.lowest() if self.step else Confidence.C


def evaluate(
    rule: str,
    facts: Mapping[str, Any],
    library: Library,
    at: Day,
    *,
    trace: bool = True,
    assume: Mapping[str, Any] = _NOTHING,
) -> Result:
    """The value of a rule for one case, with every step, row and citation.

    `assume` gives values to rules instead of working them out: what would follow if they were so.

    A missing fact or a gap in the law gives an open value, never a default. InputError at the fact's name
    for an unknown rule or fact, or a value of another type or outside what the law allows.
    """
    told = facts if isinstance(facts, Checked) else check_facts(library.asked(rule), facts)
    known: dict[str, tuple[Any, Step | None]] = {name: (value, None) for name, value in assume.items()}
    return _run(library.rule(rule), Frame(told, at, known, [] if trace else None), library)


def evaluate_again(rule: str, facts: "Checked", library: Library, at: Day, before: Result) -> Result:
    """The value of the same rule for the same facts on another day.

    Equal to `evaluate` on that day, and much faster: a rule on which the law of the two days is the same
    keeps its value and its step.
    """
    first, last = sorted((before.at, at))
    known = {
        name: told
        for name, told in before.known.items()
        if library.is_steady(name, first, last)
        and (not before.silent or before.silent.isdisjoint(library.rests_on(name)))
    }
    return _run(library.rule(rule), Frame(facts, at, known, [] if before.step else None), library)


def _run(rule: Rule, frame: Frame, library: Library) -> Result:
    value = library.compiler.run(rule.name)(frame)
    step = frame.steps[-1] if frame.steps else None
    return Result(value, frame.at, step, frame.known, frozenset(frame.silent))


class Checked(dict[str, Any]):
    """Facts that passed `check_facts` or were read by the inputs of the rule: not checked again."""


def check_facts(asked: Mapping[str, Input], facts: Mapping[str, Any]) -> Checked:
    """The facts, when every one is asked for and allowed; InputError at the first that is not."""
    told = Checked()
    for name, value in facts.items():
        if name not in asked:
            raise _unknown(asked, name)
        told[name] = value if isinstance(value, Open) else asked[name].check(value, name)
    return told


def read_facts(asked: Mapping[str, Input], texts: Mapping[str, str]) -> Checked:
    """The facts these texts name; InputError at the first that cannot be read."""
    for name in texts:
        if name not in asked:
            raise _unknown(asked, name)
    return Checked({name: asked[name].parse(text, name) for name, text in texts.items()})


def _unknown(asked: Mapping[str, Input], name: str) -> InputError:
    near = get_close_matches(name, asked, 3) or sorted(asked)[:12]
    return InputError("law.fact.unknown", path=name[:120], value=name[:120], expected=tuple(near))
