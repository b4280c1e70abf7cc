"""A decision model as the text of a pack: its tables and formulas as law that a lawyer reads.

What packs cannot say is refused by name, never dropped: boxed contexts, functions only FEEL has.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from comity.basis.errors import InputError
from comity.law.dmn_model import Box, Datum, Decision, Knowledge, Model, OutputClause, TableBox, Text
from comity.law.dmn_write import HITS

_TYPES = {"string": "text", "number": "number", "boolean": "boolean", "date": "date", "Any": "duration"}
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_SILENT = "silent: the decision model has no row there"
_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|[^\W\d]\w*')
# Law has one name for what FEEL calls decimal: rounding half to even.
_DECIMAL = re.compile(r"\bdecimal\(")


def pack_text(model: Model, front: str) -> str:
    """The pack of a model; `front` is its heading, with the front lines a model cannot tell.

    Each decision is a rule of its name, each function a rule it calls. InputError("feel.not_law") names the
    element a pack has no words for; the text is still to be read by `Library`, which checks all of it.
    """
    data = {each.name: each for each in model.elements.values() if isinstance(each, Datum)}
    sections = [front.rstrip()]
    for element in model.elements.values():
        if isinstance(element, Decision):
            sections += _sections(model, element.name, element.words, element.box, data)
        elif isinstance(element, Knowledge):
            box = element.box.body if element.box else None
            params = element.box.params if element.box else ()
            own = {each.name: Datum("", each.name, each.kind) for each in params}
            sections += _sections(model, element.name, "", box, own)
    return "\n\n".join(sections) + "\n"


def silenced(text: str, rules: Collection[str]) -> str:
    """The text of a pack whose rules of these names say that they are silent where they have no row."""
    lines: list[str] = []
    for line in text.splitlines():
        after_head = len(lines) and lines[-1].startswith("## ") and lines[-1][3:] in rules
        lines += [line, _SILENT] if after_head else [line]
    return "\n".join(lines) + "\n"


def _sections(model: Model, name: str, words: str, box: Box | None, data: dict[str, Datum]) -> Iterator[str]:
    """The section of an element, after one for each column that is a formula: a pack's columns are names."""
    if isinstance(box, TableBox):
        columns = []
        for place, clause in enumerate(box.inputs, 1):
            if not _NAME.fullmatch(clause.text.strip()):
                own = f"{name}_column_{place}"
                yield _section(model, own, "", Text(clause.text), data)
                clause = replace(clause, text=own)
            columns.append(clause)
        box = replace(box, inputs=tuple(columns))
    yield _section(model, name, words, box, data)


def _section(model: Model, name: str, words: str, box: Box | None, data: dict[str, Datum]) -> str:
    if not _NAME.fullmatch(name):
        raise _not_law(name, "a name of small letters, digits and _")
    used = [each for each in dict.fromkeys(_words(box)) if each in data]
    inputs = "; ".join(_input(model, data[each]) for each in used)
    title = " ".join((words or name).split())
    lines = [f"## {name}", title, *([f"inputs: {inputs}"] if inputs else [])]
    match box:
        case Text(text):
            return "\n".join([*lines, "", f"= {_law(name, text)}"])
        case TableBox():
            return "\n".join([*lines, *_table(name, box)])
    raise _not_law(name, "a decision table or a literal expression")


def _words(box: Box | None) -> Iterator[str]:
    """The words of the formulas of a box, in order; those in quotes are none."""
    texts: list[str] = []
    if isinstance(box, Text):
        texts = [box.text]
    elif isinstance(box, TableBox):
        texts = [clause.text for clause in box.inputs]
        texts += [each.text for row in box.rows for each in row.outputs]
    return (word for text in texts for word in _WORD.findall(text))


def _input(model: Model, datum: Datum) -> str:
    item = model.types.get(datum.kind)
    kind = _TYPES.get(item.kind if item else datum.kind)
    if kind is None:
        raise _not_law(datum.name, ", ".join(_TYPES))
    allowed = " ".join(item.allowed.split()) if item else ""
    if allowed.startswith("?"):
        raise _not_law(datum.name, "allowed values as one cell")
    told = f" ({allowed})" if "," in allowed and ".." not in allowed else f" {allowed}" if allowed else ""
    return f'{datum.name}: {kind}{told} "{datum.name}"'


def _table(name: str, table: TableBox) -> list[str]:
    hits = [hit.value for hit, spelt in HITS.items() if spelt == (table.hit, table.aggregation)]
    if not hits:
        raise _not_law(name, "a hit policy of DMN 1.5")
    if any(clause.default for clause in table.outputs):
        raise _not_law(name, "no default output")
    outputs = [_output(name, clause) for clause in table.outputs]
    head = [clause.text.strip() for clause in table.inputs] + outputs
    priority = table.outputs[0].values if table.hit in ("PRIORITY", "OUTPUT ORDER") else ""
    lines = [f"hit: {hits[0]}", *([f"priority: {priority}"] if priority else []), ""]
    rows = [[*row.tests, *(_law(name, each.text) for each in row.outputs)] for row in table.rows]
    return lines + [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows)]


def _output(name: str, clause: OutputClause) -> str:
    return clause.name or f"{name}_value"


def _row(cells: list[str]) -> str:
    plain = [" ".join(cell.split()).replace("|", "\\|") or "-" for cell in cells]
    return f"| {' | '.join(plain)} |"


def _law(name: str, text: str) -> str:
    plain = " ".join(text.split())
    if plain in ("", "null"):
        raise _not_law(name, "a value: a pack has a gap instead of null")
    return _DECIMAL.sub("round half even(", plain)


def _not_law(name: str, expected: str) -> InputError:
    return InputError("feel.not_law", name=name[:80], expected=expected)
