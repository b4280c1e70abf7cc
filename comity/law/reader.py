"""Sections of a pack read into rules: front lines to citation and inputs, cells to tests and expressions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from comity.basis.citation import Citation, Confidence
from comity.basis.dates import ALWAYS, Day, Span, parse_day
from comity.basis.words import Words
from comity.law.expression import Expression, Literal, Name, Test, constants
from comity.law.grammar import FeelError, formula, test
from comity.law.pack import Entry, Pack, RawRow, RawTable, Section
from comity.law.rule import Input, Rule, Type, Version, show_value
from comity.law.table import Body, Formula, Hit, Row, Table
from comity.law.value import same

_INPUT = re.compile(r"(?P<name>[a-z][\w.]*)\s*:\s*(?P<type>[a-z]+)\b(?P<rest>.*)")
_UNIT = re.compile(r"(?P<allowed>.*?)\bin (?P<unit>[a-z][\w /-]*)")
_QUOTED = re.compile(r'"[^"]*"')
_COMMA = re.compile(r"[0-9],[0-9]")
_NUMBER = re.compile(r"-?[0-9]+,[0-9]+")
_LANGUAGES = ("ru", "be")
_MOST_LETTERS = 8_000  # of one input with its words; bounds a hostile pack
_RESERVED = ("cite", "in force", "confidence", "note")
_CONFIDENCE = re.compile(r"(A|B|C)(?:[ ,].*)?")


def rules(pack: Pack) -> list[Rule]:
    """The rules of a pack's sections, one version each; same-named sections are joined by the library."""
    return [rule(pack, section) for section in pack.sections]


def rule(pack: Pack, section: Section) -> Rule:
    """The rule of one section; PackError with the line of its first fault."""
    inputs = read_inputs(pack, section)
    if section.table:
        body: Body = _table(pack, section, section.table, inputs)
    elif section.formula:
        body = Formula(read_formula(pack, section.formula), section.formula.line)
    else:
        raise pack.broken("law.pack.no_body", section.line, value=section.name)
    span = read_span(pack, _last(section, "in force")) if "in force" in section.front else _pack_span(pack)
    day = _text(section, "day") or None
    if day and not any(each.name == day and each.type is Type.DATE for each in inputs):
        raise pack.broken("law.pack.bad_day_input", _last(section, "day").line, value=day)
    version = Version(span, body, citation(pack, section), section.line, _text(section, "silent"))
    return Rule(
        f"{pack.id}.{section.name}",
        pack.id,
        Words(section.title or section.name, _text(section, "ru"), _text(section, "be")),
        inputs,
        (version,),
        _text(section, "unit"),
        day,
    )


def citation(pack: Pack, section: Section | None = None) -> Citation:
    """Where a section's figures come from; what it leaves out it takes from the front of the pack."""
    lines = {key: entries[-1] for key, entries in pack.front.items()}
    lines |= {key: entries[-1] for key, entries in section.front.items()} if section else {}
    nothing = Entry("", section.line if section else 1)
    return Citation(
        lines.get("cite", nothing).text,
        lines.get("source", nothing).text,
        read_span(pack, lines["in force"]) if "in force" in lines else ALWAYS,
        _maybe_day(pack, lines.get("published", nothing)),
        _maybe_day(pack, lines.get("checked", nothing)),
        read_confidence(pack, lines["confidence"]) if "confidence" in lines else Confidence.C,
    )


def read_confidence(pack: Pack, entry: Entry) -> Confidence:
    """A, B or C, with a remark allowed after it."""
    found = _CONFIDENCE.fullmatch(entry.text)
    if not found:
        raise pack.broken("law.pack.bad_confidence", entry.line, value=entry.text)
    return Confidence(found[1])


def read_span(pack: Pack, entry: Entry) -> Span:
    """The half-open span of `A .. B`."""
    try:
        return Span.from_text(entry.text)
    except ValueError as fault:
        raise pack.broken("law.pack.bad_span", entry.line, value=entry.text) from fault


def read_test(pack: Pack, line: int, text: str, type_: Type | None = None) -> Test:
    """The unary test of a cell, checked against the type of its column where that is known."""
    _refuse_comma(pack, line, text, _COMMA.search(_QUOTED.sub("", text)))
    try:
        found = test(text)
    except FeelError as fault:
        facts = {"value": text, "found": fault.found, "expected": fault.expected}
        raise pack.broken("law.pack.bad_cell", line, **facts) from fault
    if type_ and not all(Input("", type_).takes(value) for value in constants(found)):
        raise pack.broken("law.pack.cell_type", line, value=text, expected=type_.value)
    return found


def _refuse_comma(pack: Pack, line: int, text: str, found: object) -> None:
    """Nothing; PackError for a number in another notation: `3,92` would be the numbers 3 and 92."""
    if found:
        raise pack.broken("law.pack.comma", line, value=text[:80])


def read_formula(pack: Pack, entry: Entry) -> Expression:
    """The expression of a formula or an output cell."""
    _refuse_comma(pack, entry.line, entry.text, _NUMBER.fullmatch(entry.text))
    try:
        return formula(entry.text)
    except FeelError as fault:
        facts = {"value": entry.text[:80], "found": fault.found, "expected": fault.expected}
        raise pack.broken("law.pack.bad_formula", entry.line, **facts) from fault


def read_inputs(pack: Pack, section: Section) -> tuple[Input, ...]:
    """The inputs a section declares: `name: type allowed in unit "words" ru "..." be "..."`, split by `;`."""
    inputs: dict[str, Input] = {}
    for entry in section.front.get("inputs", ()):
        for part in _parts(entry.text):
            read = _input(pack, entry.line, part)
            if read.name in inputs:
                raise pack.broken("law.pack.input_twice", entry.line, value=read.name)
            inputs[read.name] = read
    return tuple(inputs.values())


