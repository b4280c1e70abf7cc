"""A plan written as SQL for DuckDB, PostgreSQL and Spark: whole numbers only, every literal typed.

Nothing is run here. Every engine's traps are in its dialect: what `/` means, how wide a literal is, how a
long list is looked up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from comity.basis.exact import Rounding
from comity.law import plan
from comity.law.divide import divided
from comity.law.lower import PRESENT
from comity.law.lowered import Column, Lowered, NotColumnarError
from comity.law.plan import Node
from comity.law.simplify import simplified

_FEW = 4


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one engine writes what engines write differently; `wide` is its type beyond 64 bits, if any."""

    name: str
    literal: Callable[[int], str]
    wide: str | None
    divide: Callable[[str, str, bool], str]
    pick_out: Callable[[Sequence[str], str], str]
    days: Callable[[str], str]
    date: Callable[[str], str]
    quote: str = '"'
    fence: str = ""  # behind a layer, where the planner would else write it out again at each use


def _plain(value: int) -> str:
    return f"CAST({value} AS BIGINT)"  # a bare literal takes the narrowest type: INT8 in one engine


DUCKDB = Dialect(
    "duckdb",
    _plain,
    "HUGEINT",
    lambda top, bottom, wide: f"({top} // {bottom})",
    lambda values, place: f"([{', '.join(values)}])[{place} + 1]",
    lambda column: f"date_diff('day', DATE '1970-01-01', {column})",
    lambda days: f"(DATE '1970-01-01' + CAST({days} AS INTEGER))",
)
POSTGRES = Dialect(
    "postgres",
    _plain,
    "NUMERIC(38,0)",
    lambda top, bottom, wide: f"div({top}, {bottom})" if wide else f"({top} / {bottom})",
    lambda values, place: f"(ARRAY[{', '.join(values)}])[CAST({place} AS INTEGER) + 1]",
    lambda column: f"({column} - DATE '1970-01-01')",
    lambda days: f"(DATE '1970-01-01' + CAST({days} AS INTEGER))",
    fence=" OFFSET 0",
)
SPARK = Dialect(
    "spark",
    lambda value: f"{value}L",
    None,  # DECIMAL(38,0) divides through another scale: a wide quotient is refused, never rounded in silence
    lambda top, bottom, wide: f"({top} div {bottom})",
    lambda values, place: f"element_at(array({', '.join(values)}), CAST({place} AS INT) + 1)",
    lambda column: f"datediff({column}, DATE '1970-01-01')",
    lambda days: f"date_add(DATE '1970-01-01', CAST({days} AS INT))",
    "`",
)
DIALECTS: Mapping[str, Dialect] = {each.name: each for each in (DUCKDB, POSTGRES, SPARK)}


def select(found: Lowered, columns: Mapping[str, Column], table: str, key: str, dialect: Dialect) -> str:
    """One SELECT: the key column, `value` in whole units, and `ok` (1 where the plan answers the row).

    The table has the columns of the batch under their names. A row that misses a value it needs, or has a
    label not among the column's, is not ok. NotColumnarError where the engine has no type wide enough.
    """
    return _Writer(found, columns, dialect).select(table, key)


