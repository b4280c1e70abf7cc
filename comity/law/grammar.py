"""FEEL as packs use it: formulas and unary tests, read into the expression tree (DMN 1.5, 10.3)."""

import re
from dataclasses import dataclass
from typing import Any, NoReturn

from comity.basis.dates import parse_day
from comity.basis.exact import Rounding, parse_number
from comity.law.expression import (
    ANYTHING,
    Binary,
    Call,
    Compared,
    Expression,
    Field,
    If,
    Invoke,
    ListOf,
    Literal,
    Logic,
    Matches,
    Name,
    Negative,
    NoneOf,
    OneOf,
    StartsWith,
    Test,
    Within,
    depth,
)
from comity.law.functions import FUNCTIONS
from comity.law.value import Duration, have_order, is_number

# A name of FEEL may hold spaces; longest first, so that "round half up" is one word.
_NAMES = sorted((*FUNCTIONS, "duration"), key=len, reverse=True)
_ROUNDING = {how.value for how in Rounding}
_WORDS = ("if", "then", "else", "and", "or", "between", "in", "true", "false")
# A formula of law is short; these bound a hostile pack. The deepest real one has some ten levels.
_MOST_LETTERS, _MOST_BRACKETS, _MOST_LEVELS = 4_000, 30, 100
_MOST_PARTS = 8  # dots in a name
_MOST_SCALE = 30  # decimal places; a currency has three
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.(?!\.)[0-9]+)?|\.(?!\.)[0-9]+)"
    r'|(?P<text>"[^"\n]*")'
    r"|(?P<function>(?:" + "|".join(_NAMES) + r")(?=\s*\())"
    r"|(?P<word>(?:" + "|".join(_WORDS) + r")\b)"
    r"|(?P<name>[^\W\d]\w*(?:\.[^\W\d]\w*)*)"
    r"|(?P<sign>\.\.|<=|>=|!=|[-+*/()\[\]<>=,.?:]))"
)
_MONTHS = re.compile(r"(-?)P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?", re.ASCII)
_DAYS = re.compile(r"(-?)P(\d{1,6})D", re.ASCII)


class FeelError(Exception):
    """Text that is not FEEL as packs use it: what was found, what was expected."""

    def __init__(self, found: str, expected: str) -> None:
        """Both as they are shown to the keeper of the pack."""
        super().__init__(f"found {found}, expected {expected}")
        self.found, self.expected = found, expected


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def formula(text: str) -> Expression:
    """The expression of a formula; FeelError otherwise."""
    reader = _Reader(text)
    tree = reader.expression()
    reader.end()
    if (levels := depth(tree)) > _MOST_LEVELS:
        raise FeelError(
            f"{levels} operations in one another", f"at most {_MOST_LEVELS}; sum(...) takes a list"
        )
    return tree


def test(text: str) -> Test:
    """The unary test of an input cell: `-`, a literal, a comparison, an interval, a list, not(...)."""
    if text.strip() in ("-", ""):
        return ANYTHING
    reader = _Reader(text)
    tree = reader.tests()
    reader.end()
    return tree


def duration(text: str) -> Duration:
    """The duration of an ISO 8601 text in whole months or whole days; ValueError otherwise."""
    if found := _DAYS.fullmatch(text):
        return Duration(days=int(f"{found[1]}{found[2]}"))
    if (found := _MONTHS.fullmatch(text)) and (found[2] or found[3]):
        months = int(found[2] or 0) * 12 + int(found[3] or 0)
        return Duration(months=-months if found[1] else months)
    raise ValueError(f"not a duration as P1Y6M or P30D: {text[:20]!r}")


def _tokens(text: str) -> list[_Token]:
    if len(text) > _MOST_LETTERS:
        raise FeelError(f"{len(text)} letters", f"at most {_MOST_LETTERS}")
    tokens, place = [], 0
    while place < len(text.rstrip()):
        found = _TOKEN.match(text, place)
        if not found or found.lastgroup is None:
            raise FeelError(
                repr(text[place : place + 12].strip()), "a number, a name, a quoted text or an operator"
            )
        tokens.append(_Token(found.lastgroup, found[found.lastgroup]))
        place = found.end()
    return [*tokens, _Token("end", "the end")]


