"""What a column that nobody described holds, told from everything in it.

A type is given only where every value fits it: one "n/a" among the numbers makes a column text, and
nothing is lost. The name decides where content cannot: 4711 in an order number is no quantity.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

from crm.sample.csv_names import label_of
from crm.sample.csv_values import day, moment, money, number, percent
from crm.schema import FieldType

MOST_CHOICES: Final = 40  # more than these different values are text, not a picklist
MOST_KEPT: Final = 250  # different values remembered of a column
LONGEST_TEXT: Final = 255  # Salesforce's limit of a text field; beyond it is long text
LEAST_FLAGS: Final = 10  # fewer zeros and ones are numbers

_CODES: Final = {"id", "number", "no", "nr", "code", "key", "zip", "sku", "reference", "ref", "ean"}
_MONEY: Final = {"amount", "price", "cost", "costs", "revenue", "freight", "fee", "fees", "budget"}
_MONEY_TOO: Final = {"balance", "turnover", "spend", "arr", "mrr", "acv", "tcv"}
_PERCENT: Final = {"percent", "percentage", "pct", "%"}
_PHONE: Final = {"phone", "telephone", "tel", "fax", "mobile", "cell"}

_WORDS: Final = {"true", "false", "yes", "no", "y", "n"}
_EMAIL_LIKE: Final = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
_URL_LIKE: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE_LIKE: Final = re.compile(r"[\d\s().+/-]*\d(?:\s*(?:x|ext\.?)\s*\d+)?", re.ASCII)
_CODE_LIKE: Final = re.compile(r"0\d+|\d{16,}", re.ASCII)
_KEY_LIKE: Final = re.compile(r"[\w-]{1,40}", re.ASCII)

Test = Callable[[str], object]


class ColumnContent:
    """Collects a column's cells, batch by batch, and then tells what they are.

    `kept` are its different values, up to MOST_KEPT; `whole` says whether those are all.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.filled = 0
        self.blank = 0
        self.longest = 0
        self.lines = False
        self.kept: set[str] = set()
        self.whole = True
        self.keys = True  # every value could be the id of a record
        self._possible: list[FieldType] = list(_TESTS)

    def add(self, cells: Sequence[str]) -> None:
        """Take in cells without outer blanks; "" is blank."""
        blank = cells.count("")
        self.blank += blank
        self.filled += len(cells) - blank
        fresh = set(cells) - self.kept
        fresh.discard("")
        if not fresh:
            return
        self.longest = max(self.longest, *map(len, fresh))
        self._possible = [t for t in self._possible if _all(_TESTS[t], fresh)]
        self.keys = self.keys and _all(_KEY_LIKE.fullmatch, fresh)
        self.lines = self.lines or any("\n" in value for value in fresh)
        self._keep(fresh)

    def few(self, most: int) -> tuple[str, ...]:
        """Its values in order when there are at most that many; else none."""
        return tuple(sorted(self.kept)) if self.whole and len(self.kept) <= most else ()

    @property
    def repeats(self) -> bool:
        """Whether its values come back often enough to be a choice among a few."""
        return self.whole and self.filled >= 2 * len(self.kept)

    def type(self) -> FieldType:
        """The narrowest type that everything in the column fits; TEXT for an empty one."""
        if not self.filled:
            return FieldType.TEXT
        words = {word.lower() for word in label_of(self.name).split()}
        last = label_of(self.name).split()[-1].lower()
        if FieldType.PHONE in self._possible and (words & _PHONE or self._dialled()):
            return FieldType.PHONE
        if FieldType.NUMBER in self._possible and last not in _CODES:
            return self._number(words)
        for type_ in self._possible:
            if type_ not in {FieldType.NUMBER, FieldType.PHONE} and not _is_code(type_, last):
                return type_
        return self._text()

    def _number(self, words: set[str]) -> FieldType:
        if self.kept == {"0", "1"} and not self.blank and self.filled >= LEAST_FLAGS:
            return FieldType.BOOLEAN  # the weekly export writes checkboxes so
        if words & _PERCENT:
            return FieldType.PERCENT
        return FieldType.MONEY if words & (_MONEY | _MONEY_TOO) else FieldType.NUMBER

    def _dialled(self) -> bool:
        """Whether all start as phone numbers alone do: +49 30 1234, (030) 1234."""
        return bool(self.kept) and all(value[0] in "+(" for value in self.kept)

    def _text(self) -> FieldType:
        if self.lines or self.longest > LONGEST_TEXT:
            return FieldType.LONG_TEXT
        if self.kept and self.repeats and self.few(MOST_CHOICES):
            return FieldType.PICKLIST
        return FieldType.TEXT

    def _keep(self, fresh: Iterable[str]) -> None:
        for value in fresh:
            if len(self.kept) >= MOST_KEPT or len(value) > LONGEST_TEXT:
                self.whole = False
                return
            self.kept.add(value)


def _is_code(type_: FieldType, last_word: str) -> bool:
    """Whether the name forbids to take the digits in it for an amount."""
    return last_word in _CODES and type_ in {FieldType.MONEY, FieldType.PERCENT}


def _all(test: Test, values: Iterable[str]) -> bool:
    try:
        return all(test(value) for value in values)
    except ValueError:
        return False


def _number_like(text: str) -> bool:
    return not _CODE_LIKE.fullmatch(text) and isinstance(number(text), Decimal)


def _money_like(text: str) -> bool:
    return not _CODE_LIKE.fullmatch(text) and isinstance(money(text), Decimal)


def _percent_like(text: str) -> bool:
    return not _CODE_LIKE.fullmatch(text) and isinstance(percent(text), Decimal)


def _phone_like(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= 5 and bool(_PHONE_LIKE.fullmatch(text))


# In the order in which they are tried: what fits several is the first of them.
_TESTS: Final[dict[FieldType, Test]] = {
    FieldType.BOOLEAN: lambda text: text.lower() in _WORDS,
    FieldType.NUMBER: _number_like,
    FieldType.PERCENT: _percent_like,
    FieldType.MONEY: _money_like,
    FieldType.DATE: lambda text: len(text) == 10 and day(text),
    FieldType.DATETIME: moment,
    FieldType.EMAIL: _EMAIL_LIKE.fullmatch,
    FieldType.URL: _URL_LIKE.fullmatch,
    FieldType.PHONE: _phone_like,
}
