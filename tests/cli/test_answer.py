import json
from datetime import date
from fractions import Fraction

import pytest
from rich.console import Console
from rich.table import Table

from comity.basis.citation import Confidence
from comity.basis.errors import InputError, PackError, PeerError, ProofError, StateError
from comity.cli import answer
from comity.cli.asked import ASKED, Asked
from comity.register.act import StatusRef


@pytest.fixture(autouse=True)
def _asked() -> None:
    ASKED.set(Asked())


def _shown(table: Table, width: int = 80) -> str:
    console = Console(width=width, file=None, record=True, highlight=False)
    with console.capture() as caught:
        console.print(table)
    return caught.get()


def test_exact_values_become_plain_json() -> None:
    value = {
        "day": date(2026, 11, 21),
        "points": Fraction(1, 3),
        "half": Fraction(1, 2),
        "digest": b"\x01\xff",
        "confidence": Confidence.B,
        "set": {1},
        "ref": StatusRef("a", 1),
        3: None,
        "yes": True,
    }
    assert json.loads(json.dumps(answer.plain(value))) == {
        "day": "2026-11-21",
        "points": "1/3",
        "half": "0.5",
        "digest": "01ff",
        "confidence": "B",
        "set": [1],
        "ref": {"uri": "a", "index": 1},
        "3": None,
        "yes": True,
    }


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (InputError("cli.day", path="--at", value="x"), 2),
        (PackError("trusted.bad_kinds", file="a", line=1, reason="x"), 3),
        (StateError("trusted.none"), 4),
        (ProofError("peer.not_an_answer", step="form"), 5),
        (PeerError("peer.refused", node="b", reason="x", size=1), 6),
    ],
)
def test_each_kind_of_error_has_its_exit_code(
    fault: InputError, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer.refuse(fault, Asked()) == code
    shown = capsys.readouterr()
    assert (shown.out, shown.err.startswith("✗ ")) == ("", True)
    assert answer.refuse(fault, Asked(json=True)) == code
    told = json.loads(capsys.readouterr().err)["error"]
    assert (told["kind"], told["code"], told["facts"]) == (
        fault.kind,
        fault.code,
        answer.plain(dict(fault.facts)),
    )


def test_an_error_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for language in ("en", "ru", "be"):
        answer.refuse(StateError("trusted.none"), Asked(language=language))
        told.append(capsys.readouterr().err)
    assert [text.split()[1] for text in told] == ["This", "У", "У"]
    assert len(set(told)) == 3


def test_cells_are_never_read_as_markup() -> None:
    shown = _shown(answer.table("T [red]", ["[b]h"], [["[link=x]y[/link]"], [Fraction(1, 2)], [None]]))
    assert "[link=x]y[/link]" in shown
    assert "T [red]" in shown
    assert "[b]h" in shown
    assert "0.5" in shown


def test_json_takes_the_place_of_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    answer.tell({"a": 1}, "words")
    ASKED.set(Asked(json=True))
    answer.tell({"a": 1}, "words")
    assert capsys.readouterr().out == 'words\n{\n  "a": 1\n}\n'


def test_progress_gives_every_item() -> None:
    assert list(answer.progress(range(5), 5, "work")) == [0, 1, 2, 3, 4]


def test_the_day_is_the_one_asked_for() -> None:
    ASKED.set(Asked(at=date(2026, 11, 21)))
    assert answer.day() == date(2026, 11, 21)


TRICK = "winch\x1b[2J\u202e\x9b\nVALID"


def test_no_text_of_others_steers_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    shown = (TRICK, answer.table(TRICK, [TRICK], [[TRICK]], [TRICK]), answer.large(TRICK, None))
    answer.tell({}, *shown)
    answer.refuse(InputError("files.not_found", path=TRICK), Asked())
    told = "".join(capsys.readouterr())
    assert not set(told) & {"\x1b", "\u202e", "\x9b"}
    assert told.count("⟨U+001B⟩") >= 5


def test_json_keeps_such_a_text_and_steers_no_screen_either(capsys: pytest.CaptureFixture[str]) -> None:
    ASKED.set(Asked(json=True))
    odd = TRICK + "\ud800\U000e0041"
    answer.tell({"name": odd})
    told = capsys.readouterr().out
    assert json.loads(told) == {"name": odd}
    assert "\\u202e" in told
    assert "\\udb40\\udc41" in told
    assert not set(told) & {"\x1b", "\u202e", "\x9b", "\U000e0041"}