class _Reader:
    """Recursive descent over the tokens of one text; each method reads one level of the grammar."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._place = self._depth = 0

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self, *texts: str) -> str | None:
        token = self._next
        if token.kind in ("sign", "word", "function") and token.text in texts:
            self._place += 1
            return token.text
        return None

    def _need(self, text: str) -> None:
        if not self._take(text):
            self._fail(f"'{text}'")

    def _fail(self, expected: str) -> NoReturn:
        raise FeelError(f"'{self._next.text}'", expected)

    def end(self) -> None:
        if self._next.kind != "end":
            self._fail("an operator or the end")

    def expression(self) -> Expression:
        self._deeper()
        tree = self._choice() if self._take("if") else self._either()
        self._depth -= 1
        return tree

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _MOST_BRACKETS:
            self._fail(f"at most {_MOST_BRACKETS} levels of brackets")

    def _choice(self) -> Expression:
        test_ = self.expression()
        self._need("then")
        yes = self.expression()
        self._need("else")
        return If(test_, yes, self.expression())

    def _either(self) -> Expression:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Logic("or", tuple(parts))

    def _both(self) -> Expression:
        parts = [self._comparison()]
        while self._take("and"):
            parts.append(self._comparison())
        return parts[0] if len(parts) == 1 else Logic("and", tuple(parts))

    def _comparison(self) -> Expression:
        left = self._sum()
        if operator := self._take("<", "<=", ">", ">=", "=", "!="):
            return Binary(operator, left, self._sum())
        if self._take("between"):
            low = self._sum()
            self._need("and")
            return Logic("and", (Binary(">=", left, low), Binary("<=", left, self._sum())))
        if self._take("in"):
            if self._next.text == "(" and not self._is_interval():
                self._need("(")
                inner = self.tests()
                self._need(")")
                return Matches(left, inner)
            return Matches(left, self._test())
        return left

    def _is_interval(self) -> bool:
        """Whether the bracket here opens an interval, as `(1..2]`, and not a list of tests."""
        level = 0
        for token in self._tokens[self._place :]:
            level += (token.text in ("(", "[")) - (token.text in (")", "]"))
            if level == 0 or (level == 1 and token.text == ","):
                return False
            if level == 1 and token.text == "..":
                return True
        return False

    def _sum(self) -> Expression:
        tree = self._product()
        while operator := self._take("+", "-"):
            tree = Binary(operator, tree, self._product())
        return tree

    def _product(self) -> Expression:
        tree = self._negative()
        while operator := self._take("*", "/"):
            tree = Binary(operator, tree, self._negative())
        return tree

    def _negative(self) -> Expression:
        if self._take("-"):
            self._deeper()
            inner = self._negative()
            self._depth -= 1
            known = isinstance(inner, Literal) and is_number(inner.value)
            return Literal(-inner.value) if known and isinstance(inner, Literal) else Negative(inner)
        tree = self._primary()
        while self._take("."):
            tree = Field(tree, self._name())
        return tree

    def _name(self) -> str:
        token = self._next
        if token.kind != "name" or token.text.count(".") > _MOST_PARTS:
            self._fail(f"a name of at most {_MOST_PARTS + 1} parts")
        self._place += 1
        return token.text

    def _primary(self) -> Expression:
        token = self._next
        if token.kind == "function":
            return self._call()
        if token.kind == "name":
            return self._named()
        if self._take("("):
            tree = self.expression()
            self._need(")")
            return tree
        if self._take("["):
            return ListOf(self._list("]"))
        return Literal(self._literal())

    def _list(self, close: str) -> tuple[Expression, ...]:
        items: list[Expression] = []
        while not self._take(close):
            if items:
                self._need(",")
            items.append(self.expression())
        return tuple(items)

    def _call(self) -> Expression:
        name = self._next.text
        self._place += 1
        self._need("(")
        return _called(name, self._list(")"))

    def _named(self) -> Expression:
        name = self._name()
        if not self._take("("):
            return Name(name)
        bindings: list[tuple[str, Expression]] = []
        while not self._take(")"):
            if bindings:
                self._need(",")
            key = self._name()
            self._need(":")
            bindings.append((key, self.expression()))
        return Invoke(name, tuple(bindings))

    def tests(self) -> Test:
        if self._take("not"):
            self._deeper()
            self._need("(")
            inner = self.tests()
            self._need(")")
            self._depth -= 1
            return NoneOf(inner.tests if isinstance(inner, OneOf) else (inner,))
        tests = [self._test()]
        while self._take(","):
            tests.append(self._test())
        return tests[0] if len(tests) == 1 else OneOf(tuple(tests))

    def _test(self) -> Test:
        if operator := self._take("<", "<=", ">", ">="):
            value = self._literal()
            return (
                Compared(operator, value) if have_order(value, value) else self._fail("a value with an order")
            )
        if operator := self._take("=", "!="):
            return Compared(operator, self._literal())
        if bracket := self._take("[", "(", "]"):
            return self._interval(bracket == "[")
        if self._take("starts with"):
            return self._prefix()
        return Compared("=", self._literal())

    def _ordered_literal(self) -> Any:
        value = self._literal()
        return value if have_order(value, value) else self._fail("a value that has an order")

    def _interval(self, low_in: bool) -> Test:
        low = self._literal()
        self._need("..")
        high = self._literal()
        closed = self._take("]")
        if not closed and not self._take(")", "["):
            self._fail("']' or ')'")
        if not have_order(low, high):
            self._fail("two ends of one type that has an order")
        if low > high:
            self._fail("an interval from the lower to the higher end")
        return Within(low, high, low_in, closed is not None)

    def _prefix(self) -> Test:
        self._need("(")
        self._need("?")
        self._need(",")
        prefix = self._literal()
        self._need(")")
        if not isinstance(prefix, str):
            self._fail("a quoted text")
        return StartsWith(prefix)

    def _literal(self) -> Any:
        token = self._next
        if self._take("-"):
            if self._next.kind != "number":
                self._fail("a number")
            return -self._literal()
        if token.kind == "function" and token.text in ("date", "duration"):
            tree = self._call()
            return tree.value if isinstance(tree, Literal) else self._fail("a date or duration in quotes")
        if token.kind not in ("number", "text") and token.text not in ("true", "false"):
            self._fail("a value (text stands in double quotes)")
        self._place += 1
        if token.kind == "number":
            return _number(token.text)
        return token.text[1:-1] if token.kind == "text" else token.text == "true"


def _number(text: str) -> Any:
    try:
        return parse_number(text)
    except ValueError as fault:
        raise FeelError(f"a number of {len(text)} digits", "at most 40") from fault


def _called(name: str, args: tuple[Expression, ...]) -> Expression:
    """A date or duration written in quotes is a literal; every other call stays a call."""
    if name == "duration" or (name == "date" and len(args) == 1):
        return Literal(_quoted(name, args))
    function = FUNCTIONS[name]
    if len(args) < function.least or (function.most is not None and len(args) > function.most):
        most = "or more" if function.most is None else f"to {function.most}"
        raise FeelError(f"{name} of {len(args)}", f"{function.least} {most} values in its brackets")
    if name in _ROUNDING and len(args) == 2:
        scale = args[1].value if isinstance(args[1], Literal) else None
        if scale.__class__ is not int or abs(scale) > _MOST_SCALE:
            raise FeelError(f"the scale of {name}", f"a whole number from -{_MOST_SCALE} to {_MOST_SCALE}")
    return Call(name, args)


def _quoted(name: str, args: tuple[Expression, ...]) -> Any:
    expected = 'date("2026-01-31")' if name == "date" else 'duration("P1Y6M") or duration("P30D")'
    text = args[0].value if len(args) == 1 and isinstance(args[0], Literal) else None
    if not isinstance(text, str):
        raise FeelError(f"{name} without a text in quotes", expected)
    try:
        return parse_day(text) if name == "date" else duration(text)
    except ValueError as fault:
        raise FeelError(f'{name}("{text[:20]}")', expected) from fault
