"""`comity register upgrade`: the tables of a node as this version needs them."""

from typing import Annotated

import typer

from comity.basis.errors import InputError
from comity.cli import answer
from comity.node import roles
from comity.node.node import open_node

Owner = Annotated[
    str, typer.Option(metavar="URL", envvar="COMITY_DATABASE_OWNER", help="PostgreSQL: owner of the tables.")
]
Reader = Annotated[
    str, typer.Option(metavar="ROLE", help="PostgreSQL: role that may read what is published.")
]


def upgrade(owner: Owner = "", reader: Reader = "") -> None:
    """Bring tables and keys up to date after an update of the program; back them up first.

    In PostgreSQL the owner does it, and grants the roles their rights anew.
    """
    asked = answer.asked()
    if asked.home is None:
        raise InputError("cli.no_home", path="--home")
    done = roles.upgrade(asked.home, owner, reader)
    opened = open_node(asked.home)
    keys = opened.vault.complete()
    opened.close()
    code = "cli.upgraded" if done or keys else "cli.up_to_date"
    answer.tell({"applied": done, "keys": keys}, answer.words(code, steps=", ".join([*done, *keys])))