class _Writer:
    """Shared nodes become columns of nested layers, so that each is worked out once a row."""

    def __init__(self, found: Lowered, columns: Mapping[str, Column], dialect: Dialect) -> None:
        self._columns, self._dialect = columns, dialect
        self._roots = divided(simplified([found.node, found.ok]))
        self._order = list(plan.each(self._roots))
        self._texts: dict[int, str] = {}
        self._levels: dict[int, int] = {}

    def select(self, table: str, key: str) -> str:
        quoted = self._quote(key)
        source = ", ".join([quoted, *self._source()])
        # What is missing stands in a column of its own; a label the plan does not know is NULL all the same.
        left = " OR ".join(f"{self._column(name)} IS NULL" for name in self._columns) or "FALSE"
        text = f"SELECT {source} FROM {table}"
        for level, named in enumerate(self._layers()):
            made = ", ".join(f"{body} AS {name}" for name, body in named)
            text = f"SELECT *, {made} FROM ({text}{self._dialect.fence}) AS l{level}"
        value, ok = (self._texts[id(root)] for root in self._roots)
        sure = f"CASE WHEN {left} THEN 0 ELSE {ok} END"
        return f"SELECT {quoted}, {value} AS value, {sure} AS ok FROM ({text}) AS done"

    def _source(self) -> list[str]:
        made = []
        for name, column in self._columns.items():
            given = self._given(name)
            if column.full:
                made.append(f"{given} AS {self._column(name)}")
                continue
            one, none, fill = (self._number(n) for n in (1, 0, column.low))
            missing = f"{self._quote(name)} IS NULL"
            made.append(f"CASE WHEN {missing} THEN {fill} ELSE {given} END AS {self._column(name)}")
            made.append(f"CASE WHEN {missing} THEN {none} ELSE {one} END AS {self._column(name + PRESENT)}")
        return made

    def _layers(self) -> list[list[tuple[str, str]]]:
        uses: dict[int, int] = {}
        for node in self._order:
            for under in plan.below(node):
                uses[id(under)] = uses.get(id(under), 0) + (1 if _once(node) else 2)
        layers: list[list[tuple[str, str]]] = []
        for number, node in enumerate(self._order):
            level = max([self._levels[id(under)] for under in plan.below(node)], default=0)
            text = self._text(node)
            if uses.get(id(node), 0) > 1 and not isinstance(node, plan.Fixed | plan.Given):
                while len(layers) <= level:
                    layers.append([])
                layers[level].append((f"n{number}", text))
                text, level = f"n{number}", level + 1
            self._texts[id(node)], self._levels[id(node)] = text, level
        return layers

    def _text(self, node: Node) -> str:
        match node:
            case plan.Fixed(value):
                return self._number(value)
            case plan.Given(name):
                return self._column(name)
            case plan.Sum(left, right):
                return f"({self._cast(node, left)} + {self._at(right)})"
            case plan.Times(left, right):
                return f"({self._cast(node, left)} * {self._at(right)})"
            case plan.Extreme(most, left, right):
                return f"{'GREATEST' if most else 'LEAST'}({self._at(left)}, {self._at(right)})"
            case plan.Pick(test, yes, no):
                return f"CASE WHEN {self._at(test)} = 1 THEN {self._at(yes)} ELSE {self._at(no)} END"
            case plan.Compare(operator, left, right):
                one, none = self._dialect.literal(1), self._dialect.literal(0)
                return f"CASE WHEN {self._at(left)} {operator} {self._at(right)} THEN {one} ELSE {none} END"
            case plan.Classed(of, marks):
                return self._classed(self._at(of), marks, 0)
            case plan.Mapped(of, values):
                return self._mapped(self._at(of), values)
            case _:
                return self._divided(node)

    def _divided(self, node: Node) -> str:
        match node:
            case plan.Rounded(top, bottom, how):
                return self._rounded(top, bottom, how)
            case plan.Scaled(left, right, bottom, how, step):
                scale = self._by_digits if step else self._scaled
                return scale(self._at(left), self._at(right), bottom, how, step)
            case plan.DatePart(part, of):
                return f"CAST(EXTRACT({part.upper()} FROM {self._dialect.date(self._at(of))}) AS BIGINT)"
        raise NotColumnarError(type(node).__name__)

    def _at(self, node: Node) -> str:
        return self._texts[id(node)]

    def _cast(self, node: Node, left: Node) -> str:
        """The left operand, in a type that holds the answer."""
        return self._at(left) if plan.is_narrow(node) else f"CAST({self._at(left)} AS {self._wide(node)})"

    def _wide(self, node: Node) -> str:
        if self._dialect.wide is None or max(abs(node.low), abs(node.high)) > plan.MOST_DIGITS:
            raise NotColumnarError(f"{self._dialect.name}: up to {node.high} needs more than it holds")
        return self._dialect.wide

    def _number(self, value: int) -> str:
        return self._dialect.literal(value) if abs(value) <= plan.INT64 else str(value)

    def _classed(self, text: str, marks: tuple[int, ...], before: int) -> str:
        """The number of marks reached, by halving."""
        if not marks:
            return self._number(before)
        middle = len(marks) // 2
        above = self._classed(text, marks[middle + 1 :], before + middle + 1)
        under = self._classed(text, marks[:middle], before)
        return f"CASE WHEN {text} >= {self._number(marks[middle])} THEN {above} ELSE {under} END"

    def _mapped(self, text: str, values: tuple[int, ...]) -> str:
        common = max(set(values), key=values.count)
        other = [(place, value) for place, value in enumerate(values) if value != common]
        if len(other) <= _FEW:
            cases = " ".join(f"WHEN {self._number(at)} THEN {self._number(value)}" for at, value in other)
            return f"CASE {text} {cases} ELSE {self._number(common)} END"
        return self._dialect.pick_out([self._number(value) for value in values], text)

    def _rounded(self, top: Node, bottom: Node, how: Rounding) -> str:
        wide = not (plan.is_narrow(top) and bottom.high <= plan.INT64 // 2)
        above = f"CAST({self._at(top)} AS {self._wide(top)})" if wide else self._at(top)
        under = self._at(bottom)
        # Engines cut towards zero; above zero that is the floor, so what can be negative is moved up first.
        moved = -(top.low // max(1, bottom.low)) if top.low < 0 else 0
        if moved:
            above = f"({above} + {self._number(moved)} * {under})"
        whole = self._dialect.divide(above, under, wide)
        rest = f"({above} - {whole} * {under})"
        return f"({whole} + {self._up(how, whole, rest, under, moved)} - {self._number(moved)})"

    def _scaled(self, left: str, right: str, bottom: int, how: Rounding, _step: int) -> str:
        under = self._number(bottom)
        whole = self._dialect.divide(left, under, False)
        inside = f"(({left} - {whole} * {under}) * {right})"
        more = self._dialect.divide(inside, under, False)
        found = f"({whole} * {right} + {more})"
        return f"({found} + {self._up(how, found, f'({inside} - {more} * {under})', under, 0)})"

    def _by_digits(self, left: str, right: str, bottom: int, how: Rounding, step: int) -> str:
        under, base = self._number(bottom), self._number(step)
        high = self._dialect.divide(right, base, False)
        whole = self._dialect.divide(f"({left} * {high})", under, False)
        rest = f"({left} * {high} - {whole} * {under})"
        inside = f"({rest} * {base} + {left} * ({right} - {high} * {base}))"
        more = self._dialect.divide(inside, under, False)
        found = f"({whole} * {base} + {more})"
        return f"({found} + {self._up(how, found, f'({inside} - {more} * {under})', under, 0)})"

    def _up(self, how: Rounding, whole: str, rest: str, under: str, moved: int) -> str:
        """1 where the quotient goes up from its floor; `moved` was added to the floor."""
        positive = f"{whole} >= {self._number(moved)}"
        half, over, some = f"2 * {rest} = {under}", f"2 * {rest} > {under}", f"{rest} > 0"
        test = {
            Rounding.FLOOR: "FALSE",
            Rounding.CEILING: some,
            Rounding.UP: f"{some} AND {positive}",
            Rounding.DOWN: f"{some} AND NOT {positive}",
            Rounding.HALF_UP: f"{over} OR ({half} AND {positive})",
            Rounding.HALF_DOWN: f"{over} OR ({half} AND NOT {positive})",
            Rounding.HALF_EVEN: f"{over} OR ({half} AND ({whole} - {self._number(moved)}) % 2 <> 0)",
        }[how]
        return f"CASE WHEN {test} THEN 1 ELSE 0 END"

    def _given(self, name: str) -> str:
        """A column of the table as whole numbers; NULL where it is missing or not among the labels."""
        column, text = self._columns[name], self._quote(name)
        match column.kind:
            case "label":
                cases = " ".join(
                    f"WHEN {_text(label)} THEN {self._number(code)}"
                    for code, label in enumerate(column.labels)
                )
                return f"CASE {text} {cases} END"
            case "truth":
                return f"CASE {text} WHEN TRUE THEN {self._number(1)} WHEN FALSE THEN {self._number(0)} END"
            case "day":
                return f"CAST({self._dialect.days(text)} AS BIGINT)"
        scaled = f"{text} * {column.unit}" if column.unit > 1 else text
        return f"CAST({scaled} AS BIGINT)"

    def _column(self, name: str) -> str:
        plain = name.removesuffix(PRESENT)
        return f"{'c' if plain == name else 'p'}{list(self._columns).index(plain)}"

    def _quote(self, name: str) -> str:
        mark = self._dialect.quote
        return f"{mark}{name.replace(mark, mark * 2)}{mark}"


def _text(label: str) -> str:
    return "'" + label.replace("'", "''") + "'"


def _once(node: Node) -> bool:
    """Whether the text of a node holds what is below it only once."""
    if isinstance(node, plan.Rounded):
        return node.how is Rounding.FLOOR
    return not isinstance(node, plan.Scaled) and not (isinstance(node, plan.Classed) and len(node.marks) > 1)
