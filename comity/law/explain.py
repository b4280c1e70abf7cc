"""A trace in sentences: each step says its value, why, by which act and row, and how sure it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comity.basis.errors import Fact
from comity.basis.exact import show
from comity.basis.words import Words
from comity.law.evaluate import Result
from comity.law.frame import Step
from comity.law.library import Library
from comity.law.phrases import PHRASES
from comity.law.rule import show_value
from comity.law.value import Gap, Open, is_number


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


def tell_value(value: Any, unit: str, language: str) -> str:
    """A value with its unit; an open one with its bounds or the values left."""
    if not isinstance(value, Open):
        return _known(value, unit, language)
    if value.options and len(value.options) <= 4:
        left = tuple(_known(option, "", language) for option in value.options)
        return PHRASES.say("law.say.one_of", language, {"values": left})
    if value.low is None and value.high is None:
        return PHRASES.say("law.say.not_determined", language)
    ends: dict[str, Fact] = {
        "low": "…" if value.low is None else show(value.low),
        "high": "…" if value.high is None else show(value.high),
        "unit": unit,
    }
    return PHRASES.say("law.say.between", language, ends).rstrip()


def tell_gap(gap: Gap, language: str) -> str:
    """Why the law, as loaded, is silent there."""
    case = ", ".join(f"{name} = {value}" for name, value in gap.facts)
    return PHRASES.say(
        gap.code, language, {"rule": gap.rule, "day": str(gap.on), "case": case, **dict(gap.facts)}
    )


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
        if isinstance(step.value, Open):
            yield from self._open(step.value)
        if step.citation.act:
            code = "law.say.cited_row" if step.row else "law.say.cited"
            facts: Mapping[str, Fact] = {"act": step.citation.act, "row": step.row or 0}
            yield self._say(code, **facts, confidence=step.citation.confidence.value)
        if step.note:
            yield self._say("law.say.note", note=step.note)

    def _given(self, step: Step) -> str:
        words = {each.name: each.words for each in self._library.rules[step.rule].inputs}
        named = (
            (words.get(name, Words(name)).say(self._language), tell_value(value, "", self._language))
            for name, value in step.inputs
        )
        return "; ".join(f"{name}: {value}" for name, value in named)

    def _open(self, value: Open) -> Iterator[str]:
        if value.missing:
            yield self._say("law.say.missing", names=tuple(sorted(value.missing)))
        for gap in value.gaps:
            yield tell_gap(gap, self._language)

    def _say(self, code: str, **facts: Fact) -> str:
        return PHRASES.say(code, self._language, facts)


def _known(value: Any, unit: str, language: str) -> str:
    if isinstance(value, bool):
        return PHRASES.say("law.say.yes" if value else "law.say.no", language)
    told = show_value(value)
    return f"{told} {unit}" if unit and is_number(value) else told
