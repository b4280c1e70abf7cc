"""Running a pattern: backtracking over an explicit stack, with its steps counted."""

from collections.abc import Callable

from comity.feel.pattern import program
from comity.feel.value import MOST_LETTERS, Nothing

MOST_STEPS = 200_000  # of one call; a reasonable pattern takes a few a letter

_CHARGED = 500  # steps of an evaluation for a thousand of a pattern, which are the quicker ones

Groups = tuple[int, ...]
Charge = Callable[[int], None]


def _free(steps: int) -> None:
    """Nobody counts."""


class Matcher:
    """A pattern with its flags; Nothing when it is none, or takes too many steps on a text."""

    def __init__(self, pattern: str, flags: str, charge: Charge = _free) -> None:
        """Read the pattern; `charge` is told of the steps taken, by the thousand."""
        self._code, self._registers = program(pattern, flags)
        self._left, self._charge = MOST_STEPS, charge

    def find(self, text: str, start: int = 0) -> Groups | None:
        """The first match from `start` on: where it begins and ends, then each group; -1 for none."""
        for place in range(start, len(text) + 1):
            if (found := self._at(text, place)) is not None:
                return found
        return None

    def matches_empty(self) -> bool:
        """Whether it finds something in no text."""
        return self.find("") is not None

    def _at(self, text: str, place: int) -> Groups | None:
        stack: list[tuple[int, int, Groups]] = [(0, place, (-1,) * self._registers)]
        while stack:
            found = self._run(text, stack)
            if found is not None:
                return found
        return None

    def _run(self, text: str, stack: list[tuple[int, int, Groups]]) -> Groups | None:
        """One thread until it fails (None) or has matched."""
        line, place, kept = stack.pop()
        while True:
            self._left -= 1
            if self._left % 1_000 == 0:
                self._charge(_CHARGED)
            if self._left < 0:
                raise Nothing("the pattern takes too many steps")
            step = self._code[line]
            line += 1
            match step:
                case ("test", test):
                    if place >= len(text) or not test(text[place]):  # type: ignore[operator]
                        return None
                    place += 1
                case ("split", int(first), int(second)):
                    stack.append((line - 1 + second, place, kept))
                    line += first - 1
                case ("jump", int(to)):
                    line += to - 1
                case ("save" | "mark", int(slot)):
                    kept = (*kept[:slot], place, *kept[slot + 1 :])
                case ("match",):
                    return kept
                case _:
                    if (moved := _checked(step, text, place, kept)) is None:
                        return None
                    place = moved


def _checked(step: tuple[object, ...], text: str, place: int, kept: Groups) -> int | None:
    """The place after an anchor, a back reference or a turn of a loop; None when it does not hold."""
    match step:
        case ("^", lines):
            holds = place == 0 or (bool(lines) and text[place - 1] == "\n" and place < len(text))
            return place if holds else None
        case ("$", lines):
            return place if place == len(text) or (lines and text[place] == "\n") else None
        case ("back", int(group), folded):
            part = text[kept[2 * group] : kept[2 * group + 1]] if kept[2 * group + 1] >= 0 else ""
            found = text[place : place + len(part)]
            same = found == part or (folded and found.lower() == part.lower())
            return place + len(part) if same else None
        case ("moved", int(slot)):
            return place if kept[slot] != place else None  # a turn that took nothing would turn for ever
        case _:
            return None


def matches(text: str, pattern: str, flags: str, charge: Charge = _free) -> bool:
    """Whether the pattern is found anywhere in the text."""
    return Matcher(pattern, flags, charge).find(text) is not None


def split(text: str, pattern: str, charge: Charge = _free) -> list[str]:
    """The parts of the text between the matches; Nothing for a pattern that finds nothing at all."""
    matcher = Matcher(pattern, "", charge)
    if matcher.matches_empty():
        raise Nothing("the delimiter matches an empty text")
    parts, start = [], 0
    while (found := matcher.find(text, start)) is not None:
        parts.append(text[start : found[0]])
        start = found[1]
    return [*parts, text[start:]]


def replace(text: str, pattern: str, replacement: str, flags: str, charge: Charge = _free) -> str:
    """The text with every match replaced; `$1` stands for a group (XPath Functions 3.1, 5.6.4)."""
    matcher = Matcher(pattern, flags, charge)
    if matcher.matches_empty():
        raise Nothing("the pattern matches an empty text")
    parts, start, size = [], 0, 0
    while (found := matcher.find(text, start)) is not None:
        parts += [text[start : found[0]], _filled(replacement, text, found, flags)]
        start = found[1]
        size += len(parts[-1])
        if size > MOST_LETTERS:
            raise Nothing("too long a text")
    return "".join([*parts, text[start:]])


def _filled(replacement: str, text: str, found: Groups, flags: str) -> str:
    if "q" in flags:
        return replacement
    parts, place = [], 0
    while place < len(replacement):
        sign, after = replacement[place], replacement[place + 1 : place + 2]
        if sign == "$" and after.isascii() and after.isdigit():
            # A group the pattern does not have has kept no places.
            start, end = found[2 * int(after)], found[2 * int(after) + 1]
            parts.append(text[start:end] if end >= 0 else "")
        elif sign == "\\" and after and after in "\\$":
            parts.append(after)
        elif sign in "$\\":
            raise Nothing("not a replacement")
        else:
            parts.append(sign)
        place += 2 if sign in "$\\" else 1
    return "".join(parts)
