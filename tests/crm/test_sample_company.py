"""The sample company is whole, believable, the same for the same seed, and never out of date."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from crm.errors import UnknownEntity
from crm.query import Constant
from crm.sample.company import Company, sample_company
from crm.sample.extra_fields import EXTRA_FIELDS
from crm.sample.records import Row
from crm.schema import Field, FieldType, Schema
from crm.standard import STANDARD

MID_QUARTER = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
MOMENTS = {
    "mid-quarter": MID_QUARTER,
    "leap-day": datetime(2028, 2, 29, 9, 30, tzinfo=UTC),
    "year-end": datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
    "new-year": datetime(2027, 1, 1, 0, 0, 1, tzinfo=UTC),
    "quarter-start-on-a-sunday": datetime(2028, 10, 1, 8, 0, tzinfo=ZoneInfo("Pacific/Auckland")),
    "evening-in-the-west": datetime(2027, 6, 30, 20, 0, tzinfo=ZoneInfo("America/Los_Angeles")),
}
REQUIRED = {"Name", "OwnerId", "StageName", "CloseDate", "CreatedDate", "Status"}

company = cache(sample_company)
every_moment = pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS.keys())


def schema() -> Schema:
    entities = (e.with_fields(*EXTRA_FIELDS.get(e.name, ())) for e in STANDARD)
    return Schema(entities=tuple(entities))


def by_id(rows: Iterable[Row]) -> dict[object, Row]:
    return {row["Id"]: row for row in rows}


def day(value: Constant | None) -> date:
    assert isinstance(value, date)
    return value


def number(value: Constant | None) -> Decimal:
    assert isinstance(value, Decimal)
    return value


def moment(value: Constant | None) -> datetime:
    assert isinstance(value, datetime)
    return value


def open_deals(now: datetime) -> list[Row]:
    return [deal for deal in company(now).rows("Opportunity") if not deal["IsClosed"]]


def quarter_of(now: datetime) -> tuple[date, date]:
    """Told by the company itself: the one quota period of the demo's rep that today is in."""
    quotas = company(now).rows("Quota")
    periods = {(day(q["StartDate"]), day(q["EndDate"])) for q in quotas}
    (period,) = (p for p in periods if p[0] <= now.date() <= p[1])
    return period


def user(found: Company, email: str) -> Row:
    return next(row for row in found.rows("User") if row["Email"] == email)


@every_moment
def test_it_is_as_large_as_a_real_sales_team_of_sixty(now: datetime) -> None:
    """The counts of records are those the demo promises, whatever the day."""
    counts = {entity: len(company(now).rows(entity)) for entity in company(now).entities}
    expected = {"User": 60, "Account": 150, "Opportunity": 1500, "Product2": 24, "Lead": 120}
    assert {name: counts[name] for name in expected} == expected
    assert 300 <= counts["Contact"] <= 500
    assert 1800 <= counts["Task"] + counts["Event"] <= 2200
    assert 200 <= counts["Order"] <= 400
    assert 200 <= counts["Invoice"] <= 450


@every_moment
def test_its_rows_have_exactly_the_fields_of_the_schema(now: datetime) -> None:
    """Every row can be loaded: known fields only, of their type, picklist values that exist."""
    found, known = company(now), schema()
    assert set(found.entities) == {entity.name for entity in known}
    for entity in known:
        fields = {field.name: field for field in entity}
        for row in found.rows(entity.name):
            assert row.keys() == fields.keys(), entity.name
            for name, value in row.items():
                assert fits(value, fields[name]), (entity.name, name, value)


def fits(value: Constant | None, field: Field) -> bool:
    if value is None:
        return field.name not in REQUIRED
    if field.type is FieldType.BOOLEAN:
        return isinstance(value, bool)
    if field.type.is_number:
        return isinstance(value, Decimal) and value.is_finite() and value >= 0
    if field.type is FieldType.DATE:
        return type(value) is date
    if field.type is FieldType.DATETIME:
        return isinstance(value, datetime) and value.tzinfo is not None
    if field.picklist and value not in field.picklist:
        return False
    return isinstance(value, str) and value != "" and value == value.strip()


