"""The functions of FEEL on points and ranges (DMN 1.5, 10.3.4.9, table 78)."""

from collections.abc import Callable

from comity.feel.builtin import Builtin, signature
from comity.feel.parse import expression
from comity.feel.text import temporal_of
from comity.feel.tree import At, Call, Interval, Literal, Name, Negative, Tree
from comity.feel.value import Nothing, Range, Value, before, same
from comity.feel.zones import Zones

_Relation = Callable[["_Ends", "_Ends"], bool]


class _Ends:
    """Two ends of a point or range, compared as table 78 does."""

    def __init__(self, value: Value, zones: Zones) -> None:
        """A point is a range of itself, both ends included."""
        if isinstance(value, Range) and (value.low is None or value.high is None):
            raise Nothing("a range without an end")
        held = value if isinstance(value, Range) else Range(value, value, True, True)
        self.low, self.high = held.low, held.high
        self.low_in, self.high_in = held.low_in, held.high_in
        self._zones = zones

    def less(self, left: Value, right: Value) -> bool:
        return before(left, right, self._zones)

    def same(self, left: Value, right: Value) -> bool:
        return same(left, right, self._zones)


def _before(a: _Ends, b: _Ends) -> bool:
    touching = a.same(a.high, b.low) and not (a.high_in and b.low_in)
    return a.less(a.high, b.low) or touching


def _meets(a: _Ends, b: _Ends) -> bool:
    return a.high_in and b.low_in and a.same(a.high, b.low)


def _overlaps(a: _Ends, b: _Ends) -> bool:
    return not _before(a, b) and not _before(b, a)


def _starts_earlier(a: _Ends, b: _Ends) -> bool:
    return a.less(a.low, b.low) or (a.same(a.low, b.low) and a.low_in and not b.low_in)


def _ends_earlier(a: _Ends, b: _Ends) -> bool:
    return a.less(a.high, b.high) or (a.same(a.high, b.high) and not a.high_in and b.high_in)


def _overlaps_before(a: _Ends, b: _Ends) -> bool:
    ends = a.same(a.high, b.high) and (not a.high_in or b.high_in)
    return _starts_earlier(a, b) and _overlaps(a, b) and (a.less(a.high, b.high) or ends)


def _during(a: _Ends, b: _Ends) -> bool:
    return not _starts_earlier(a, b) and not _ends_earlier(b, a)


def _starts(a: _Ends, b: _Ends) -> bool:
    return a.same(a.low, b.low) and a.low_in == b.low_in and not _ends_earlier(b, a)


def _finishes(a: _Ends, b: _Ends) -> bool:
    return a.same(a.high, b.high) and a.high_in == b.high_in and not _starts_earlier(a, b)


def _coincides(a: _Ends, b: _Ends) -> bool:
    ends = a.same(a.low, b.low) and a.same(a.high, b.high)
    return ends and a.low_in == b.low_in and a.high_in == b.high_in


def _work(relation: _Relation, turned: bool = False) -> Callable[[Zones, Value, Value], bool]:
    def work(zones: Zones, first: Value, second: Value) -> bool:
        a, b = _Ends(first, zones), _Ends(second, zones)
        return relation(b, a) if turned else relation(a, b)

    return work


def _pair(relation: _Relation, kinds: str, turned: bool = False) -> list[Builtin]:
    """The signatures of a relation: which sides may be points (`p`) or must be ranges (`r`)."""
    found = []
    for pair in kinds.split():
        first, second = (
            ("range" if kind == "r" else "point") + ("" if pair[0] != pair[1] else str(place))
            for place, kind in enumerate(pair, 1)
        )
        found.append(signature(f"{first}:{pair[0]}, {second}:{pair[1]}", _work(relation, turned), zoned=True))
    return found


def _range_of(zones: Zones, text: str) -> Range:
    """The range a text writes, with literals for its ends; `[18..)` is what `(>= 18)` is."""
    # An end may be left out here, as in "[18..)", though nowhere else in FEEL.
    whole = text.strip().replace("..", "..null", 1) if text.strip()[-3:-1] == ".." else text.strip()
    tree = expression(f"{whole[0]}null{whole[1:]}" if whole[1:3] == ".." else whole)
    if not isinstance(tree, Interval):
        raise Nothing("not a range")
    low, high = _end(tree.low, zones), _end(tree.high, zones)
    if (low is None and high is None) or (low is None and tree.low_in) or (high is None and tree.high_in):
        raise Nothing("a range without an end")
    if low is not None and high is not None and before(high, low, zones):
        raise Nothing("a range that ends before it starts")
    sign = ">" if high is None else "<" if low is None else ""
    closed = "=" if sign and (tree.low_in or tree.high_in) else ""
    return Range(low, high, tree.low_in, tree.high_in, sign + closed)


def _end(tree: Tree, zones: Zones) -> Value:
    match tree:
        case Literal(value):
            return value
        case Negative(Literal(value)):
            return -value
        case At(text) | Call(Name("date" | "time" | "date and time" | "duration"), (Literal(str(text)),)):
            return temporal_of(text, zones)
    raise Nothing("an end that is no literal")


FUNCTIONS: dict[str, list[Builtin]] = {
    "before": _pair(_before, "pp pr rp rr"),
    "after": _pair(_before, "pp pr rp rr", turned=True),
    "meets": _pair(_meets, "rr"),
    "met by": _pair(_meets, "rr", turned=True),
    "overlaps": _pair(_overlaps, "rr"),
    "overlaps before": _pair(_overlaps_before, "rr"),
    "overlaps after": _pair(_overlaps_before, "rr", turned=True),
    "finishes": _pair(_finishes, "pr rr"),
    "finished by": _pair(_finishes, "rp rr", turned=True),
    "includes": _pair(_during, "rp rr", turned=True),
    "during": _pair(_during, "pr rr"),
    "starts": _pair(_starts, "pr rr"),
    "started by": _pair(_starts, "rp rr", turned=True),
    "coincides": _pair(_coincides, "pp rr"),
    "range": [signature("from:s", _range_of, zoned=True)],
}
