"""What has to be done now and then, whoever the tenants are."""

from __future__ import annotations

from typing import Protocol


class Maintenance(Protocol):
    """Keeps the stores in shape."""

    async def run(self) -> str:
        """Do what is due and return a few words on it; a second time at once does nothing more."""
