"""`comity goods`: from an application to an act, and what the other state's act counts for here."""

from pathlib import Path
from typing import Annotated, Any

import typer

from comity.basis.errors import InputError
from comity.cli import answer, goods_print, sheet, verdict
from comity.cli.home import node, packs
from comity.goods import desk, gs1
from comity.goods.acts import show_bounds
from comity.goods.application import read_application
from comity.goods.assess import Assessment, Decision, assess
from comity.goods.catalogue import Catalogue
from comity.goods.lower import SHAPE
from comity.goods.recognise import Recognition, recognise, tell_rank
from comity.goods.report import Report
from comity.law.explain import explain
from comity.law.library import Library
from comity.node.files import read_beside, read_document
from comity.node.node import Node
from comity.node.trusted import kind_words
from comity.register.credential import PREFIX

app = answer.group("Made in the union: assess, file, decide, issue.")

_GOOD = {Decision.CONFIRMED: True, Decision.NOT_CONFIRMED: False, Decision.UNDETERMINED: None}

File = Annotated[Path, typer.Argument(metavar="FILE", help="Application, YAML or JSON.")]
CaseNumber = Annotated[str, typer.Argument(metavar="CASE", help="Case number, as G-2026-000001.")]
Official = Annotated[str, typer.Option("--official", metavar="NAME", help="Who takes this step.")]
State = Annotated[str, typer.Option("--state", metavar="CODE", help="State whose law decides; the node's.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write into.")]


@app.command("assess")
def assess_file(
    file: File,
    state: State = "",
    why: Annotated[bool, typer.Option("--why", help="Every step, with row and act.")] = False,
) -> None:
    """Assess an application without filing it: points, threshold, what is missing, what would close it.

    Nothing is stored. Exit 0 confirmed, 1 not confirmed or undetermined. With a node (--home) the acts of the
    other state that it names are verified too.
    """
    document, unverified = _document(file), 0
    if answer.asked().home and not state:
        seen = desk.examine(node(), document, answer.day())
        if seen.assessment is None:
            raise InputError(
                "goods.form.unknown", path="application", value="expert_act", expected=("goods",)
            )
        found, library = seen.assessment, seen.library
    else:
        library = _library()
        claim = read_application(document, _catalogue(library, state), answer.day())
        found = assess(claim, library)
        unverified = sum(1 for line in claim.lines if line.document and line.document.act)
    _tell(found, library, why, unverified)
    if found.decision is not Decision.CONFIRMED:
        raise typer.Exit(1)


@app.command("sheet")
def show_sheet(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Product code, as 28.22.16.111.")],
    state: State = "",
    as_template: Annotated[
        bool, typer.Option("--template", help="An application to fill in, as YAML.")
    ] = False,
) -> None:
    """The requirement sheet of a product on the day: lines, points, facts, thresholds, and its source."""
    day = answer.day()
    asked = sheet.asked_of(_catalogue(_library(), state), code, day)
    if as_template:
        written = sheet.template(asked, day)
        answer.tell({"template": written}, written.rstrip())
        return
    answer.tell(sheet.told(asked), *sheet.shown(asked, day))


@app.command("file")
def file_application(file: File) -> None:
    """File an application with this node: a case is opened. Nothing is stored when it has a fault."""
    number = desk.file(node(), _document(file))
    answer.tell({"case": number}, answer.words("goods.say.filed", case=number))


@app.command("decide")
def decide(case: CaseNumber, official: Official) -> None:
    """Examine a case and propose its act: the first pair of eyes."""
    opened = node()
    seen, digest = desk.decide(opened, case, official)
    kind = seen.content.kind if seen.content else ""
    told: dict[str, Any] = {"case": case, "digest": digest, "official": official, "kind": kind}
    if seen.assessment:
        told["decision"] = seen.assessment.decision.value
    named = _kind(opened, kind)
    words = answer.words("goods.say.proposed", case=case, official=official, kind=named, digest=digest.hex())
    shown = _shown(seen.assessment) if seen.assessment else []
    answer.tell(told, *shown, words)


@app.command("issue")
def issue(case: CaseNumber, official: Official) -> None:
    """Examine it anew, approve the digest proposed, sign and log the act: the second pair of eyes."""
    opened = node()
    seen, made = desk.issue(opened, case, official)
    kind = seen.content.kind if seen.content else ""
    told = {"case": case, "act": made.id, "number": made.number, "kind": kind}
    named = _kind(opened, kind)
    code = "goods.say.issued" if made.number is not None else "goods.say.stored"
    words = answer.words(code, kind=named, act=made.id.hex(), case=case, number=made.number or 0)
    answer.tell(told, words)


def _kind(opened: Node, kind: str) -> str:
    return kind_words(opened.packs(), kind).say(answer.asked().language)


