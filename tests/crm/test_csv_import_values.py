"""Cells become values of their field's type, or nothing at all: a wrong value is never made up."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.query import Constant
from crm.sample.csv_values import converter
from crm.schema import FieldType


@pytest.mark.parametrize(
    ("type_", "cell", "value"),
    [
        (FieldType.NUMBER, "1234.5", Decimal("1234.5")),
        (FieldType.NUMBER, "-3", Decimal(-3)),
        (FieldType.NUMBER, "1.0E7", Decimal(10_000_000)),
        (FieldType.NUMBER, "1,234,567.5", Decimal("1234567.5")),
        (FieldType.NUMBER, "1.234,50", Decimal("1234.50")),
        (FieldType.NUMBER, "0,5", Decimal("0.5")),
        (FieldType.MONEY, "$20,000", Decimal(20_000)),
        (FieldType.MONEY, "-€5.50", Decimal("-5.50")),
        (FieldType.MONEY, "EUR 1,234", Decimal(1234)),
        (FieldType.MONEY, "1.234,50 €", Decimal("1234.50")),
        (FieldType.PERCENT, "37.5 %", Decimal("37.5")),
        (FieldType.PERCENT, "40", Decimal(40)),
        (FieldType.BOOLEAN, "TRUE", True),
        (FieldType.BOOLEAN, "1", True),
        (FieldType.BOOLEAN, "no", False),
        (FieldType.DATE, "2026-11-06", date(2026, 11, 6)),
        (FieldType.DATE, "2026-11-06T23:30:00.000+0000", date(2026, 11, 6)),
        (FieldType.DATE, "2026-11-06 10:00:00", date(2026, 11, 6)),
        (FieldType.DATETIME, "2026-11-06T10:00:00.000+0000", datetime(2026, 11, 6, 10, tzinfo=UTC)),
        (FieldType.DATETIME, "2026-11-06T10:00:00Z", datetime(2026, 11, 6, 10, tzinfo=UTC)),
        (FieldType.DATETIME, "2026-11-06T12:00:00+02:00", datetime(2026, 11, 6, 10, tzinfo=UTC)),
        (FieldType.DATETIME, "2026-11-06 10:00:00", datetime(2026, 11, 6, 10, tzinfo=UTC)),
        (FieldType.DATETIME, "2026-11-06", datetime(2026, 11, 6, tzinfo=UTC)),
        (FieldType.EMAIL, "nobody at all", "nobody at all"),
        (FieldType.TEXT, "=1+1", "=1+1"),
    ],
)
def test_a_cell_is_read_by_its_fields_type(type_: FieldType, cell: str, value: Constant) -> None:
    """As Salesforce writes it, and as a spreadsheet in between may have rewritten it."""
    assert converter(type_)(cell) == value


@pytest.mark.parametrize(
    ("type_", "cell"),
    [
        *((FieldType.MONEY, cell) for cell in ("abc", "$", "1e999", "9" * 20, "NaN", "-Infinity")),
        *((FieldType.NUMBER, cell) for cell in ("1_000", "١٢", "1,2,3", "0x1F", "1 2", "--1")),
        *((FieldType.DATE, cell) for cell in ("31/02", "2026-02-31", "20261106", "2026-W01-1")),
        *((FieldType.DATE, cell) for cell in ("2026-11-06x", "11/06/2026", "0000-01-01")),
        *((FieldType.DATETIME, cell) for cell in ("now", "2026-11-06T25:00", "2026-11-06Tx")),
        (FieldType.DATETIME, "0001-01-01T00:00:00+14:00"),
        (FieldType.BOOLEAN, "maybe"),
        (FieldType.PERCENT, "half"),
    ],
)
def test_a_cell_of_another_kind_is_refused(type_: FieldType, cell: str) -> None:
    """Nothing is guessed from what does not plainly say it."""
    with pytest.raises(ValueError, match=r"\w"):
        converter(type_)(cell)


@given(st.sampled_from(FieldType), st.text(min_size=1, max_size=40))
def test_any_text_is_a_value_or_refused(type_: FieldType, cell: str) -> None:
    """No cell can stop an import."""
    try:
        value = converter(type_)(cell)
    except ValueError:
        return
    assert not isinstance(value, datetime) or value.tzinfo is not None
