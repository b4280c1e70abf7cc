"""What an act of the other state counts for here: asked of this state's own rules, never assumed."""

from dataclasses import dataclass
from typing import Any

from comity.basis.dates import Day
from comity.basis.words import Words
from comity.goods.phrases import PHRASES
from comity.goods.proofs import EXPERT_ACT, PROOF
from comity.law.evaluate import Result, evaluate
from comity.law.explain import tell_value
from comity.law.library import Library
from comity.law.phrases import PHRASES as LAW
from comity.law.value import Open
from comity.register.act import Act


@dataclass(frozen=True, slots=True)
class Recognition:
    """What an act counts for: the `rank` of the origin it proves, open while facts are missing, or why none.

    `code` is a phrase; `result` is the trace when a rule was asked, `missing` the facts it lacks, with words.
    """

    code: str
    state: Words
    rank: Any = None
    result: Result | None = None
    missing: tuple[tuple[str, Words], ...] = ()

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
    asked = library.asked(rule)
    missing = tuple((name, asked[name].words if name in asked else Words(name)) for name in result.missing)
    return Recognition(code, state, result.value, result, missing)


def tell_rank(rank: Any, language: str) -> str:
    """A rank of origin in words, with its name in the rules; of an open one all that are left."""
    if not isinstance(rank, Open) or not rank.options:
        known = isinstance(rank, str) and f"goods.rank.{rank}" in PHRASES
        return (
            f"{PHRASES.say(f'goods.rank.{rank}', language)} [{rank}]"
            if known
            else tell_value(rank, "", language)
        )
    return LAW.say(
        "law.say.one_of", language, {"values": tuple(tell_rank(each, language) for each in rank.options)}
    )


def state_words(library: Library, jurisdiction: str) -> Words:
    """The name of a state, from the head of its pack."""
    pack = library.packs.get(f"{jurisdiction}/state")
    return pack.words if pack else Words(jurisdiction)


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
