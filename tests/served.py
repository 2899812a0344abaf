"""A running continuo behind its HTTP door on loopback, for the tests that speak HTTP.

Use, once for a module:

    @pytest.fixture(scope="module")
    def served() -> Iterator[Served]:
        with serving() as served:
            yield served

The platform lives in a thread with an event loop of its own; ``Served.run`` does something within it.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4

import httpx
import uvicorn

from continuo.app import Continuo
from continuo.doors.http.app import create_app
from continuo.services.tenancy import SCOPES
from continuo.wiring import DEFAULT_TENANT
from tests.running import running_continuo

BODY_LIMIT_BYTES = 2_000_000
START_TIMEOUT_S = 240.0

Result = TypeVar("Result")


@dataclass(frozen=True)
class Served:
    """A platform that answers.

    Args:
        key: may do everything in the first tenant.
        other_key: may do everything in another tenant.
    """

    url: str
    key: str
    other_key: str
    platform: Continuo
    loop: asyncio.AbstractEventLoop

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Do something in the platform's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Let the worker do jobs meanwhile."""
        work = asyncio.run_coroutine_threadsafe(self.platform.jobs.run(), self.loop)
        try:
            yield
        finally:
            work.cancel()

    def http(self, key: str | None = None) -> httpx.Client:
        """Return an HTTP client that carries a key."""
        headers = {"Authorization": f"Bearer {key or self.key}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30, trust_env=False)

    def key_with(self, *scopes: str) -> str:
        """Return a new key of the first tenant that may do only this."""
        tenancy = self.platform.tenancy
        return self.run(tenancy.create_key(DEFAULT_TENANT, name="narrow", scopes=scopes)).secret


@contextmanager
def serving() -> Iterator[Served]:
    """Start a platform and its door, and stop both at the end."""
    started: queue.Queue[tuple[Served, uvicorn.Server] | BaseException] = queue.Queue()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(started)))
    thread.start()
    outcome = started.get(timeout=START_TIMEOUT_S)
    if isinstance(outcome, BaseException):
        thread.join()
        raise outcome
    served, server = outcome
    try:
        yield served
    finally:
        server.should_exit = True
        thread.join(60)


async def _serve(started: queue.Queue[tuple[Served, uvicorn.Server] | BaseException]) -> None:
    try:
        async with running_continuo(embedder_threads=1) as platform:
            app = create_app(platform, body_limit_bytes=BODY_LIMIT_BYTES)
            server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
            serving = asyncio.create_task(server.serve())
            while not server.started:
                await asyncio.sleep(0.01)
            port = server.servers[0].sockets[0].getsockname()[1]
            keys = [await _key(platform, tenant) for tenant in (DEFAULT_TENANT, uuid4())]
            url = f"http://127.0.0.1:{port}"
            started.put((Served(url, *keys, platform, asyncio.get_running_loop()), server))
            await serving
    except BaseException as error:  # the test that waits for the start has to see it
        started.put(error)
        raise


async def _key(platform: Continuo, tenant_id: Any) -> str:
    await platform.tenancy.ensure_tenant(tenant_id, f"tenant {tenant_id}")
    return (await platform.tenancy.create_key(tenant_id, name="all", scopes=sorted(SCOPES))).secret
