"""One migrated server for the contracts of the transactional ports."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from tests.postgres import running_server
from tests.walled import Walled, walled

from continuo.adapters.embedded_postgres import RunningServer


@pytest.fixture(scope="session")
def store_server() -> Iterator[RunningServer]:
    with running_server() as server:
        yield server


@pytest.fixture
async def house(store_server: RunningServer) -> AsyncIterator[Walled]:
    async with walled(store_server.admin_dsn, people=1) as house:
        yield house
