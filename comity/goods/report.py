"""An assessment told to people: lines, totals and reasons in their language; faces only lay it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from comity.basis.citation import Citation
from comity.basis.errors import Fact
from comity.goods.assess import Assessment, Credit, DayResult, Decision, words_of
from comity.goods.phrases import PHRASES
from comity.goods.sheet import Item, Mode, Scale
from comity.law.explain import tell_gap, tell_value
from comity.law.value import Open, low_of


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the sheet: its name, points of how many, origin with its proof, and why it counts so."""

    id: str
    name: str
    points: str
    origin: str
    why: str
    mark: str
    cite: str
    confidence: str


class Report:
    """What there is to say of one assessment in one language."""

    def __init__(self, assessment: Assessment, language: str) -> None:
        """Take the assessment; nothing is worked out anew."""
        self._of, self._language = assessment, language
        self._lines = {line.item.id: line for line in assessment.application.lines}
        self._marks: dict[tuple[str, str], int] = {}

    def say(self, phrase: str, **facts: Fact) -> str:
        """The sentence for a phrase of goods."""
        return PHRASES.say(phrase, self._language, facts)

    @property
    def title(self) -> str:
        """Product, sheet and filing day."""
        claim = self._of.application
        name = claim.product.get("name") or claim.code
        sheet = claim.sheet.words.say(self._language)
        return self.say("goods.say.title", product=name, code=claim.code, sheet=sheet, filed=str(claim.filed))

    @property
    def decision(self) -> str:
        """The decision in words."""
        return self.say(f"goods.decision.{self._of.decision.name.lower()}")

    def headings(self) -> tuple[str, ...]:
        """The heads of the columns of `rows`."""
        return tuple(self.say(f"goods.head.{name}") for name in ("line", "points", "origin", "why", "cite"))

    def rows(self) -> list[Told]:
        """The lines of the sheet as they count on the filing day."""
        return [self._row(each) for each in self._of.credits]

    def totals(self) -> list[str]:
        """For each day that must be met: score, threshold, shortfall, and what holds it back."""
        return [self._total(day) for day in self._of.days]

    def reasons(self) -> Iterator[str]:
        """What is missing, where the law is silent, what would close the gap, and how long it holds."""
        found = self._of
        for day in found.days:
            for name in day.unmet:
                yield self.say("goods.say.unmet", name=words_of(found.application, name).say(self._language))
        if found.missing:
            yield self.say("goods.say.missing", names=self._named(found.missing))
        for gap in found.gaps:
            yield tell_gap(gap, self._language)
        if found.moves:
            yield self.say("goods.say.next", steps=tuple(self._moves()))
        if found.decision is Decision.CONFIRMED:
            yield self._holds()
        checked = str(found.checked or "?")
        yield self.say("goods.say.confidence", confidence=found.confidence.value, checked=checked)

    def sources(self) -> list[tuple[str, str, str]]:
        """Each act the decision rests on: its mark in the rows, the act, its confidence."""
        for day in self._of.days:
            for step in day.met.step.each() if day.met.step else ():
                self._mark(step.citation)
        return [(f"[{n}]", act, sure) for (act, sure), n in self._marks.items()]

    def _mark(self, cited: Citation) -> str:
        """The number by which rows refer to an act; acts are numbered as they are met."""
        if not cited.act:
            return ""
        key = cited.act, cited.confidence.value
        return f"[{self._marks.setdefault(key, len(self._marks) + 1)}]"

    def _named(self, names: Iterable[str]) -> tuple[str, ...]:
        """Facts by their words, each with its name in brackets: what is asked for, and where to write it."""
        asked = self._of.asked
        words = {name: asked[name].words.say(self._language) for name in names if name in asked}
        return tuple(f"{words[name]} [{name}]" if words.get(name) else name for name in names)

    def _open(self, item: Item, points: Open) -> str:
        if points.missing:
            about = f"{item.words.say(self._language)}: "  # the row already says which line it is
            names = tuple(name.removeprefix(about) for name in self._named(sorted(points.missing)))
            return self.say("goods.why.open", names=names)
        return self.say("goods.why.silent")

    def _moves(self) -> Iterator[str]:
        for move in self._of.moves:
            names = " + ".join(item.words.say(self._language) for item in move.items)
            yield f"{names} (+{tell_value(move.gain, '', self._language)})"

    def _holds(self) -> str:
        if self._of.until is None:
            return self.say("goods.say.holds_open")
        return self.say("goods.say.holds", until=str(self._of.until))

    def _total(self, day: DayResult) -> str:
        unit = self.say("goods.unit.percent" if self._percent else "goods.unit.points")
        facts: dict[str, Fact] = {
            "day": str(day.on),
            "score": self._value(day.score),
            "least": self._value(day.least),
            "unit": unit,
            "decision": self.say(f"goods.decision.{day.decision.name.lower()}"),
        }
        known = low_of(day.least) is not None
        told = self.say("goods.say.total" if known else "goods.say.total_without", **facts)
        lacks = self._value(day.shortfall)
        return f"{told} {self.say('goods.say.lacks', lacks=lacks, unit=unit)}" if day.shortfall else told

    @property
    def _percent(self) -> bool:
        return self._of.application.sheet.scale is Scale.PERCENT

    def _value(self, value: Any) -> str:
        return tell_value(value, "", self._language)

    def _row(self, credit: Credit) -> Told:
        item = credit.item
        points = self._value(credit.points)
        most = "" if item.mode is Mode.COUNT else f" / {self._value(item.points)}"
        return Told(
            item.id,
            item.words.say(self._language),
            f"{points}{most}",
            self._origin(credit),
            self._why(credit),
            self._mark(credit.citation),
            credit.citation.act,
            credit.citation.confidence.value,
        )

    def _origin(self, credit: Credit) -> str:
        line = self._lines.get(credit.item.id)
        if line is None:
            return ""
        kind = line.document.kind if line.document else ""
        told = self.say(f"goods.kind.{kind}") if f"goods.kind.{kind}" in PHRASES else kind
        number = f" {line.document.number}" if line.document and line.document.number else ""
        return f"{line.state}: {told}{number}".strip(": ") if line.state or told else ""

    def _ranked(self, credit: Credit, rank: str) -> str:
        """How the origin ranks; what another state's paper proves is recognised, and by what."""
        if not credit.points:
            return self.say("goods.why.not_enough")
        line = self._lines.get(credit.item.id)
        home = line is None or line.state == self._of.application.sheet.pack.one("jurisdiction")
        mark = self._mark(credit.ranked.citation) if credit.ranked else ""
        return self.say(f"goods.why.{rank if home or rank != 'own' else 'recognised'}", act=mark)

    def _why(self, credit: Credit) -> str:
        done = self._of.application.facts.get(f"{credit.item.id}.done")
        if isinstance(credit.points, Open):
            return self._open(credit.item, credit.points)
        if done in ("no", "absent"):
            return self.say(f"goods.why.{done}")
        if credit.excluded is not None:
            code = "goods.why.excluded_credited" if credit.points else "goods.why.excluded"
            mark = self._mark(credit.excluded.citation)
            return self.say(code, act=mark, row=credit.excluded.row or 0)
        if isinstance(credit.rank, str):
            return self._ranked(credit, credit.rank)
        return self.say("goods.why.counted" if credit.points else "goods.why.not_counted")
