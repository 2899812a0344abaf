"""Settings in, a running `Continuo` out: the only place that knows who implements what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from continuo.adapters.postgres.doctor import require_sound
from continuo.adapters.postgres.installation import require_embedder
from continuo.app import Continuo
from continuo.settings import Settings
from continuo.wiring.database import DEFAULT_TENANT, Database, ailments, open_pools, ready_database, tenancy_alone
from continuo.wiring.hot import open_link
from continuo.wiring.models import Models, Progress, models_of, open_embedder, silent
from continuo.wiring.rooms import assemble

__all__ = [
    "DEFAULT_TENANT", "Database", "Models", "Progress", "ailments", "assemble", "ready_database", "running",
    "tenancy_alone",
]  # fmt: skip


@asynccontextmanager
async def running(settings: Settings, progress: Progress = silent) -> AsyncIterator[Continuo]:
    """Open a whole continuo: database started and migrated, embedder loaded; closed in reverse at the end.

    Args:
        progress: is told what takes long, from whichever thread does it.

    Raises:
        Misconfigured: something about the installation has to be put right; the message says what.
    """
    async with AsyncExitStack() as stack:
        # The weights may have to be fetched and the database be made: both at once, at the first start.
        embedder_task = asyncio.create_task(open_embedder(settings, progress))
        try:
            database = await stack.enter_async_context(ready_database(settings, progress))
            models = models_of(settings, *await embedder_task)
        finally:
            embedder_task.cancel()
        stack.push_async_callback(models.close)
        pools = await stack.enter_async_context(open_pools(database))
        await require_sound(pools)
        await require_embedder(pools, model=models.embedder.model, dimension=models.embedder.dimension)
        link = await stack.enter_async_context(open_link(settings, progress))
        continuo, background = assemble(settings, database, pools, models, link)
        await continuo.tenancy.ensure_tenant(DEFAULT_TENANT, "default")
        for work in background:
            stack.push_async_callback(_ended, asyncio.create_task(work()))
        stack.push_async_callback(continuo.journal.close)
        yield continuo


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
