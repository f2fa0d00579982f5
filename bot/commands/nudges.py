"""`crumb nudges --preview`: who would be asked for what now, and what is held back, and why."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from bot.commands.asking import Stranger, known, opened
from bot.commands.options import (
    EMAIL,
    CannotRun,
    database_option,
    in_zone,
    now_option,
    settings_with,
)
from bot.render.clean import line
from bot.settings import Settings
from bot.store.store import open_store
from crm.access import Viewer
from crm.port import People
from nudges.notice import Outcome, Report, Verdict
from nudges.sweep import preview

ById = dict[str, Viewer]
"""By user id."""


@click.command()
@click.option("--preview", "previewing", is_flag=True, help="Show it; nothing is sent.")
@click.option("--as", "email", metavar="EMAIL", type=EMAIL, help="Of this person alone.")
@now_option
@database_option
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each nudge.")
def nudges(
    previewing: bool,
    email: str | None,
    now: datetime | None,
    database: str | None,
    as_json: bool,
) -> None:
    """Show who would be asked for what, why, and what is held back for which reason."""
    if not previewing:
        raise click.UsageError("Nudges are sent by the server alone; --preview shows them.")
    settings = settings_with(database=database)
    report, people = asyncio.run(_preview(settings, email, in_zone(now, settings.time_zone)))
    for skipped in report.skipped:
        click.echo(f"The rule {skipped.rule} was left out: {skipped.reason}", err=True)
    lines = _as_json(report.verdicts, people) if as_json else _as_text(report, people)
    for said in lines:
        click.echo(said)


async def _preview(settings: Settings, email: str | None, now: datetime) -> tuple[Report, ById]:
    """The verdicts, of one person if an address is given, and everybody by id."""
    async with opened(settings) as found:
        crm = found.crm
        people = {person.user_id: person for person in await crm.everyone()}
        only = await _person(crm, email) if email else None
        store = await asyncio.to_thread(open_store, settings.database)
        try:
            report = await preview(crm, crm, store.ledger, settings.nudging, now)
        finally:
            await store.close()
    kept = tuple(v for v in report.verdicts if only is None or v.notice.who == only.user_id)
    return Report(verdicts=kept, skipped=report.skipped), people


async def _person(people: People, email: str) -> Viewer:
    try:
        return await known(people, email)
    except Stranger as reason:
        raise CannotRun(str(reason)) from None


def _as_json(verdicts: Sequence[Verdict], people: ById) -> Iterator[str]:
    for verdict in verdicts:
        notice = verdict.notice
        yield json.dumps(
            {
                "who": _address(notice.who, people),
                "record": str(notice.record),
                "rule": notice.rule,
                "field": notice.field,
                "why": notice.why,
                "verdict": verdict.outcome.value,
                "reason": verdict.reason,
            }
        )


def _as_text(report: Report, people: ById) -> Iterator[str]:
    """What is due, line by line, and how much is held back for each reason."""
    due = [v for v in report.verdicts if v.outcome is Outcome.DUE]
    held = Counter(v.reason for v in report.verdicts if v.outcome is Outcome.HELD)
    for verdict in due:
        notice = verdict.notice
        yield line(f"{_address(notice.who, people)}: {notice.ask} ({notice.record_name})")
        yield f"  {notice.why}"
    yield f"{len(due):,} would be sent now, {held.total():,} held back."
    for reason, count in held.most_common():
        yield f"  {count:,}: {reason}"


def _address(user_id: str, people: ById) -> str:
    person = people.get(user_id)
    return person.email if person and person.email else user_id
