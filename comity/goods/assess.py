"""The decision on an application: three values, the points behind it, what is missing, how long it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from comity.basis.citation import Citation, Confidence, lowest
from comity.basis.dates import Day, add_months
from comity.basis.exact import Number
from comity.basis.words import Words
from comity.goods.application import Application
from comity.goods.sheet import Item, Sheet
from comity.goods.steps import Move, next_moves
from comity.law.evaluate import Result, evaluate, evaluate_again
from comity.law.frame import Step
from comity.law.library import Library, aliases
from comity.law.rule import Input
from comity.law.value import Gap, Open, high_of, low_of

_GROUND = "expert_act"  # what an entry rests on when the product has a sheet: a chamber's act of expertise


class Decision(StrEnum):
    """What the law says of a claim."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not confirmed"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Credit:
    """What one line earned: its points (a number or open), how its origin ranks, by which rules."""

    item: Item
    points: Any
    rank: Any
    excluded: Step | None
    ranked: Step | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class DayResult:
    """The claim against the law of one day; `score` and `least` in points or percent, as the sheet counts.

    `steps` are those of its trace, by rule.
    """

    on: Day
    met: Result
    points: Any
    score: Any
    least: Any
    unmet: tuple[str, ...]
    confidence: Confidence
    steps: Mapping[str, Step] = field(repr=False)

    @property
    def decision(self) -> Decision:
        """The day's own decision."""
        if isinstance(self.met.value, Open):
            return Decision.UNDETERMINED
        return Decision.CONFIRMED if self.met.value else Decision.NOT_CONFIRMED

    @property
    def margin(self) -> Number:
        """How far the score can be above the threshold; negative below it, 0 where nobody can say."""
        have, need = high_of(self.score), low_of(self.least)
        return have - need if have is not None and need is not None else 0

    @property
    def shortfall(self) -> Number:
        """How much the score surely lacks."""
        return max(0, -self.margin)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The decision on one application. `days` are those it must meet the requirements of, filing first.

    `credits` are the lines on the day of filing, `asked` the inputs by name, for their words. `until` is the
    last day on which the same facts would still do; None when nothing loaded ends it, or it is not confirmed.
    """

    application: Application
    decision: Decision
    days: tuple[DayResult, ...]
    credits: tuple[Credit, ...]
    asked: Mapping[str, Input]
    missing: tuple[str, ...]
    gaps: tuple[Gap, ...]
    moves: tuple[Move, ...]
    until: Day | None
    confidence: Confidence
    checked: Day | None

    @property
    def deciding(self) -> DayResult:
        """The day the decision hangs on: the one furthest from its threshold."""
        order = (Decision.NOT_CONFIRMED, Decision.UNDETERMINED, Decision.CONFIRMED)
        return min(self.days, key=lambda day: (order.index(day.decision), day.margin))


def assess(application: Application, library: Library) -> Assessment:
    """The decision of the law on the day of filing and, where it asks for it, on a second day.

    A missing fact or a gap in the law gives `undetermined`, with what is missing; nothing is raised for it.
    """
    first, *others = deciding_days(application, library)
    rule = application.rule("met")
    met = evaluate(rule, application.facts, library, first)
    later = [evaluate_again(rule, application.facts, library, day, met) for day in others]
    days = tuple([_on(application, each) for each in (met, *later)])
    decision = _joined([day.decision for day in days])
    worst = max(days, key=lambda day: day.shortfall)
    moves = next_moves(application, library, worst.on) if worst.shortfall or worst.unmet else ()
    return Assessment(
        application,
        decision,
        days,
        _credits(application, days[0].steps),
        library.asked(rule),
        tuple(dict.fromkeys(name for day in days for name in day.met.missing)),
        tuple(dict.fromkeys(gap for day in days for gap in day.met.gaps)),
        moves,
        holds_until(application, library, (met, *later)) if decision is Decision.CONFIRMED else None,
        lowest([day.confidence for day in days]),
        application.sheet.citation.checked,
    )


def deciding_days(application: Application, library: Library) -> tuple[Day, ...]:
    """The filing day, and the other day whose requirements the state's procedure asks to be met too."""
    rule = procedure_rule(application.sheet, library, "second_day")
    if not rule:
        return (application.filed,)
    second = evaluate(rule, {"filed": application.filed}, library, application.filed, trace=False).value
    return (application.filed,) if second == application.filed else (application.filed, second)


