"""The facts of one person in PostgreSQL."""

from __future__ import annotations

import hmac
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from continuo.adapters.postgres.fact_coding import change_words, fact_of, fact_of_snapshot, words
from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import Broken
from continuo.domain.fact import Change, Evidence, Fact, FactChange
from continuo.domain.turn import Source
from continuo.ports.facts import FactFilter


class PostgresFacts:
    """Keeps the port ``FactStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("facts")

    async def slot(self, about: str, predicate: str) -> Sequence[Fact]:
        """Return all facts of one slot, whatever their status, oldest first."""
        return await self._facts(await self._rows("slot_facts", slot=self._hash(about, predicate)))

    async def record(self, change: FactChange) -> None:
        """Store the fact as it is after the change, its evidence, and the change itself as the next step."""
        key, fact = self._desk.opened_key(), change.after
        await self._do(
            "put_fact",
            fact_id=fact.fact_id,
            about=self._hash(fact.about),
            slot=self._hash(fact.about, fact.predicate),
            predicate=fact.predicate,
            status=fact.status.value,
            confidence=fact.confidence,
            tier=int(fact.tier),
            said_at=fact.said_at,
            valid_from=fact.valid_from,
            valid_to=fact.valid_to,
            recorded_at=fact.recorded_at,
            superseded_by=fact.superseded_by,
            sealed=key.seal("fact", fact.fact_id, words(fact)),
            purposes=list(fact.purposes),
        )
        known = set(change.before.evidence) if change.before else set()
        for evidence in fact.evidence:
            if evidence not in known:
                await self._put_evidence(fact.fact_id, evidence)
        await self._do(
            "put_change",
            fact_id=fact.fact_id,
            change=change.change.value,
            at=change.at,
            reason=change.reason,
            sealed=key.seal("fact_change", fact.fact_id, change_words(change.before, fact)),
        )

    async def _put_evidence(self, fact_id: UUID, evidence: Evidence) -> None:
        source = evidence.source
        await self._do(
            "put_evidence",
            fact_id=fact_id,
            session_id=source.session_id,
            position=source.position,
            start_char=source.start,
            end_char=source.end,
            affirmed=evidence.affirmed,
            said_at=evidence.said_at,
            sealed_speaker=self._desk.opened_key().seal("evidence", fact_id, evidence.speaker.encode()),
        )

    async def find(self, wanted: FactFilter) -> Sequence[Fact]:
        """Return the facts that pass the filter, in the order of their ids."""
        if self._desk.key is None:
            return []
        rows = await self._rows(
            "find_facts",
            about=self._hash(wanted.about) if wanted.about else None,
            predicate=wanted.predicate,
            status=wanted.status.value if wanted.status else None,
            as_of=wanted.as_of,
            after=wanted.after,
            limit=wanted.limit,
        )
        return await self._facts(rows)

    async def get(self, fact_ids: Sequence[UUID]) -> Sequence[Fact]:
        """Return the facts with these ids; those that are not there are left out."""
        return await self._facts(await self._rows("get_facts", fact_id=list(fact_ids))) if fact_ids else []

    async def history(self, fact_id: UUID) -> Sequence[FactChange]:
        """Return what became of a fact, first step first; empty where there is no such fact."""
        return [self._change(fact_id, row) for row in await self._rows("read_changes", fact_id=fact_id)]

    async def drop_all(self) -> int:
        """Remove every fact with evidence and history and return how many facts there were."""
        return await self._do("drop_all_facts")

    def _hash(self, about: str, predicate: str = "") -> bytes:
        key = self._desk.opened_key().hashing_key("slots")
        return hmac.digest(key, f"{about.casefold()}\x00{predicate}".encode(), "sha256")[:16]

    async def _facts(self, rows: Sequence[tuple[Any, ...]]) -> list[Fact]:
        evidence = await self._evidence([row[0] for row in rows])
        key = self._desk.opened_key() if rows else None
        return [fact_of(row, key.open("fact", row[0], row[9]), evidence[row[0]]) for row in rows if key]

    async def _evidence(self, fact_ids: list[UUID]) -> dict[UUID, list[Evidence]]:
        found: dict[UUID, list[Evidence]] = defaultdict(list)
        if not fact_ids:
            return found
        key = self._desk.opened_key()
        for row in await self._rows("read_evidence", fact_id=fact_ids):
            fact_id, session_id, position, start, end, affirmed, said_at, sealed = row
            speaker = key.open("evidence", fact_id, sealed).decode()
            found[fact_id].append(Evidence(Source(session_id, position, start, end), speaker, said_at, affirmed))
        return found

    def _change(self, fact_id: UUID, row: tuple[Any, ...]) -> FactChange:
        _, change, at, reason, sealed = row
        sides = json.loads(self._desk.opened_key().open("fact_change", fact_id, sealed))
        after = fact_of_snapshot(sides["after"])
        if after is None:
            raise Broken(f"fact {fact_id}: a change without an outcome")
        return FactChange(fact_id, Change(change), at, reason, fact_of_snapshot(sides["before"]), after)

    async def _rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return await cursor.fetchall()

    async def _do(self, statement: str, **values: Any) -> int:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return cursor.rowcount
