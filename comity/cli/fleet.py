"""What `comity motor fleet` does: the job, the bar, and what is told at the end."""

import hashlib
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

import comity
from comity.basis.dates import Day, parse_day
from comity.basis.errors import InputError
from comity.basis.exact import show
from comity.basis.money import Currency, Money
from comity.basis.words import Phrasebook
from comity.cli import answer, books
from comity.goods.lower import SHAPE
from comity.law.library import Library, aliases
from comity.motor.fleet import Fleet, Priced
from comity.node import fleet
from comity.node.fleet_engine import Engine, refuse_engine
from comity.node.fleet_file import open_fleet
from comity.node.fleet_join import first_refusals

_PACKAGE = Path(comity.__file__).parent
_RESTS_ON = ("basis", "law", "motor", "node")  # the code an answer depends on


@dataclass(frozen=True, slots=True)
class Asked:
    """What one run is asked for."""

    file: Path
    out: Path
    state: str
    at: Day
    language: str
    engine: str
    dsn: str
    workers: int


@dataclass(frozen=True, slots=True)
class Pricer:
    """A tariff ready in one process."""

    fleet: Fleet
    engine: Engine | None

    @classmethod
    def of(cls, texts: dict[str, str], state: str, at: str, language: str, engine: str, dsn: str) -> "Pricer":
        """From what travels between processes: the texts of packs, and names."""
        library, day = Library.from_texts(texts, (SHAPE,)), parse_day(at)
        made = Fleet(library, state, day, language)
        rule = made.tariff.premium
        ready = None if engine == "numpy" else Engine(engine, dsn, rule, library, day)
        return cls(made, ready)

    def price(self, batch: Any, spot: Sequence[int]) -> Priced:
        """What becomes of the rows of a batch."""
        return self.fleet.price(batch, spot, self.engine.answer if self.engine else None)

    def close(self) -> None:
        """Leave the engine."""
        if self.engine:
            self.engine.close()


def price_file(asked: Asked, library: Library, texts: dict[str, str]) -> tuple[dict[str, Any], bool, int]:
    """What `run.json` says, whether it was there already, and the milliseconds it took."""
    begun = time.monotonic()
    refuse_engine(asked.engine, asked.dsn)
    file = open_fleet(asked.file)
    made = Fleet(library, asked.state, asked.at, asked.language)
    made.refuse_columns(file.names)
    digests = library.digests(made.tariff.premium)
    used = {library.packs[name].file for name in _used({*digests, made.tariff.pack.id}, library)}
    make = partial(
        Pricer.of,
        {name: text for name, text in texts.items() if name in used},
        asked.state, str(asked.at), asked.language, asked.engine, asked.dsn,
    )  # fmt: skip
    about = {
        "state": asked.state,
        "on": str(asked.at),
        "rule": made.tariff.premium,
        "currency": made.tariff.currency.code,
        "places": str(made.tariff.currency.places),
        "engine": asked.engine,
        "language": asked.language,
        "packs": {name: digest.hex() for name, digest in digests.items()},
        "code": {"version": comity.__version__, "digest": code_digest()},
    }
    # One Spark spreads its work itself; a second one would be a second JVM.
    workers = 1 if asked.engine == "spark" else asked.workers or os.cpu_count() or 1
    with _Bar(file.size) as bar:
        told, already = fleet.run(
            fleet.Job(file, make, partial(say, asked.language), about), asked.out, workers, bar.told
        )
    return told, already, round((time.monotonic() - begun) * 1000)


def say(language: str, fault: InputError) -> str:
    """The words of a fault."""
    return _book().explain(fault, language)


@cache
def _book() -> Phrasebook:
    return books.phrases()


def _used(packs: set[str], library: Library) -> set[str]:
    """The packs, and those they name."""
    named = packs | {other for name in packs for other in aliases(library.packs[name]).values()}
    return packs if named == packs else _used(named, library)


def code_digest() -> str:
    """SHA-256 of the code an answer depends on."""
    told = hashlib.sha256()
    for path in sorted(path for part in _RESTS_ON for path in (_PACKAGE / part).rglob("*.py")):
        told.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()


def shown(told: dict[str, Any], out: Path, already: bool, milliseconds: int) -> list[Any]:
    """The summary for people: counts, sum, reasons, where the files are."""
    counts = told["counts"]
    money = Money(int(told["sum"]["minor"]), Currency(told["currency"], int(told["places"])))
    parts: list[Any] = [_refusals(told["reasons"], out)] if told["reasons"] else []
    line = answer.words(
        "cli.fleet_priced",
        day=told["on"],
        priced=show(counts["priced"]),
        rows=show(counts["rows"]),
        sum=str(money),
    )
    parts.append(answer.large(line, True if counts["refused"] == 0 else None))
    if told["doubts"]:
        parts.append(answer.words("cli.fleet_doubts", rules=", ".join(told["doubts"])))
    if already:
        parts.append(answer.words("cli.fleet_already", out=str(out)))
    else:
        parts.append(
            answer.words(
                "cli.fleet_done",
                out=str(out),
                seconds=f"{milliseconds // 1000}.{milliseconds % 1000 // 100}",
                checked=told["spot"]["rows"],
            )
        )
    return parts


def _refusals(reasons: dict[str, int], out: Path) -> Any:
    """The reasons, the commonest first, each with the row that has it first and its words."""
    first = first_refusals(out, list(reasons))
    rows = [
        (reason, show(count), answer.words("cli.fleet_row", row=first[reason][0], words=first[reason][1]))
        for reason, count in sorted(reasons.items(), key=lambda each: -each[1])
    ]
    heads = [answer.words(code) for code in ("cli.fleet_reason", "cli.fleet_rows", "cli.fleet_first")]
    return answer.table(answer.words("cli.fleet_refused"), heads, rows)


class _Bar:
    """A bar on stderr, when that is a terminal: rows done, rows a second, time left by bytes."""

    def __init__(self, size: int) -> None:
        console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
        columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task("", total=size)
        self._begun, self._rows = time.monotonic(), 0

    def __enter__(self) -> "_Bar":
        self._bar.start()
        return self

    def told(self, rows: int, size: int) -> None:
        """Take in what was done since the last time."""
        self._rows += rows
        rate = int(self._rows / max(time.monotonic() - self._begun, 1e-3))
        words = answer.words("cli.fleet_bar", rows=show(self._rows), rate=show(rate))
        self._bar.update(self._task, advance=size, description=words)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
