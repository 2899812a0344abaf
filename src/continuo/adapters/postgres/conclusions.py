"""What language models concluded about one person, in PostgreSQL: numbers in the open, every word sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.statements import statements
from continuo.domain.conclusion import Conclusion
from continuo.domain.episode import RecapLine
from continuo.domain.errors import Conflict
from continuo.domain.fact import Candidate, Tier
from continuo.domain.turn import Source

_MOMENTS = ("said_at", "valid_from", "valid_to")


class PostgresConclusions:
    """Keeps the port ``ConclusionStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("conclusions")

    async def keep(self, conclusion: Conclusion) -> None:
        """Keep what was concluded; raises Conflict if the run has a conclusion already."""
        sealed = self._desk.opened_key().seal("conclusion", str(conclusion.run), _words(conclusion))
        values = {"run": conclusion.run, "extractor": conclusion.extractor, "sealed": sealed}
        cursor = await self._desk.connection.execute(self._sql["keep_conclusion"], self._desk.owner | values)
        if cursor.rowcount == 0:
            raise Conflict(f"run {conclusion.run} has a conclusion already")

    async def of_run(self, run: int) -> Conclusion | None:
        """Return what was concluded in a run, or ``None`` where no model took part in it."""
        found = await self._conclusions("run_conclusion", run=run)
        return found[0] if found else None

    async def find(self, *, after: int = 0, limit: int = 100) -> Sequence[Conclusion]:
        """Return conclusions in the order of their runs, beyond one of them."""
        return await self._conclusions("find_conclusions", after=after, limit=limit)

    async def _conclusions(self, statement: str, **values: Any) -> list[Conclusion]:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return [self._conclusion(*row) for row in await cursor.fetchall()]

    def _conclusion(self, run: int, extractor: str, sealed: bytes) -> Conclusion:
        kept = json.loads(self._desk.opened_key().open("conclusion", str(run), sealed))
        # Before there were recaps, the candidates were all.
        said, told = (kept, []) if isinstance(kept, list) else (kept["candidates"], kept["recaps"])
        recaps = {
            (first, last): tuple(RecapLine(speaker, text, tuple(cited)) for speaker, text, cited in lines)
            for first, last, lines in told
        }
        return Conclusion(run, extractor, tuple(_candidate(candidate) for candidate in said), recaps)


def _words(conclusion: Conclusion) -> bytes:
    told = [
        (first, last, [(line.speaker, line.text, line.cited) for line in lines])
        for (first, last), lines in conclusion.recaps.items()
    ]
    kept = {"candidates": [_kept(candidate) for candidate in conclusion.candidates], "recaps": told}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def _kept(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as plain JSON values; one that misses a field of the class would not be read back."""
    source = candidate.source
    moments = {name: moment.isoformat() if (moment := getattr(candidate, name)) else None for name in _MOMENTS}
    return moments | {
        "about": candidate.about,
        "predicate": candidate.predicate,
        "object": candidate.object,
        "affirmed": candidate.affirmed,
        "statement": candidate.statement,
        "confidence": candidate.confidence,
        "source": [str(source.session_id), source.position, source.start, source.end],
        "speaker": candidate.speaker,
        "tier": int(candidate.tier),
        "ordinal": candidate.ordinal,
    }


def _candidate(kept: Mapping[str, Any]) -> Candidate:
    session_id, position, start, end = kept["source"]
    moments = {name: datetime.fromisoformat(kept[name]) if kept[name] else None for name in _MOMENTS}
    source = Source(UUID(session_id), position, start, end)
    return Candidate(**{**kept, **moments, "source": source, "tier": Tier(kept["tier"])})
