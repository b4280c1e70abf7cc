"""`comity motor`: what a contract costs, how a bonus class changes, and where that can be computed."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.basis.errors import InputError
from comity.basis.exact import show
from comity.cli import answer
from comity.cli.home import node, packs
from comity.goods.lower import SHAPE
from comity.law.explain import explain, tell_value
from comity.law.frame import Step
from comity.law.library import Library
from comity.law.rule import show_value
from comity.law.value import Gap, Open, is_number
from comity.motor.bonus import chain
from comity.motor.coverage import Stretch, coverage
from comity.motor.model import expectation, parse_contract
from comity.motor.premium import Premium, price
from comity.motor.tariff import Tariff, states
from comity.node import files

app = answer.group("Motor liability: a premium, a bonus class, what can be computed.")

_SLOT = re.compile(r"driver(\d{1,4})", re.ASCII)
_SHOWN_PLACES = 3  # more are counted; --json and --place name them

State = Annotated[str, typer.Option("--state", metavar="CODE", help="State whose law decides; the node's.")]


@app.command("quote")
def quote(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Contract, YAML or JSON.")] = None,
    fact: Annotated[
        list[str] | None, typer.Option("--fact", metavar="NAME=VALUE", help="One fact; repeat it.")
    ] = None,
    state: State = "",
    why: Annotated[bool, typer.Option("--why", help="Every step in sentences.")] = False,
) -> None:
    """What a contract costs on one day (--at), with each step, its act and how sure it is.

    Facts are named as the state's pack names them; drivers: is a list. Exit 0 with a premium,
    1 when a fact is missing or the law as loaded has a gap, which are named.
    """
    document = _document(file, fact or [])
    library = _library()
    own = _own_state(document)
    tariff = Tariff.of(library, _state(state or own, library))
    found = price(parse_contract(document, tariff), library, answer.day())
    told, shown = _quote(found, tariff)
    if why:
        sentences = explain(found.result, library, answer.asked().language)
        told["words"] = [{"depth": each.depth, "rule": each.rule, "words": each.text} for each in sentences]
        shown += ["  " * each.depth + each.text for each in sentences]
    answer.tell(told, *shown)
    if found.money is None:
        raise typer.Exit(1)


@app.command("bonus")
def bonus(
    claims: Annotated[str, typer.Option("--claims", metavar="N,N,...", help="Claims of each year.")] = "0",
    bonus_class: Annotated[
        str, typer.Option("--class", metavar="CLASS", help="To begin with; else new.")
    ] = "",
    state: State = "",
) -> None:
    """The bonus-malus class after each year's claims, by the law of one day (--at). Exit 1 at a gap.

    As: comity motor bonus --state CODE --class 5 --claims 0,1,0
    """
    library = _library()
    tariff = Tariff.of(library, _state(state, library))
    at = answer.day()
    years = chain(bonus_class, _counts(claims), tariff, at)
    heads = [
        answer.words(f"motor.head.{name}") for name in ("year", "before", "claims", "after", "coefficient")
    ]
    rows = [(n, y.before, y.claims, y.after or "", _number(y.coefficient)) for n, y in enumerate(years, 1)]
    gaps = [gap for year in years for gap in year.result.gaps]
    told = {
        "state": tariff.state,
        "on": at,
        "years": [
            {"before": y.before, "claims": y.claims, "after": y.after, "coefficient": _number(y.coefficient)}
            for y in years
        ],
        "gaps": _gaps(gaps, tariff),
        "confidence": years[-1].result.confidence.value if years else None,
    }
    last = years[-1].after or "…"
    reasons = [tariff.why(gap, answer.asked().language) for gap in gaps]
    panel = answer.large(answer.words("motor.say.class", day=str(at), value=last), None if gaps else True)
    answer.tell(
        told,
        answer.table(tariff.library.rule(_next(tariff)).words.say(answer.asked().language), heads, rows),
        panel,
        *reasons,
    )
    if gaps:
        raise typer.Exit(1)


@app.command("coverage")
def cover(
    state: State = "",
    place: Annotated[str, typer.Option("--place", metavar="NAME", help="One place, by name or key.")] = "",
    of: Annotated[str, typer.Option("--of", metavar="NAME", help="One kind, as car.")] = "",
) -> None:
    """What can be computed, for which places, on which days; every other span is a gap with its reason.

    Read off the packs themselves, with one ordinary contract of each kind. --json names every place.
    """
    library = _library()
    wanted = [Tariff.of(library, each) for each in ([_state(state, library)] if state else states(library))]
    parts: list[Any] = []
    told = []
    for tariff, keys in _with_place(wanted, place):
        found = coverage(tariff, keys, of)
        told += [_stretch(one, tariff) for one in found]
        parts.append(_coverage(found, tariff))
    answer.tell({"coverage": told}, *parts)


@app.command("fleet")
def fleet(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Contracts, a row each: CSV, or .parquet.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the answer; new or empty.")],
    state: State = "",
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", help="numpy, duckdb, postgres or spark.")
    ] = "numpy",
    dsn: Annotated[str, typer.Option("--dsn", metavar="DSN", help="Where postgres is [COMITY_DSN].")] = "",
    workers: Annotated[int, typer.Option("--workers", min=0, help="Processes; 0: one a core.")] = 0,
) -> None:
    """Premiums of many contracts on one day (--at): premiums.parquet, refused.parquet, run.json in DIR.

    A column `id` and the facts as for a quote; an empty cell is not told. A killed run goes on
    where it was. Exit 0 when each row has a premium, 1 when some are refused, with reasons.
    """
    from comity.cli.fleet import Asked, price_file, shown  # Arrow is slow to load

    library = _library()
    asked = answer.asked()
    wanted = Asked(
        file, out, _state(state, library), answer.day(), asked.language, engine, dsn, workers
    )  # fmt: skip
    told, already, took = price_file(wanted, library, packs())
    answer.tell(
        {**told, "out": str(out), "already": already, "milliseconds": took}, *shown(told, out, already, took)
    )
    if told["counts"]["refused"]:
        raise typer.Exit(1)


def _library() -> Library:
    return Library.from_texts(packs(), (SHAPE,))


def _state(state: str, library: Library) -> str:
    """The state named, else the node's, else the only one with a tariff; InputError where several are."""
    if not state and answer.asked().home:
        state = node().jurisdiction
    known = states(library)
    if not state and len(known) > 1:
        raise InputError("cli.state_which", path="--state", expected=tuple(known))
    return state or "".join(known)


