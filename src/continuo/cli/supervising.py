"""``continuo up``: the database held open, API and worker kept running, a sample conversation if asked for."""

from __future__ import annotations

import asyncio
import random
import signal
import socket
import sys
import time
from contextlib import AsyncExitStack

import httpx
from rich.panel import Panel

from continuo.cli.demonstration import demonstrate
from continuo.cli.screen import NOTES, OUT, note
from continuo.domain.errors import Misconfigured, Unavailable
from continuo.services.tenancy import SCOPES, Tenancy
from continuo.settings import Settings, door_environment
from continuo.wiring import DEFAULT_TENANT, tenancy_alone
from continuo.wiring.hot import open_link

DOORS = ("serve-http", "serve-worker")
READY_TIMEOUT_S = 1800.0
"""The first start may have to fetch the weights of the embedder."""

_STOP_TIMEOUT_S = 20.0
_LONGEST_PAUSE_S = 30.0


async def supervise(settings: Settings, *, demo: bool, stay: bool, as_json: bool = False) -> None:
    """Start everything, show the sample conversation if wanted, then stay until a signal comes."""
    began = time.monotonic()
    _check_port(settings)
    stop = _signals()
    async with AsyncExitStack() as stack:
        # Held from before the doors begin until they have ended: whoever leaves last stops it, and doors may be killed.
        await stack.enter_async_context(open_link(settings, note))
        doors = [asyncio.create_task(_keep_running(door, stop)) for door in DOORS]
        stack.push_async_callback(_end, stop, doors)
        tenancy = await stack.enter_async_context(tenancy_alone(settings, note))
        await _first_key(tenancy)
        ready = asyncio.create_task(_ready(settings))
        await _first(ready, asyncio.create_task(stop.wait()))
        if stop.is_set():
            return
        await ready
        note(f"ready on http://{settings.host}:{settings.port} after {time.monotonic() - began:.1f} s")
        if demo:
            key = await tenancy.create_key(
                DEFAULT_TENANT, name="demo", scopes=["memory:read", "memory:write", "jobs:read"]
            )
            try:
                await demonstrate(f"http://{settings.host}:{settings.port}", key.secret, as_json=as_json)
            finally:
                await tenancy.revoke_key(DEFAULT_TENANT, key.record.key_id)
        if stay:
            OUT.print(f"Serving on http://{settings.host}:{settings.port} (docs at /docs). Ctrl-C stops.")
            await stop.wait()


def _check_port(settings: Settings) -> None:
    """Raise Misconfigured if somebody else listens where the API is to listen: it could not tell them from us."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise Misconfigured(
                f"{settings.host}:{settings.port} cannot be listened on ({error.strerror}): "
                "stop what uses it, or set CONTINUO_PORT"
            ) from error


def _signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _first_key(tenancy: Tenancy) -> None:
    """Make the key of the first start and print it, this once."""
    if await tenancy.keys(DEFAULT_TENANT):
        return
    made = await tenancy.create_key(DEFAULT_TENANT, name="bootstrap", scopes=sorted(SCOPES))
    NOTES.print(
        Panel(made.secret, title="your API key, shown once", subtitle="continuo keys create NAME makes another"),
        soft_wrap=True,
    )


async def _keep_running(door: str, stop: asyncio.Event) -> None:
    """Run a door in a process of its own, and again when it dies, after a pause that grows while it keeps dying."""
    pause = 0.2
    while not stop.is_set():
        began = time.monotonic()
        # A group of its own: Ctrl-C reaches the supervisor alone, which then ends the doors in order.
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "continuo", door, start_new_session=True, env=door_environment()
        )
        await _first(asyncio.create_task(process.wait()), asyncio.create_task(stop.wait()))
        if process.returncode is None:
            await _terminate(process)
            return
        pause = 0.2 if time.monotonic() - began > 10 else min(_LONGEST_PAUSE_S, pause * 2)
        note(f"{door} ended with status {process.returncode}; again in {pause:.1f} s")
        await _first(
            asyncio.create_task(asyncio.sleep(pause * (0.5 + random.random() / 2))), asyncio.create_task(stop.wait())
        )


async def _terminate(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    try:
        async with asyncio.timeout(_STOP_TIMEOUT_S):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def _ready(settings: Settings) -> None:
    deadline = time.monotonic() + READY_TIMEOUT_S
    async with httpx.AsyncClient(
        base_url=f"http://{settings.host}:{settings.port}", timeout=5, trust_env=False
    ) as client:
        while time.monotonic() < deadline:
            try:
                if (await client.get("/health")).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.05)
    raise Unavailable(f"the API did not answer within {READY_TIMEOUT_S:.0f} s: see its messages above")


async def _first(*tasks: asyncio.Task[object]) -> None:
    """Wait for the first of some tasks, and let go of those that only wait."""
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks[1:]:
        if task not in done:
            task.cancel()


async def _end(stop: asyncio.Event, doors: list[asyncio.Task[None]]) -> None:
    stop.set()
    await asyncio.gather(*doors, return_exceptions=True)
