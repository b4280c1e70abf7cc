"""A verdict on screen: the numbered steps, the answer large, what the act states."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from comity.cli import answer
from comity.node.files import packs, read_bytes
from comity.node.trusted import kind_words
from comity.register.act import Act
from comity.register.credential import PREFIX
from comity.register.verdict import Answer, Outcome, Step, Verdict
from comity.register.verify import moment as moment

# What acts of the shipped kinds say, under names this part has words for; another name stands as it is.
FIELDS = frozenset(
    "product code name model holder decision purpose filed days on score least shortfall lacks unmet "
    "relies_on example state examined findings reason act".split()
)
_DECISIONS = {
    told: f"goods.decision.{told.replace(' ', '_')}"
    for told in ("confirmed", "not confirmed", "undetermined")
}
_MOST_BYTES = 131_072  # twice the largest log entry: its text in base45, however badly packed
HOLDS = {Answer.VALID, Answer.VALID_AS_OF}

_GOOD = {Answer.VALID: True, Answer.NOT_VALID: False}
_STYLE = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "bold red",
    Outcome.UNKNOWN: "yellow",
    Outcome.SKIPPED: "dim",
}


def credential(given: str) -> str | bytes:
    """The credential a caller gave: the text itself, or what the file of that name holds."""
    if given.startswith(PREFIX):
        return given
    data = read_bytes(Path(given), _MOST_BYTES)
    return data.decode("ascii", "replace").strip() if data.startswith(PREFIX.encode()) else data


def told(verdict: Verdict) -> dict[str, Any]:
    """The verdict for machines."""
    failing = verdict.failing
    return {
        "answer": verdict.answer.value,
        "valid": verdict.answer in HOLDS,
        "reason": failing.code if failing else None,
        "steps": steps_told(verdict.steps),
        "leaf": verdict.leaf_hash,
        "logged_at": verdict.logged_at,
        "as_of": verdict.as_of,
        "act": verdict.act,
        "disclosed": {each.path: each.value for each in verdict.disclosed},
    }


def shown(verdict: Verdict) -> Sequence[RenderableType]:
    """The verdict for people."""
    parts: list[RenderableType] = [
        steps_table(verdict.steps),
        answer.large(answer_words(verdict).upper(), _GOOD.get(verdict.answer)),
    ]
    if verdict.failing:
        parts.append(step_words(verdict.failing))
    if verdict.act:
        title = answer.words("cli.states" if verdict.answer in HOLDS else "cli.claims")
        parts.append(answer.table(title, ["", ""], statement(verdict.act)))
    if verdict.disclosed:
        rows = [(each.path, _value(each.value)) for each in verdict.disclosed]
        parts.append(answer.table(answer.words("cli.disclosed"), ["", ""], rows))
    return parts


def steps_told(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """The numbered steps for machines."""
    return [
        {
            "number": step.number,
            "name": step.name,
            "outcome": step.outcome.value,
            "code": step.code,
            "facts": dict(step.facts),
            "words": step_words(step),
        }
        for step in steps
    ]


def steps_table(steps: Sequence[Step]) -> RenderableType:
    """The numbered steps for people."""
    headings = ["№", answer.words("cli.step"), answer.words("cli.outcome"), answer.words("cli.reason")]
    rows = [(step.number, _name(step), _outcome(step), step_words(step)) for step in steps]
    return answer.table(answer.words("cli.verify_title"), headings, rows)


def step_words(step: Step) -> str:
    """Why the step ended as it did."""
    return answer.words(step.code, **step.facts)


def answer_words(verdict: Verdict) -> str:
    """The answer in words."""
    code = verdict.answer.name.lower()
    return answer.words(f"answer.{code}", as_of=moment(verdict.as_of or 0))


def statement(act: Act) -> list[tuple[str, str]]:
    """What the act says, a line for each fact."""
    lines: list[tuple[str, object]] = [
        (answer.words("cli.kind"), _kind(act.kind)),
        (answer.words("cli.issuer"), act.issuer),
        (answer.words("cli.issued_at"), moment(act.issued_at)),
        (answer.words("cli.valid_from"), act.valid_from),
        (answer.words("cli.valid_until"), act.valid_until),
        (answer.words("cli.officials"), len(act.approvals) or None),
    ]
    if act.computed:
        lines.append((answer.words("cli.rule"), f"{act.computed.rule}, {act.computed.on}"))
    lines += [*_flat((), act.subject), *_flat((), act.body)]
    return [(name, str(value)) for name, value in lines if value not in (None, "")]


def _flat(path: tuple[str, ...], value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat((*path, _field(str(key))), item)
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value, 1):
            yield from _flat((*path[:-1], f"{''.join(path[-1:])} {place}"), item)
    else:
        name = ": ".join(path)
        yield f"{name[:1].upper()}{name[1:]}", _value(value)


def _field(key: str) -> str:
    return answer.words(f"cli.field_{key}") if key in FIELDS else key


def _value(value: object) -> object:
    if isinstance(value, bool):
        return answer.words("law.say.yes" if value else "law.say.no")
    return (
        answer.words(_DECISIONS[value])
        if isinstance(value, str) and value in _DECISIONS
        else answer.plain(value)
    )


def _kind(kind: str) -> str:
    told = kind_words(packs(), kind).say(answer.asked().language)
    return f"{told} ({kind})" if told != kind else kind


def _name(step: Step) -> str:
    return answer.words(f"step.{step.name}")


def _outcome(step: Step) -> Text:
    return Text(answer.words(f"cli.{step.outcome.value}"), style=_STYLE[step.outcome])
