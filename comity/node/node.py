"""One running node: its settings, its clock, its keys and its database, opened together."""

from dataclasses import dataclass, replace
from pathlib import Path

from comity.basis.errors import InputError, StateError
from comity.node import files
from comity.node.clock import Clock
from comity.node.config import FILE, Config, checked, read_config, write_config
from comity.node.roles import found_tables, make_tables
from comity.node.settings import DATABASE, chosen, unapplied, use_database
from comity.node.vault import ROLES, Vault

INBOX, OUTBOX = "inbox", "outbox"

_open: list[Path] = []  # the home this process has open: Django holds one database a process


@dataclass(frozen=True, slots=True)
class Node:
    """An open node. Every step of docket, store, sequencer and peer takes it first."""

    home: Path
    config: Config
    clock: Clock
    vault: Vault

    @property
    def name(self) -> str:
        """The name it signs by."""
        return self.config.name

    @property
    def origin(self) -> str:
        """The name of its log on checkpoints."""
        return self.config.origin

    @property
    def jurisdiction(self) -> str:
        """The packs folder of its own law."""
        return self.config.jurisdiction

    @property
    def inbox(self) -> Path:
        """The folder the peer writes into."""
        return self.home / INBOX

    @property
    def outbox(self) -> Path:
        """The folder this node leaves its messages in."""
        return self.home / OUTBOX

    def packs(self) -> dict[str, str]:
        """The pack files it loads: path to text."""
        own, wanted = self.config.pack_folder, self.config.packs
        found = files.packs_in(Path(own)) if own else files.packs()
        return {path: text for path, text in found.items() if not wanted or path.split("/")[0] in wanted}

    def close(self) -> None:
        """Let go of the database, so that the process may open another home."""
        use_database(None)
        _open.clear()


def init_node(
    home: Path, config: Config, clock: Clock | None = None, owner: str = "", reader: str = ""
) -> Node:
    """A new node in an empty folder: keys, tables, and last its settings. A refusal leaves nothing behind.

    Tables in PostgreSQL come first, and may stay empty when a later step is refused; `owner` and `reader` are
    those of `roles.make_tables`.
    """
    home = home.resolve()
    checked(config, str(home / FILE))
    if (home / FILE).exists():
        raise StateError("node.already_there", path=str(home))
    fitting, vault = _fitting(config, clock or Clock()), _vault(home, config)
    _refuse_second(home)
    if chosen(config.database):
        found_tables(home, config.database, owner, reader)
    vault.create()
    for folder in (home, home / INBOX, home / OUTBOX):
        files.own_folder(folder)
    for role in ROLES:
        vault.generate(role)
    if not chosen(config.database):
        make_tables(home)
    _take(home, config)
    founded = replace(config, founded=fitting.now())
    write_config(home, founded)
    return Node(home, founded, fitting, vault)


def open_node(home: Path, clock: Clock | None = None) -> Node:
    """The node in a data folder; StateError while the process has another one open, or for old tables."""
    home = home.resolve()
    config = read_config(home)
    if not chosen(config.database) and not (home / DATABASE).is_file():
        raise InputError("node.no_home", path=str(home))
    fitting = _fitting(config, clock or Clock())
    _take(home, config)
    return Node(home, config, fitting, _vault(home, config))


def _refuse_second(home: Path) -> None:
    if _open and _open != [home]:
        raise StateError("node.already_open", path=str(_open[0]))


def _take(home: Path, config: Config) -> None:
    _refuse_second(home)
    use_database(home, config.database)
    if missing := unapplied():
        use_database(None)
        raise StateError("node.old_tables", path=str(home), steps=tuple(missing))
    _open[:] = [home]


def _vault(home: Path, config: Config) -> Vault:
    return Vault((home / config.vault).resolve())


def _fitting(config: Config, clock: Clock) -> Clock:
    if clock.pinned and not config.example:
        raise StateError("node.pinned_clock", day=clock.pinned.isoformat())
    return clock
