"""Fixtures that more than one shelf of tests uses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from continuo.adapters.embedded_postgres import RunningServer
from continuo.adapters.postgres.migrate import migrate
from tests.postgres import running_server
from tests.queue_house import ROOT, QueueHouse, queue_house


@pytest.fixture(scope="session")
def queue_server() -> Iterator[RunningServer]:
    """Return a server for the tests of the queue alone: their workers would take the jobs of other tests."""
    with running_server() as server:
        asyncio.run(migrate(server.admin_dsn, ROOT))
        yield server


@pytest.fixture
async def queue(queue_server: RunningServer) -> AsyncIterator[QueueHouse]:
    """Return an empty queue."""
    async with queue_house(queue_server.admin_dsn) as house:
        yield house
