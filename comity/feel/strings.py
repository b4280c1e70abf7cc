"""The string and boolean functions of FEEL (DMN 1.5, 10.3.4.2 and 10.3.4.3)."""

from decimal import Decimal

from comity.feel import match
from comity.feel.builtin import Builtin, Charge, signature
from comity.feel.value import MOST_LETTERS, Nothing, Value, number, text_of


def _substring(text: str, start: Decimal, length: Decimal | None) -> str:
    place = int(start)
    if place == 0 or abs(place) > len(text) or (length is not None and int(length) < 1):
        raise Nothing("no such part of the text")
    begin = place - 1 if place > 0 else len(text) + place
    return text[begin:] if length is None else text[begin : begin + int(length)]


def _before(text: str, found: str) -> str:
    place = text.find(found)
    return text[:place] if place > 0 else ""


def _after(text: str, found: str) -> str:
    place = text.find(found)
    return text[place + len(found) :] if place >= 0 else ""


def _string(value: Value) -> Value:
    if value is None:
        return None
    text = text_of(value)
    if len(text) > MOST_LETTERS:
        raise Nothing("too long a text")
    return text


def _joined(items: list[Value], delimiter: str | None) -> str:
    parts = [item for item in items if item is not None]
    if not all(isinstance(part, str) for part in parts):
        raise Nothing("an item is no string")
    if sum(len(part) for part in parts) + len(delimiter or "") * len(parts) > MOST_LETTERS:
        raise Nothing("too long a text")
    return (delimiter or "").join(parts)


def _matches(charge: Charge, text: str, pattern: str, flags: str | None) -> bool:
    return match.matches(text, pattern, flags or "", charge)


def _replace(charge: Charge, text: str, pattern: str, to: str, flags: str | None) -> str:
    return match.replace(text, pattern, to, flags or "", charge)


def _split(charge: Charge, text: str, delimiter: str) -> list[str]:
    return match.split(text, delimiter, charge)


def _not(value: Value) -> Value:
    return not value if isinstance(value, bool) else None


FUNCTIONS: dict[str, list[Builtin]] = {
    "not": [signature("negand:*", _not)],
    "string": [signature("from:*", _string)],
    "substring": [signature("string:s, start position:n, length:n?", _substring)],
    "string length": [signature("string:s", lambda text: number(len(text)))],
    "upper case": [signature("string:s", str.upper)],
    "lower case": [signature("string:s", str.lower)],
    "substring before": [signature("string:s, match:s", _before)],
    "substring after": [signature("string:s, match:s", _after)],
    "contains": [signature("string:s, match:s", lambda text, part: part in text)],
    "starts with": [signature("string:s, match:s", str.startswith)],
    "ends with": [signature("string:s, match:s", str.endswith)],
    "matches": [signature("input:s, pattern:s, flags:s?", _matches, counted=True)],
    "replace": [signature("input:s, pattern:s, replacement:s, flags:s?", _replace, counted=True)],
    "split": [signature("string:s, delimiter:s", _split, counted=True)],
    "string join": [signature("list:l, delimiter:s?", _joined)],
}
