"""The list and context functions of FEEL (DMN 1.5, 10.3.4.4, 10.3.4.7 and 10.3.4.10)."""

from collections.abc import Callable
from decimal import Decimal
from functools import cmp_to_key

from comity.feel.builtin import Builtin, signature
from comity.feel.value import Function, Nothing, Value, alike, before, number, whole
from comity.feel.zones import Zones


def _items(args: list[Value]) -> list[Value]:
    """The items of one list, or the arguments themselves."""
    return args[0] if len(args) == 1 and isinstance(args[0], list) else args


def _holds(zones: Zones, items: list[Value], item: Value) -> bool:
    return any(alike(each, item, zones) for each in items)


def _extreme(least: bool) -> Callable[[Zones, list[Value]], Value]:
    def work(zones: Zones, args: list[Value]) -> Value:
        items = _items(args)
        if not items:
            return None
        best = items[0]
        before(best, best, zones)
        for item in items[1:]:
            if before(item, best, zones) if least else before(best, item, zones):
                best = item
        return best

    return work


def _all_of(args: list[Value]) -> Value:
    items = _items(args)
    if any(item is not None and not isinstance(item, bool) for item in items):
        raise Nothing("an item is no boolean")
    return False if False in items else None if None in items else True


def _any_of(args: list[Value]) -> Value:
    items = _items(args)
    if any(item is not None and not isinstance(item, bool) for item in items):
        raise Nothing("an item is no boolean")
    return True if True in items else None if None in items else False


def _place(items: list[Value], position: Decimal, extra: int = 0) -> int:
    """The index of a position counted from 1, or from the end when negative."""
    place = whole(position)
    if place == 0 or abs(place) > len(items) + extra:
        raise Nothing("no such position")
    return place - 1 if place > 0 else len(items) + place


def _sublist(items: list[Value], start: Decimal, length: Decimal | None) -> Value:
    begin = _place(items, start)
    if length is None:
        return items[begin:]
    count = whole(length)
    if count < 0 or begin + count > len(items):
        raise Nothing("no such part of the list")
    return items[begin : begin + count]


def _insert(items: list[Value], position: Decimal, new: Value) -> Value:
    place = _place(items, position, extra=1 if position > 0 else 0)
    return [*items[:place], new, *items[place:]]


def _remove(items: list[Value], position: Decimal) -> Value:
    place = _place(items, position)
    return [*items[:place], *items[place + 1 :]]


def _replace_at(items: list[Value], position: Decimal, new: Value) -> Value:
    place = _place(items, position)
    return [*items[:place], new, *items[place + 1 :]]


def _replace_where(items: list[Value], test: Function, new: Value) -> Value:
    found = []
    for item in items:
        passes = test.call([item, new])
        if not isinstance(passes, bool):
            raise Nothing("the match is no boolean")
        found.append(new if passes else item)
    return found


def _index_of(zones: Zones, items: list[Value], match: Value) -> Value:
    return [number(place) for place, item in enumerate(items, 1) if alike(item, match, zones)]


def _joined(args: list[Value]) -> list[Value]:
    if not args:
        raise Nothing("no list")
    return [item for part in args for item in (part if isinstance(part, list) else [part])]


def _distinct(zones: Zones, items: list[Value]) -> Value:
    found: list[Value] = []
    for item in items:
        if not any(alike(item, other, zones) for other in found):
            found.append(item)
    return found


def _flat(items: list[Value]) -> Value:
    found, stack = [], list(reversed(items))
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack += reversed(item)
        else:
            found.append(item)
    return found


def _sorted(zones: Zones, items: list[Value], precedes: Function | None) -> Value:
    def compare(left: Value, right: Value) -> int:
        if precedes is None:
            return -1 if before(left, right, zones) else int(before(right, left, zones))
        first = precedes.call([left, right])
        if not isinstance(first, bool):
            raise Nothing("the order is no boolean")
        return -1 if first else int(precedes.call([right, left]) is True)

    return sorted(items, key=cmp_to_key(compare))


def _value(context: dict[str, Value], key: Value) -> Value:
    found: Value = context
    for name in key if isinstance(key, list) else [key]:
        if not isinstance(found, dict) or not isinstance(name, str) or name not in found:
            raise Nothing("no such entry")
        found = found[name]
    return found


def _entries(context: dict[str, Value]) -> Value:
    return [{"key": key, "value": value} for key, value in context.items()]


def _put(context: dict[str, Value], key: str, value: Value) -> Value:
    return {**context, key: value}


def _put_at(context: dict[str, Value], keys: list[Value], value: Value) -> Value:
    if not keys or not isinstance(keys[0], str):
        raise Nothing("a key is no string")
    if len(keys) == 1:
        return _put(context, keys[0], value)
    inner = context.get(keys[0])
    if not isinstance(inner, dict):
        raise Nothing("no such entry")
    return _put(context, keys[0], _put_at(inner, keys[1:], value))


def _merged(contexts: list[Value]) -> Value:
    if not all(isinstance(each, dict) for each in contexts):
        raise Nothing("an item is no context")
    return {key: value for each in contexts for key, value in each.items()}


def _context(entries: list[Value]) -> Value:
    found: dict[str, Value] = {}
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("key"), str) or "value" not in entry:
            raise Nothing("an item is no entry")
        if entry["key"] in found:
            raise Nothing("a key stands twice")
        found[entry["key"]] = entry["value"]
    return found


FUNCTIONS: dict[str, list[Builtin]] = {
    "list contains": [
        signature(
            "list:l, element:*", lambda z, items, item: any(alike(i, item, z) for i in items), zoned=True
        )
    ],
    "count": [signature("list:l", lambda items: number(len(items)))],
    "min": [signature("list:*+", _extreme(least=True), zoned=True)],
    "max": [signature("list:*+", _extreme(least=False), zoned=True)],
    "all": [signature("list:*+", _all_of)],
    "any": [signature("list:*+", _any_of)],
    "sublist": [signature("list:l, start position:n, length:n?", _sublist)],
    "append": [signature("list:l, item:*+", lambda items, new: [*items, *new])],
    "concatenate": [signature("list:*+", _joined)],
    "insert before": [signature("list:l, position:n, newItem:*", _insert)],
    "remove": [signature("list:l, position:n", _remove)],
    "list replace": [
        signature("list:l, position:n, newItem:*", _replace_at),
        signature("list:l, match:f, newItem:*", _replace_where),
    ],
    "reverse": [signature("list:l", lambda items: items[::-1])],
    "index of": [signature("list:l, match:*", _index_of, zoned=True)],
    "union": [signature("list:*+", lambda z, args: _distinct(z, _joined(args)), zoned=True, square=True)],
    "distinct values": [signature("list:l", _distinct, zoned=True, square=True)],
    "flatten": [signature("list:l", _flat)],
    "sort": [signature("list:l, precedes:f?", _sorted, zoned=True)],
    "get value": [signature("m:c, key:sl", _value)],
    "get entries": [signature("m:c", _entries)],
    "context": [signature("entries:l", _context)],
    "context put": [
        signature("context:c, key:s, value:*", _put),
        signature("context:c, keys:l, value:*", _put_at),
    ],
    "context merge": [signature("contexts:l", _merged)],
}
