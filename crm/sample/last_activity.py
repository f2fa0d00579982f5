"""The day something was last done on a deal or at an account, as a CRM keeps it on the record."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from crm.sample.activities import Activities
from crm.sample.clock import Clock, latest
from crm.sample.records import Account, Opportunity


def last_days(activities: Activities, clock: Clock) -> Mapping[str, date]:
    """By record id, the latest day of a finished task or a meeting that has begun."""
    done = (
        (record, task.activity_date)
        for task in activities.tasks
        if task.is_closed
        for record in (task.what_id, task.account_id)
    )
    met = (
        (record, clock.day_of(event.start_date_time))
        for event in activities.events
        if event.start_date_time <= clock.now
        for record in (event.what_id, event.account_id)
    )
    return _latest_by_record((*done, *met))


def touched_deals(
    deals: Iterable[Opportunity], days: Mapping[str, date]
) -> tuple[Opportunity, ...]:
    """The deals with their last day; that of old ones stays, though its tasks are archived."""
    return tuple(
        replace(deal, last_activity_date=latest((deal.last_activity_date, days.get(deal.id))))
        for deal in deals
    )


def touched_accounts(
    accounts: Iterable[Account], deals: Iterable[Opportunity], days: Mapping[str, date]
) -> tuple[Account, ...]:
    """The accounts with the last day of their own activities and of their deals."""
    by_deals = _latest_by_record((deal.account_id, deal.last_activity_date) for deal in deals)
    return tuple(
        replace(
            account, last_activity_date=latest((by_deals.get(account.id), days.get(account.id)))
        )
        for account in accounts
    )


def _latest_by_record(pairs: Iterable[tuple[str | None, date | None]]) -> dict[str, date]:
    days: dict[str, date] = {}
    for record, day in pairs:
        if record is not None and day is not None:
            days[record] = max(day, days.get(record, day))
    return days
