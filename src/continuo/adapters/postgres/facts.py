"""The facts of one person in PostgreSQL."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from continuo.adapters.postgres.fact_coding import (
    change_words,
    fact_of,
    fact_of_snapshot,
    saying_of,
    saying_words,
    words,
)
from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import Broken
from continuo.domain.fact import Change, Evidence, Fact, FactChange
from continuo.ports.facts import FactFilter


class PostgresFacts:
    """Keeps the port ``FactStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("facts")

    async def slot(self, about: str, predicates: Sequence[str]) -> Sequence[Fact]:
        """Return all facts about somebody with one of these predicates, whatever their status, oldest first."""
        slots = [self._desk.slot_hash(about, predicate) for predicate in predicates]
        return await self._facts(await self._rows("slot_facts", slot=slots))

    async def record(self, change: FactChange) -> None:
        """Store the fact as it is after the change, its evidence, and the change itself as the next step."""
        fact = change.after
        await self._put_fact(fact)
        before = set(change.before.evidence) if change.before else set()
        for evidence in before - set(fact.evidence):
            await self._do("drop_evidence", fact_id=fact.fact_id, **_key(evidence))
        for evidence in fact.evidence:
            if evidence not in before:
                await self._put_evidence(fact.fact_id, evidence)
        await self._do("close_version", fact_id=fact.fact_id, at=change.at)
        await self._put_change(change)

    async def _put_fact(self, fact: Fact) -> None:
        await self._do(
            "put_fact",
            fact_id=fact.fact_id,
            about=self._desk.slot_hash(fact.about),
            slot=self._desk.slot_hash(fact.about, fact.predicate),
            predicate=fact.predicate,
            status=fact.status.value,
            confidence=fact.confidence,
            tier=int(fact.tier),
            said_at=fact.said_at,
            valid_from=fact.valid_from,
            valid_to=fact.valid_to,
            recorded_at=fact.recorded_at,
            superseded_by=fact.superseded_by,
            sealed=self._desk.opened_key().seal("fact", fact.fact_id, words(fact)),
            purposes=list(fact.purposes),
            pinned=fact.pinned,
            unsure=fact.unsure,
        )

    async def _put_change(self, change: FactChange) -> None:
        fact = change.after
        await self._do(
            "put_change",
            fact_id=fact.fact_id,
            change=change.change.value,
            at=change.at,
            reason=change.reason,
            sealed=self._desk.opened_key().seal("fact_change", fact.fact_id, change_words(change.before, fact)),
            about=self._desk.slot_hash(fact.about),
            slot=self._desk.slot_hash(fact.about, fact.predicate),
            predicate=fact.predicate,
            status=fact.status.value,
            valid_from=fact.valid_from,
            valid_to=fact.valid_to,
            purposes=list(fact.purposes),
        )

    async def _put_evidence(self, fact_id: UUID, evidence: Evidence) -> None:
        source, key = evidence.source, self._desk.opened_key()
        await self._do(
            "put_evidence",
            fact_id=fact_id,
            start_char=source.start,
            end_char=source.end,
            affirmed=evidence.affirmed,
            said_at=evidence.said_at,
            sealed_speaker=key.seal("evidence", fact_id, evidence.speaker.encode()),
            confidence=evidence.confidence,
            tier=int(evidence.tier),
            valid_from=evidence.valid_from,
            valid_to=evidence.valid_to,
            sealed_saying=key.seal("saying", fact_id, saying_words(evidence)),
            **_key(evidence),
        )

    async def find(self, wanted: FactFilter) -> Sequence[Fact]:
        """Return the facts that pass the filter, in the order of their ids."""
        if self._desk.key is None:
            return []
        values = {
            "about": self._desk.slot_hash(wanted.about) if wanted.about else None,
            "predicate": wanted.predicate,
            "status": wanted.status.value if wanted.status else None,
            "as_of": wanted.as_of,
            "after": wanted.after,
            "limit": wanted.limit,
        }
        if wanted.known_at is not None:
            return self.versions_of(await self._rows("find_versions", known_at=wanted.known_at, **values))
        return await self._facts(await self._rows("find_facts", **values))

    async def get(
        self, fact_ids: Sequence[UUID], *, as_of: datetime | None = None, known_at: datetime | None = None
    ) -> Sequence[Fact]:
        """Return the facts with these ids, as they were known at a moment; those that are not there are left out."""
        if not fact_ids:
            return []
        if known_at is not None:
            rows = await self._rows("get_versions", fact_id=list(fact_ids), as_of=as_of, known_at=known_at)
            return self.versions_of(rows)
        return await self._facts(await self._rows("get_facts", fact_id=list(fact_ids), as_of=as_of))

    async def note_uses(self, fact_ids: Sequence[UUID], *, at: datetime) -> None:
        """Note that these facts were handed out; ids that are no facts do no harm."""
        if fact_ids:
            # In one order everywhere, so that two who note the same facts wait for one another and never both.
            await self._do("note_uses", fact_id=sorted(set(fact_ids)), at=at)

    async def uses(self, fact_ids: Sequence[UUID]) -> Mapping[UUID, datetime]:
        """Return when these facts were last handed out; those that never were are left out."""
        return dict(await self._rows("read_uses", fact_id=list(fact_ids))) if fact_ids else {}

    async def history(self, fact_id: UUID) -> Sequence[FactChange]:
        """Return what became of a fact, first step first; empty where there is no such fact."""
        return [self._change(fact_id, row) for row in await self._rows("read_changes", fact_id=fact_id)]

    async def drop_all(self) -> int:
        """Remove every fact with evidence and history and return how many facts there were."""
        return await self._do("drop_all_facts")

    async def _facts(self, rows: Sequence[tuple[Any, ...]]) -> list[Fact]:
        evidence = await self._rows("read_evidence", fact_id=[row[0] for row in rows]) if rows else []
        return self.facts_of(rows, evidence)

    def facts_of(self, rows: Sequence[tuple[Any, ...]], evidence: Sequence[tuple[Any, ...]]) -> list[Fact]:
        """Return the facts of rows of ``find_facts`` and the like, with rows of ``read_evidence``, all opened."""
        if not rows:
            return []
        key, told = self._desk.opened_key(), self._evidence(evidence)
        return [fact_of(row, key.open("fact", row[0], row[9]), told[row[0]]) for row in rows]

    def _evidence(self, rows: Sequence[tuple[Any, ...]]) -> dict[UUID, list[Evidence]]:
        found: dict[UUID, list[Evidence]] = defaultdict(list)
        key = self._desk.opened_key()
        for row in rows:
            fact_id, sealed_speaker, sealed_saying = row[0], row[7], row[-1]
            spoken = key.open("saying", fact_id, sealed_saying) if sealed_saying is not None else None
            found[fact_id].append(saying_of(row, key.open("evidence", fact_id, sealed_speaker).decode(), spoken))
        return found

    def versions_of(self, rows: Sequence[tuple[Any, ...]]) -> list[Fact]:
        """Return the facts of rows of ``get_versions``, as they were then."""
        key = self._desk.opened_key()
        sides = [json.loads(key.open("fact_change", fact_id, sealed)) for fact_id, sealed in rows]
        return [fact for side in sides if (fact := fact_of_snapshot(side["after"])) is not None]

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


def _key(evidence: Evidence) -> dict[str, Any]:
    """Return what tells a saying from the others of its fact."""
    return {
        "session_id": evidence.source.session_id,
        "position": evidence.source.position,
        "ordinal": evidence.ordinal,
        "read_by": evidence.read_by,
    }
