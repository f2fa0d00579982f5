"""Tasks and meetings: what was done on deals, accounts and leads, and what is to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from crm.sample.clock import Clock, weekday
from crm.sample.diary import Diary
from crm.sample.records import Account, Event, Lead, Opportunity, Task
from crm.sample.words.activities import CHECK_INS, DONE, FIRST_TOUCHES, TO_DO

_ARCHIVED_AFTER = 365  # days; older activities of closed deals are no longer in the CRM
_QUIET = 45
_ACCOUNTS_CALLED = 0.6
_LEADS_TOUCHED = 0.8

# When open tasks are due, in days from today, in turn; so everybody has some of each.
_DUE = ((0, 0), (-12, -1), (1, 3), (4, 12), (0, 0), (-6, -1), (5, 14), (1, 7))
# When meetings are, in days from next Monday (below 0: in what is left of this week).
_MEETINGS = ((0, 4), (-5, -3), (0, 4), (7, 11))


@dataclass(frozen=True, kw_only=True, slots=True)
class Activities:
    """All tasks and all meetings."""

    tasks: tuple[Task, ...]
    events: tuple[Event, ...]


def activities(
    deals: Sequence[Opportunity], accounts: Sequence[Account], leads: Sequence[Lead], diary: Diary
) -> Activities:
    """What was done and is to be done on all of them."""
    found = (
        *_past(deals, diary),
        *_coming(deals, diary),
        *_account_calls(accounts, diary),
        *_lead_touches(leads, diary),
    )
    return Activities(
        tasks=tuple(activity for activity in found if isinstance(activity, Task)),
        events=tuple(activity for activity in found if isinstance(activity, Event)),
    )


def _past(deals: Sequence[Opportunity], diary: Diary) -> Iterator[Task | Event]:
    """What was done on each deal, the last of it on its day of last activity."""
    for deal in deals:
        touched = deal.last_activity_date
        if touched is None or (diary.clock.today - touched).days > _ARCHIVED_AFTER:
            continue
        opened = diary.clock.day_of(deal.created_date)
        count = diary.rng.choice((0, 1, 1, 2) if deal.is_closed else (1, 2, 2, 4))
        if count:
            yield diary.on_deal(deal, diary.rng.choice(DONE), touched, done=True)
        for _ in range(count - 1):
            day = weekday(touched - timedelta(days=diary.rng.randint(2, 60)))
            if day > opened and diary.rng.random() < 0.3:
                yield diary.event(deal, day)
            else:
                yield diary.on_deal(deal, diary.rng.choice(DONE), max(day, opened), done=True)


def _coming(deals: Sequence[Opportunity], diary: Diary) -> Iterator[Task | Event]:
    """What is to be done, and who will be met, on open deals that somebody still works on."""
    due, meetings = cycle(_DUE), cycle(_MEETINGS)
    alive = [d for d in deals if not d.is_closed and diary.owners[d.owner_id].is_active]
    for number, deal in enumerate(alive):
        if _is_quiet(deal, diary.clock):
            continue
        if number % 3 != 2:
            day = diary.clock.day(diary.rng.randint(*next(due)))
            today = day == diary.clock.today
            yield diary.on_deal(
                deal, diary.rng.choice(TO_DO), day if today else weekday(day), done=False
            )
        if number % 3 != 1:
            yield diary.event(deal, _meeting_day(diary, *next(meetings)))


def _account_calls(accounts: Sequence[Account], diary: Diary) -> Iterator[Task]:
    """Calls that belong to no deal."""
    for account in accounts:
        if diary.rng.random() > _ACCOUNTS_CALLED:
            continue
        days, since = diary.rng.randint(-150, 12), diary.clock.day_of(account.created_date)
        day = max(since, weekday(diary.clock.day(days)))
        yield diary.task(
            diary.rng.choice(CHECK_INS),
            day,
            account.owner_id,
            who=diary.somebody(account.id),
            what=account.id,
            account=account.id,
            noted=max(since, day - timedelta(days=5)),
            done=day < diary.clock.today,
        )


def _lead_touches(leads: Sequence[Lead], diary: Diary) -> Iterator[Task]:
    """First calls to most leads, some still to be made."""
    for lead in leads:
        if diary.rng.random() > _LEADS_TOUCHED:
            continue
        noted = diary.clock.day_of(lead.created_date)
        day = max(noted, weekday(noted + timedelta(days=diary.rng.randint(0, 9))))
        yield diary.task(
            diary.rng.choice(FIRST_TOUCHES),
            day,
            lead.owner_id,
            who=lead.id,
            noted=noted,
            done=day < diary.clock.today,
        )


def _meeting_day(diary: Diary, first: int, last: int) -> date:
    """A day so far from next Monday, not before today; instead of a weekend, one next week."""
    monday = diary.clock.next_monday
    day = max(diary.clock.today, monday + timedelta(days=diary.rng.randint(first, last)))
    return day if day == weekday(day) else monday + timedelta(days=diary.rng.randint(0, 4))


def _is_quiet(deal: Opportunity, clock: Clock) -> bool:
    touched = deal.last_activity_date
    return touched is not None and (clock.today - touched).days > _QUIET
