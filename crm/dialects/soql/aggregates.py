"""One figure as SOQL, and its value from the groups that were found of it.

SOQL's own average is none of ours: groups that are put together need the sum and the count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from crm.dialects import results
from crm.dialects.soql.places import Place, Places
from crm.dialects.soql.records import value
from crm.dialects.types import trimmed
from crm.errors import MixedCurrencies
from crm.query import Aggregate, Function, Value
from crm.schema import FieldType

COUNT: Final = "COUNT(Id)"
_UNITS: Final = Decimal("0.0001")
WEIGHED: Final[Mapping[tuple[str, str, str], str]] = {
    ("Opportunity", "Amount", "Probability"): "ExpectedRevenue",
}
"""Fields in which Salesforce keeps an amount × a per cent."""


@dataclass(frozen=True, slots=True)
class FigurePart:
    """One aggregate: its functions, all beside COUNT, and how its value is read.

    `currency` is the field by which amounts are kept apart, where there are several currencies.
    """

    aggregate: Aggregate
    texts: tuple[str, ...]
    type: FieldType
    home: str
    currency: str | None = None

    def converted(self, groups: Sequence[Mapping[str, Any]]) -> bool:
        """Whether SOQL converted these amounts, as it does all that are not in the org's own
        currency. Raises MixedCurrencies.
        """
        if self.currency is None:
            return False
        known = [group for group in groups if int(group[self.texts[-1]])]
        codes = sorted({str(group[self.currency] or self.home) for group in known})
        if len(codes) > 1:
            raise MixedCurrencies(codes)
        return codes not in ([], [self.home])

    def read(self, groups: Sequence[Mapping[str, Any]]) -> tuple[Value, int]:
        """The value over these groups, by what was asked for, and how many it leaves out."""
        count = sum(int(group[COUNT]) for group in groups)
        if not self.texts:
            return Decimal(count), 0
        *figure, known = self.texts
        left_out = count - sum(int(group[known]) for group in groups)
        found = [value(group[figure[0]], self._type()) for group in groups]
        return self._valued([one for one in found if one is not None], count - left_out), left_out

    def _type(self) -> FieldType:
        return FieldType.NUMBER if self.aggregate.function is Function.COUNT_DISTINCT else self.type

    def _valued(self, found: Sequence[Any], known: int) -> Value:
        function = self.aggregate.function
        if function is Function.COUNT_DISTINCT:
            return sum(found, Decimal(0))
        if not found:
            return None
        if function is Function.MIN:
            return self._shown(min(found))
        if function is Function.MAX:
            return self._shown(max(found))
        total = sum(found, Decimal(0))
        return self._shown(total / known if function is Function.AVERAGE else total)

    def _shown(self, found: Any) -> Value:
        if self.type is FieldType.MONEY:
            return results.of_money(trimmed(found.quantize(_UNITS)), self.home)
        return results.sure(found)


def figure_part(aggregate: Aggregate, places: Places) -> FigurePart | None:
    """The SOQL of an aggregate; None where it has none."""
    home, *others = places.schema.currencies
    if aggregate.path is None:
        return FigurePart(aggregate, (), FieldType.NUMBER, home)
    place = places.at(aggregate.path)
    money = place.field.type is FieldType.MONEY
    if aggregate.since or not place.searches:
        return None
    text = _weighed(aggregate, places) if aggregate.weight else place.text
    call = _CALLS.get(aggregate.function)
    if text is None or call is None or (call == "COUNT_DISTINCT" and not _differs(place)):
        return None
    texts = (f"{call}({text})", f"COUNT({text})")
    distinct = aggregate.function is Function.COUNT_DISTINCT
    if money and others and distinct:
        return None
    currency = place.currency if money and others else None
    return FigurePart(aggregate, texts, place.field.type, home, currency)


def _weighed(aggregate: Aggregate, places: Places) -> str | None:
    """The field of the weighed amount, of the records themselves or those behind a path."""
    through, _, path = str(aggregate.path).rpartition(".")
    behind, _, weight = str(aggregate.weight).rpartition(".")
    resolved = places.schema.resolve(places.entity, str(aggregate.path))
    kept = WEIGHED.get((resolved.entity.name, path, weight))
    if kept is None or through != behind:
        return None
    steps, _, _ = places.at(str(aggregate.path)).text.rpartition(".")
    return f"{steps}.{kept}" if steps else kept


def _differs(place: Place) -> bool:
    """Whether values count as by us: texts may differ in case, and yes or no it doesn't count."""
    if place.field.type is FieldType.BOOLEAN:
        return False
    return not place.field.type.is_text or place.field.type is FieldType.PICKLIST


_CALLS: Final = {
    Function.SUM: "SUM",
    Function.AVERAGE: "SUM",
    Function.MIN: "MIN",
    Function.MAX: "MAX",
    Function.COUNT_DISTINCT: "COUNT_DISTINCT",
}
