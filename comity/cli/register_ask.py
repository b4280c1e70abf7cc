"""`comity register person ask`: what an act of another node says of persons."""

from typing import Annotated

import typer

from comity.cli import answer
from comity.cli.home import node
from comity.cli.register_standing import Name
from comity.node import asking


def ask(
    act: Name,
    path: Annotated[list[str], typer.Option(metavar="PATH", help="Fact, as /body/driver/name; repeatable.")],
    purpose: Annotated[str, typer.Option(metavar="TEXT", help="What it is for; the other node keeps it.")],
    url: Annotated[str, typer.Option("--from", metavar="URL", help="Where the node that issued it answers.")],
) -> None:
    """Ask the node that issued an imported act for facts about a person, by a signed request."""
    learned = asking.ask(node(), act, path, purpose, url)
    told = {
        "act": learned.act,
        "issuer": learned.issuer,
        "facts": {each.path: each.value for each in learned.shown},
    }
    title = answer.words("cli.facts_of", act=learned.act, issuer=learned.issuer)
    rows = [(each.path, str(each.value)) for each in learned.shown]
    answer.tell(told, answer.table(title, ["", ""], rows))
