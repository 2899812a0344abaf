"""Waiting, in the two ways of the two clients."""

from __future__ import annotations

import asyncio
import time


async def async_pause(seconds: float) -> None:
    """Wait without holding up the event loop."""
    await asyncio.sleep(seconds)


def pause(seconds: float) -> None:
    """Wait."""
    time.sleep(seconds)
