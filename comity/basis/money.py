"""Money: whole minor units of a currency, rounded once and by name."""

from dataclasses import dataclass

from comity.basis.exact import Number, Rounding, round_to


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code and the number of its decimal places; a pack names it."""

    code: str
    places: int


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in whole minor units; two currencies never mix.

    >>> Money.from_number(5, Currency("XTS", 2), Rounding.HALF_UP)
    Money(minor=500, currency=Currency(code='XTS', places=2))
    """

    minor: int
    currency: Currency

    @classmethod
    def from_number(cls, amount: Number, currency: Currency, how: Rounding) -> "Money":
        """The amount in major units, rounded to the minor unit as named."""
        return cls(int(round_to(amount * 10**currency.places, 0, how)), currency)

    def __add__(self, other: "Money") -> "Money":
        """The sum; ValueError across currencies."""
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """The difference; ValueError across currencies."""
        return Money(self.minor - self._same(other), self.currency)

    def __lt__(self, other: "Money") -> bool:
        """Whether it is less; ValueError across currencies."""
        return self.minor < self._same(other)

    def __str__(self) -> str:
        """Amount and code, as `1001.50 XTS`."""
        whole, rest = divmod(abs(self.minor), 10**self.currency.places)
        digits = f".{rest:0{self.currency.places}d}" if self.currency.places else ""
        return f"{'-' * (self.minor < 0)}{whole}{digits} {self.currency.code}"

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency.code} and {other.currency.code} do not mix")
        return other.minor
