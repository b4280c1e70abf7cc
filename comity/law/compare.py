"""Where two rules, or one rule on two days, answer differently: every differing cell, with a witness case."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from comity.basis.errors import InputError
from comity.law.axes import Axes
from comity.law.axis import Axis, axis
from comity.law.expression import ANYTHING, OneOf
from comity.law.rule import Input, Type
from comity.law.walk import Difference, Side, Walk, Walker

MOST_ASKED = 20_000  # times two rules are asked; two that need more are not walked to the end
_MOST_STEPS, _LEAST_ASKED = 100_000, 100  # rules worked out for that, together: some seconds


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rules compared: the differing cells, of how many, and whether these were the `whole` of them.

    `alone` has the inputs that only the left and only the right side asks for; `strange` the values of a
    shared one that only the left and only the right allows; `sampled` the inputs a formula works with,
    compared at the ends of their classes and no further.
    """

    left: Side
    right: Side
    differences: tuple[Difference, ...]
    cells: int
    whole: bool
    alone: tuple[tuple[str, ...], tuple[str, ...]]
    strange: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    sampled: tuple[str, ...]


def compare(left: Side, right: Side, most: int = MOST_ASKED) -> Comparison:
    """The two sides compared in every cell, or in about `most`, spread over the inputs asked for first.

    A cell is told as soon as what is known decides it, so a fact that does not matter in it is not split.
    InputError when the two give one name to facts of different types.
    """
    axes = _axes(left, right)
    ours, theirs = left.asked(), right.asked()
    steps = sum(len(side.library.rests_on(side.rule)) for side in (left, right))
    room = max(_LEAST_ASKED, min(most, _MOST_STEPS // steps))
    walk = Walk(Walker(left, _allowed(axes, ours)), Walker(right, _allowed(axes, theirs)), axes, 2 * room)
    found = tuple(walk.below({}, (None, None), room))
    return Comparison(
        left,
        right,
        found,
        walk.cells,
        walk.whole,
        (tuple(n for n in ours if n not in theirs), tuple(n for n in theirs if n not in ours)),
        _strange(axes, ours, theirs),
        tuple(name for name, each in axes.items() if each.sampled),
    )


def allows(asked: Input, value: Any) -> bool:
    """Whether the input takes the value."""
    try:
        asked.check(value)
    except InputError:
        return False
    return True


def _axes(left: Side, right: Side) -> dict[str, Axis]:
    """The axes of both, each split as either side splits it; a value that one of them allows is tried."""
    known = [(side, Axes(side.library), side.asked()) for side in (left, right)]
    axes = {}
    for name in dict.fromkeys([*known[0][2], *known[1][2]]):
        asking = [(side, axes_, asked[name]) for side, axes_, asked in known if name in asked]
        told = [axes_.tests(side.rule, name) for side, axes_, _ in asking]
        tests = [test for each, _ in told for test in each]
        asked = asking[0][2]
        if len(asking) > 1 and asked.allowed != asking[1][2].allowed:
            asked = _either(asked, asking[1][2])
            tests += [each.allowed for *_, each in asking]
        if len({each.kind for *_, each in asking}) > 1:
            raise InputError("law.compare.two_types", path=name, value=left.rule, other=right.rule)
        axes[name] = axis(asked, tests, any(used for _, used in told))
    return axes


def _allowed(axes: Mapping[str, Axis], asked: Mapping[str, Input]) -> dict[str, frozenset[Any]]:
    return {
        name: frozenset(value for value in each.values if allows(asked[name], value))
        for name, each in axes.items()
        if name in asked
    }


def _either(first: Input, more: Input) -> Input:
    """An input that takes what one or the other takes."""
    type_ = first.type if first.type is more.type else Type.NUMBER
    allowed = ANYTHING if ANYTHING in (first.allowed, more.allowed) else OneOf((first.allowed, more.allowed))
    return replace(first, type=type_, allowed=allowed)


def _strange(
    axes: Mapping[str, Axis], ours: Mapping[str, Input], theirs: Mapping[str, Input]
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    found = {}
    for name in ours.keys() & theirs.keys():
        split = axes[name]
        known = [(allows(ours[name], value), allows(theirs[name], value)) for value in split.values]
        alone = [
            [at for at, sides in enumerate(known) if sides == only] for only in ((True, False), (False, True))
        ]
        if any(alone):
            found[name] = split.spell(alone[0], always=True), split.spell(alone[1], always=True)
    return found
