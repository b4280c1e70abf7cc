"""Regular expressions of XPath, read (XML Schema 1.1 part 2, appendix G; XPath Functions 3.1, 5.6.1).

Python's `re` speaks another dialect and cannot be stopped: a pattern of a hostile model could run for years.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from comity.feel.value import Nothing

Test = Callable[[str], bool]
Program = list[tuple[object, ...]]
MOST_PROGRAM = 5_000  # instructions; a repetition {n,m} is written out
_MOST_LETTERS = 2_000
_MOST_LEVELS = 50
_SINGLE = {"n": "\n", "r": "\r", "t": "\t", **{sign: sign for sign in "\\|.?*+(){}-[]^$"}}
_BLOCKS = {
    "BasicLatin": (0, 0x7F),
    "Latin-1Supplement": (0x80, 0xFF),
    "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F),
    "GreekandCoptic": (0x370, 0x3FF),
    "Greek": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x4FF),
    "Hebrew": (0x590, 0x5FF),
    "Arabic": (0x600, 0x6FF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
}
_CATEGORIES = frozenset("L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po".split()) | frozenset(
    "Z Zs Zl Zp S Sm Sc Sk So C Cc Cf Co Cn".split()
)


def _name_start(letter: str) -> bool:
    return letter.isalpha() or letter in "_:"


def _category(*kinds: str) -> Test:
    return lambda letter: unicodedata.category(letter).startswith(kinds)


_CLASSES: dict[str, Test] = {
    "s": lambda letter: letter in " \t\n\r",
    "d": _category("Nd"),
    "w": lambda letter: not unicodedata.category(letter).startswith(("P", "Z", "C")),
    "i": _name_start,
    "c": lambda letter: _name_start(letter) or letter.isdigit() or letter in "-.\u00b7",
}


def _not(test: Test) -> Test:
    return lambda letter: not test(letter)


def _but(base: Test, minus: Test) -> Test:
    return lambda letter: base(letter) and not minus(letter)


def _bad() -> Nothing:
    return Nothing("not a pattern")


@lru_cache(maxsize=256)  # a table row asks for the same pattern for every case
def program(pattern: str, flags: str) -> tuple[Program, int]:
    """The instructions of a pattern and how many registers they use; Nothing when it is no pattern."""
    if set(flags) - set("smixq") or len(pattern) > _MOST_LETTERS:
        raise _bad()
    reader = _Pattern(pattern, flags)
    code: Program = [("save", 0)]
    if "q" in flags:
        for letter in pattern:
            code.append(("test", reader.letter(letter)))
    else:
        code += reader.whole()
    return [*code, ("save", 1), ("match",)], reader.registers


class _Pattern:
    """Recursive descent over the letters of one pattern; jumps are relative, so parts can be repeated."""

    def __init__(self, text: str, flags: str) -> None:
        self._text = _squeezed(text) if "x" in flags and "q" not in flags else text
        self._flags = flags
        self._place = self._groups = self._level = 0
        self._closed: set[int] = set()
        self.registers = 20 + 2 * text.count(
            "("
        )  # places for groups first ($0 to $9 at least), then for loops

    @property
    def _next(self) -> str:
        return self._text[self._place : self._place + 1]

    def _take(self, text: str) -> bool:
        found = self._text.startswith(text, self._place)
        self._place += len(text) if found else 0
        return found

    def whole(self) -> Program:
        code = self._branches()
        if self._next:
            raise _bad()
        return code

    def _branches(self) -> Program:
        self._level += 1
        if self._level > _MOST_LEVELS:
            raise _bad()
        code = self._branch()
        while self._take("|"):
            other = self._branch()
            code = [("split", 1, len(code) + 2), *code, ("jump", len(other) + 1), *other]
        self._level -= 1
        return code

    def _branch(self) -> Program:
        code: Program = []
        while self._next and self._next not in "|)":
            code += self._quantified(self._atom())
            if len(code) > MOST_PROGRAM:
                raise Nothing("too large a pattern")
        return code

    def _atom(self) -> Program:
        letter = self._next
        if letter in "?*+{}]":
            raise _bad()
        self._place += 1
        if letter == "(":
            return self._group()
        if letter == "[":
            return [("test", self._folded(self._class()))]
        if letter == ".":
            return [("test", (lambda c: True) if "s" in self._flags else (lambda c: c not in "\n\r"))]
        if letter in "^$":
            return [(letter, "m" in self._flags)]
        if letter == "\\":
            return [self._escape()]
        return [("test", self.letter(letter))]

    def letter(self, letter: str) -> Test:
        """The test of one letter, in either case under flag i."""
        return self._folded(lambda c: c == letter)

    def _folded(self, test: Test) -> Test:
        if "i" not in self._flags:
            return test
        return lambda c: test(c) or test(c.lower()) or test(c.upper())

    def _group(self) -> Program:
        if self._take("?:"):
            code = self._branches()
        else:
            self._groups += 1
            group = self._groups
            code = [("save", 2 * group), *self._branches(), ("save", 2 * group + 1)]
            self._closed.add(group)
        if not self._take(")"):
            raise _bad()
        return code

    def _escape(self) -> tuple[object, ...]:
        if self._next.isascii() and self._next.isdigit() and self._next != "0":
            number = int(self._next)
            self._place += 1
            while (
                self._next.isascii()
                and self._next.isdigit()
                and number * 10 + int(self._next) <= self._groups
            ):
                number = number * 10 + int(self._next)
                self._place += 1
            if number not in self._closed:
                raise _bad()
            return ("back", number, "i" in self._flags)
        test, letter = self._escaped()
        return ("test", self._folded(test) if letter else test)

    def _escaped(self) -> tuple[Test, str]:
        """The test after a backslash, and the letter when it stands for one."""
        sign = self._next
        self._place += 1
        if sign in _SINGLE:
            one = _SINGLE[sign]
            return (lambda c: c == one), one
        if sign and sign.lower() in _CLASSES:
            test = _CLASSES[sign.lower()]
            return (_not(test) if sign.isupper() else test), ""
        if sign and sign in "pP" and self._take("{"):
            name, closed, _ = self._text[self._place :].partition("}")
            self._place += len(name) + len(closed)
            test = _property(name if closed else "")
            return (_not(test) if sign == "P" else test), ""
        raise _bad()

    def _class(self) -> Test:
        self._level += 1
        if self._level > _MOST_LEVELS:
            raise _bad()
        negated = self._take("^")
        tests: list[Test] = []
        minus: Test | None = None
        while not self._take("]"):
            if tests and self._take("-["):
                minus = self._folded(self._class())
                if not self._take("]"):
                    raise _bad()
                break
            tests.append(self._member())
        if not tests:
            raise _bad()
        self._level -= 1
        found = tuple(tests)
        held: Test = self._folded(lambda c: any(test(c) for test in found))
        base = _not(held) if negated else held
        return base if minus is None else _but(base, minus)

    def _member(self) -> Test:
        test, low = self._one()
        if low and self._next == "-" and self._text[self._place + 1 : self._place + 2] not in ("]", "["):
            self._place += 1
            _, high = self._one()
            if not high or high < low:
                raise _bad()
            return lambda c: low <= c <= high
        return test

    def _one(self) -> tuple[Test, str]:
        letter = self._next
        if not letter or letter == "[":
            raise _bad()
        self._place += 1
        return self._escaped() if letter == "\\" else ((lambda c: c == letter), letter)

    def _quantified(self, atom: Program) -> Program:
        least, most = self._bounds()
        if (least, most) == (1, 1):
            return atom
        lazy = self._take("?")
        if (least + (most or 0) + 1) * (len(atom) + 4) > MOST_PROGRAM:
            raise Nothing("too large a pattern")
        code = atom * least
        if most is None:
            slot = self.registers
            self.registers += 1
            turn = [("mark", slot), *atom, ("moved", slot)]
            return [*code, _fork(1, len(turn) + 2, lazy), *turn, ("jump", -len(turn) - 1)]
        tail: Program = []
        for _ in range(most - least):
            tail = [_fork(1, len(atom) + len(tail) + 1, lazy), *atom, *tail]
        return [*code, *tail]

    def _bounds(self) -> tuple[int, int | None]:
        for sign, bounds in (("?", (0, 1)), ("*", (0, None)), ("+", (1, None))):
            if self._take(sign):
                return bounds
        if not self._take("{"):
            return 1, 1
        text, closed, _ = self._text[self._place :].partition("}")
        self._place += len(text) + len(closed)
        low, comma, high = text.partition(",")
        if not closed or not _is_count(low) or (high and not _is_count(high)):
            raise _bad()
        most = int(high) if high else None if comma else int(low)
        if most is not None and most < int(low):
            raise _bad()
        return int(low), most


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


def _fork(stay: int, leave: int, lazy: bool) -> tuple[object, ...]:
    return ("split", leave, stay) if lazy else ("split", stay, leave)


def _property(name: str) -> Test:
    if name in _CATEGORIES:
        return _category(name)
    if name.startswith("Is") and name[2:] in _BLOCKS:
        low, high = _BLOCKS[name[2:]]
        return lambda c: low <= ord(c) <= high
    raise _bad()


def _squeezed(text: str) -> str:
    """Flag x: white space gone, except inside a class."""
    kept, level, place = [], 0, 0
    while place < len(text):
        letter = text[place]
        if letter == "\\" and level:
            kept.append(text[place : place + 2])
            place += 2
            continue
        level += (letter == "[") - (letter == "]" and level > 0)
        if level or letter not in " \t\n\r":
            kept.append(letter)
        place += 1
    return "".join(kept)
