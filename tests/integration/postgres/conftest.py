"""One server for the tests of the walls, and a house full of people in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from tests.postgres import running_server
from tests.walled import Walled, walled

from continuo.adapters.embedded_postgres import RunningServer


@pytest.fixture(scope="session")
def wall_server() -> Iterator[RunningServer]:
    with running_server() as server:
        yield server


@pytest.fixture
async def house(wall_server: RunningServer) -> AsyncIterator[Walled]:
    async with walled(wall_server.admin_dsn) as house:
        yield house
