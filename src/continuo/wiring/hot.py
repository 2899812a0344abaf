"""Opens the hot tier: an embedded Valkey, one of your own, or what this process can hold."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from continuo.adapters.embedded_valkey import has_wheel, serving
from continuo.adapters.inprocess.leases import InProcessLeases
from continuo.adapters.inprocess.notices import InProcessNotices
from continuo.adapters.inprocess.window import InProcessWindow
from continuo.adapters.valkey.leases import ValkeyLeases
from continuo.adapters.valkey.link import Link, opened
from continuo.adapters.valkey.names import Names
from continuo.adapters.valkey.notices import ValkeyNotices
from continuo.adapters.valkey.window import ValkeyWindow
from continuo.domain.clock import Clock
from continuo.domain.errors import Broken, Misconfigured, Unavailable
from continuo.domain.scope import Scope
from continuo.memory.working.tiers import TwoTierWindow
from continuo.ports.hot_keys import HotKeys
from continuo.ports.leases import Leases
from continuo.ports.notices import Notices
from continuo.ports.window import Window
from continuo.settings import NO_REDIS, Settings
from continuo.telemetry import LOG
from continuo.wiring.models import Progress


@asynccontextmanager
async def open_link(settings: Settings, progress: Progress) -> AsyncIterator[Link | None]:
    """Open the way to the shared hot tier; ``None`` where everything hot stays in the process.

    The embedded server is not needed: where it does not start, that is said, and the process does alone. An address
    of your own is believed, and may be away for a while.
    """
    url = settings.redis_url.get_secret_value() if settings.redis_url is not None else ""
    if url:
        link = None if url == NO_REDIS else opened(url, timeout_s=settings.redis_timeout_s)
        async with _closing(link):
            yield link
        return
    if not has_wheel():
        progress("no Valkey for this machine: what is hot stays within each process")
        yield None
        return
    embedded = serving(settings.folder / "valkey", memory_mb=settings.redis_memory_mb)
    try:
        server = await embedded.__aenter__()
    except (Misconfigured, Broken, Unavailable) as error:
        LOG.warning("the embedded Valkey does not start, so what is hot stays within each process: %s", error)
        yield None
        return
    try:
        link = opened(f"unix://{server.socket}", timeout_s=settings.redis_timeout_s, password=server.password)
        async with _closing(link):
            yield link
    finally:
        await embedded.__aexit__(None, None, None)


@asynccontextmanager
async def _closing(link: Link | None) -> AsyncIterator[None]:
    try:
        yield
    finally:
        if link is not None:
            await link.close()


class HotTier:
    """What is kept hot of sessions, and what processes tell each other of them.

    Args:
        link: to what processes share; ``None`` where there is only this process.
        root: the secret that names follow from.
    """

    def __init__(self, link: Link | None, root: bytes, keys: HotKeys, clock: Clock) -> None:
        self.link = link
        self.window: Window = InProcessWindow()
        self.notices: Notices = InProcessNotices()
        self.leases: Leases = InProcessLeases(clock)
        self._heard: ValkeyNotices | None = None
        self._shared: ValkeyWindow | None = None
        if link is not None:
            names = Names.of(root)
            self._shared = ValkeyWindow(link, names, keys)
            self.window = TwoTierWindow(self.window, self._shared)
            self.notices = self._heard = ValkeyNotices(link, names, self.notices)
            self.leases = ValkeyLeases(link, names)

    async def run(self) -> None:
        """Hear what other processes tell, until cancelled."""
        if self._heard is not None:
            await self._heard.run()

    async def left(self, scope: Scope) -> int:
        """Return 1 where a person's forgetting has not come through to what is shared yet, else 0."""
        return await self._shared.left(scope) if self._shared is not None else 0

    async def health(self) -> str:
        """Return what it is, for ``health``; raises Unavailable where it does not answer."""
        return await self.link.version() if self.link is not None else "within the process"
