"""Opens the database: started if it is the embedded one, migrated, and with its key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from continuo.adapters.embedded_postgres.requirements import require_supported
from continuo.adapters.embedded_postgres.server import serving
from continuo.adapters.keyfile.root import parsed, read_or_make
from continuo.adapters.postgres.doctor import Ailment, examine
from continuo.adapters.postgres.migrate import migrate
from continuo.adapters.postgres.pool import Pools, PoolSizes
from continuo.adapters.postgres.sealing import RootKey
from continuo.adapters.postgres.tenancy import PostgresTenancy
from continuo.domain.clock import system_clock
from continuo.services.tenancy import Tenancy
from continuo.settings import Settings
from continuo.wiring.models import Progress, silent

DEFAULT_TENANT = UUID("c0177170-0000-8000-8000-000000000001")
"""The tenant of an installation that has only one."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where the database is, and the key to it.

    Args:
        admin_dsn: signs in as whoever may create roles.
    """

    admin_dsn: str
    root: RootKey


@asynccontextmanager
async def ready_database(settings: Settings, progress: Progress = silent) -> AsyncIterator[Database]:
    """Open the database that the settings name, migrated to this version; the embedded one is started if need be."""
    root = RootKey(_root_key(settings))
    async with AsyncExitStack() as stack:
        if settings.database_url is not None:
            dsn = settings.database_url.get_secret_value()
            await require_supported(dsn)
        else:
            folder = settings.folder / "postgres"
            server = await stack.enter_async_context(serving(folder, port=settings.database_port))
            dsn = server.admin_dsn
        ran = await migrate(dsn, root)
        if ran:
            progress(f"database brought up to date ({len(ran)} migrations)")
        yield Database(dsn, root)


def _root_key(settings: Settings) -> bytes:
    if settings.root_key is not None:
        return parsed(settings.root_key.get_secret_value(), at="CONTINUO_ROOT_KEY")
    return read_or_make(settings.folder / "root.key")


@asynccontextmanager
async def open_pools(database: Database) -> AsyncIterator[Pools]:
    """Open the connections of every role."""
    pools = Pools(database.admin_dsn, database.root, PoolSizes())
    try:
        await pools.open()
        yield pools
    finally:
        await pools.close()


async def ailments(settings: Settings) -> list[Ailment]:
    """Return what the doctor finds wrong with the database; nothing where every rule holds."""
    async with (
        ready_database(settings) as database,
        open_pools(database) as pools,
        pools.transaction("api", None) as connection,
    ):
        return await examine(connection)


@asynccontextmanager
async def tenancy_alone(settings: Settings, progress: Progress = silent) -> AsyncIterator[Tenancy]:
    """Open the database and the keys to its doors, without anything that reads or writes memories."""
    async with ready_database(settings, progress) as database, open_pools(database) as pools:
        tenancy = Tenancy(PostgresTenancy(pools, database.root), system_clock)
        await tenancy.ensure_tenant(DEFAULT_TENANT, "default")
        yield tenancy
