"""The recall index of one person in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import numpy as np

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.item import Item, PackedItems
from continuo.ports.items import ItemPlace
from continuo.ports.storage import Person

_ROWS_AT_ONCE = 1000


class PostgresItems:
    """Keeps the port ``ItemStore`` within one transaction.

    Args:
        dimension: length of the vectors; a row that is not embedded is stored as zeros.
    """

    def __init__(self, desk: Desk, dimension: int) -> None:
        self._desk = desk
        self._dimension = dimension
        self._sql = statements("items")

    async def put(self, items: Sequence[Item]) -> None:
        """Add rows; a row of the same source turn, kind, part and reference is replaced."""
        for begin in range(0, len(items), _ROWS_AT_ONCE):
            await self._do("put_items", **self._columns(items[begin : begin + _ROWS_AT_ONCE]))

    def _columns(self, items: Sequence[Item]) -> dict[str, list[Any]]:
        return {
            "session_id": [i.source.session_id for i in items],
            "position": [i.source.position for i in items],
            "kind": [int(i.kind) for i in items],
            "part": [i.part for i in items],
            "refers_to": [i.refers_to for i in items],
            "start_char": [i.source.start for i in items],
            "end_char": [i.source.end for i in items],
            "speaker": [i.speaker for i in items],
            "said_at": [i.said_at for i in items],
            "mark": [int(i.mark) for i in items],
            "length": [i.length for i in items],
            "terms": [i.terms for i in items],
            "embedding": [_halfvec(i.vector, self._dimension) for i in items],
            "purposes": [",".join(i.purposes) for i in items],
        }

    async def packed(self) -> PackedItems:
        """Return all rows in reach as packed columns."""
        cursor = await self._desk.connection.execute(self._sql["packed_items"], self._desk.owner, binary=True)
        row = await cursor.fetchone()
        assert row is not None, "an aggregate without groups has one row"
        return items_of(self._desk.person, row)

    async def move(self, refers_to: UUID, place: ItemPlace) -> bool:
        """Let the row of a fact stand at other words; False where it has none."""
        source = place.source
        moved = await self._do(
            "move_item",
            refers_to=refers_to,
            session_id=source.session_id,
            position=source.position,
            start_char=source.start,
            end_char=source.end,
            said_at=place.said_at,
            mark=int(place.mark),
        )
        return moved > 0

    async def drop(self, refers_to: Sequence[UUID]) -> None:
        """Remove the rows that stand for these facts or episodes."""
        if refers_to:
            await self._do("drop_items", refers_to=list(refers_to))

    async def drop_all(self) -> int:
        """Remove every row and return how many there were."""
        return await self._do("drop_all_items")

    async def _do(self, statement: str, **values: Any) -> int:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return cursor.rowcount


def items_of(person: Person | None, row: Sequence[Any]) -> PackedItems:
    """Return the packed columns of the row of ``packed_items``."""
    version = person.index_version if person else 0
    return PackedItems(version, int(row[0]), *(bytes(column or b"") for column in row[1:]))


def _halfvec(vector: bytes, dimension: int) -> str:
    numbers = np.frombuffer(vector, ">f2") if vector else np.zeros(dimension, ">f2")
    assert numbers.shape == (dimension,), numbers.shape
    # Five digits tell every half-precision number from its neighbours.
    return "[" + ",".join(["%.5g"] * dimension) % tuple(numbers.tolist()) + "]"
