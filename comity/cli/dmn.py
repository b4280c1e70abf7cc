"""`comity dmn`: rules of packs as decision models, models as packs, and models run as DMN has it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.law_library import read_library
from comity.feel.budget import Note
from comity.feel.calendar import Date, DateTime, Time
from comity.feel.value import Value, text_of
from comity.law.dmn_facts import read_values
from comity.law.dmn_join import joined
from comity.law.dmn_model import Datum, Decision, Knowledge, Model, Service
from comity.law.dmn_pack import pack_text, silenced
from comity.law.dmn_read import read_model
from comity.law.dmn_run import run_model
from comity.law.dmn_write import write_model
from comity.law.dmn_xml import MOST_BYTES
from comity.law.library import Library
from comity.node import files
from comity.node.clock import Clock

app = answer.group("Decision models (DMN): write packs as models, read models as packs, run them.")

_MOST_NAMES = 20  # of decisions, where one is to be chosen

Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write; else the screen.")]
Packs = Annotated[Path | None, typer.Option("--packs", metavar="DIR", help="Packs to use instead.")]
Source = Annotated[Path, typer.Argument(metavar="FILE", help="The model, DMN 1.1 to 1.5 as XML.")]


@app.command("write")
def write(
    name: Annotated[str, typer.Argument(metavar="RULE|PACK", help="A rule, or every rule of a pack.")],
    edition: Annotated[str, typer.Option("--dmn", metavar="1.3|1.5", help="1.3 for dmn-js.")] = "1.5",
    out: Out = None,
    folder: Packs = None,
) -> None:
    """The rules as a decision model of DMN: the law of one day (--at), with all it rests on.

    Names FEEL would read as signs have _ in their place; the labels keep the full ones.
    """
    library = read_library(folder)
    names = sorted(each for each, rule in library.rules.items() if rule.pack == name) or [name]
    written = write_model(library, names, answer.day(), edition)
    told = {"rules": names, "edition": edition, "on": answer.day()}
    _give(written.decode(), out, {**told, "decisions": len(_names(read_model(written)))})


@app.command("read")
def read(
    file: Source,
    pack: Annotated[str, typer.Option("--pack", metavar="ID", help="Id; else the file's name.")] = "",
    cite: Annotated[str, typer.Option("--cite", metavar="ACT", help="The act it says; else the model.")] = "",
    out: Out = None,
) -> None:
    """The tables and formulas of a model as the text of a pack, checked as any pack is.

    What a pack cannot say is refused by name, and nothing is written then. A table without an answer for
    some case is marked as silent there. Confidence is C: a lawyer has
    yet to compare it with the act.
    """
    model = _model(file)
    id_ = pack or _plain(file.stem)
    title = " ".join(model.name.split()) or file.stem
    front = [f"# {title}", f"pack: {id_}", f"cite: {cite or f'decision model {title}'}"]
    text = pack_text(model, "\n".join([*front, f"checked: {answer.day()}", "confidence: C"]))
    draft = Library.from_texts({f"{id_}.md": text}, draft=True)
    gaps = {rule for rule in draft.rules if any(found.kind == "hole" for found in draft.findings(rule))}
    text = silenced(text, {draft.rules[rule].section for rule in gaps})
    library = Library.from_texts({f"{id_}.md": text})
    _give(text, out, {"pack": id_, "rules": sorted(library.rules)})


@app.command("run")
def run(
    file: Source,
    imported: Annotated[
        list[Path] | None, typer.Argument(metavar="[IMPORTED]...", help="Models it imports.")
    ] = None,
    decision: Annotated[
        str, typer.Option("--decision", metavar="NAME", help="Decision or service; else the only one.")
    ] = "",
    fact: Annotated[
        list[str] | None, typer.Option("--fact", metavar="NAME=VALUE", help="One input; repeat it.")
    ] = None,
) -> None:
    """The value of a decision in FEEL mode: an error is null, with a note that says why.

    A text is told as it is, a day as 2026-11-21; all else as FEEL writes it: 12.5, true, [1, 2], {a: 1}.
    Exit 1 when the value is null.
    """
    models = joined([_model(each) for each in (file, *(imported or ()))])
    name = _chosen(models[0], decision)
    values = read_values(models, dict(_pairs(fact or [])))
    outcome = run_model(models, name, values, _now())
    counts = Counter(map(_words, outcome.notes))  # a note that comes again is counted, not repeated
    notes = [text if count == 1 else f"{text} (× {count})" for text, count in counts.items()]
    untold = [each for each in _inputs(models[0], name) if each not in values]
    if outcome.value is None and untold:
        notes.append(answer.words("cli.dmn_untold", names=tuple(untold)))
    told = [{"where": note.where, "why": note.why} for note in outcome.notes]
    answer.tell(
        {"decision": name, "value": _json(outcome.value), "notes": told}, text_of(outcome.value), *notes
    )
    if outcome.value is None:
        raise typer.Exit(1)


def _give(text: str, out: Path | None, told: dict[str, Any]) -> None:
    """The text in the file, whole or not at all, or on the screen."""
    if out is None:
        answer.tell({**told, "text": text}, text.rstrip("\n"))
        return
    files.write_file(out, text.encode())
    answer.tell({**told, "file": str(out)}, answer.words("feel.say.written", path=str(out)))


def _model(path: Path) -> Model:
    return read_model(files.read_bytes(path, MOST_BYTES))


def _names(model: Model) -> list[str]:
    return [each.name for each in model.elements.values() if isinstance(each, Decision | Service)]


def _chosen(model: Model, name: str) -> str:
    known = _names(model)
    if not name and len(known) == 1:
        return known[0]
    if not name:
        more = ("…",) if len(known) > _MOST_NAMES else ()
        raise InputError("feel.no_decision", path="--decision", expected=(*known[:_MOST_NAMES], *more))
    near = tuple(get_close_matches(name, known))
    if model.named(name) is None and near:
        raise InputError("cli.dmn_decision", path=name[:80], expected=near)
    return name


def _inputs(model: Model, name: str) -> list[str]:
    """The inputs of the model itself that a decision rests on."""
    waiting, seen, found = [model.named(name)], set(), []
    while waiting:
        element = waiting.pop()
        if element is None or element.id in seen:
            continue
        seen.add(element.id)
        if isinstance(element, Datum):
            found.append(element.name)
        elif isinstance(element, Decision | Knowledge):
            waiting += [model.elements.get(need.removeprefix("#")) for need in element.needs]
    return sorted(found)


def _pairs(given: Sequence[str]) -> Iterator[tuple[str, str]]:
    for text in given:
        name, sign, told = text.partition("=")
        if not sign:
            raise InputError("law.fact.not_a_pair", path=text[:60], value=text[:60])
        yield name.strip(), told.strip()


def _words(note: Note) -> str:
    why = answer.words(note.fault.code, **note.fault.facts) if note.fault else note.why
    return answer.words("feel.null", where=note.where, why=why.rstrip("."))


def _now() -> DateTime:
    """The time `now()` and `today()` tell: that of the day given by --at, else of the clock."""
    days, seconds = divmod(Clock(answer.asked().at).now(), 86_400)
    return DateTime(Date.from_number(days), Time(seconds * 1_000_000_000, 0))


def _json(value: Value) -> Any:
    """A value of FEEL in JSON's own types; numbers, days and ranges as FEEL prints them."""
    if isinstance(value, dict):
        return {key: _json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    return value if value is None or isinstance(value, bool) else text_of(value)


def _plain(text: str) -> str:
    """A file's name as the id of a pack: small letters, digits and _."""
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in text.lower()).strip("_")
    return kept if kept[:1].isalpha() else f"model_{kept}".rstrip("_")
