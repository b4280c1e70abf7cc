"""No state is named in code: packs carry jurisdictions, so that another union joins by packs alone."""

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.basis.words import LANGUAGES

ROOT = Path(__file__).parents[2]

# States, capitals, people and money, by the stem they have in each of the three languages.
NAMED = re.compile(
    r"belarus(?!ian)|russia(?!n)|b[ey]loruss|беларус[ьиія]|белорус|росси|расі[йяею]|российск|расійск"
    r"|minsk|минск|мінск|moscow|москв|москов|маскв|маскоў|kremlin|кремл|крэмл"
    r"|roubl|rubl[es]|рубл|kazakh|казах|armenia|армен|kyrgyz|кыргыз|киргиз|ukrain|украин|украін",
    re.IGNORECASE,
)
MONEY = re.compile(r"\b(BYN|BYR|RUB|RUR|KZT|AMD|KGS)\b|[₽₸֏]")
# The two words are also names of languages; they may stand for nothing else.
PEOPLE = re.compile(
    r"(belarusian|russian)(?![,.;:)]|$| and\b| or\b| text| words| letters| language)", re.IGNORECASE
)
STATES = {"BY", "RU", "KZ", "AM", "KG", "UA", "BLR", "RUS", "KAZ", "ARM", "KGZ", "UKR", "SU"}
FOLDER = re.compile(r"(^|[/:])(by|ru|BY|RU)([/:._-]|$)")
LANGUAGE = re.compile(r"lang|locale", re.IGNORECASE)


def texts() -> Iterator[tuple[str, str]]:
    """Place and text of every comment, docstring and string in the code, and of every name."""
    for path in sorted((ROOT / "comity").rglob("*.py")):
        with tokenize.open(path) as lines:
            for token in tokenize.generate_tokens(lines.readline):
                if token.type in (tokenize.COMMENT, tokenize.STRING, tokenize.NAME, tokenize.OP):
                    yield f"{path.relative_to(ROOT)}:{token.start[0]}", token.string


@pytest.mark.parametrize("pattern", [NAMED, MONEY, PEOPLE], ids=["states", "money", "people"])
def test_no_state_capital_or_money_is_named(pattern: re.Pattern[str]) -> None:
    found = [(place, line) for place, text in texts() for line in text.splitlines()]
    assert [f"{place}: {line.strip()[:80]}" for place, line in found if pattern.search(line)] == []


def test_no_code_of_a_state_is_written(code: dict[str, ast.Module]) -> None:
    found = [(path, node) for path, tree in code.items() for node in strings(tree)]
    assert [f"{path}:{node.lineno} {node.value!r}" for path, node in found if node.value in STATES] == []


def test_a_two_letter_text_that_is_also_a_state_stands_only_for_a_language(
    code: dict[str, ast.Module],
) -> None:
    faults = []
    for path, tree in code.items():
        allowed = language_codes(tree)
        faults += [
            f"{path}:{node.lineno} {node.value!r}"
            for node in strings(tree)
            if FOLDER.search(str(node.value)) and id(node) not in allowed
        ]
    assert faults == []


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def language_codes(tree: ast.Module) -> set[int]:
    """The constants that stand where only a language can: beside the others, or for a thing named so."""
    found: set[int] = set()
    for node in ast.walk(tree):
        inside = [each for each in strings(node) if each.value in LANGUAGES] if not has_body(node) else []
        together = isinstance(node, ast.stmt) and {"ru", "be"} <= {each.value for each in inside}
        if together or is_of_language(node):
            found |= {id(each) for each in inside}
    return found


def has_body(node: ast.AST) -> bool:
    return isinstance(node, ast.Module) or bool(getattr(node, "body", None))


def is_of_language(node: ast.AST) -> bool:
    """Whether it is a comparison or assignment whose name says language, or words being said."""
    if isinstance(node, ast.Compare):
        return bool(LANGUAGE.search(ast.unparse(node)))
    if isinstance(node, ast.keyword):
        return bool(LANGUAGE.search(node.arg or ""))
    if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
        return bool(LANGUAGE.search(ast.unparse(node).partition("=")[0]))
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"say", "explain"}


@pytest.mark.parametrize(
    "text",
    [
        "Belarus",
        "the Russian node",
        "в России",
        "Республики Беларусь",
        "у Мінску",
        "5 000 рублей",
        "Moscow time",
    ],
)
def test_the_patterns_find_a_state(text: str) -> None:
    assert any(pattern.search(text) for pattern in (NAMED, MONEY, PEOPLE))


@pytest.mark.parametrize("text", ["falls back to Russian, then to English", "Belarusian and Russian words"])
def test_the_patterns_leave_languages_alone(text: str) -> None:
    assert not any(pattern.search(text) for pattern in (NAMED, MONEY, PEOPLE))


@pytest.mark.parametrize(
    "line", ['home = "packs/by/goods"', 'state = "ru"', 'STATES = ("by", "ru")', 'f("ru", at)']
)
def test_a_state_in_code_is_seen(line: str) -> None:
    tree = ast.parse(line)
    assert [
        node
        for node in strings(tree)
        if FOLDER.search(str(node.value)) and id(node) not in language_codes(tree)
    ]


@pytest.mark.parametrize(
    "line",
    [
        'LANGUAGES = ("en", "ru", "be")',
        'x = words.say("ru")',
        'if language == "ru": pass',
        'f(language="ru")',
        'd = {"ru": 1, "be": 2}',
    ],
)
def test_a_language_in_code_is_allowed(line: str) -> None:
    tree = ast.parse(line)
    assert not [n for n in strings(tree) if FOLDER.search(str(n.value)) and id(n) not in language_codes(tree)]
