"""`comity law ask`: which facts are still needed, and which to ask first."""

from typing import Annotated, Any

import typer

from comity.cli import answer
from comity.cli.law_library import Given, Packs, RuleName, open_words, pairs, read_library, told
from comity.law.ask import Inquiry, Question, inquire
from comity.law.evaluate import read_facts
from comity.law.explain import tell_value
from comity.law.library import Library
from comity.law.rule import Type, tell

_MOST_SHOWN = 10  # questions; --json has all
_MOST_LETTERS = 60  # of what a question takes
_HEADS = ("cli.ask_question", "cli.ask_name", "cli.ask_expected", "cli.ask_settles")


def ask(
    rule: RuleName,
    given: Given = None,
    fact: Annotated[
        list[str] | None, typer.Option("--fact", metavar="NAME=VALUE", help="One fact; repeat it.")
    ] = None,
    folder: Packs = None,
) -> None:
    """Which missing facts can still change the answer on a day, the best one to ask first.

    First comes the fact of whose answers most settle the value at once; a fact that can no longer
    change it is not asked. The day is --at. Exit 0 where the value is settled, 1 while it is not.
    """
    library = read_library(folder)
    asked = library.asked(rule)
    facts = read_facts(asked, dict(pairs([*(given or []), *(fact or [])])))
    found = inquire(rule, facts, library, answer.day())
    answer.tell(_body(found), *_shown(rule, library, found, set(asked) - facts.keys()))
    if found.result.status != "determined":
        raise typer.Exit(1)


def _body(found: Inquiry) -> dict[str, Any]:
    return {
        **told(found.result),
        "ask": [
            {
                "name": each.input.name,
                "words": each.input.words.say(answer.asked().language),
                "expected": each.input.expected(),
                "unit": each.input.unit,
                "classes": each.classes,
                "tried": each.tried,
                "settles": each.settled,
            }
            for each in found.questions
        ],
        "later": found.later,
    }


def _shown(rule: str, library: Library, found: Inquiry, unknown: set[str]) -> list[Any]:
    result, questions = found.result, found.questions
    line = tell_value(result.value, library.rule(rule).unit, answer.asked().language)
    if not questions:
        why = list(open_words(result)) if result.status != "determined" else []
        spare = [answer.words("cli.ask_spare", names=tuple(sorted(unknown)))] if unknown else []
        return [line, *why, *spare]
    rows = [
        (each.input.words.say(answer.asked().language), each.input.name, _expected(each), _settles(each))
        for each in questions[:_MOST_SHOWN]
    ]
    heads = [answer.words(code) for code in _HEADS]
    lines: list[Any] = [line, answer.table("", heads, rows), _first(questions[0])]
    if more := len(questions) - len(rows) + len(found.later):
        lines.append(answer.words("cli.ask_not_shown", count=more))
    return lines


def _expected(question: Question) -> str:
    asked = question.input
    listed = tell(asked.allowed) if asked.type is Type.TEXT else ""
    text = listed or f"{asked.expected()} {asked.unit}".strip()
    return f"{text[:_MOST_LETTERS]}…" if len(text) > _MOST_LETTERS else text


def _settles(question: Question) -> str:
    return answer.words("cli.ask_of", settled=question.settled, tried=question.tried)


def _first(question: Question) -> str:
    """Why the first question is the first one."""
    code = "cli.ask_first" if question.settled else "cli.ask_first_none"
    return answer.words(
        code,
        name=question.input.name,
        settled=question.settled,
        tried=question.tried,
        classes=question.classes,
        left=f"{question.left / question.tried:.1f}",
    )
