"""An amount with its currency. Amounts of different currencies are never added up."""

from dataclasses import dataclass
from decimal import Decimal

# Beyond this a figure is a typing mistake, and SQLite's 64-bit integers end soon after.
LARGEST = Decimal("900000000000000")


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """`amount` in the currency's main unit (dollars, not cents); `currency` as ISO 4217 code."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if len(self.currency) != 3 or not self.currency.isalpha() or not self.currency.isupper():
            raise ValueError("a currency is three capital letters, such as USD")
        if not self.amount.is_finite() or abs(self.amount) > LARGEST:
            raise ValueError("an amount is a finite number below 900 trillion")

    def __sub__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError("amounts of different currencies can't be subtracted")
        return Money(self.amount - other.amount, self.currency)
