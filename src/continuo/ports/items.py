"""The recall index of one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from continuo.domain.item import Item, Mark, PackedItems


class ItemStore(Protocol):
    """Rows that recall searches. Putting the same rows twice changes nothing."""

    async def put(self, items: Sequence[Item]) -> None:
        """Add rows; a row of the same source turn, kind, part and reference is replaced."""

    async def packed(self) -> PackedItems:
        """Return all rows in reach as packed columns."""

    async def set_mark(self, refers_to: UUID, mark: Mark) -> None:
        """Set the marks of the rows that stand for one fact or episode."""

    async def drop(self, refers_to: Sequence[UUID]) -> None:
        """Remove the rows that stand for these facts or episodes."""

    async def drop_all(self) -> int:
        """Remove every row and return how many there were."""
