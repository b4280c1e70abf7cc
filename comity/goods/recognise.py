"""What an act of the other state counts for here: asked of this state's own rules, never assumed."""

from dataclasses import dataclass
from typing import Any

from comity.basis.dates import Day
from comity.basis.words import Words
from comity.goods.proofs import EXPERT_ACT, PROOF
from comity.law.evaluate import Result, evaluate
from comity.law.library import Library
from comity.law.value import Open
from comity.register.act import Act


@dataclass(frozen=True, slots=True)
class Recognition:
    """What an act counts for: the `rank` of the origin it proves, open while facts are missing, or why none.

    `code` is a phrase; `result` is the trace when a rule was asked.
    """

    code: str
    state: Words
    rank: Any = None
    result: Result | None = None

    @property
    def determined(self) -> bool:
        """Whether the rules of this state say it."""
        return self.result is not None and not isinstance(self.rank, Open)


def recognise(act: Act, library: Library, jurisdiction: str, on: Day) -> Recognition:
    """What a verified act counts for in a state on a day; undetermined, with why, where no rule says."""
    state = state_words(library, jurisdiction)
    rule = f"{jurisdiction}/goods/recognition.rank"
    if rule not in library.rules:
        return Recognition("goods.counts.no_rule", state)
    if act.kind != EXPERT_ACT:
        return Recognition("goods.counts.no_rule_for_kind", state)
    place = _place(act, library, jurisdiction, on)
    facts = {
        "mode": "use",
        "proof": PROOF,
        "place": place,
        "excluded": _excluded(act, library, rule, on),
    }
    result = evaluate(rule, {name: value for name, value in facts.items() if value is not None}, library, on)
    code = "goods.counts.depends" if isinstance(result.value, Open) else "goods.counts.as"
    return Recognition(code, state, result.value, result)


def state_words(library: Library, jurisdiction: str) -> Words:
    """The name of a state, from the head of its pack."""
    pack = library.packs.get(f"{jurisdiction}/state")
    return Words(pack.title, pack.one("ru"), pack.one("be")) if pack else Words(jurisdiction)


def _place(act: Act, library: Library, jurisdiction: str, on: Day) -> Any:
    rule = f"{jurisdiction}/goods/recognition.place"
    told = str(act.body.get("state", ""))
    return evaluate(rule, {"state": told}, library, on, trace=False).value if told else None


def _excluded(act: Act, library: Library, rank: str, on: Day) -> Any:
    """Whether the list of exclusions holds the product, by its code alone: open where the name decides."""
    code = str(act.subject.get("product", {}).get("code", ""))
    rule = rank.replace(".rank", ".excluded")
    if not code:
        return None
    found = evaluate(rule, {"part": code}, library, on, trace=False).value
    return None if isinstance(found, Open) else found
