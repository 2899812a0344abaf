"""The recall index of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuo.domain.item import Item, Mark, PackedItems
from continuo.domain.turn import Source


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """Where the row of a fact stands: the words it is found at, when they were said, and its marks."""

    source: Source
    said_at: datetime
    mark: Mark


class ItemStore(Protocol):
    """Rows that recall searches. Putting the same rows twice changes nothing."""

    async def put(self, items: Sequence[Item]) -> None:
        """Add rows; a row of the same source turn, kind, part and reference is replaced."""

    async def packed(self) -> PackedItems:
        """Return all rows in reach as packed columns."""

    async def move(self, refers_to: UUID, place: ItemPlace) -> bool:
        """Let the row of a fact stand at other words, its own words unchanged; False where it has none."""

    async def drop(self, refers_to: Sequence[UUID]) -> None:
        """Remove the rows that stand for these facts or episodes."""

    async def drop_all(self) -> int:
        """Remove every row and return how many there were."""