@app.command("print")
def print_act(
    act: Annotated[str, typer.Argument(metavar="ACT", help="Id (8 digits or more) or case number.")],
    out: Out,
    form: Annotated[
        str, typer.Option("--as", metavar="FORM", help="paper, vc, sd-jwt, gs1, or all there are.")
    ] = goods_print.PAPER,
    resolver: Annotated[str, typer.Option(metavar="URL", help="Where a GS1 link leads.")] = gs1.RESOLVER,
) -> None:
    """Write the act: on paper (.pdf, .png, the QR code .svg, the credential .txt), or for partners."""
    goods_print.written(act, out, form, resolver)


@app.command("recognise")
def recognise_act(
    given: Annotated[str, typer.Argument(metavar="FILE|TEXT", help="Credential: a file, or CY1:...")],
) -> None:
    """What an act of the other state counts for here: verified offline, then asked of this state's rules.

    Exit 0 when the rules say it, 1 when the act is not valid or they leave it undetermined.
    """
    opened = node()
    found = desk.verdict_on(opened, verdict.credential(given), answer.day())
    parts: list[Any] = list(verdict.shown(found))
    told: dict[str, Any] = verdict.told(found)
    counts: Recognition | None = None
    if found.act and found.answer in verdict.HOLDS:
        counts = recognise(found.act, desk.library_of(opened), opened.jurisdiction, answer.day())
        told["counts"] = {
            "code": counts.code,
            "rank": answer.plain(counts.rank) if counts.determined else None,
        }
        parts.append(answer.large(_counts(counts), True if counts.determined else None))
    answer.tell(told, *parts)
    if counts is None or not counts.determined:
        raise typer.Exit(1)


def _counts(counts: Recognition) -> str:
    language = answer.asked().language
    missing = tuple(f"{words.say(language)} [{name}]" for name, words in counts.missing)
    facts = {"state": counts.state.say(language), "rank": tell_rank(counts.rank, language)}
    heading = answer.words("goods.counts.heading", **facts)
    return f"{heading} {answer.words(counts.code, **facts, missing=missing)}"


def _library() -> Library:
    return Library.from_texts(packs(), (SHAPE,))


def _catalogue(library: Library, state: str) -> Catalogue:
    """The sheets of the state named, else of the node's, else of the only state that has any."""
    if not state and answer.asked().home:
        state = node().jurisdiction
    with_sheets = sorted({pack.one("jurisdiction") for pack in library.packs.values() if pack.one("sheet")})
    if not state and len(with_sheets) == 1:
        state = with_sheets[0]
    if state not in with_sheets:
        raise InputError(
            "goods.state.no_sheets", path="--state", value=state or "-", expected=tuple(with_sheets)
        )
    return Catalogue(library, state)


def _document(file: Path) -> Any:
    """What the file says; where a proof names a file beside it, with the act that file holds."""
    document = read_document(file).value
    lines = document.get("lines") if isinstance(document, dict) else None
    for line in lines if isinstance(lines, list) else ():
        proof = line.get("proof") if isinstance(line, dict) else None
        if not isinstance(proof, dict) or not isinstance(act := proof.get("act"), str):
            continue
        if not act.startswith(PREFIX):
            proof["act"] = (read_beside(file, act) or act).strip()
    return document


def _tell(found: Assessment, library: Library, why: bool, unverified: int) -> None:
    parts = _shown(found)
    told = _assessment(found) | {"unverified": unverified}
    if unverified:
        parts.append(answer.words("goods.say.unverified", count=unverified))
    if why:
        sentences = explain(found.days[0].met, library, answer.asked().language)
        parts += ["  " * each.depth + each.text for each in sentences]
        told["steps"] = [{"depth": each.depth, "rule": each.rule, "words": each.text} for each in sentences]
    answer.tell(told, *parts)


def _shown(found: Assessment) -> list[Any]:
    report = Report(found, answer.asked().language)
    rows = [(row.name, row.points, row.origin, row.why, row.mark) for row in report.rows()]
    parts: list[Any] = [answer.table(report.title, report.headings(), rows)]
    parts += [f"{mark} {act} ({sure})" for mark, act, sure in report.sources()]
    parts.append(answer.large(report.decision.upper(), _GOOD[found.decision]))
    return [*parts, *report.totals(), *report.reasons()]


def _assessment(found: Assessment) -> dict[str, Any]:
    report = Report(found, answer.asked().language)
    return {
        "decision": found.decision.value,
        "sheet": found.application.sheet.pack.id,
        "days": [
            {
                "on": day.on,
                "decision": day.decision.value,
                "score": show_bounds(day.score),
                "threshold": show_bounds(day.least),
                "shortfall": day.shortfall,
                "unmet": day.unmet,
            }
            for day in found.days
        ],
        "lines": [
            {"id": row.id, "points": show_bounds(line.points), "why": row.why, "cite": row.cite}
            for row, line in zip(report.rows(), found.credits, strict=True)
        ],
        "missing": found.missing,
        "gaps": [{"rule": gap.rule, "code": gap.code, "on": gap.on} for gap in found.gaps],
        "next": [{"operations": [i.id for i in move.items], "points": move.gain} for move in found.moves],
        "until": found.until,
        "confidence": found.confidence.value,
        "checked": found.checked,
    }
