"""`comity law diff`: what changed between two days, or between two versions of a pack."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.basis.errors import InputError
from comity.cli import answer, books
from comity.cli.home import packs
from comity.cli.law_cells import body, cells
from comity.cli.law_compare import names, skips
from comity.cli.law_library import Packs, below, day_of, read_library
from comity.goods.lower import SHAPE
from comity.law.changes import Changes, Edition, changes
from comity.law.library import Library, aliases
from comity.law.pack import read
from comity.node import files

_MOST_CELLS = 12  # of one rule; --json has all
_MOST_ACTS = 2

First = Annotated[str, typer.Argument(metavar="[NAME|OLD]", help="Rule, pack or state; or the old version.")]
New = Annotated[Path | None, typer.Argument(metavar="[NEW]", help="The new version: a file or a folder.")]


def diff(
    first: First = "",
    new: New = None,
    start: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day.")] = "",
    end: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="Day to compare versions on.")] = "",
    folder: Packs = None,
) -> None:
    """What changed in the law between two days, or between two versions of a pack.

    Rules added, gone and changed, each with the cells that differ and the acts; then the rules that follow.
    Exit 0 whether anything changed or not; --json tells every cell.
    """
    if (start or end) if new else (on or not (start and end)):
        raise InputError("cli.diff_which", path="diff")
    if new:
        before, after, wanted, heads = _versions(Path(first), new, on)
    else:
        library = read_library(folder)
        before, after = (
            Edition(library, day_of(day, path)) for day, path in ((start, "--from"), (end, "--to"))
        )
        heads, wanted = (start, end), _wanted(library, first)
    found = changes(before, after, wanted, lambda rules: answer.progress(rules, len(rules), ""))
    answer.tell(_body(found, before, after), *_shown(found, before, after, heads))


def _wanted(library: Library, name: str) -> list[str]:
    if name in library.rules:
        return [name]
    chosen = set(below(library, name))
    return [full for full, rule in library.rules.items() if rule.pack in chosen]


def _versions(old: Path, new: Path, on: str) -> tuple[Edition, Edition, list[str], tuple[str, str]]:
    """Both versions with the packs they use, and the rules of the packs that stand in either."""
    day = day_of(on, "--on") if on else answer.day()
    libraries, own = [], set()
    for path in (old, new):
        texts = files.packs_in(path) if path.is_dir() else {path.name: files.read_text(path)}
        library = Library.from_texts(_with_used(texts), (SHAPE,))
        libraries.append(library)
        own |= {pack.id for pack in library.packs.values() if pack.file in texts}
    wanted = [name for each in reversed(libraries) for name, rule in each.rules.items() if rule.pack in own]
    return Edition(libraries[0], day), Edition(libraries[1], day), wanted, (str(old), str(new))


def _with_used(texts: dict[str, str]) -> dict[str, str]:
    """The texts, and the packs they use of those that are loaded otherwise."""
    keys = frozenset((SHAPE.key, *SHAPE.keys))
    shipped = {read(text, file, keys).id: file for file, text in packs().items()}
    every, waiting = dict(texts), list(texts.items())
    known = {read(text, file, keys).id for file, text in texts.items()}
    while waiting:
        file, text = waiting.pop()
        for used in aliases(read(text, file, keys)).values():
            if used not in known and used in shipped:
                known.add(used)
                every[shipped[used]] = packs()[shipped[used]]
                waiting.append((shipped[used], every[shipped[used]]))
    return every


def _body(found: Changes, before: Edition, after: Edition) -> dict[str, Any]:
    explain = books.phrases().explain
    return {
        "from": before.on,
        "to": after.on,
        "added": {name: _acts(after, name) for name in found.added},
        "gone": {name: _acts(before, name) for name in found.gone},
        "changed": [body(each) for each in found.changed],
        "recited": {n: {"from": _acts(before, n), "to": _acts(after, n)} for n in found.recited},
        "following": found.following,
        "elsewhen": found.elsewhen,
        "skipped": {name: explain(fault, "en") for name, fault in found.skipped.items()},
    }


def _acts(edition: Edition, name: str) -> list[dict[str, str]]:
    return [{"cite": each.act, "confidence": each.confidence.value} for each in edition.acts(name)]


def _shown(found: Changes, before: Edition, after: Edition, heads: tuple[str, str]) -> Iterator[Any]:
    for each in found.changed:
        yield from cells(each, _title(after, each.right.rule), heads, _MOST_CELLS)
        yield ""
    yield from _listed("cli.diff_added", after, found.added)
    yield from _listed("cli.diff_gone", before, found.gone)
    for name in found.recited:
        yield answer.words("cli.diff_recited", name=name, old=_cited(before, name), new=_cited(after, name))
    if found.following:
        yield answer.words(
            "cli.diff_following", count=len(found.following), names=names(list(found.following))
        )
    if found.elsewhen:
        yield answer.words("cli.diff_elsewhen", day=str(after.on), names=names(list(found.elsewhen)))
    yield from skips(dict(found.skipped))
    counts = {"changed": len(found.changed), "added": len(found.added), "gone": len(found.gone)}
    yield answer.words("cli.diff_summary", **counts)


def _listed(code: str, edition: Edition, rules: tuple[str, ...]) -> Iterator[str]:
    """Rules in force on one side only, each with its acts."""
    if rules:
        yield answer.words(code, count=len(rules))
        yield from (f"  {_title(edition, name)} [{_cited(edition, name)}]" for name in rules)


def _cited(edition: Edition, name: str) -> str:
    acts = [str(each) for each in edition.acts(name)]
    more = f"; … ({len(acts)})" if len(acts) > _MOST_ACTS else ""
    return "; ".join(acts[:_MOST_ACTS]) + more


def _title(edition: Edition, name: str) -> str:
    return f"{name}: {edition.library.rule(name).words.say(answer.asked().language)}"