def _parts(text: str) -> list[str]:
    """The inputs of one line: split at each semicolon that does not stand in quotes."""
    parts = [""]
    for place, piece in enumerate(text.split('"')):
        if place % 2:
            parts[-1] += f'"{piece}"'
        else:
            first, *more = piece.split(";")
            parts[-1] += first
            parts += more
    return parts


def _input(pack: Pack, line: int, text: str) -> Input:
    head, words = _words(text[:_MOST_LETTERS])
    found = _INPUT.fullmatch(head.strip())
    if (
        len(text) > _MOST_LETTERS
        or words is None
        or not found
        or found["type"] not in {each.value for each in Type}
    ):
        raise pack.broken("law.pack.bad_input", line, value=text.strip()[:60])
    type_, allowed, unit = Type(found["type"]), found["rest"].strip(), ""
    if split := _UNIT.fullmatch(allowed):
        allowed, unit = split["allowed"].strip(), split["unit"].strip()
    if allowed.startswith("(") and allowed.endswith(")") and ".." not in allowed:
        allowed = allowed[1:-1]
    named = Words(words.get("en") or found["name"], words.get("ru", ""), words.get("be", ""))
    return Input(found["name"], type_, named, read_test(pack, line, allowed, type_), unit)


def _words(text: str) -> tuple[str, dict[str, str] | None]:
    """What stands before the words of an input, and the words by language; None when they are malformed.

    Read from the end: quoted texts in the allowed list stand before a bracket.
    """
    words: dict[str, str] = {}
    rest = text.strip()
    while rest.endswith('"'):
        before, _, told = rest[:-1].rpartition('"')
        before = before.rstrip()
        language = next((each for each in _LANGUAGES if before.endswith(f" {each}")), "en")
        if language in words or "en" in words:
            return rest, None
        words[language] = told
        rest = before.removesuffix(f" {language}").rstrip() if language != "en" else before
    return rest, words


def _table(pack: Pack, section: Section, raw: RawTable, inputs: Sequence[Input]) -> Table:
    types = {each.name: each.type for each in inputs}
    names = {f"{other.name}" for other in pack.sections} - {section.name}
    asked = tuple(c for c in raw.columns if c in types or c in names or "." in c)
    outputs = tuple(c for c in raw.columns if c not in asked and c not in _RESERVED)
    if not outputs or not raw.rows:
        raise pack.broken("law.pack.no_output", raw.line, value=section.name)
    hit = _hit(pack, section)
    columns = tuple((name, Name(name)) for name in asked)
    base = citation(pack, section)
    rows = tuple(_row(pack, row, {a: types.get(a) for a in asked}, outputs, base) for row in raw.rows)
    if len(outputs) > 1 and hit in (Hit.SUM, Hit.LEAST, Hit.MOST):
        raise pack.broken("law.pack.one_output", raw.line, value=hit.value)
    return Table(columns, outputs, rows, hit, _priority(pack, section, hit, rows), raw.line)


def _row(
    pack: Pack, row: RawRow, asked: Mapping[str, Type | None], outputs: Sequence[str], base: Citation
) -> Row:
    return Row(
        row.line,
        tuple(read_test(pack, row.line, row.cells[name], type_) for name, type_ in asked.items()),
        tuple(read_formula(pack, Entry(row.cells[name], row.line)) for name in outputs),
        read_span(pack, Entry(row.cells["in force"], row.line)) if row.cells.get("in force") else ALWAYS,
        row_citation(pack, row, base),
        row.cells.get("note", ""),
    )


def row_citation(pack: Pack, row: RawRow, base: Citation) -> Citation | None:
    """The citation of a row that has its own act or confidence; None where the section's holds."""
    act, sure = row.cells.get("cite", ""), row.cells.get("confidence", "")
    if not act and not sure:
        return None
    confidence = read_confidence(pack, Entry(sure, row.line)) if sure else base.confidence
    return replace(base, act=act or base.act, confidence=confidence)


def _hit(pack: Pack, section: Section) -> Hit:
    text = _text(section, "hit") or Hit.UNIQUE.value
    if text not in {each.value for each in Hit}:
        raise pack.broken("law.pack.bad_hit", _last(section, "hit").line, value=text)
    return Hit(text)


def _priority(pack: Pack, section: Section, hit: Hit, rows: Sequence[Row]) -> tuple[object, ...]:
    """The outputs best first; every first output must stand among them, or it could not be ranked."""
    if hit not in (Hit.PRIORITY, Hit.OUTPUT_ORDER):
        return ()
    if "priority" not in section.front:
        raise pack.broken("law.pack.no_priority", section.line, value=hit.value)
    listed = constants(read_test(pack, _last(section, "priority").line, _text(section, "priority")))
    for row in rows:
        output = row.outputs[0]
        if not isinstance(output, Literal) or not any(same(output.value, each) for each in listed):
            told = show_value(output.value) if isinstance(output, Literal) else "= ..."
            raise pack.broken("law.pack.not_in_priority", row.line, value=told, rule=section.name)
    return tuple(listed)


def _last(section: Section, key: str) -> Entry:
    return section.front[key][-1]


def _text(section: Section, key: str) -> str:
    return section.front[key][-1].text if key in section.front else ""


def _maybe_day(pack: Pack, entry: Entry) -> Day | None:
    if entry.text in ("", "unknown"):
        return None
    try:
        return parse_day(entry.text)
    except ValueError as fault:
        raise pack.broken("law.pack.bad_day", entry.line, value=entry.text) from fault


def _pack_span(pack: Pack) -> Span:
    return read_span(pack, pack.front["in force"][-1]) if "in force" in pack.front else ALWAYS
