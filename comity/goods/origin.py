"""The recognition layer: how each line's proof of origin ranks, by rules dated apart from the sheet."""

from comity.goods.lines import NIL, ONE, Lines, best_of, is_done
from comity.goods.sheet import Item
from comity.law.expression import Binary, Call, Expression, If, Invoke, Literal, Name
from comity.law.rule import Rule


def origin(lines: Lines, item: Item) -> list[Rule]:
    """Where a line comes from, how its proof ranks there, and whether it was done in the state."""
    id_, mode = item.id, Literal(item.mode.value)
    state, proof = Name(f"{id_}.origin"), Name(f"{id_}.proof")
    part = Literal(item.part) if item.part else Name(f"{id_}.part")
    named = Literal(item.named) if item.named or item.part else Name(f"{id_}.named")
    place = lines.ref(f"{id_}.place")
    rank = _invoke(
        "rank",
        mode=mode,
        proof=proof,
        place=place,
        excluded=_invoke("excluded", part=part, named=named),
        enough=lines.ref("share_enough"),
        section=Literal(lines.sheet.section),
    )
    home = If(is_done(id_), _invoke("home", mode=mode, proof=proof, place=place), Literal(False))
    return [
        lines.formula(f"{id_}.place", "goods.rule.place", _invoke("place", state=state), item),
        lines.formula(f"{id_}.rank", "goods.rule.rank", rank, item),
        lines.formula(f"{id_}.home", "goods.rule.home", home, item),
    ]


def share(lines: Lines) -> list[Rule]:
    """The share of operations, by count, done in the state: what the recognition of the rest hangs on.

    Alternatives of one line are one operation.
    """
    ranked = lines.ranked()
    if not ranked:
        return []
    home = best_of((item.alt, If(lines.ref(f"{item.id}.home"), ONE, NIL)) for item in ranked)
    there = best_of((item.alt, If(is_done(item.id, "absent"), NIL, ONE)) for item in ranked)
    least = _invoke("least_share", section=Literal(lines.sheet.section))
    needed = Binary("*", lines.ref("operations"), least)
    enough = Binary(">=", Binary("*", lines.ref("home_operations"), Literal(100)), needed)
    return [
        lines.formula("home_operations", "goods.rule.home_operations", Call("sum", tuple(home))),
        lines.formula("operations", "goods.rule.operations", Call("sum", tuple(there))),
        lines.formula("share_enough", "goods.rule.share_enough", enough),
    ]


def _invoke(rule: str, **bindings: Expression) -> Invoke:
    """A rule of the recognition pack, by the name under which the sheet uses that pack."""
    return Invoke(f"recognition.{rule}", tuple(bindings.items()))