def _document(file: Path | None, facts: list[str]) -> dict[str, Any]:
    """The facts of the file, and those named on the line in their place."""
    if file is None and not facts:
        raise InputError("motor.quote.nothing", path="FILE")
    told = files.read_document(file).value if file else {}
    if not isinstance(told, dict):
        raise InputError("motor.contract.not_a_mapping", path=str(file), value=str(told)[:60])
    for text in facts:
        name, sign, value = text.partition("=")
        if not sign:
            raise InputError("law.fact.not_a_pair", path=text[:60], value=text[:60])
        _put(told, name.strip(), value.strip())
    return told


def _put(document: dict[str, Any], name: str, value: str) -> None:
    """Set a fact where the document has it, one level or several down; else beside the others."""
    head, _, rest = name.partition(".")
    slot = _SLOT.fullmatch(head)
    drivers = document.get("drivers")
    inside = document.get(head)
    if slot and isinstance(drivers, list) and 0 < int(slot[1]) <= len(drivers):
        inside = drivers[int(slot[1]) - 1]
    if rest and isinstance(inside, dict):
        _put(inside, rest, value)
    else:
        document[name] = value


def _own_state(document: dict[str, Any]) -> str:
    """The state a file names itself; it is no fact of the contract."""
    return str(document.pop("state", ""))


def _with_place(tariffs: list[Tariff], place: str) -> list[tuple[Tariff, tuple[str, ...]]]:
    """The tariffs that know the place, with its key; all of them, with no key, when none is named."""
    if not place:
        return [(tariff, ()) for tariff in tariffs]
    known: list[tuple[Tariff, tuple[str, ...]]] = []
    for tariff in tariffs:
        try:
            known.append((tariff, (tariff.find_place(place, "--place"),)))
        except InputError:
            if tariff is tariffs[-1] and not known:
                raise
    return known


def _counts(text: str) -> list[int]:
    counts = text.split(",")
    if not all(
        each.strip().isascii() and each.strip().isdigit() and len(each.strip()) < 10 for each in counts
    ):
        raise InputError("motor.claims.form", path="--claims", value=text[:60])
    return [int(each) for each in counts]


def _next(tariff: Tariff) -> str:
    return tariff.rule("next_class") or tariff.premium


def _number(value: Any) -> str | None:
    return show(value) if is_number(value) else None


