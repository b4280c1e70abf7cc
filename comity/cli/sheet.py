"""A requirement sheet on screen, and as an application to fill in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import RenderableType

from comity.basis.dates import Day
from comity.cli import answer
from comity.goods.catalogue import Catalogue, walk_up
from comity.goods.fields import Fields
from comity.goods.lines import Lines, rule_name
from comity.goods.sheet import Item, Mandatory, Sheet
from comity.law.expression import ANYTHING, Literal, Name
from comity.law.match import passes
from comity.law.rule import Input, Rule, Type, show_value, tell
from comity.law.table import Row, Table

_SCOPE = "mandatory."
_HINTED = ("state", "proof")
_SAID_BY_CODE = ("code", "variant")


@dataclass(frozen=True, slots=True)
class Threshold:
    """One row of the thresholds in force: the case it is for, and the least it asks."""

    rule: Rule
    case: str
    least: str
    cite: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the law of a day asks of one product: the lines of its sheet, other facts, and thresholds."""

    sheet: Sheet
    variant: str
    code: str
    is_named: bool
    lines: tuple[Item, ...]
    facts: tuple[Input, ...]
    mandatory: Mapping[str, Mandatory]
    thresholds: tuple[Threshold, ...]
    by_line: Mapping[str, Sequence[Input]]
    proofs: str


def asked_of(catalogue: Catalogue, code: str, day: Day) -> Asked:
    """What is asked of the product of a code on a day; InputError where no sheet covers it."""
    sheet, variant, covered = catalogue.find(Fields({"code": code, "named": "yes"}, "product"))
    inputs = catalogue.library.asked(rule_name(sheet, variant, "met"))
    lines = Lines(sheet, variant)
    facts = tuple(
        each
        for name, each in inputs.items()
        if "." not in name.removeprefix(_SCOPE) and name not in _SAID_BY_CODE
    )
    return Asked(
        sheet,
        variant,
        code,
        any(each.only_named for each in sheet.codes if each.code in walk_up(code)),
        tuple(item for item in sheet.lines(variant) if item.span.holds(day)),
        facts,
        {each.id: each for each in sheet.mandatory if each.span.holds(day)},
        tuple(_thresholds(catalogue, sheet, {"variant": variant, "code": covered}, day)),
        {id_: [each for each in lines.facts(id_) if each.name in inputs] for id_ in lines.dated},
        tell(proofs.allowed) if (proofs := catalogue.proofs()) else "",
    )


def shown(of: Asked, day: Day) -> list[RenderableType]:
    """The sheet for people: lines, facts with what they must be, thresholds of the day, and the sources."""
    language = answer.asked().language
    lines = [(i.id, i.words.say(language), i.mode.value, i.points, i.use, i.eaeu) for i in of.lines]
    heads = _heads("id", "line", "mode", "points", "use", "eaeu")
    facts = [(e.name, e.words.say(language), _takes(e), _needed(of, e), e.unit) for e in of.facts]
    least = [(each.rule.words.say(language), each.case, each.least, each.rule.unit) for each in of.thresholds]
    cited = dict.fromkeys([str(of.sheet.citation), *(each.cite for each in of.thresholds)])
    parts: list[RenderableType] = [
        answer.table(of.sheet.words.say(language), heads, lines),
        answer.table("", _heads("id", "fact", "expected", "needed", "in_unit"), facts),
    ]
    if least:
        title = answer.words("goods.sheet.thresholds", day=str(day))
        parts.append(answer.table(title, _heads("threshold", "case", "least", "in_unit"), least))
    else:
        parts.append(answer.words("goods.sheet.no_threshold", day=str(day)))
    return [*parts, *cited]


def told(of: Asked) -> dict[str, Any]:
    """The sheet for machines."""
    lines = [
        {"id": i.id, "points": i.points, "use": i.use, "eaeu": i.eaeu, "mode": i.mode.value, "group": i.group}
        for i in of.lines
    ]
    facts = [
        {"name": each.name, "expected": each.expected(), "needed": _needed(of, each), "unit": each.unit}
        for each in of.facts
    ]
    rows = [
        {"rule": each.rule.name, "case": each.case, "least": each.least, "cite": each.cite}
        for each in of.thresholds
    ]
    head = {"sheet": of.sheet.pack.id, "variant": of.variant, "cite": of.sheet.citation.act}
    return {**head, "lines": lines, "facts": facts, "thresholds": rows}


