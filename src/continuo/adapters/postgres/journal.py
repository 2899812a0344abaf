"""The journal of one person in PostgreSQL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

from continuo.adapters.postgres.person import Desk
from continuo.adapters.postgres.sealing import PersonKey
from continuo.adapters.postgres.statements import statements
from continuo.domain.errors import KeyReused, NotFound, StalePosition
from continuo.domain.session import Appended, Run, Session
from continuo.domain.turn import NewTurn, PackedTurns, Role, Turn
from continuo.ports.journal import Place, TurnFilter


class PostgresJournal:
    """Keeps the port ``JournalStore`` within one transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._sql = statements("journal")

    async def append(
        self, name: str, turns: Sequence[NewTurn], *, now: datetime, expected: int | None = None
    ) -> Appended:
        """Add turns to the end of the session of that name and return where they lie."""
        session_id = self._desk.scope.session(name)
        known = await self._known(session_id, turns)
        fresh = [t for t in turns if t.client_event_id not in known]
        last = await self._write(session_id, name, fresh, now) if fresh else await self._last_position(session_id)
        first = last - len(fresh) + 1
        if expected is not None and expected != first - 1:
            raise StalePosition(f"session {session_id}: expected position {expected}, found {first - 1}")
        places = iter(range(first, last + 1))
        positions = [known[t.client_event_id] if t.client_event_id in known else next(places) for t in turns]
        await self._name(session_id, fresh, first)
        return Appended(session_id, tuple(positions), last)

    async def _known(self, session_id: UUID, turns: Sequence[NewTurn]) -> Mapping[str | None, int]:
        named = {t.client_event_id: _body_hash(t) for t in turns if t.client_event_id is not None}
        if not named:
            return {}
        rows = await self._rows("find_named", session_id=session_id, client_event_id=list(named))
        for client_event_id, position, body_hash in rows:
            if named[client_event_id] != body_hash:
                raise KeyReused(
                    f"session {session_id}: the client event id of position {position} came with other words"
                )
        return {client_event_id: position for client_event_id, position, _ in rows}

    async def _write(self, session_id: UUID, name: str, turns: Sequence[NewTurn], now: datetime) -> int:
        key, person = self._desk.opened_key(), self._desk.person
        assert person is not None, "a person with a key is known"
        ids = [uuid4() for _ in turns]
        said = [t.said_at or now for t in turns]
        rows = await self._rows(
            "append_turns",
            session_id=session_id,
            sealed_name=key.seal("session", session_id, name.encode()),
            count=len(turns),
            first_said_at=min(said),
            last_said_at=max(said),
            now=now,
            epoch=person.epoch,
            event_id=ids,
            role=[t.role.value for t in turns],
            said_at=said,
            purposes=[",".join(t.purposes) for t in turns],
            sealed=[key.seal("event", event_id, kept_words(t)) for event_id, t in zip(ids, turns, strict=True)],
        )
        return int(rows[0][0])

    async def _name(self, session_id: UUID, turns: Sequence[NewTurn], first: int) -> None:
        named = [(t, position) for position, t in enumerate(turns, first) if t.client_event_id is not None]
        if named:
            await self._do(
                "name_turns",
                session_id=session_id,
                client_event_id=[t.client_event_id for t, _ in named],
                position=[position for _, position in named],
                body_hash=[_body_hash(t) for t, _ in named],
            )

    async def _last_position(self, session_id: UUID) -> int:
        rows = await self._rows("last_position", session_id=session_id)
        return int(rows[0][0])

    async def read(self, session_id: UUID, *, after: int = 0, limit: int = 1000) -> Sequence[Turn]:
        """Return turns of one session beyond a position, in order; erased turns are left out."""
        return self.turns_of(await self._rows("read_turns", session_id=session_id, after=after, limit=limit))

    async def read_last(self, session_id: UUID, limit: int) -> Sequence[Turn]:
        """Return the last turns of one session, in order; erased turns are left out."""
        return self.turns_of(await self._rows("read_last_turns", session_id=session_id, limit=limit))[::-1]

    async def read_places(self, places: Sequence[Place], *, known_at: datetime | None = None) -> Mapping[Place, Turn]:
        """Return the turns at these places; those erased, or not in reach, are left out."""
        if not places:
            return {}
        sessions, positions = [s for s, _ in places], [p for _, p in places]
        rows = await self._rows("read_places", session_id=sessions, position=positions, known_at=known_at)
        return {(t.session_id, t.position): t for t in self.turns_of(rows)}

    async def packed(self, wanted: TurnFilter) -> PackedTurns:
        """Return where all turns lie that pass the filter, without their words; erased turns are left out."""
        values = {
            "session_id": wanted.session_id,
            "roles": None if wanted.roles is None else [role.value for role in wanted.roles],
            "since": wanted.since,
            "until": wanted.until,
            "known_at": wanted.known_at,
        }
        sql = self._sql["packed_turns"]
        cursor = await self._desk.connection.execute(sql, self._desk.owner | values, binary=True)
        row = await cursor.fetchone()
        assert row is not None, "an aggregate without groups has one row"
        return PackedTurns(int(row[0]), *(bytes(column or b"") for column in row[1:]))

    async def read_fresh(self, limit: int) -> Sequence[Turn]:
        """Return turns that are not consolidated yet, of all sessions, the newest of them, in order."""
        return self.turns_of(await self._rows("read_fresh", limit=limit))[::-1]

    async def session(self, session_id: UUID) -> Session | None:
        """Return the session, or ``None`` where it is not there or not in reach."""
        rows = await self._rows("read_session", session_id=session_id)
        return self._session(rows[0]) if rows else None

    async def session_names(self, session_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Return the names of these sessions; those that are not in reach are left out."""
        if not session_ids:
            return {}
        return self.names_of(await self._rows("read_session_names", session_id=list(session_ids)))

    async def sessions(self, *, after: UUID | None = None, limit: int = 100) -> Sequence[Session]:
        """Return sessions in the order of their ids, beyond one of them."""
        return self.sessions_of(await self._rows("read_sessions", after=after, limit=limit))

    async def last_recorded_at(self, session_id: UUID) -> datetime | None:
        """Return when the last turn of a session was stored; ``None`` where there is none."""
        rows = await self._rows("last_recorded", session_id=session_id)
        return rows[0][0] if rows else None

    async def end(self, session_id: UUID, *, now: datetime) -> Session:
        """Declare the session over; raises NotFound if there is none. A second time changes nothing."""
        await self._do("end_session", session_id=session_id, now=now)
        session = await self.session(session_id)
        if session is None:
            raise NotFound("there is no such session")
        return session

    async def begin_run(self, session_id: UUID, first: int, last: int, *, extractor: str, now: datetime) -> Run:
        """Record that these turns are consolidated by this transaction."""
        rows = await self._rows(
            "begin_run", session_id=session_id, first=first, last=last, extractor=extractor, now=now
        )
        if not rows:
            raise StalePosition(f"session {session_id}: another run has taken position {first}")
        return Run(int(rows[0][0]), session_id, first, last, extractor, now)

    async def runs(self) -> Sequence[Run]:
        """Return all runs of the person, in order."""
        return [Run(*row) for row in await self._rows("read_runs")]

    def turns_of(self, rows: Sequence[tuple[Any, ...]]) -> list[Turn]:
        """Return the turns of rows of ``read_turns`` and the like, opened, in the order given."""
        return [_turn(self._desk.opened_key(), row) for row in rows]

    def names_of(self, rows: Sequence[tuple[Any, ...]]) -> dict[UUID, str]:
        """Return the names of rows of ``read_session_names``."""
        key = self._desk.opened_key()
        return {session_id: key.open("session", session_id, sealed).decode() for session_id, sealed in rows}

    def sessions_of(self, rows: Sequence[tuple[Any, ...]]) -> list[Session]:
        """Return the sessions of rows of ``read_session``."""
        return [self._session(row) for row in rows]

    def _session(self, row: tuple[Any, ...]) -> Session:
        session_id, sealed_name, *rest = row
        return Session(session_id, self._desk.opened_key().open("session", session_id, sealed_name).decode(), *rest)

    async def _rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        cursor = await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)
        return await cursor.fetchall()

    async def _do(self, statement: str, **values: Any) -> None:
        await self._desk.connection.execute(self._sql[statement], self._desk.owner | values)


def _body(turn: NewTurn) -> bytes:
    return json.dumps({"speaker": turn.speaker, "text": turn.text}, ensure_ascii=False, separators=(",", ":")).encode()


def kept_words(turn: NewTurn) -> bytes:
    """Return what is sealed of a turn: its words, and the zone of the clock that its speaker reads."""
    offset = turn.said_at.utcoffset() if turn.said_at is not None else None
    if not offset:
        return _body(turn)
    said = {"speaker": turn.speaker, "text": turn.text, "zone_s": int(offset.total_seconds())}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _body_hash(turn: NewTurn) -> bytes:
    # Without the time: a caller that leaves it to us sends none, and a retry must count as the same.
    return hashlib.sha256(turn.role.value.encode() + b"\x00" + _body(turn)).digest()


def _turn(key: PersonKey, row: tuple[Any, ...]) -> Turn:
    session_id, position, event_id, role, said_at, recorded_at, purposes, sealed = row
    body = json.loads(key.open("event", event_id, sealed))
    # "Last Tuesday" is a day of the speaker's calendar, not of Greenwich's.
    said_at = said_at.astimezone(timezone(timedelta(seconds=body.get("zone_s", 0))))
    return Turn(session_id, position, Role(role), body["text"], body["speaker"], said_at, recorded_at, tuple(purposes))
