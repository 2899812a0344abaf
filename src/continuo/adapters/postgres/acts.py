"""The acts of one person in PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.act import Act, ActKind
from continuo.ports.acts import NewAct


class PostgresActs:
    """Keeps the port ``ActStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("acts")

    async def begin(self, new: NewAct, *, now: datetime) -> Act:
        """Record a decision that this transaction carries out; it takes the next number of the person's runs."""
        number = int((await self._rows("take_number"))[0][0])
        act = Act(number, new.kind, now, new.payload, new.about, new.predicate)
        slot = self._desk.slot_hash(new.about, new.predicate) if new.predicate else None
        sealed = self._desk.opened_key().seal("act", str(number), _words(act))
        values = {"number": number, "kind": act.kind.value, "slot": slot, "at": now, "sealed": sealed}
        await self._desk.connection.execute(self._sql["put_act"], self._desk.owner | values)
        return act

    async def all(self) -> Sequence[Act]:
        """Return all acts of the person, in order."""
        return [self._act(row) for row in await self._rows("read_acts")] if self._desk.key is not None else []

    async def of_slot(self, about: str, predicates: Sequence[str]) -> Sequence[Act]:
        """Return the acts about somebody and one of these predicates, in order."""
        slots = [self._desk.slot_hash(about, predicate) for predicate in predicates]
        return [self._act(row) for row in await self._rows("slot_acts", slot=slots)]

    def _act(self, row: tuple[Any, ...]) -> Act:
        number, kind, at, sealed = row
        said = json.loads(self._desk.opened_key().open("act", str(number), sealed))
        return Act(number, ActKind(kind), at, said["payload"], said["about"], said["predicate"])

    async def _rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return await cursor.fetchall()


def _words(act: Act) -> bytes:
    said = {"payload": dict(act.payload), "about": act.about, "predicate": act.predicate}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
