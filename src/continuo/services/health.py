"""How the installation is, part by part."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from continuo.domain.errors import ContinuoError

Check = Callable[[], Awaitable[str]]
"""Returns a few words on how a part is, and raises a ContinuoError if it is not well."""

TIMEOUT_S = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part is."""

    part: str
    well: bool
    detail: str


class Health:
    """Asks every part, and waits for none for long."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks

    async def findings(self) -> list[Finding]:
        """Return one finding for each part, in a fixed order."""
        return list(await asyncio.gather(*(self._ask(part, check) for part, check in self._checks.items())))

    async def _ask(self, part: str, check: Check) -> Finding:
        try:
            async with asyncio.timeout(TIMEOUT_S):
                return Finding(part, True, await check())
        except TimeoutError:
            return Finding(part, False, f"no answer within {TIMEOUT_S:.0f} s")
        except ContinuoError as error:
            return Finding(part, False, str(error))
