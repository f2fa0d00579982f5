"""What `crumb check` finds about Salesforce, and what an admin there has to change."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, Final

from bot import salesforce
from bot.commands.findings import Finding, State
from bot.salesforce import CALLBACK, Salesforce
from bot.settings import Settings, WrongSettings, variable_of
from bot.store.errors import StoreUnavailable
from bot.store.store import open_store
from crm.backends.salesforce.client import Client
from crm.backends.salesforce.schemas import Schemas
from crm.backends.salesforce.usage import Purpose
from crm.errors import CrmError

_ALARMING: Final = Purpose.NUDGE.value


async def about_salesforce(settings: Settings) -> list[Finding]:
    """Nothing where nothing is set; else the settings, who is connected, and, where there is an
    integration user, the org itself.
    """
    if not salesforce.is_set(settings):
        return []
    if mistakes := tuple(salesforce.mistakes(settings)):
        return [Finding(State.WRONG, mistake) for mistake in mistakes]
    try:
        store = await asyncio.to_thread(open_store, settings.database)
    except StoreUnavailable as error:
        return [Finding(State.WRONG, f"Salesforce: {error}")]
    try:
        opening = salesforce.open_salesforce(settings, store, lambda: datetime.now(UTC))
        async with opening as opened:
            return [finding async for finding in _found(settings, opened)]
    except WrongSettings as wrong:
        return [Finding(State.WRONG, mistake) for mistake in wrong.mistakes]
    finally:
        await store.close()


async def _found(settings: Settings, opened: Salesforce) -> AsyncIterator[Finding]:
    connected = await opened.sessions.connected()
    where = settings.salesforce_login_url
    yield Finding(State.FINE, f"Salesforce: {where}, with {len(connected):,} people connected.")
    callback = settings.address.rstrip("/") + CALLBACK
    yield Finding(State.NOTE, f"Salesforce: the app's callback URL has to be {callback}.")
    if opened.integration is None:
        name = variable_of("salesforce_integration_user")
        yield Finding(
            State.ABSENT,
            f"Salesforce: {name}; without it nothing is read but by people who are connected.",
        )
        return
    client = Client(org=opened.org, signed_in=opened.integration)
    try:
        async for finding in _of_the_org(settings, client):
            yield finding
    except CrmError as error:
        yield Finding(State.WRONG, f"Salesforce: {error}")


async def _of_the_org(settings: Settings, client: Client) -> AsyncIterator[Finding]:
    known = await Schemas(currency=settings.currency).of(client)
    facts = known.facts
    kind = "sandbox" if facts.sandbox else facts.edition
    yield Finding(
        State.FINE,
        f"Salesforce: {facts.name} ({kind}), fiscal year from month {facts.fiscal_start_month},"
        f" in {', '.join(facts.currencies)}.",
    )
    if facts.custom_years:
        yield Finding(
            State.NOTE,
            "Salesforce: the org has custom fiscal years; Crumb reckons in months, so quarters may"
            " differ.",
        )
    if known.lacks:
        missing = ", ".join(known.lacks)
        yield Finding(
            State.NOTE,
            f"Salesforce: the integration user sees no {missing}. Where the org has them, a"
            " permission set has to let that user read them.",
        )
    yield _usage(await client.limits())


def _usage(limits: Any) -> Finding:
    told = limits.get("DailyApiRequests") or {}
    most, left = int(told.get("Max") or 0), int(told.get("Remaining") or 0)
    used = most - left
    share = used / most if most else 0.0
    sentence = f"Salesforce: {used:,} of {most:,} API calls of the last 24 hours are used"
    if share < _ALARMING:
        return Finding(State.FINE, f"{sentence}.")
    stopped = "nudges" if share < Purpose.DASHBOARD.value else "nudges and dashboards"
    return Finding(State.NOTE, f"{sentence} ({share:.0%}): {stopped} wait.")
