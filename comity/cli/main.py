"""The command `comity`: its global options, and nothing a call of help does not need."""

from typing import Annotated

import typer

from comity import __version__
from comity.cli.asked import ASKED, Asked, chosen
from comity.cli.group import Groups

app = typer.Typer(
    cls=Groups,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"max_content_width": 100, "help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 the answer is no, 2 input, 3 pack, 4 state, 5 proof, 6 peer.",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"comity {__version__}")
        raise typer.Exit


@app.callback()
def everywhere(
    home: Annotated[str, typer.Option(metavar="DIR", help="Data folder of the node [COMITY_HOME].")] = "",
    json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
    lang: Annotated[str, typer.Option(metavar="en|ru|be", help="Language of answers [COMITY_LANG].")] = "",
    at: Annotated[
        str, typer.Option(metavar="DAY", help="Day to take as today, YYYY-MM-DD [COMITY_AT].")
    ] = "",
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, hidden=True, help="Show the version."),
    ] = False,
) -> None:
    """Official acts of a union of states: computed by the law, signed, logged, verified offline."""
    ASKED.set(Asked(json=json))  # for the words of an error in the options themselves
    ASKED.set(chosen(home, json, lang, at))


def main() -> None:
    """Run the command line."""
    app(prog_name="comity")


if __name__ == "__main__":
    main()
