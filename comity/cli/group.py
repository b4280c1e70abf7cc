"""The shape every group of commands has, and the groups by name, loaded when one of them is called."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from comity.basis.errors import ComityError, StateError
from comity.cli.asked import ASKED

FOOT = "Anywhere: --home DIR, --json, --lang en|ru|be, --at DAY (pins today). See comity --help."


@dataclass(frozen=True, slots=True)
class Row:
    """A group of commands: where it is written, and its line of help."""

    module: str
    help: str


GROUPS = {
    "init": Row("comity.cli.init", "Make a node: data folder, keys, empty register."),
    "official": Row("comity.cli.official", "Officials of this node, and who may do what."),
    "goods": Row("comity.cli.goods", "Made in the union: assess, file, decide, issue."),
    "law": Row("comity.cli.law", "Law as data: check packs, compute, explain, compare, ask what next."),
    "dmn": Row("comity.cli.dmn", "Decision models (DMN): write packs as models, read and run models."),
    "motor": Row("comity.cli.motor", "Motor liability: a premium, a bonus class, what can be computed."),
    "register": Row("comity.cli.register", "Acts and their proof: show, verify, cosign, withdraw."),
    "serve": Row("comity.cli.serve", "Answer HTTP: log, lists, witness; and work beside."),
    "work": Row("comity.cli.work", "Publish, ask witnesses, take from peers, round after round."),
    "trust": Row("comity.cli.trust", "Whose keys count: agree on a list, rotate and revoke keys."),
}
_DATABASE_FAULTS = {"django.db.utils.DatabaseError", "django.db.utils.OperationalError"}
# global options that may stand anywhere on the line, and whether a value follows
_EVERYWHERE = {"--json": False, "--home": True, "--lang": True, "--at": True}


def group(words: str) -> typer.Typer:
    """A group of commands with the settings of the house."""
    return typer.Typer(
        help=words,
        epilog=FOOT,
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"max_content_width": 100, "help_option_names": ["-h", "--help"]},
    )


class Groups(TyperGroup):
    """The groups of `GROUPS`: help reads the table, a call loads the module; errors become answers here."""

    def __init__(self, **settings: Any) -> None:
        """Hold a stub for each row, so that help loads none of them."""
        super().__init__(**settings)
        self.commands = {name: TyperGroup(name=name, help=row.help) for name, row in GROUPS.items()}

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the global options from anywhere on the line."""
        return super().parse_args(ctx, [*_first(args)])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command called, loaded."""
        if args[0] not in GROUPS:
            return super().resolve_command(ctx, args)
        loaded = typer.main.get_command(import_module(GROUPS[args[0]].module).app)
        loaded.name = args[0]
        return args[0], loaded, args[1:]

    def invoke(self, ctx: Any) -> Any:
        """What the command gives; an error becomes words and an exit code. A bug stays a traceback."""
        try:
            return super().invoke(ctx)
        except Exception as fault:
            known = fault if isinstance(fault, ComityError) else _database_fault(fault)
            if known is None:
                raise
            refuse = import_module("comity.cli.answer").refuse
            raise typer.Exit(refuse(known, ASKED.get())) from fault


def _database_fault(fault: Exception) -> StateError | None:
    # told by name, so that a call of help need not load Django; a broken constraint stays a bug
    if f"{type(fault).__module__}.{type(fault).__name__}" not in _DATABASE_FAULTS:
        return None
    return StateError("cli.database", path=str(ASKED.get().home or "-"), reason=str(fault))


def _first(args: list[str]) -> Iterator[str]:
    at = args.index("--") if "--" in args else len(args)
    moved: list[str] = []
    rest: list[str] = []
    words = iter(args[:at])
    for word in words:
        name, equals, _ = word.partition("=")
        if name not in _EVERYWHERE:
            rest.append(word)
            continue
        moved.append(word)
        if _EVERYWHERE[name] and not equals:
            moved.extend([value] if (value := next(words, None)) is not None else [])
    yield from (*moved, *rest, *args[at:])
