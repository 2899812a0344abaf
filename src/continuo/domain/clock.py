"""Time as a value that is passed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present moment, aware, UTC."""


def system_clock() -> datetime:
    """Return the present moment of this machine, aware, UTC."""
    return datetime.now(UTC)
