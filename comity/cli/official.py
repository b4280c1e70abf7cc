"""`comity official`: the people who may take steps."""

from typing import Annotated

import typer

from comity.basis.errors import InputError
from comity.cli import answer
from comity.cli.home import node
from comity.node.models import Official
from comity.node.officials import add_official, public_key

app = answer.group("Officials of this node, and who may do what.")


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's name.")],
    role: Annotated[str, typer.Option(help="drafter proposes, approver approves, registrar does both.")] = "",
) -> None:
    """Add an official and make their key; a person is added once."""
    if not role:
        raise InputError("cli.no_role", path="--role")
    made = add_official(node(), name, role)
    answer.tell(_told(made), answer.words("cli.official_added", official=made.name, role=role))


@app.command("list")
def listed() -> None:
    """List the officials."""
    node()
    told = [_told(official) for official in Official.objects.order_by("id")]
    headings = [answer.words(f"cli.{name}") for name in ("official", "role", "key")]
    answer.tell({"officials": told}, answer.table("", headings, [list(row.values()) for row in told]))


def _told(official: Official) -> dict[str, str]:
    return {"name": official.name, "role": official.role, "key": public_key(official).kid.hex()}