def procedure_rule(sheet: Sheet, library: Library, name: str) -> str | None:
    """The full name of a rule of the procedure a sheet uses, if it is loaded."""
    full = f"{aliases(sheet.pack).get('procedure', '')}.{name}"
    return full if full in library.rules else None


def holds_until(application: Application, library: Library, known: Sequence[Result]) -> Day | None:
    """The last day before a change of the loaded law, or the longest term of an entry, ends the decision.

    `known` are the results so far, that of the day of filing first: no day is worked out twice.
    """
    rule, met = application.rule("met"), {each.at: each.value for each in known}
    cap = _longest(application, library)
    for edge in library.edges(rule):
        if edge > application.filed and (cap is None or edge <= cap):
            if edge not in met:
                met[edge] = evaluate_again(rule, application.facts, library, edge, known[0]).value
            if met[edge] is not True:
                return edge - timedelta(1)
    return cap


def _longest(application: Application, library: Library) -> Day | None:
    rule = procedure_rule(application.sheet, library, "validity_years")
    if not rule:
        return None
    years = evaluate(rule, {"ground": _GROUND}, library, application.filed, trace=False).value
    return None if isinstance(years, Open) else add_months(application.filed, 12 * int(years)) - timedelta(1)


def _joined(decisions: list[Decision]) -> Decision:
    if Decision.NOT_CONFIRMED in decisions:
        return Decision.NOT_CONFIRMED
    return Decision.UNDETERMINED if Decision.UNDETERMINED in decisions else Decision.CONFIRMED


def _on(application: Application, met: Result) -> DayResult:
    trace = met.step.each() if met.step else []
    steps = {step.rule: step for step in trace}

    def value(name: str) -> Any:
        step = steps.get(application.rule(name))
        return step.value if step else None

    totals = value("points"), value("score"), value("least")
    sure = lowest([step.citation.confidence for step in trace])
    return DayResult(met.at, met, *totals, _unmet(application, steps), sure, steps)


def _unmet(application: Application, steps: Mapping[str, Step]) -> tuple[str, ...]:
    """The mandatory conditions that surely fail, and the groups surely below their own minimum, by name."""
    mandatory = [
        each.id
        for each in application.sheet.mandatory
        if (step := steps.get(application.rule(f"mandatory.{each.id}"))) and step.value is False
    ]
    below = [
        each.group
        for each in application.sheet.minimums
        if _below(steps, *(application.rule(f"{kind}.{each.group}") for kind in ("group", "minimum")))
    ]
    return tuple(dict.fromkeys([*mandatory, *below]))


def _below(steps: Mapping[str, Step], group: str, minimum: str) -> bool:
    if group not in steps or minimum not in steps:
        return False
    most, least = high_of(steps[group].value), low_of(steps[minimum].value)
    return most is not None and least is not None and most < least


def _credits(application: Application, steps: Mapping[str, Step]) -> tuple[Credit, ...]:
    lines: dict[str, Item] = {}
    for item in application.sheet.lines(application.variant):
        if item.id not in lines or item.span.holds(application.filed):
            lines[item.id] = item
    rules = application.rule("")
    return tuple([_credit(steps, rules + id_, item) for id_, item in lines.items()])


def _credit(steps: Mapping[str, Step], rule: str, item: Item) -> Credit:
    step, rank = steps.get(rule), steps.get(f"{rule}.rank")
    below = [each for part in rank.parts for each in (part, *part.parts)] if rank else []
    excluded = next((each for each in below if each.value is True and each.rule.endswith(".excluded")), None)
    ranked = [each for each in below if rank and each.value == rank.value and each.rule.endswith("rank")]
    return Credit(
        item,
        step.value if step else None,
        rank.value if rank else None,
        excluded,
        ranked[-1] if ranked else None,
        step.citation if step else item.citation,
    )


def words_of(application: Application, name: str) -> Words:
    """The words of a mandatory condition, group or item by its name."""
    sheet = application.sheet
    every = {group.id: group.words for group in sheet.groups}
    every |= {item.id: item.words for item in sheet.items} | {must.id: must.words for must in sheet.mandatory}
    return every.get(name, Words(name))
