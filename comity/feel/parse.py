"""FEEL read into its tree (DMN 1.5, 10.3.1.2). Names with spaces and signs are met by those in scope."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NoReturn

from comity.basis.errors import InputError
from comity.feel.scan import Token, normal, tokens, unquoted, words_of
from comity.feel.tree import (
    Asked,
    At,
    Between,
    Binary,
    Bound,
    Call,
    ContextOf,
    Each,
    Filter,
    If,
    In,
    InstanceOf,
    Interval,
    Lambda,
    ListOf,
    Literal,
    Name,
    Negative,
    Not,
    Path,
    Steps,
    Tests,
    Tree,
    TypeName,
)
from comity.feel.value import number

MOST_LEVELS = 60  # brackets in brackets; five frames of Python each
_MOST_STEPS = 50_000  # readings of one text; a hostile one asks for a reading in every reading
_COMPARED = ("=", "!=", "<", "<=", ">", ">=")
_SIGNS = {"or": 1, "and": 2, **dict.fromkeys((*_COMPARED, "between", "in"), 3)}
_SIGNS |= {"+": 4, "-": 4, "*": 5, "/": 5, "**": 6}
_STOP = frozenset(
    "and between else every external for function if in instance of or return satisfies some then".split()
)
_NEVER_IN_KEY = (":", ",", "(", ")", "{", "}", "[", "]")
_CONSTANTS = {"true": True, "false": False, "null": None}
_TYPES = ("date and time", "days and time duration", "years and months duration")
# Names FEEL itself writes with a keyword inside, which a scope need not name.
_BUILT = ("date and time", "years and months duration", "index of", "day of year", "day of week",
          "month of year", "week of year", "list contains", "insert before", "substring before")  # fmt: skip


def expression(text: str, names: Iterable[str] = ()) -> Tree:
    """The tree of an expression; `names` are those in scope. InputError("feel.syntax") otherwise."""
    return _expression(text, frozenset(names))


def unary_tests(text: str, names: Iterable[str] = ()) -> Tests:
    """The tests of an input cell: `-`, a list of tests, or `not(...)` of one; InputError otherwise."""
    return _unary_tests(text, frozenset(names))


@lru_cache(maxsize=4096)  # a table asks for the same cells for every case
def _expression(text: str, names: frozenset[str]) -> Tree:
    reader = _Reader(text, names)
    tree = reader.expression()
    reader.end()
    return tree


@lru_cache(maxsize=4096)
def _unary_tests(text: str, names: frozenset[str]) -> Tests:
    if text.strip() in ("-", ""):
        return Tests(())
    reader = _Reader(text, names)
    mark = reader.place
    if reader.take("not") and reader.take("("):
        tests = reader.tests()
        if reader.take(")") and reader.token.kind == "end":
            return Tests(tests, negated=True)
    reader.place = mark
    tests = reader.tests()
    reader.end()
    return Tests(tests)


class _Reader:
    """Recursive descent with precedence climbing over the tokens of one text."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self._tokens = tokens(text)
        self.place = self._level = self._steps = self._closing = self._asked = self._partial = 0
        self._names: dict[str, dict[tuple[str, ...], str]] = {}
        for name in (*_BUILT, *names):
            self._know(name)

    def _know(self, name: str) -> None:
        words = words_of(name)
        if len(words) > 1:
            self._names.setdefault(words[0], {})[words] = name

    @property
    def token(self) -> Token:
        return self._tokens[self.place]

    def take(self, *texts: str) -> str | None:
        token = self.token
        if token.kind in ("sign", "name") and token.text in texts:
            self.place += 1
            return token.text
        return None

    def need(self, text: str) -> None:
        if not self.take(text):
            self.fail()

    def fail(self) -> NoReturn:
        raise InputError("feel.syntax", place=self.token.place, found=self.token.text[:20] or "-")

    def end(self) -> None:
        if self.token.kind != "end":
            self.fail()

    def _peek(self, *texts: str) -> bool:
        """Whether these tokens come next."""
        return all(
            self.place + i < len(self._tokens) and self._tokens[self.place + i].text == text
            for i, text in enumerate(texts)
        )

    # --- expressions -------------------------------------------------------------------------

    def expression(self) -> Tree:
        self._level += 1
        if self._level > MOST_LEVELS:
            raise InputError("feel.too_deep", most=MOST_LEVELS)
        tree = self._whole()
        self._level -= 1
        return tree

    def _whole(self) -> Tree:
        word = self.token.text if self.token.kind == "name" else ""
        if word == "if":
            self.place += 1
            test = self.expression()
            self.need("then")
            yes = self.expression()
            self.need("else")
            return If(test, yes, self.expression())
        if word in ("for", "some", "every") and not self._peek(word, "("):
            self.place += 1
            return self._each(word)
        return self._binary(1)

    def _each(self, word: str) -> Tree:
        runs: list[tuple[str, Tree]] = []
        while not runs or self.take(","):
            name = self.new_name("in")
            self.need("in")
            over = self.expression()
            runs.append((name, Steps(over, self.expression()) if self.take("..") else over))
            self._know(name)
        if word == "for":
            self._know("partial")
        else:
            self.take(",")
        self.need("return" if word == "for" else "satisfies")
        before = self._partial
        body = self.expression()
        return Each(word, tuple(runs), body, self._partial > before)

    def _binary(self, least: int) -> Tree:
        """Precedence climbing: operators of at least this rank, from the left."""
        left = self._negative()
        while self.token.kind in ("sign", "name") and _SIGNS.get(self.token.text, 0) >= least:
            sign = self.token.text
            self.place += 1
            rank = _SIGNS[sign]
            left = self._comparison(left, sign) if rank == 3 else Binary(sign, left, self._binary(rank + 1))
        return left

    def _comparison(self, left: Tree, sign: str) -> Tree:
        if sign == "in":
            return In(left, self._in_tests())
        right = self._binary(4)
        if sign == "between":
            self.need("and")
            return Between(left, right, self._binary(4))
        return Binary(sign, left, right)

    def _in_tests(self) -> tuple[Tree, ...]:
        if self._peek("("):
            mark, level = self.place, self._level
            self.place += 1
            try:
                tests = self.tests()
                if self.take(")"):
                    return tests
            except InputError:
                self._stepped()
            self.place, self._level = mark, level
        if sign := self.take(*_COMPARED):
            return (Bound(sign, self._binary(4)),)
        return (self._binary(4),)

    def tests(self) -> tuple[Tree, ...]:
        found = [self._test()]
        while self.take(","):
            found.append(self._test())
        return tuple(found)

    def _test(self) -> Tree:
        asked = self._asked
        tree = self._positive_test()
        return Asked(tree) if self._asked > asked and not isinstance(tree, Bound) else tree

    def _positive_test(self) -> Tree:
        if sign := self.take(*_COMPARED):
            return Bound(sign, self._binary(4))
        if self._peek("not", "("):
            mark = self.place
            self.place += 2
            tests = self.tests()
            if self.take(")") and (len(tests) > 1 or isinstance(tests[0], Bound)):
                return Not(tests)
            self.place = mark
        return self.expression()

    def _negative(self) -> Tree:
        if self.take("-"):
            self._level += 1
            if self._level > MOST_LEVELS:
                raise InputError("feel.too_deep", most=MOST_LEVELS)
            inner = self._negative()
            self._level -= 1
            return Negative(inner)
        tree = self._postfix(self._primary())
        while self.take("instance"):
            self.need("of")
            tree = InstanceOf(tree, self.type_name())
        return tree

    def _stepped(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise InputError("feel.too_deep", most=MOST_LEVELS)

    def _postfix(self, tree: Tree) -> Tree:
        """What follows a value. Inside a range a `[` may also close it, as in `]1..3[`."""
        while True:
            if self.take("."):
                tree = Path(tree, self._member())
            elif self._peek("("):
                self.place += 1
                tree = self._call(tree)
            elif self._peek("["):
                mark, level = self.place, self._level
                self.place += 1
                try:
                    test = self.expression()
                    self.need("]")
                except InputError:
                    self._stepped()
                    if not self._closing:
                        raise
                    self.place, self._level = mark, level
                    return tree
                tree = Filter(tree, test)
            else:
                return tree

    def _call(self, of: Tree) -> Tree:
        args: list[Tree] = []
        named: list[str] = []
        while not self.take(")"):
            if args:
                self.need(",")
            if name := self._key():
                named.append(name)
            args.append(self.expression())
        if named and len(named) != len(args):
            self.fail()
        return Call(of, tuple(args), tuple(named))

    def _key(self) -> str | None:
        """A name or text with a colon after it: a named argument or the key of an entry."""
        mark = self.place
        if self.token.kind == "text":
            name = unquoted(self.token.text)
            self.place += 1
        else:
            while self.token.kind not in ("end", "text") and self.token.text not in _NEVER_IN_KEY:
                self.place += 1
            name = self._written(mark)
        if self.place > mark and self.take(":"):
            return name
        self.place = mark
        return None

    def _written(self, mark: int) -> str:
        """The tokens since a mark as one name, with a space where the text had one."""
        parts, end = [], self._tokens[mark].place
        for token in self._tokens[mark : self.place]:
            parts.append(" " if end < token.place else "")
            parts.append(token.text)
            end = token.place + len(token.text)
        return normal("".join(parts))

    # --- names -------------------------------------------------------------------------------

    def new_name(self, stop: str) -> str:
        """The name of a loop's variable: every token up to the stop."""
        mark = self.place
        while self.token.kind in ("name", "sign", "number") and self.token.text not in (stop, ":", ",", ")"):
            self.place += 1
        if self.place == mark or self._tokens[mark].kind != "name":
            self.fail()
        return self._written(mark)

    def _known(self) -> str | None:
        """The longest name in scope that starts here."""
        best: tuple[str, ...] = ()
        for words in self._names.get(self.token.text, {}):
            if len(words) > len(best) and self._peek(*words):
                best = words
        if not best:
            return None
        self.place += len(best)
        return self._names[best[0]][best]

    def _member(self) -> str:
        if self.token.kind != "name":
            self.fail()
        return self._known() or self._run_of_words(keyword=True)

    def _run_of_words(self, keyword: bool = False) -> str:
        """Words with only spaces between them: no other FEEL puts two names side by side."""
        mark = self.place
        if keyword and self.token.kind == "name":
            self.place += 1
        while self._is_word(mark):
            self.place += 1
        if self.place == mark:
            self.fail()
        return self._written(mark)

    def _is_word(self, mark: int) -> bool:
        """Whether a name goes on: with a word, or after the first one with a number, as in `line 2`."""
        if self.token.kind == "number":
            return self.place > mark
        return self.token.kind == "name" and self.token.text not in _STOP

    # --- values ------------------------------------------------------------------------------

    def _primary(self) -> Tree:
        self._stepped()
        token = self.token
        if token.kind == "number":
            self.place += 1
            return Literal(_number(token))
        if token.kind == "text":
            self.place += 1
            return Literal(unquoted(token.text))
        if token.kind == "name":
            return self._named()
        if self.take("@"):
            text = self.token
            if text.kind != "text":
                self.fail()
            self.place += 1
            return At(unquoted(text.text))
        if self.take("{"):
            return self._context()
        if sign := self.take("[", "(", "]"):
            return self._bracket(sign)
        self.fail()

    def _named(self) -> Tree:
        if self.token.text == "function" and self._peek("function", "("):
            return self._lambda()
        self._asked += self.token.text == "?"
        self._partial += self.token.text == "partial"
        known = self._known()
        if known is None and self.token.text in _CONSTANTS:
            value = _CONSTANTS[self.token.text]
            self.place += 1
            return Literal(value)
        return Name(known or self._run_of_words())

    def _bracket(self, sign: str) -> Tree:
        if sign == "[" and self.take("]"):
            return ListOf(())
        if sign == "(" and (compared := self.take(*_COMPARED)):
            bound = Bound(compared, self.expression())
            self.need(")")
            return bound
        first = self.expression()
        if self.take(".."):
            return self._interval(first, sign)
        if sign == "]":
            self.fail()
        if sign == "(":
            self.need(")")
            return first
        items = [first]
        while self.take(","):
            items.append(self.expression())
        self.need("]")
        return ListOf(tuple(items))

    def _interval(self, low: Tree, sign: str) -> Tree:
        self._closing += 1
        high = self.expression()
        self._closing -= 1
        close = self.take("]", ")", "[")
        if not close:
            self.fail()
        return Interval(low, high, sign == "[", close == "]")

    def _context(self) -> Tree:
        entries: list[tuple[str, Tree]] = []
        while not self.take("}"):
            if entries:
                self.need(",")
            name = self._key()
            if name is None:
                self.fail()
            self._closing, closing = 0, self._closing
            entries.append((name, self.expression()))
            self._closing = closing
            self._know(name)
        return ContextOf(tuple(entries))

    def _lambda(self) -> Tree:
        self.place += 2
        names: list[str] = []
        kinds: list[TypeName | None] = []
        while not self.take(")"):
            if names:
                self.need(",")
            names.append(self.new_name(","))
            kinds.append(self.type_name() if self.take(":") else None)
            self._know(names[-1])
        if self.take("external"):
            self.expression()
            return Lambda(tuple(names), tuple(kinds), None)
        return Lambda(tuple(names), tuple(kinds), self.expression())

    def type_name(self) -> TypeName:
        """A type: a name, `list<T>`, `range<T>`, `context<a: T>`, `function<T, T> -> T`."""
        self._level += 1
        if self.token.kind != "name" or self._level > MOST_LEVELS:
            self.fail()
        name = self._built_type() or self._known() or self._run_of_words(keyword=True)
        while self.take("."):
            name += "." + self._member()
        kind = TypeName(name)
        if name in ("list", "range", "context", "function") and self.take("<"):
            kind = self._parts(name)
        self._level -= 1
        return kind

    def _built_type(self) -> str | None:
        for name in _TYPES:
            words = name.split()
            if self._peek(*words):
                self.place += len(words)
                return name
        return None

    def _parts(self, name: str) -> TypeName:
        parts: list[TypeName] = []
        fields: list[str] = []
        while not self.take(">"):
            if parts:
                self.need(",")
            if name == "context":
                fields.append(self.new_name(":"))
                self.need(":")
            parts.append(self.type_name())
        if name == "function":
            self.need("->")
            parts.append(self.type_name())
        return TypeName(name, tuple(parts), tuple(fields))


def _number(token: Token) -> object:
    try:
        return number(token.text)
    except ArithmeticError as fault:
        raise InputError("feel.syntax", place=token.place, found=token.text[:20]) from fault
