"""A whole continuo for tests: in this process, or as `continuo up` starts it.

    async with running_continuo() as continuo: ...        rooms and services over a database of its own
    with platform() as it: it.address, it.key, it.folder   supervisor, API and worker as processes of their own

The embedder's weights are fetched once and kept where ``CONTINUO_MODELS_FOLDER`` says, else in ``.make/models``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bench.platform_under_test import Platform, started

from continuo.app import Continuo
from continuo.settings import Settings
from continuo.wiring import running
from tests.postgres import reachable_folder
from tests.weights import MODELS


@asynccontextmanager
async def running_continuo(folder: Path | None = None, **settings: object) -> AsyncIterator[Continuo]:
    """Return a continuo in this process; its worker does nothing until it is drained or run."""
    given = {"models_folder": MODELS, "quiet_s": 3600.0, **settings}
    if folder is not None:
        async with running(Settings(folder=folder, **given)) as continuo:
            yield continuo
        return
    with reachable_folder() as own:
        async with running(Settings(folder=own / "data", **given)) as continuo:
            yield continuo


@contextmanager
def platform(folder: Path | None = None, **settings: str) -> Iterator[Platform]:
    """Return a platform started by `continuo up`, stopped at the end."""
    with started(folder, **settings) as it:
        yield it
