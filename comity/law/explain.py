"""A trace in sentences: each step says its value, why, by which act and row, and how sure it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from comity.basis.dates import Span
from comity.basis.errors import Fact
from comity.basis.exact import show
from comity.basis.words import Words
from comity.law.evaluate import Result
from comity.law.frame import Step
from comity.law.library import Library
from comity.law.phrases import PHRASES
from comity.law.rule import Input, show_value
from comity.law.value import Duration, Gap, Open, is_number, opens_in

_MOST_OPTIONS = 4  # more of them are no help in a sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step in words; `depth` counts from the answer down."""

    depth: int
    rule: str
    text: str


def explain(result: Result, library: Library, language: str) -> list[Sentence]:
    """The sentences of a result in the language, the answer first; a step met twice is told once."""
    if result.step is None:
        return []
    teller = _Teller(library, language)
    return list(teller.tell(result.step, 0))


def tell_unit(unit: str, language: str) -> str:
    """The unit as it reads after a number; one the phrasebook does not hold stands as the pack writes it."""
    code = f"law.unit.{unit}"
    return PHRASES.say(code, language) if code in PHRASES else unit


def tell_value(value: Any, unit: str, language: str) -> str:
    """A value with its unit; an open one with its bounds or the values left."""
    if not isinstance(value, Open):
        return _known(value, unit, language)
    if value.options and len(value.options) <= _MOST_OPTIONS:
        left = tuple(tell_value(option, unit, language) for option in value.options)
        return PHRASES.say("law.say.one_of", language, {"values": left})
    low, high = (None if end is None else show(end) for end in (value.low, value.high))
    told = tell_unit(unit, language)
    if low is not None and high is not None:
        return PHRASES.say("law.say.between", language, {"low": low, "high": high, "unit": told}).rstrip()
    if low is not None:
        return PHRASES.say("law.say.at_least", language, {"low": low, "unit": told}).rstrip()
    if high is not None:
        return PHRASES.say("law.say.at_most", language, {"high": high, "unit": told}).rstrip()
    return PHRASES.say("law.say.not_determined", language)


def tell_gap(gap: Gap, language: str) -> str:
    """Why the law, as loaded, is silent there."""
    case = "".join(
        f"{', ' if place else ': '}{name} = {value}" for place, (name, value) in enumerate(gap.facts)
    )
    facts: dict[str, Fact] = {"rule": gap.rule, "day": str(gap.on), "case": case, **dict(gap.facts)}
    return PHRASES.say(gap.code, language, facts)


def tell_span(span: Span, language: str) -> str:
    """The days of a span, both ends inclusive, as they read after a comma."""
    first, last = str(span.start or ""), str(span.end - timedelta(days=1)) if span.end else ""
    code = {(True, True): "within", (True, False): "from", (False, True): "until"}.get(
        (bool(first), bool(last)), "always"
    )
    return PHRASES.say(f"law.span.{code}", language, {"first": first, "last": last})


class _Teller:
    def __init__(self, library: Library, language: str) -> None:
        self._library, self._language = library, language
        self._told: set[int] = set()

    def tell(self, step: Step, depth: int) -> Iterator[Sentence]:
        if id(step) in self._told:
            return
        self._told.add(id(step))
        yield Sentence(depth, step.rule, " ".join(self._parts(step)))
        for part in step.parts:
            yield from self.tell(part, depth + 1)

    def _parts(self, step: Step) -> Iterator[str]:
        title = step.words.say(self._language)
        yield self._say("law.say.step", title=title, value=tell_value(step.value, step.unit, self._language))
        if given := self._given(step):
            yield self._say("law.say.because", inputs=given)
        yield from self._open(step)
        if step.citation.act:
            code = "law.say.cited_row" if step.row else "law.say.cited"
            facts: Mapping[str, Fact] = {"act": step.citation.act, "row": step.row or 0}
            yield self._say(code, **facts, confidence=step.citation.confidence.value)
        if step.note:
            yield self._say("law.say.note", note=step.note)

    def _given(self, step: Step) -> str:
        inputs = {each.name: each for each in self._library.rules[step.rule].inputs}
        told = []
        for name, value in step.inputs:
            unit = inputs[name].unit if name in inputs else ""
            words = inputs[name].words if name in inputs else self._column(step.rule, name)
            told.append(f"{words.say(self._language)}: {tell_value(value, unit, self._language)}")
        return "; ".join(told)

    def _column(self, rule: str, name: str) -> Words:
        """The words of a column that asks another rule."""
        pack = self._library.rules[rule].pack
        asked = self._library.rules.get(f"{pack}.{name}")
        return asked.words if asked else Words(name)

    def _open(self, step: Step) -> Iterator[str]:
        opens = list(opens_in(step.value))
        asked = self._library.asked(step.rule)
        missing = sorted({name for each in opens for name in each.missing})
        if missing:
            names = tuple(self._fact(name, asked) for name in missing)
            yield self._say("law.say.missing", names=names)
        for gap in dict.fromkeys(gap for each in opens for gap in each.gaps):
            yield tell_gap(gap, self._language)

    def _fact(self, name: str, asked: Mapping[str, Input]) -> str:
        """A fact in words, and the name under which it is told."""
        return f"{asked[name].words.say(self._language)} ({name})" if name in asked else name

    def _say(self, code: str, **facts: Fact) -> str:
        return PHRASES.say(code, self._language, facts)


def _known(value: Any, unit: str, language: str) -> str:
    if isinstance(value, bool):
        return PHRASES.say("law.say.yes" if value else "law.say.no", language)
    if isinstance(value, Duration):
        return _duration(value, language)
    if isinstance(value, tuple):
        told = [tell_value(item, unit, language) for item in value]
        return ", ".join(told) or PHRASES.say("law.say.nothing", language)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {tell_value(item, unit, language)}" for name, item in value.items())
    told_value = show_value(value)
    return f"{told_value} {tell_unit(unit, language)}" if unit and is_number(value) else told_value


def _duration(value: Duration, language: str) -> str:
    if value.months and value.months % 12 == 0:
        return f"{value.months // 12} {tell_unit('years', language)}"
    if value.months:
        return f"{value.months} {tell_unit('months', language)}"
    return f"{value.days} {tell_unit('days', language)}"
