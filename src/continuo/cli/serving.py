"""The two processes of a server: the HTTP door and the worker."""

from __future__ import annotations

import asyncio
import signal
import socket
from contextlib import suppress

import uvicorn

from continuo.app import Continuo
from continuo.doors.http.app import create_app
from continuo.doors.http.talking import SOCKET_OPTIONS
from continuo.settings import Settings
from continuo.telemetry import LOG, log_to_stderr
from continuo.wiring import running

WARM_AFTER_S = 3.0
"""Rules take a second or two of a core to compile; a start on two cores has better uses for it at first."""


async def serve_api(settings: Settings) -> None:
    """Serve HTTP until a signal says otherwise; requests under way are finished first."""
    log_to_stderr()
    async with running(settings, progress=LOG.info) as continuo:
        application = create_app(
            continuo,
            body_limit_bytes=int(settings.body_limit_mb * 2**20),
            default_context_tokens=settings.context_tokens,
        )
        config = uvicorn.Config(
            application, host=settings.host, port=settings.port, loop="none", http="httptools", lifespan="off",
            access_log=False, log_config=None, server_header=False, date_header=False, timeout_graceful_shutdown=10,
             timeout_keep_alive=30, **SOCKET_OPTIONS,
        )  # fmt: skip
        # The server raises the signal that ended it once more; unheard, so that the database is left in order.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        await _Server(config, continuo).serve()


class _Server(uvicorn.Server):
    """Lets devices go that follow a session, before it waits for answers under way: theirs would never end."""

    def __init__(self, config: uvicorn.Config, platform: Continuo) -> None:
        super().__init__(config)
        self._platform = platform

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, and end those there are."""
        self._platform.live.close()
        await super().shutdown(sockets)


async def serve_jobs(settings: Settings) -> None:
    """Do jobs until a signal says otherwise; jobs under way are finished first."""
    log_to_stderr()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with running(settings, progress=LOG.info) as continuo:
        work = asyncio.create_task(continuo.jobs.run())
        warming = asyncio.create_task(_warmed(continuo))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        warming.cancel()
        work.cancel()
        # A worker that ended by itself has a reason, which is the supervisor's to see.
        with suppress(asyncio.CancelledError):
            await warming
        with suppress(asyncio.CancelledError):
            await work


async def _warmed(continuo: Continuo) -> None:
    """Get ready to read before there is anything to read, but not while the other door is still starting."""
    await asyncio.sleep(WARM_AFTER_S)
    await continuo.consolidation.warm()