def _quote(found: Premium, tariff: Tariff) -> tuple[dict[str, Any], list[Any]]:
    language = answer.asked().language
    steps = [step for step in found.steps() if step.citation.act]
    checked = max((step.citation.checked for step in steps if step.citation.checked), default=None)
    told = {
        "state": tariff.state,
        "on": found.result.at,
        "status": found.result.status,
        "premium": {"minor": found.money.minor, "currency": found.money.currency.code}
        if found.money
        else None,
        "steps": [_step(step) for step in steps],
        "missing": [found.contract.path(name) for name in found.missing],
        "gaps": _gaps(found.gaps, tariff),
        "doubts": sorted({step.rule for step in found.doubts()}),
        "confidence": found.confidence.value,
        "checked": checked,
        "packs": tariff.library.digests(tariff.premium),
    }
    heads = [answer.words(f"motor.head.{name}") for name in ("step", "value", "act", "sure")]
    rows = [
        (
            step.words.say(language),
            tell_value(step.value, "", language),
            step.citation.act,
            step.citation.confidence,
        )
        for step in steps
    ]
    shown: list[Any] = [
        answer.table(tariff.pack.title if language == "en" else tariff.pack.one(language), heads, rows)
    ]
    shown.append(answer.large(_amount(found), True if found.money else None))
    shown += [*_missing(found, tariff), *dict.fromkeys(tariff.why(gap, language) for gap in found.gaps)]
    doubts = {step.rule: step for step in found.doubts()}.values()
    shown += [
        answer.words("motor.say.doubt", what=step.words.say(language), act=step.note or step.citation.act)
        for step in doubts
    ]
    shown.append(
        answer.words("motor.say.confidence", confidence=found.confidence.value, checked=str(checked))
    )
    return told, shown


def _amount(found: Premium) -> str:
    day, value = str(found.result.at), found.result.value
    if found.money:
        return answer.words("motor.say.premium", day=day, amount=str(found.money))
    if found.result.status == "gap":
        return answer.words("motor.say.gap", day=day)
    if isinstance(value, Open) and value.low is not None and value.high is not None:
        return answer.words("motor.say.between", day=day, low=show(value.low), high=show(value.high))
    return answer.words("motor.say.not_determined", day=day)


def _missing(found: Premium, tariff: Tariff) -> Iterator[str]:
    """What is not given, where it would stand, and what is expected there."""
    language = answer.asked().language
    for name in found.missing:
        asked = tariff.inputs[name]
        facts = {
            "path": found.contract.path(name),
            "what": asked.words.say(language),
            "expected": expectation(asked),
        }
        first = tariff.value("initial_class", {}, found.result.at) if name.endswith(".class") else None
        if isinstance(first, str):
            yield answer.words("motor.say.missing_class", **facts, first=first)
        else:
            yield answer.words("motor.say.missing", **facts)


def _step(step: Step) -> dict[str, Any]:
    known = not isinstance(step.value, Open)
    return {
        "rule": step.rule,
        "value": show_value(step.value) if known else None,
        "row": step.row,
        "cite": step.citation.act,
        "confidence": step.citation.confidence.value,
        "note": step.note,
    }


def _gaps(gaps: "list[Gap] | tuple[Gap, ...]", tariff: Tariff) -> list[dict[str, Any]]:
    language = answer.asked().language
    return [
        {"rule": gap.rule, "code": gap.code, "on": gap.on, "why": tariff.why(gap, language)} for gap in gaps
    ]


def _stretch(found: Stretch, tariff: Tariff) -> dict[str, Any]:
    return {
        "state": tariff.state,
        "of": found.specimen.id,
        "rule": found.specimen.rule,
        "span": str(found.span),
        "places": found.places,
        "computable": found.computable,
        "gaps": _gaps(found.gaps, tariff),
        "missing": found.missing,
    }


def _coverage(found: list[Stretch], tariff: Tariff) -> Any:
    """The stretches of one state; contracts with one answer for the same days and places together."""
    language = answer.asked().language
    together: dict[tuple[Any, ...], list[Stretch]] = {}
    for each in sorted(found, key=lambda each: (each.span.start or date.min, not each.computable)):
        reasons = " ".join(dict.fromkeys(tariff.why(gap, language) for gap in each.gaps))
        together.setdefault((str(each.span), _where(each, tariff), reasons, each.places), []).append(each)
    rows = [
        (span, ", ".join(each.specimen.id for each in alike), where, reasons or _computed())
        for (span, where, reasons, _), alike in together.items()
    ]
    heads = [answer.words(f"motor.head.{name}") for name in ("days", "what", "where", "answer")]
    return answer.table(answer.words("motor.say.coverage", state=tariff.state), heads, rows)


def _computed() -> str:
    return "✓ " + answer.words("motor.say.computable")


def _where(found: Stretch, tariff: Tariff) -> str:
    if not found.places:
        return answer.words("motor.say.no_place")
    if len(found.places) > _SHOWN_PLACES:
        return answer.words("motor.say.places", count=len(found.places))
    return ", ".join(tariff.places[key].words.say(answer.asked().language) for key in found.places)
