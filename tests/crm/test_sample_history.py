"""The sample company's history leads to what its records are, and there is some of every kind."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from crm.change import AuditEntry
from crm.money import Money
from crm.query import Value
from crm.sample.company import Company, sample_company
from crm.sample.records import Row
from crm.schema import FieldType
from crm.standard import STANDARD
from crm.written import read, written

MOMENTS = {
    "mid-quarter": datetime(2026, 11, 21, 15, 0, tzinfo=UTC),
    "leap-day": datetime(2028, 2, 29, 9, 30, tzinfo=UTC),
    "new-year": datetime(2027, 1, 1, 0, 0, 1, tzinfo=UTC),
    "evening-in-the-west": datetime(2027, 6, 30, 20, 0, tzinfo=ZoneInfo("America/Los_Angeles")),
}
every_moment = pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS.keys())
company = cache(sample_company)


def rows(found: Company) -> dict[tuple[str, str], Row]:
    """All records, by kind and id."""
    return {(e, str(row["Id"])): row for e in found.entities for row in found.rows(e)}


def by_field(entries: Iterable[AuditEntry]) -> dict[tuple[str, str, str], list[AuditEntry]]:
    """The changes of each field of each record, in order."""
    found = defaultdict(list)
    for entry in entries:
        found[entry.ref.entity, entry.ref.id, entry.field].append(entry)
    return found


@every_moment
def test_each_change_goes_on_from_the_one_before_and_ends_at_what_is(now: datetime) -> None:
    """From value to value, no two the same, the last one what the record holds."""
    found = company(now)
    records = rows(found)
    for (entity, id_, name), entries in by_field(found.history).items():
        values = [entries[0].before, *(entry.after for entry in entries)]
        assert all(entry.before != entry.after for entry in entries)
        assert [entry.before for entry in entries] == values[:-1]
        field = STANDARD.entity(entity).field(name)
        value: Value = records[entity, id_][name]
        is_money = field.type is FieldType.MONEY
        assert read(values[-1], field.type) == (Money(value, "USD") if is_money else value)  # type: ignore[arg-type]


@every_moment
def test_no_change_is_outside_its_records_life(now: datetime) -> None:
    """After it was made, not after its last edit, and not in the future."""
    found = company(now)
    records, users = rows(found), {str(user["Id"]) for user in found.rows("User")}
    for entry in found.history:
        row = records[entry.ref.entity, entry.ref.id]
        assert entry.by in users | {""}
        assert entry.at <= now
        if created := row.get("CreatedDate"):
            assert created < entry.at  # type: ignore[operator]
        if modified := row.get("LastModifiedDate"):
            assert entry.at <= modified  # type: ignore[operator]


@every_moment
def test_the_last_stage_was_reached_when_the_record_says(now: datetime) -> None:
    """Rules count from there."""
    found = company(now)
    deals = {str(deal["Id"]): deal for deal in found.rows("Opportunity")}
    for (entity, id_, field), entries in by_field(found.history).items():
        if (entity, field) == ("Opportunity", "StageName"):
            assert entries[-1].at == deals[id_]["LastStageChangeDate"]


@every_moment
def test_something_of_everything_happened_lately(now: datetime) -> None:
    """So that whoever asks what changed is told something, on any day."""
    found = company(now)
    lately = [entry for entry in found.history if entry.at > now - timedelta(days=10)]
    fields = {(entry.ref.entity, entry.field) for entry in lately}
    assert {("Opportunity", f) for f in ("StageName", "Amount", "CloseDate", "NextStep")} <= fields
    assert {entity for entity, _ in fields} > {"Order", "Invoice", "Task"}
    rep = next(str(u["Id"]) for u in found.rows("User") if u["Email"] == found.rep)
    own = {str(deal["Id"]) for deal in found.rows("Opportunity") if deal["OwnerId"] == rep}
    assert sum(entry.ref.id in own for entry in lately) >= 3


def test_it_is_the_same_every_time_in_order() -> None:
    """For one moment and seed."""
    now = MOMENTS["mid-quarter"]
    history = company(now).history
    assert history == sample_company(now).history
    assert history == tuple(sorted(history, key=lambda entry: entry.at))
    assert history != sample_company(now, seed=8).history


def test_what_is_written_is_read_back() -> None:
    """Of every type; what is no such value any more comes as it is."""
    for entry in company(MOMENTS["mid-quarter"]).history[::50]:
        type_ = STANDARD.entity(entry.ref.entity).field(entry.field).type
        assert written(read(entry.after, type_)) == entry.after
    assert read("soon", FieldType.DATE) == "soon"
    assert read("1.5", FieldType.MONEY) == "1.5"
    assert read("", FieldType.NUMBER) is None
    moment = datetime(2026, 1, 1, 9, tzinfo=UTC)
    assert read(written(moment), FieldType.DATETIME) == moment
    assert read(written(False), FieldType.BOOLEAN) is False
