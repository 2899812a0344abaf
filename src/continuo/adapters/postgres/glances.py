"""What recall asks of a person's stores, each time in one trip to PostgreSQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from psycopg.rows import TupleRow

from continuo.adapters.postgres.clarifications import PostgresClarifications
from continuo.adapters.postgres.episodes import PostgresEpisodes
from continuo.adapters.postgres.facts import PostgresFacts
from continuo.adapters.postgres.graph import graph_of, packed_graph
from continuo.adapters.postgres.items import items_of
from continuo.adapters.postgres.journal import PostgresJournal
from continuo.adapters.postgres.person import Desk, PersonOpener
from continuo.adapters.postgres.pool import Asked, Pools
from continuo.adapters.postgres.profile import PostgresProfile
from continuo.adapters.postgres.statements import statements
from continuo.domain.fact import Fact
from continuo.domain.scope import Scope
from continuo.domain.turn import Turn
from continuo.ports.glance import Array, Doubt, Glance, Index, Kept, Profile, RowKey, Wanted, Words
from continuo.ports.journal import Place

Rows = Sequence[TupleRow]

_PROFILE = ("read_profile", "profile_facts", "profile_evidence", "profile_episodes")
"""What is asked for a profile: its lines, and what they stand on."""


class PostgresGlances:
    """Keeps the port ``Glances``.

    Args:
        dimension: length of the embedder's vectors.
    """

    def __init__(self, pools: Pools, opener: PersonOpener, dimension: int) -> None:
        self._dimension = dimension
        self._pools = pools
        self._opener = opener

    async def glance(
        self, scope: Scope, *, kept: Kept | None, most_fresh: int, session_id: UUID | None = None
    ) -> Glance:
        """Return how a person is now."""
        asked = {"fresh": _fresh(kept, most_fresh)}
        if session_id is not None:
            asked["session"] = _asked("journal", "read_session", session_id=session_id)
            asked["episodes"] = _asked("episodes", "session_episodes", session_id=session_id)
        if kept is None:
            asked["items"], asked["graph"] = _asked("items", "packed_items"), packed_graph()
        desk, found = await self._asked(scope, asked)
        if desk.person is None:
            return Glance(None)
        journal = PostgresJournal(desk)
        sessions = journal.sessions_of(found.get("session", ()))
        return Glance(
            person=desk.person,
            index=Index(items_of(desk.person, found["items"][0]), graph_of(found["graph"][0])) if not kept else None,
            fresh=None if _is_same(kept, desk) else _opened(journal, found["fresh"], kept),
            session=sessions[0] if sessions else None,
            episodes=PostgresEpisodes(desk).episodes_of(found.get("episodes", ())),
        )

    async def nearness(self, scope: Scope, vector: Array, *, index_version: int) -> Array | None:
        """Return the inner product of every row of the recall index with a vector."""
        asked = {"near": _asked("items", "nearness", vector=_written(vector))}
        desk, found = await self._asked(scope, asked)
        if desk.person is None or desk.person.index_version != index_version:
            return None
        return np.frombuffer(found["near"][0][0] or b"", ">f4").astype(np.float32)

    async def vectors(self, scope: Scope, rows: Sequence[RowKey]) -> Array:
        """Return the vectors of some rows of the recall index."""
        names = ("session_id", "position", "kind", "part", "refers_to")
        columns = zip(*rows, strict=True) if rows else ((),) * len(names)
        asked = {"rows": _asked("items", "read_vectors", **dict(zip(names, map(list, columns), strict=True)))}
        _, found = await self._asked(scope, asked)
        vectors = np.zeros((len(rows), self._dimension), np.float32)
        for place, packed in found["rows"]:
            vectors[place - 1] = np.frombuffer(packed, ">f2")
        return vectors

    async def words(self, scope: Scope, wanted: Wanted) -> Words:
        """Return the words asked for."""
        desk, found = await self._asked(scope, dict(_words_wanted(wanted)))
        if desk.person is None:
            return Words()
        journal, facts = PostgresJournal(desk), PostgresFacts(desk)
        turns = journal.turns_of(found.get("turns", ()))
        told = facts.facts_of(found.get("facts", ()), found.get("evidence", ()))
        told += facts.versions_of(found.get("versions", ()))
        return Words(
            turns={(turn.session_id, turn.position): turn for turn in turns},
            facts={fact.fact_id: fact for fact in told},
            episodes={e.episode_id: e for e in PostgresEpisodes(desk).episodes_of(found.get("episodes", ()))},
            names=journal.names_of(found.get("names", ())),
            doubts=_doubts(desk, facts, found),
            window=journal.turns_of(found.get("window", ()))[::-1],
            profile=_profile(desk, facts, found) if wanted.profile else None,
        )

    async def _asked(self, scope: Scope, asked: Mapping[str, Asked]) -> tuple[Desk, dict[str, Rows]]:
        owner = {"tenant_id": scope.tenant_id, "subject_id": scope.subject_id}
        every = [_asked("subject", "read_person"), *asked.values()]
        sent = [(statement, owner | dict(values)) for statement, values in every]
        person, *rows = await self._pools.together("api", scope.tenant_id, scope.subject_id, scope.purpose, sent)
        desk = await self._opener.seen(scope, person[0] if person else None)
        return desk, dict(zip(asked, rows, strict=True))


def _asked(port: str, statement: str, **values: Any) -> Asked:
    return statements(port)[statement], values


def _written(vector: Array) -> str:
    # Nine digits tell every number of single precision from its neighbours.
    return "[" + ",".join(["%.9g"] * len(vector)) % tuple(vector.tolist()) + "]"


def _fresh(kept: Kept | None, limit: int) -> Asked:
    if kept is None:
        return _asked("journal", "read_fresh", limit=limit)
    seen = kept.person
    return _asked("journal", "read_fresh_since", limit=limit, epoch=seen.epoch, version=seen.version)


def _is_same(kept: Kept | None, desk: Desk) -> bool:
    now = desk.person
    return kept is not None and now is not None and (kept.person.epoch, kept.person.version) == (now.epoch, now.version)


def _opened(journal: PostgresJournal, rows: Rows, kept: Kept | None) -> dict[Place, Turn | None]:
    known = kept.places if kept is not None else ()
    # Only words that are new have to be opened; most of a long queue was read before.
    turns = {(t.session_id, t.position): t for t in journal.turns_of([r for r in rows if (r[0], r[1]) not in known])}
    return {(row[0], row[1]): turns.get((row[0], row[1])) for row in reversed(rows)}


def _words_wanted(wanted: Wanted) -> Mapping[str, Asked]:
    then = {"as_of": wanted.as_of, "known_at": wanted.known_at}
    found: dict[str, Asked] = {}
    if wanted.places:
        sessions, positions = [s for s, _ in wanted.places], [p for _, p in wanted.places]
        found["turns"] = _asked(
            "journal", "read_places", session_id=sessions, position=positions, known_at=wanted.known_at
        )
    if wanted.facts and wanted.known_at is not None:
        found["versions"] = _asked("facts", "get_versions", fact_id=list(wanted.facts), **then)
    elif wanted.facts:
        found["facts"] = _asked("facts", "get_facts", fact_id=list(wanted.facts), as_of=wanted.as_of)
        found["evidence"] = _asked("facts", "read_evidence", fact_id=list(wanted.facts))
    if wanted.doubted:
        doubted = {"fact_id": list(wanted.doubted), "known_at": wanted.known_at}
        found["doubts"] = _asked("clarifications", "clarifications_of", **doubted)
        found["sides"] = _asked("clarifications", "doubted_facts", **doubted)
        found["side_evidence"] = _asked("clarifications", "doubted_evidence", **doubted)
    if wanted.episodes:
        found["episodes"] = _asked("episodes", "get_episodes", episode_id=list(wanted.episodes), **then)
    if wanted.sessions:
        found["names"] = _asked("journal", "read_session_names", session_id=list(wanted.sessions))
    if wanted.window is not None:
        found["window"] = _asked("journal", "read_last_turns", session_id=wanted.window, limit=wanted.window_turns)
    if wanted.profile:
        found |= {name: _asked("profile", name) for name in _PROFILE}
    return found


def _profile(desk: Desk, facts: PostgresFacts, found: Mapping[str, Rows]) -> Profile:
    lines, told, evidence, episodes = (found[name] for name in _PROFILE)
    return Profile(
        lines=PostgresProfile(desk).lines_of(lines),
        facts={fact.fact_id: fact for fact in facts.facts_of(told, evidence)},
        episodes={e.episode_id: e for e in PostgresEpisodes(desk).episodes_of(episodes)},
    )


def _doubts(desk: Desk, facts: PostgresFacts, found: Mapping[str, Rows]) -> list[Doubt]:
    asked = PostgresClarifications(desk).clarifications_of(found.get("doubts", ()))
    if not asked:
        return []
    sides: dict[UUID, Fact] = defaultdict()
    sides.update((fact.fact_id, fact) for fact in facts.facts_of(found["sides"], found["side_evidence"]))
    return [Doubt(c, sides[c.first], sides[c.second]) for c in asked if sides.keys() >= {c.first, c.second}]
