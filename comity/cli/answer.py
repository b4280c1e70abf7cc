"""How the command line answers: words, tables, JSON; and the one place where an error becomes an answer."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, Final, TypeVar

from rich import box
from rich.console import Console, RenderableType
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from comity.basis.dates import Day
from comity.basis.errors import ComityError, Fact
from comity.basis.exact import show
from comity.basis.words import Phrasebook, is_unseen, visible, visible_lines
from comity.cli import books
from comity.cli.asked import ASKED, Asked
from comity.cli.group import group as group
from comity.node.clock import Clock

EXITS: Final = {"input": 2, "pack": 3, "state": 4, "proof": 5, "peer": 6}
Item = TypeVar("Item")

_SLOW_S = 1.0  # shorter work shows no bar
_COLOUR = {True: "green", False: "red", None: "yellow"}


def asked() -> Asked:
    """What the caller chose: home, JSON, language, day."""
    return ASKED.get()


def day() -> Day:
    """The day of the answer: the one given by --at, else today."""
    return Clock(asked().at).today()


def words(code: str, **facts: Fact) -> str:
    """The sentence for a code, in the language asked for."""
    return _book().say(code, asked().language, facts)


def tell(result: Mapping[str, Any], *shown: RenderableType) -> None:
    """Print the answer: the result as JSON when it was asked for, else what is to be shown."""
    if asked().json:
        sys.stdout.write(_json(result))
        return
    console = _console(sys.stdout)
    for item in shown:
        console.print(visible_lines(item) if isinstance(item, str) else item, soft_wrap=isinstance(item, str))


def tell_line(result: Mapping[str, Any], shown: str) -> None:
    """Print one line of many as soon as it is known: JSON on a single line when it was asked for."""
    told = _json(result, indent=None) if asked().json else f"{visible(shown)}\n"
    sys.stdout.write(told)
    sys.stdout.flush()


def table(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[object]], notes: Sequence[str] = ()
) -> Table:
    """A table of plain texts; what stands in a cell is never read as markup."""
    made = Table(
        title=Text(visible(title)),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
    )
    for heading in headings:
        made.add_column(Text(visible(heading)), overflow="fold")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(_cell(cell)) for cell in row))
    made.caption = Text(visible_lines("\n".join(notes))) if notes else None
    made.caption_justify = "left"
    return made


def large(text: str, good: bool | None) -> Panel:
    """The answer in a frame: green when good, red when not, yellow when it is neither."""
    colour = _COLOUR[good]
    return Panel(
        Text(visible_lines(text), style=f"bold {colour}"), border_style=colour, expand=False, padding=(1, 4)
    )


def progress(items: Iterable[Item], total: int, label: str) -> Iterator[Item]:
    """The items, with a bar on stderr once the work has lasted over a second."""
    with counting(label) as tell:
        for done, item in enumerate(items, start=1):
            yield item
            tell(done, total)


@contextmanager
def counting(label: str) -> Iterator[Callable[[int, int], None]]:
    """What to tell how many are done of how many: a bar on stderr once the work has lasted over a second."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=_console(sys.stderr), transient=True)
    task = bar.add_task(label, total=None)
    begun, drawn = time.monotonic(), False

    def tell(done: int, total: int) -> None:
        nonlocal drawn
        bar.update(task, completed=done, total=total)
        if not drawn and bar.console.is_terminal and time.monotonic() - begun > _SLOW_S:
            bar.start()
            drawn = True

    try:
        yield tell
    finally:
        if drawn:  # a bar that never began would leave an empty line
            bar.stop()


def refuse(fault: ComityError, asked: Asked) -> int:
    """Tell an error on stderr, in words or as JSON; its exit code."""
    told = _book().explain(fault, asked.language)
    if asked.json:
        facts = plain(dict(fault.facts))
        body = {
            "kind": fault.kind,
            "code": fault.code,
            "path": facts.get("path"),
            "words": told,
            "facts": facts,
        }
        sys.stderr.write(_json({"error": body}))
    else:
        line = Text("✗ ", style="bold red").append(Text(told, style="not bold default"))
        _console(sys.stderr).print(line, soft_wrap=True)
    return EXITS[fault.kind]


def plain(value: Any) -> Any:
    """The value in JSON's own types: days as ISO text, bytes as hex, exact numbers as text when not whole."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return show(value)
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


def _cell(value: object) -> str:
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return show(value)
    return "" if value is None else visible(str(value))


def _json(value: Mapping[str, Any], indent: int | None = 2) -> str:
    told = json.dumps(plain(value), ensure_ascii=False, indent=indent)
    return "".join(_escaped(sign) if is_unseen(sign) and sign != "\n" else sign for sign in told) + "\n"


def _escaped(sign: str) -> str:
    """The sign as JSON spells what would steer the screen it is printed on (RFC 8259, 7)."""
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _console(stream: Any) -> Console:
    return Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)


@cache
def _book() -> Phrasebook:
    return books.phrases()
