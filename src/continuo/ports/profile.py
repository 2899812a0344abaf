"""The profile of one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from continuo.domain.profile import ProfileLine


class ProfileStore(Protocol):
    """A page of lines, made anew as a whole."""

    async def read(self) -> Sequence[ProfileLine]:
        """Return the lines in reach, in the order of the page."""

    async def replace(self, lines: Sequence[ProfileLine]) -> None:
        """Put these lines in the place of all that were there."""