@every_moment
def test_every_reference_points_at_a_record_that_comes_before(now: datetime) -> None:
    """Records can be loaded in the order given, without a reference into the void."""
    seen: dict[str, str] = {}
    for entity in company(now).entities:
        references = [f for f in schema().entity(entity) if f.type is FieldType.REFERENCE]
        for row in company(now).rows(entity):
            for field in references:
                target = row[field.name]
                if target is not None:
                    assert seen[str(target)] == (field.refers_to or seen[str(target)])
            assert row["Id"] not in seen
            seen[str(row["Id"])] = entity


def test_the_same_moment_and_seed_give_the_same_company() -> None:
    """Nothing is left to chance but the seed."""
    again, other = sample_company(MID_QUARTER), sample_company(MID_QUARTER, seed=8)
    assert dict(again.tables) == dict(company(MID_QUARTER).tables)
    assert other.rows("Opportunity") != again.rows("Opportunity")


def test_people_and_accounts_stay_while_time_goes_by() -> None:
    """A link or a name learned in one demo holds in the next: only dates move along."""
    then, now = company(MID_QUARTER), company(MOMENTS["leap-day"])
    assert then.rows("User") == now.rows("User")
    assert then.rows("Product2") == now.rows("Product2")
    for field in ("Id", "Name", "OwnerId", "Type", "NumberOfEmployees", "Website"):
        columns = [[row[field] for row in c.rows("Account")] for c in (then, now)]
        assert columns[0] == columns[1]