def template(of: Asked, day: Day) -> str:
    """An application in YAML with every line of the sheet; an empty field is refused until filled in."""
    return "\n".join([*_head(of, day), *_facts(of), "lines:", *_lines(of)]) + "\n"


def _head(of: Asked, day: Day) -> Iterator[str]:
    language = answer.asked().language
    yield _comment(f"{of.sheet.words.say(language)}. {of.sheet.citation}")
    yield _comment(answer.words("goods.template.head"))
    yield "application: goods"
    yield "product:"
    yield f"  code: {of.code}"
    yield from ["  named: yes"] if of.is_named else []
    yield from ["  name:", "  model:", "applicant:", "  name:", "  tax_id:", "  address:"]
    for each in of.facts:
        if each.name == "purpose":
            yield f"purpose:  {_comment(_about(of, each))}"
    yield f"filed: {day}"


def _facts(of: Asked) -> Iterator[str]:
    for scope in ("configuration", "mandatory"):
        own = [each for each in of.facts if _path(each).startswith(f"{scope}.")]
        yield from [f"{scope}:"] if own else []
        for each in own:
            yield f"  {each.name.removeprefix(_SCOPE)}:  {_comment(_about(of, each))}"


def _lines(of: Asked) -> Iterator[str]:
    for item in of.lines:
        facts = {each.name.rpartition(".")[2]: each for each in of.by_line[item.id]}
        points = show_value(item.points)
        yield f"  {_comment(f'{item.words.say(answer.asked().language)}: {points}')}"
        yield f"  - operation: {item.id}"
        for name, each in facts.items():
            key = "state" if name == "origin" else name
            hint = answer.words(f"goods.template.{key}", kinds=of.proofs) if key in _HINTED else _takes(each)
            yield f"    {key}:  {_comment(hint)}"


def _about(of: Asked, each: Input) -> str:
    needed = _needed(of, each)
    limits = "; ".join(part for part in (_takes(each), f"{needed} {each.unit}".strip()) if part)
    return f"{each.words.say(answer.asked().language)} ({limits})"


def _needed(of: Asked, each: Input) -> str:
    held = of.mandatory.get(each.name.removeprefix(_SCOPE)) if each.name.startswith(_SCOPE) else None
    return tell(held.test) if held else ""


def _takes(each: Input) -> str:
    """What may be written, as an application is written."""
    if each.type is Type.BOOLEAN:
        return "yes, no"
    return tell(each.allowed) if each.type is Type.TEXT and each.allowed != ANYTHING else each.expected()


def _path(each: Input) -> str:
    """Where an application says the fact."""
    return (
        each.name if each.name == "purpose" or each.name.startswith(_SCOPE) else f"configuration.{each.name}"
    )


def _thresholds(
    catalogue: Catalogue, sheet: Sheet, known: Mapping[str, str], day: Day
) -> Iterator[Threshold]:
    """The rows in force on the day, of the tables of the sheet's pack that its threshold rests on."""
    rules, first = catalogue.library.rules, f"{sheet.pack.id}.threshold"
    for name in sorted(catalogue.library.rests_on(first)) if first in rules else ():
        rule = rules[name]
        version = rule.on(day)
        if rule.pack != sheet.pack.id or version is None or not isinstance(version.body, Table):
            continue
        names = [source.name if isinstance(source, Name) else head for head, source in version.body.columns]
        for row in version.body.rows_on(day):
            tests = dict(zip(names, row.tests, strict=True))
            if any(
                told and name in tests and passes(tests[name], told) is not True
                for name, told in known.items()
            ):
                continue
            yield Threshold(rule, _case(tests), _least(row), str(row.cite or version.citation))


def _case(tests: Mapping[str, Any]) -> str:
    said = {name: tell(test) for name, test in tests.items() if name not in _SAID_BY_CODE}
    return ", ".join(
        f"{name} {'' if test[:1] in '<>' else '= '}{test}" for name, test in said.items() if test
    )


def _least(row: Row) -> str:
    return ", ".join(show_value(each.value) if isinstance(each, Literal) else "…" for each in row.outputs)


def _comment(text: str) -> str:
    return f"# {' '.join(text.split())}"


def _heads(*names: str) -> list[str]:
    return [answer.words(f"goods.head.{name}") for name in names]
