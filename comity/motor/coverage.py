"""What can be computed: state by place by span of days, read off the packs; the rest is a gap and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from comity.basis.dates import Day, Span
from comity.basis.errors import InputError
from comity.basis.words import Words
from comity.law.evaluate import Checked, evaluate, read_facts
from comity.law.expression import ANYTHING, names_in
from comity.law.rule import trees
from comity.law.table import Table
from comity.law.value import Gap
from comity.motor.tariff import PLACE, Tariff, texts_of


@dataclass(frozen=True, slots=True)
class Specimen:
    """An ordinary contract of one kind, by which coverage is shown: its rule, its facts but for the place."""

    id: str
    rule: str
    facts: Checked
    words: Words


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which a specimen can be computed for these places, or cannot, and why.

    `places` are keys of the tariff's places; empty where the specimen asks for none.
    """

    specimen: Specimen
    span: Span
    places: tuple[str, ...]
    gaps: tuple[Gap, ...]
    missing: tuple[str, ...] = ()

    @property
    def computable(self) -> bool:
        """Whether it can be computed."""
        return not (self.gaps or self.missing)


def coverage(tariff: Tariff, places: Sequence[str] = (), of: str = "") -> list[Stretch]:
    """The stretches of every specimen, or of one, over all places of the tariff or these.

    Spans come from the packs alone: the days between two edges of the law are alike.
    """
    wanted = [each for each in specimens(tariff) if of in ("", each.id)]
    if not wanted:
        known = tuple(each.id for each in specimens(tariff))
        raise InputError("motor.specimen.unknown", path="of", value=of[:40], expected=known)
    return [
        stretch for each in wanted for stretch in _stretches(each, tariff, places or tuple(tariff.places))
    ]


def specimens(tariff: Tariff) -> list[Specimen]:
    """The specimens the pack names."""
    found = []
    for id_, told in tariff.rows("specimens", "specimen"):
        rule = tariff.rule(told["rule"]) or told["rule"]
        pairs = dict(pair.strip().split("=") for pair in told["case"].split(";"))
        facts = read_facts(tariff.library.asked(rule), pairs)
        found.append(Specimen(id_, rule, facts, Words(told["en"], told["ru"], told["be"])))
    return found


def _stretches(specimen: Specimen, tariff: Tariff, places: Sequence[str]) -> list[Stretch]:
    """One stretch for each span and answer, the places with the same one together; the earliest first."""
    asks = PLACE in tariff.library.asked(specimen.rule)
    eras = _eras(specimen.rule, tariff)
    views = [_view(specimen.rule, tariff, day) for day, _ in eras] if asks else []
    lines: dict[tuple[object, ...], list[tuple[object, Stretch]]] = {}
    found: dict[object, tuple[Stretch, list[str]]] = {}
    for place in places if asks else ("",):
        alike = tuple(view(place) for view in views)
        if alike not in lines:
            lines[alike] = _line(specimen, place, tariff, eras)
        for answer, stretch in lines[alike]:
            found.setdefault((stretch.span, answer), (stretch, []))[1].extend([place] if asks else [])
    told = [replace(stretch, places=tuple(keys)) for stretch, keys in found.values()]
    return sorted(told, key=lambda each: (each.span.start or date.min, not each.computable))


def _line(
    specimen: Specimen, place: str, tariff: Tariff, eras: Sequence[tuple[Day, Span]]
) -> list[tuple[object, Stretch]]:
    """The answers for one place over all time; days next to one another with one answer are one stretch."""
    facts = Checked(specimen.facts | ({PLACE: place} if place else {}))
    found: list[tuple[object, Stretch]] = []
    for day, span in eras:
        result = evaluate(specimen.rule, facts, tariff.library, day, trace=False)
        reasons = tuple(tariff.why_words(gap) or gap.rule for gap in result.gaps)
        answer = result.missing, tuple(gap.rule for gap in result.gaps), reasons
        stretch = Stretch(specimen, span, (), result.gaps, result.missing)
        if found and found[-1][0] == answer:
            last = found.pop()[1]
            stretch = replace(last, span=Span(last.span.start, span.end))
        found.append((answer, stretch))
    return found


def _eras(rule: str, tariff: Tariff) -> list[tuple[Day, Span]]:
    """A day of each span on which the law, and the reasons for its gaps, stay the same."""
    reasons = tariff.rule("not_loaded")
    edges = sorted({day for name in (rule, reasons) if name for day in tariff.library.edges(name)})
    if not edges:
        return [(date.max, Span())]
    spans = [Span(start, end) for start, end in zip([None, *edges], [*edges, None], strict=True)]
    return [(span.start or edges[0] - timedelta(1), span) for span in spans]


def _view(rule: str, tariff: Tariff, day: Day) -> Callable[[str], object]:
    """What the law of the day makes of a place: two places with the same get the same answer.

    For each table that tests the place, the outputs and other tests of the rows that name it; the place
    itself where an expression, or a test of another form, asks for it.
    """
    versions = (tariff.library.rule(name).on(day) for name in sorted(tariff.library.rests_on(rule)))
    known: dict[str, list[object]] = {}
    named = False
    for version in versions:
        if version is None:
            continue
        columns = [column for column, _ in version.body.columns] if isinstance(version.body, Table) else []
        expressions = trees(version)[len(columns) :]
        named = named or any(each.name == PLACE for tree in expressions for each in names_in(tree))
        if isinstance(version.body, Table) and PLACE in columns:
            at = columns.index(PLACE)
            for row in version.body.rows_on(day):
                rest = id(version), row.tests[:at], row.tests[at + 1 :], row.outputs
                texts = texts_of(row.tests[at])
                named = named or not (texts or row.tests[at] == ANYTHING)
                for place in texts or tariff.places:
                    known.setdefault(place, []).append(rest)
    return lambda place: (place if named else "", tuple(known.get(place, ())))
