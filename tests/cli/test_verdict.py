import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from rich.console import Console

from comity.basis.words import LANGUAGES
from comity.cli.asked import ASKED, Asked
from comity.cli.verdict import shown, statement, told
from comity.register.act import Act
from comity.register.disclosure import Disclosure
from comity.register.verdict import Answer, Verdict

REFUSAL = Act(
    kind="goods.refusal",
    issuer="a.example",
    id=bytes(16),
    subject={"product": {"code": "28.22.16.111", "name": "Lift"}, "holder": "Primer"},
    body={
        "decision": "not confirmed",
        "days": [{"on": "2026-11-16", "score": "115", "least": "120"}],
        "shortfall": {"on": "2026-11-16", "lacks": "5", "unmet": []},
        "relies_on": {"winch": b"\x01"},
        "example": True,
        "strange": {"field": "as it is"},
    },
    issued_at=1_795_000_000,
    approvals=("aa", "bb"),
)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    token = ASKED.set(Asked(language=request.param))
    yield request.param
    ASKED.reset(token)


SAID = {
    "en": {"Product: name": "Lift", "Day 1: needed": "120", "Invented example": "yes"},
    "ru": {"Продукция: наименование": "Lift", "День 1: необходимо": "120", "Вымышленный пример": "да"},
    "be": {"Прадукцыя: найменне": "Lift", "Дзень 1: неабходна": "120", "Выдуманы прыклад": "так"},
}
REFUSED = {
    "en": "Refusal to confirm production",
    "ru": "Отказ в подтверждении производства",
    "be": "Адмова ў пацвярджэнні вытворчасці",
}


def test_what_an_act_says_is_told_in_words(language: str) -> None:
    told = dict(statement(REFUSAL))
    assert {name: told.get(name) for name in SAID[language]} == SAID[language]
    assert f"{REFUSED[language]} (goods.refusal)" in told.values()
    assert not [name for name in told if "[" in name or "_" in name]


def test_a_field_without_words_stands_as_it_is(language: str) -> None:
    assert dict(statement(REFUSAL))["Strange: field"] == "as it is"


def test_facts_about_a_person_are_told_apart_from_the_act(language: str) -> None:
    fact = Disclosure("/body/plate", bytes(16), "1234 AB-7")
    verdict = Verdict(Answer.VALID, (), act=REFUSAL, disclosed=(fact,))
    assert told(verdict)["disclosed"] == {"/body/plate": "1234 AB-7"}
    printed = Console(file=io.StringIO(), width=100)
    printed.print(*shown(verdict))
    assert "1234 AB-7" in printed.file.getvalue()  # type: ignore[attr-defined]
    assert len(shown(verdict)) == len(shown(replace(verdict, disclosed=()))) + 1
