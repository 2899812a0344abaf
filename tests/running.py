"""A whole continuo for tests: in this process, or as `continuo up` starts it.

    async with running_continuo() as continuo: ...        rooms and services over a database of its own
    with platform() as it: it.address, it.key, it.folder   supervisor, API and worker as processes of their own
    with another_door(it) as address: ...                  one more API process on the same database

The embedder's weights are fetched once and kept where ``CONTINUO_MODELS_FOLDER`` says, else in ``.make/models``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx
from bench.platform_under_test import Platform, free_port, started

from continuo.app import Continuo
from continuo.settings import Settings
from continuo.wiring import running
from tests.postgres import reachable_folder
from tests.weights import MODELS

START_TIMEOUT_S = 120


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


@contextmanager
def another_door(first: Platform) -> Iterator[str]:
    """Start a second API process on the database of a platform, and return its address."""
    port = free_port()
    env = first.environment() | {"CONTINUO_PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", "continuo", "serve-http"], env=env, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + START_TIMEOUT_S
        while not _answers(address):
            assert process.poll() is None, process.returncode
            assert time.monotonic() < deadline, "the second process does not answer"
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", trust_env=False, timeout=2).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
