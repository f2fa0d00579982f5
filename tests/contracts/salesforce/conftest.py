"""The org that the rules are tried on."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.contracts.salesforce.client import Client
from tests.contracts.salesforce.world import small_org
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.server.server import FakeSalesforce

MakeOrg = Callable[..., Org]
LOG = "CRUMB_SOQL_LOG"


def _note(org: Org) -> None:
    """Keep what was asked in the file of that name, for Salesforce's own grammar to read."""
    if path := os.environ.get(LOG):
        with Path(path).open("a", encoding="utf-8") as file:
            file.writelines(f"{text}\n" for text in org.asked)


@pytest.fixture
def make_org() -> Iterator[MakeOrg]:
    """Makes the small org of world.py with settings of one's own."""
    with ExitStack() as stack:

        def make(**settings: Any) -> Org:
            made = small_org(**settings)
            stack.callback(made.close)
            stack.callback(_note, made)
            return made

        yield make


@pytest.fixture
def org(make_org: MakeOrg) -> Org:
    """The small org of world.py, in which everybody reads everything."""
    return make_org()


@pytest.fixture
def private(make_org: MakeOrg) -> Org:
    """The same, in which people read what they and those below them own."""
    return make_org(private=True)


@pytest.fixture
async def salesforce(org: Org) -> AsyncIterator[FakeSalesforce]:
    """The small org on a port."""
    async with FakeSalesforce(org) as server:
        yield server


@pytest.fixture
def lena(salesforce: FakeSalesforce) -> Client:
    """A client as the one who has nobody above."""
    return Client.of(salesforce, "lena")


@pytest.fixture
def ria(salesforce: FakeSalesforce) -> Client:
    """A client as a rep."""
    return Client.of(salesforce, "ria")
