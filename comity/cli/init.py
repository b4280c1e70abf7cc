"""`comity init`: make a node."""

from pathlib import Path
from typing import Annotated

import typer

from comity.basis.errors import InputError
from comity.cli import answer
from comity.node import files
from comity.node.clock import Clock
from comity.node.config import Config
from comity.node.node import init_node

app = answer.group("")


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="HOME", help="Data folder to make.")],
    name: Annotated[str, typer.Option(help="Name the node signs by, such as chamber.example.")],
    origin: Annotated[str, typer.Option(help="Name of its log, such as chamber.example/2026.")],
    jurisdiction: Annotated[str, typer.Option(metavar="PACK", help="Packs folder of its own law.")],
    peer: Annotated[Path | None, typer.Option(metavar="DIR", help="Data folder of the other node.")] = None,
    vault: Annotated[
        str, typer.Option(metavar="DIR", help="Folder of the keys; relative to HOME.")
    ] = "vault",
    pack: Annotated[list[str] | None, typer.Option(help="Packs folder to load; all when left out.")] = None,
    pack_folder: Annotated[Path | None, typer.Option(metavar="DIR", help="Packs to use instead.")] = None,
    url: Annotated[str, typer.Option(metavar="URL", help="Where this node answers HTTP.")] = "",
    peer_url: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="Node whose log it imports; repeatable.")
    ] = None,
    witness: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="Witness it asks; repeatable.")
    ] = None,
    database: Annotated[
        str, typer.Option(metavar="URL", help="PostgreSQL database, as its writer; else SQLite in HOME.")
    ] = "",
    owner: Annotated[
        str, typer.Option(metavar="URL", envvar="COMITY_DATABASE_OWNER", help="The same, as owner of tables.")
    ] = "",
    reader: Annotated[str, typer.Option(metavar="ROLE", help="Role that may read what is published.")] = "",
    example: Annotated[bool, typer.Option("--example", help="May pin its clock; marks its acts.")] = False,
) -> None:
    """Make a node: data folder, keys (by role), empty register."""
    asked = answer.asked()
    config = Config(
        name=name,
        origin=origin,
        jurisdiction=jurisdiction,
        language=asked.language,
        packs=tuple(pack or ()),
        pack_folder=str(pack_folder.resolve()) if pack_folder else "",
        vault=vault,
        peer=str(peer.resolve()) if peer else "",
        database=database,
        example=example,
        url=url,
        peers=tuple(peer_url or ()),
        witnesses=tuple(witness or ()),
    )
    _refuse_unknown_law(config)
    made = init_node(folder, config, Clock(asked.at), owner, reader)
    told = {"home": str(made.home), "name": name, "origin": origin, "vault": str(made.vault.folder)}
    answer.tell(told, answer.words("cli.node_made", **told))


def _refuse_unknown_law(config: Config) -> None:
    loaded = files.packs_in(Path(config.pack_folder)) if config.pack_folder else files.packs()
    known = sorted({path.split("/")[0] for path in loaded})
    if config.jurisdiction not in known:
        raise InputError(
            "cli.no_law", path="--jurisdiction", given=config.jurisdiction[:40], known=tuple(known)
        )
