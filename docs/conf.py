"""How the documentation is built: MyST Markdown in, HTML out, the words of every error from the code."""

import ast
import importlib
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from typer.main import get_command
from typer.testing import CliRunner

import comity
from comity.cli.group import GROUPS
from comity.cli.main import app

project = "comity"
author = "The comity founders"
copyright = "2026, the comity founders. Apache-2.0"
release = version = comity.__version__
language = "en"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "comity"
html_static_path = ["_static"]
html_show_sourcelink = False


class Phrasebooks(Directive):
    """A table of each part's phrases in the three languages, read from the code when the page is built."""

    def run(self) -> list[nodes.Node]:
        """One section a part, one row a code."""
        parts = sorted(path.parent.name for path in Path(comity.__path__[0]).glob("*/phrases.py"))
        return [node for part in parts for node in _section(part)]


def _section(part: str) -> list[nodes.Node]:
    phrases = importlib.import_module(f"comity.{part}.phrases").PHRASES
    told: list[nodes.Node] = [nodes.rubric(text=part)]
    entries = nodes.definition_list()
    for code in sorted(phrases):
        words = phrases[code]
        says = nodes.definition("", *(nodes.paragraph(text=text) for text in (words.en, words.ru, words.be)))
        entries += nodes.definition_list_item("", nodes.term("", "", nodes.literal(text=code)), says)
    return [*told, entries]


class Commands(Directive):
    """The help of every command, as the command itself tells it."""

    def run(self) -> list[nodes.Node]:
        """One block a command: the whole, each group, each command of a group."""
        shown: list[nodes.Node] = []
        for words in ([], *([name] for name in GROUPS)):
            command = get_command(importlib.import_module(GROUPS[words[0]].module).app) if words else None
            shown += _with_commands(words, command)
        return shown


def _with_commands(words: list[str], command: object) -> list[nodes.Node]:
    shown = _help(words)
    for name, below in sorted(getattr(command, "commands", {}).items()):
        shown += _with_commands([*words, name], below)
    return shown


def _help(words: list[str]) -> list[nodes.Node]:
    told = CliRunner().invoke(app, [*words, "--help"], prog_name="comity", terminal_width=100)
    if told.exit_code:
        raise RuntimeError(f"comity {' '.join(words)} --help: {told.output}")
    return [nodes.rubric(text=" ".join(["comity", *words])), nodes.literal_block(text=told.output.rstrip())]


class Files(Directive):
    """Each file of the code with the first line it says of itself, a list a room."""

    def run(self) -> list[nodes.Node]:
        """One list a room; the words of a room stand beside its name."""
        root = Path(comity.__path__[0])
        rooms = sorted(path.parent for path in root.glob("*/__init__.py"))
        return [node for room in rooms for node in _room(room)]


def _room(room: Path) -> list[nodes.Node]:
    entries = nodes.definition_list()
    for path in sorted(room.glob("*.py")):
        if path.name != "__init__.py":
            says = nodes.definition("", nodes.paragraph(text=_first_line(path)))
            entries += nodes.definition_list_item("", nodes.term("", "", nodes.literal(text=path.name)), says)
    title = nodes.rubric(text=f"comity/{room.name}: {_first_line(room / '__init__.py')}")
    return [title, entries] if len(entries) else []


def _first_line(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition("\n")[0]


def setup(sphinx: Sphinx) -> None:
    """Make the directives known."""
    sphinx.add_directive("phrasebooks", Phrasebooks)
    sphinx.add_directive("commands", Commands)
    sphinx.add_directive("files", Files)
