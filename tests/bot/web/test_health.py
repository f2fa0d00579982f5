"""Whether the server lives and can work, told to whoever watches it and to nobody else."""

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings
from bot.web.health import health_routes
from bot.wiring import wire
from tests.bot.command_line import small_crm
from tests.bot.web.browser import Browser


async def test_it_lives_and_is_ready(page: Browser) -> None:
    """Both in a word."""
    for path, word in (("/healthz", "ok"), ("/readyz", "ready")):
        async with page.client.get(path) as response:
            assert (response.status, (await response.text()).strip()) == (200, word)


async def test_without_its_database_it_lives_but_is_not_ready(tmp_path: Path) -> None:
    """Nothing is said but that."""
    url = small_crm(tmp_path)
    crumb = wire(Settings(database=url))
    app = web.Application()
    app.add_routes(health_routes(crumb))
    async with TestClient(TestServer(app)) as client:
        await crumb.close()
        (tmp_path / "small.db").write_bytes(b"no database at all" * 500)
        for left in tmp_path.glob("small.db-*"):
            left.unlink()
        async with client.get("/readyz") as response:
            assert (response.status, await response.text()) == (503, "the CRM can't be reached\n")
        async with client.get("/healthz") as response:
            assert response.status == 200
    await crumb.close()


@pytest.mark.parametrize("complaints", [(), ("The clock is wrong.",)])
async def test_what_else_is_wrong_makes_it_unready(
    tmp_path: Path, complaints: tuple[str, ...]
) -> None:
    """With the sentence."""
    crumb = wire(Settings(database=small_crm(tmp_path)))
    app = web.Application()
    app.add_routes(health_routes(crumb, lambda: complaints))
    async with TestClient(TestServer(app)) as client, client.get("/readyz") as response:
        assert response.status == (503 if complaints else 200)
        assert all([sentence in await response.text() for sentence in complaints])
    await crumb.close()