def test_a_moment_without_a_time_zone_is_refused() -> None:
    """Nobody knows which day it is without one."""
    with pytest.raises(ValueError, match="time zone"):
        sample_company(datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(UnknownEntity):
        company(MID_QUARTER).rows("Campaign")


@every_moment
def test_stage_and_flags_and_close_date_agree(now: datetime) -> None:
    """Closed deals are closed in every field and in the past; the order of events is possible."""
    for deal in company(now).rows("Opportunity"):
        won, lost = (deal["StageName"] == f"Closed {how}" for how in ("Won", "Lost"))
        assert (deal["IsWon"], deal["IsClosed"]) == (won, won or lost)
        assert not deal["IsClosed"] or day(deal["CloseDate"]) <= now.date()
        assert deal["Probability"] == 100 if won else number(deal["Probability"]) < 100
        times = (deal["CreatedDate"], deal["LastStageChangeDate"], deal["LastModifiedDate"])
        assert [moment(t) for t in times] == sorted(map(moment, times))
        assert moment(deal["LastModifiedDate"]) <= now
        opened = moment(deal["CreatedDate"]).astimezone(now.tzinfo).date()
        assert opened <= day(deal["CloseDate"])
        assert deal["LastActivityDate"] is None or opened <= day(deal["LastActivityDate"])


@every_moment
def test_an_account_is_there_before_its_deals_and_people(now: datetime) -> None:
    """Nothing happened at an account before it was created."""
    created = {row["Id"]: moment(row["CreatedDate"]) for row in company(now).rows("Account")}
    for entity in ("Opportunity", "Contact"):
        for row in company(now).rows(entity):
            assert created[row["AccountId"]] <= moment(row["CreatedDate"]) <= now


def test_deals_with_products_are_worth_what_the_products_come_to() -> None:
    """About half of the deals have products, and then Amount is their sum."""
    sums: dict[object, Decimal] = defaultdict(Decimal)
    for item in company(MID_QUARTER).rows("OpportunityLineItem"):
        assert item["TotalPrice"] == number(item["Quantity"]) * number(item["UnitPrice"])
        sums[item["OpportunityId"]] += number(item["TotalPrice"])
    deals = by_id(company(MID_QUARTER).rows("Opportunity"))
    assert 0.4 <= len(sums) / len(deals) <= 0.6
    assert all(deals[id_]["Amount"] == total for id_, total in sums.items())


def test_orders_are_worth_what_is_in_them() -> None:
    """Every order has items and TotalAmount is their sum; all usual states occur."""
    sums: dict[object, Decimal] = defaultdict(Decimal)
    for item in company(MID_QUARTER).rows("OrderItem"):
        assert item["TotalPrice"] == number(item["Quantity"]) * number(item["UnitPrice"])
        sums[item["OrderId"]] += number(item["TotalPrice"])
    placed = company(MID_QUARTER).rows("Order")
    assert {row["Id"]: row["TotalAmount"] for row in placed} == sums
    assert {row["Status"] for row in placed} == {"Draft", "Activated", "Shipped", "Cancelled"}
    assert len({row["OrderNumber"] for row in placed}) == len(placed)


@every_moment
def test_some_invoices_are_overdue_and_some_half_paid(now: datetime) -> None:
    """What is open has a balance and what is paid has none; Dana's Halden is late with one."""
    invoices = company(now).rows("Invoice")
    for row in invoices:
        assert (row["Status"] == "Paid") == (row["Balance"] == 0)
        assert number(row["Balance"]) <= number(row["Amount"])
        assert day(row["InvoiceDate"]) <= min(now.date(), day(row["DueDate"]))
    late = [r for r in invoices if number(r["Balance"]) > 0 and day(r["DueDate"]) < now.date()]
    assert 10 <= len(late) <= 60
    assert any(0 < number(row["Balance"]) < number(row["Amount"]) for row in late)
    names = {row["Id"]: row["Name"] for row in company(now).rows("Account")}
    assert "Halden" in {names[row["AccountId"]] for row in late}


@every_moment
def test_this_quarter_has_open_won_and_lost_deals(now: datetime) -> None:
    """Even on a quarter's first and last day, for the company and for the demo's rep."""
    first, last = quarter_of(now)
    dana = user(company(now), company(now).rep)["Id"]
    for owner in (None, dana):
        stages = Counter(
            row["StageName"] if row["IsClosed"] else "open"
            for row in company(now).rows("Opportunity")
            if first <= day(row["CloseDate"]) <= last and owner in (None, row["OwnerId"])
        )
        assert {"open", "Closed Won", "Closed Lost"} <= stages.keys()


@every_moment
def test_there_is_something_to_do_today_and_somebody_to_meet_next_week(now: datetime) -> None:
    """Dana has tasks due today and overdue, and meetings next week in her working hours."""
    found, today = company(now), now.date()
    dana = user(found, found.rep)
    tasks = [t for t in found.rows("Task") if t["OwnerId"] == dana["Id"] and not t["IsClosed"]]
    assert any(day(task["ActivityDate"]) == today for task in tasks)
    assert any(day(task["ActivityDate"]) < today for task in tasks)
    monday = today + timedelta(days=7 - today.weekday())
    zone = ZoneInfo(str(dana["TimeZoneSidKey"]))
    events = [e for e in found.rows("Event") if e["OwnerId"] == dana["Id"]]
    starts = [moment(event["StartDateTime"]).astimezone(zone) for event in events]
    assert sum(monday <= start.date() < monday + timedelta(days=5) for start in starts) >= 2
    assert all(9 <= start.hour <= 16 and start.weekday() < 5 for start in starts)


@every_moment
def test_last_activity_is_the_latest_thing_done(now: datetime) -> None:
    """Tasks done and meetings held are never later than the record's LastActivityDate says."""
    done = defaultdict(list)
    for task in company(now).rows("Task"):
        if task["IsClosed"]:
            assert day(task["ActivityDate"]) <= now.date()
            done[task["WhatId"]].append(day(task["ActivityDate"]))
    for event in company(now).rows("Event"):
        if moment(event["StartDateTime"]) <= now:
            start = moment(event["StartDateTime"]).astimezone(now.tzinfo)
            done[event["WhatId"]].append(start.date())
    for deal in company(now).rows("Opportunity"):
        if deal["Id"] in done:
            assert deal["LastActivityDate"] == max(done[deal["Id"]])
    for account in company(now).rows("Account"):
        days = done.get(account["Id"], [])
        assert all(d <= day(account["LastActivityDate"]) for d in days)


@every_moment
def test_the_data_is_as_dirty_as_real_data(now: datetime) -> None:
    """Open deals lack amounts and next steps, are past their date, silent or stuck, in shares."""
    deals, today = open_deals(now), now.date()
    touched = [day(d["LastActivityDate"]) for d in deals if d["LastActivityDate"]]
    stuck = [d for d in deals if (now - moment(d["LastModifiedDate"])).days >= 60]
    shares = {
        "no amount": sum(d["Amount"] is None for d in deals) / len(deals),
        "no next step": sum(d["NextStep"] is None for d in deals) / len(deals),
        "passed": sum(day(d["CloseDate"]) < today for d in deals) / len(deals),
        "silent": sum((today - d).days > 45 for d in touched) / len(deals),
        "stuck": len(stuck) / len(deals),
    }
    assert 0.08 <= shares["no amount"] <= 0.12
    assert 0.17 <= shares["no next step"] <= 0.23
    assert 0.06 <= shares["passed"] <= 0.10
    assert 0.10 <= shares["silent"] <= 0.18
    assert 0.08 <= shares["stuck"] <= 0.20


@every_moment
def test_dana_has_a_deal_for_every_nudge(now: datetime) -> None:
    """Each rule has something to ask her about, and an account of hers lacks its industry."""
    dana, today = user(company(now), company(now).rep)["Id"], now.date()
    hers = [deal for deal in open_deals(now) if deal["OwnerId"] == dana]
    assert any(deal["Amount"] is None for deal in hers)
    assert any(deal["NextStep"] is None for deal in hers)
    assert any(day(deal["CloseDate"]) < today for deal in hers)
    touched = [day(d["LastActivityDate"]) for d in hers if d["LastActivityDate"]]
    assert any((today - last).days > 45 for last in touched)
    assert any((now - moment(d["LastModifiedDate"])).days >= 60 for d in hers)
    accounts = company(now).rows("Account")
    assert any(a["Industry"] is None for a in accounts if a["OwnerId"] == dana)


def test_win_rates_differ_from_rep_to_rep() -> None:
    """Between 15 and 40 percent, with a good distance between the best and the weakest."""
    won: Counter[object] = Counter()
    closed: Counter[object] = Counter()
    for deal in company(MID_QUARTER).rows("Opportunity"):
        closed[deal["OwnerId"]] += bool(deal["IsClosed"])
        won[deal["OwnerId"]] += bool(deal["IsWon"])
    rates = [won[owner] / closed[owner] for owner in closed]
    assert len(rates) == 53
    assert 0.15 <= min(rates) < 0.20
    assert 0.35 < max(rates) <= 0.40


@every_moment
def test_every_rep_has_a_quota_for_ten_quarters_in_a_row(now: datetime) -> None:
    """Eight past quarters, this one and the next, without a gap; only reps have quotas."""
    found = company(now)
    users = by_id(found.rows("User"))
    of_rep = defaultdict(list)
    for quota in found.rows("Quota"):
        assert number(quota["Amount"]) > 0
        of_rep[quota["OwnerId"]].append((day(quota["StartDate"]), day(quota["EndDate"])))
    bosses = {row["ManagerId"] for row in users.values()}
    sellers = {id_ for id_, u in users.items() if u["Department"] == "Sales" and id_ not in bosses}
    assert set(of_rep) == sellers
    for periods in of_rep.values():
        assert [now.date() <= end for _, end in periods] == [False] * 8 + [True] * 2
        gaps = {after[0] - before[1] for before, after in pairwise(periods)}
        assert gaps == {timedelta(days=1)}


def test_the_years_have_seasons() -> None:
    """More is closed in the fourth quarter than in any other."""
    months = (day(d["CloseDate"]).month for d in company(MID_QUARTER).rows("Opportunity"))
    quarters = Counter((month + 2) // 3 for month in months)
    assert quarters.most_common(1)[0][0] == 4
