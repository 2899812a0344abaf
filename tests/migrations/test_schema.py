"""All migrations, from nothing, make the schema that the schema file shows; run again they change nothing."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.postgres import running_server
from tests.walled import ROOT, walled

from continuo.adapters.embedded_postgres import RunningServer
from continuo.adapters.embedded_postgres.binaries import find_install
from continuo.adapters.postgres.migrate import migrate, migrations
from continuo.domain.errors import Misconfigured

SCHEMA = Path(__file__).parent.parent.parent / "src/continuo/adapters/postgres/schema.sql"


@pytest.fixture(scope="module")
def server() -> Iterator[RunningServer]:
    with running_server() as server:
        yield server


def dumped(server: RunningServer) -> str:
    """Return the schema as the server tells it, without what differs from month to month and from server to server."""
    command = [find_install().programs / "pg_dump", "--schema-only", "--schema=continuo", server.admin_dsn]
    text = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    lines = [
        line for line in text.splitlines() if line and not line.startswith(("--", "\\", "SET ", "SELECT pg_catalog"))
    ]
    text = "\n".join(lines) + "\n"
    month = r"event_\d{4}_\d{2}"
    statements = [s for s in text.split(";\n") if not re.search(month, s)]
    return ";\n".join(statements)


async def test_migrations_make_the_schema_of_the_schema_file(server: RunningServer) -> None:
    ran = await migrate(server.admin_dsn, ROOT)
    assert ran == [m.name for m in migrations()]
    found = dumped(server)
    if os.environ.get("CONTINUO_WRITE_SCHEMA"):
        SCHEMA.write_text(found, encoding="utf-8")
    assert found == SCHEMA.read_text(encoding="utf-8"), "run `make schema` and look at what changed"


async def test_migrating_twice_or_at_once_changes_nothing(server: RunningServer) -> None:
    await migrate(server.admin_dsn, ROOT)
    before = dumped(server)
    assert await asyncio.gather(*(migrate(server.admin_dsn, ROOT) for _ in range(3))) == [[], [], []]
    assert dumped(server) == before


async def test_a_full_database_keeps_its_rows_when_migrated_again(server: RunningServer) -> None:
    async with walled(server.admin_dsn) as house:
        counts = "SELECT (SELECT count(*) FROM continuo.event), (SELECT count(*) FROM continuo.fact)"
        before = await house.as_admin(counts)
        await migrate(server.admin_dsn, ROOT)
        assert await house.as_admin(counts) == before


async def test_a_migration_that_was_changed_after_it_ran_is_refused(server: RunningServer) -> None:
    async with walled(server.admin_dsn) as house:
        await house.as_admin("UPDATE continuo.migration SET digest = 'other' WHERE name LIKE '0002%'")
        try:
            with pytest.raises(Misconfigured, match="was changed after it ran"):
                await migrate(server.admin_dsn, ROOT)
        finally:
            right = next(m for m in migrations() if m.name.startswith("0002")).digest
            await house.as_admin(f"UPDATE continuo.migration SET digest = '{right}' WHERE name LIKE '0002%'")


async def test_a_database_of_a_newer_continuo_is_refused(server: RunningServer) -> None:
    async with walled(server.admin_dsn) as house:
        await house.as_admin("INSERT INTO continuo.migration (name, digest) VALUES ('9999_future', 'x')")
        try:
            with pytest.raises(Misconfigured, match="newer continuo"):
                await migrate(server.admin_dsn, ROOT)
        finally:
            await house.as_admin("DELETE FROM continuo.migration WHERE name = '9999_future'")
