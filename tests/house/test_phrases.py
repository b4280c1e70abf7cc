"""Words stand in three languages, with the same facts, and every error has them."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

import pytest

from comity.basis.words import LANGUAGES, Phrasebook

ROOT = Path(__file__).parents[2]
PARTS = sorted(path.parent.name for path in ROOT.glob("comity/*/phrases.py"))
ERRORS = {"InputError", "PackError", "StateError", "ProofError", "PeerError", "ComityError"}
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
STRANGE_LETTERS = {"ru": re.compile("[іўІЎ]"), "be": re.compile("[ищъИЩЪ]")}


def book(part: str) -> Phrasebook:
    found = importlib.import_module(f"comity.{part}.phrases").PHRASES
    assert isinstance(found, Phrasebook)
    return found


@pytest.mark.parametrize("part", PARTS)
def test_every_phrase_is_said_in_every_language(part: str) -> None:
    phrases = book(part)
    empty = [
        f"{code} {language}" for code in phrases for language in LANGUAGES if not own(phrases, code, language)
    ]
    assert empty == []


@pytest.mark.parametrize("part", PARTS)
def test_a_phrase_tells_the_same_facts_in_every_language(part: str) -> None:
    phrases = book(part)
    assert [code for code in phrases if len(phrases[code].fields()) != 1] == []


@pytest.mark.parametrize("part", PARTS)
def test_a_phrase_has_the_letters_of_its_language(part: str) -> None:
    phrases = book(part)
    wrong = {
        f"{code} {language}"
        for code in phrases
        for language, letters in STRANGE_LETTERS.items()
        if letters.search(own(phrases, code, language))
    }
    assert wrong == set()


def test_no_code_has_words_twice() -> None:
    reduce(Phrasebook.__or__, [book(part) for part in PARTS])


def own(phrases: Phrasebook, code: str, language: str) -> str:
    """The text itself, without the fall-back to another language."""
    return str(getattr(phrases[code], language)).strip()


def test_every_error_has_words_in_its_part(code: dict[str, ast.Module]) -> None:
    told = {part: set(book(part)) for part in PARTS}
    raised = {(path, line, name) for path, line, name, _ in errors(code)}
    mute = sorted(
        f"{path}:{line} {name}" for path, line, name in raised if name not in words_near(told, path, name)
    )
    assert mute == []


def test_every_error_brings_the_facts_its_words_tell(code: dict[str, ast.Module]) -> None:
    short = []
    for path, line, name, facts in errors(code):
        phrases = book(part_of(path)) if part_of(path) in PARTS else Phrasebook({})
        if facts is not None and name in phrases:
            short += [
                f"{path}:{line} {name} {sorted(f - facts)}" for f in phrases[name].fields() if f - facts
            ]
    assert short == []


def test_the_code_of_every_error_can_be_read_in_the_source(code: dict[str, ast.Module]) -> None:
    assert [f"{path}:{node.lineno}" for path, node, codes in error_calls(code) if not codes] == []


def words_near(told: dict[str, set[str]], path: str, name: str) -> set[str]:
    """The words of the part the error is made in, and those of the part its code names."""
    return told.get(part_of(path), set()) | told.get(name.split(".")[0], set())


def part_of(path: str) -> str:
    return path.split("/")[1]


def errors(code: dict[str, ast.Module]) -> Iterator[tuple[str, int, str, set[str] | None]]:
    """File, line, code and facts of each error made; facts None when they are not all written there."""
    for path, node, codes in error_calls(code):
        names = {word.arg for word in node.keywords if word.arg}
        whole = all(word.arg for word in node.keywords) and called(node) in ERRORS
        yield from ((path, node.lineno, name, names if whole else None) for name in codes)


def error_calls(code: dict[str, ast.Module]) -> Iterator[tuple[str, ast.Call, list[str]]]:
    """Each call that makes an error and the codes it may have; so does a function that passes one on."""
    for path, tree in code.items():
        passing = {name for name, call in inner_calls(tree) if called(call) in ERRORS and not codes_in(call)}
        for name, call in inner_calls(tree):
            makes = called(call) in ERRORS and name not in passing
            if makes or called(call) in passing:
                yield path, call, codes_in(call)


def inner_calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Each call, with the name of the function or method it stands in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from ((node.name, call) for call in ast.walk(node) if isinstance(call, ast.Call))


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def codes_in(call: ast.Call) -> list[str]:
    """The codes among the arguments, both branches of a choice included."""
    texts = [node.value for arg in call.args for node in ast.walk(arg) if isinstance(node, ast.Constant)]
    return [text for text in texts if isinstance(text, str) and CODE.fullmatch(text)]
