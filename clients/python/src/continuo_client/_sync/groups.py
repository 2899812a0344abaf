# Generated from _async by generate.py; do not edit.
"""Calls in groups: ``client.facts.list(...)``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from continuo_client._sync.live import Live
from continuo_client._sync.transport import Ask, Query, Transport
from continuo_client.messages import moment, path
from continuo_client.reading import read, read_all
from continuo_client.results import (
    Clarification,
    Entity,
    Episode,
    Fact,
    FactChange,
    Job,
    Key,
    NewKey,
    Session,
    StoredTurn,
)


class Group:
    """Calls that belong together."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport


class Facts(Group):
    """What is held to be true of a person."""

    def list(
        self,
        *,
        user_id: str,
        about: str | None = None,
        predicate: str | None = None,
        status: str | None = None,
        text: str | None = None,
        as_of: datetime | str | None = None,
        known_at: datetime | str | None = None,
        limit: int = 1000,
    ) -> Sequence[Fact]:
        """Return facts that pass the filter, at most ``limit``.

        Args:
            about: ``user``, or another person's name.
            status: ``current``, ``superseded``, ``ended``, ``retracted``, ``denied`` or ``merged``.
            text: words that occur in the statement, in any order.
            as_of: only what was true at that moment.
            known_at: as it was known at that moment.
        """
        query: Query = {
            "user_id": user_id,
            "about": about,
            "predicate": predicate,
            "status": status,
            "text": text,
            "as_of": moment(as_of),
            "known_at": moment(known_at),
        }
        return read_all(Fact, self._transport.listed(path("facts"), "facts", query, limit))

    def get(self, fact_id: str, *, user_id: str, known_at: datetime | str | None = None) -> Fact:
        """Return one fact, as it was known at a moment; raises NotFound if it is not there or not this person's."""
        query: Query = {"user_id": user_id, "known_at": moment(known_at)}
        return read(Fact, self._transport.call(Ask("GET", path("facts", fact_id), query=query)))

    def history(self, fact_id: str, *, user_id: str) -> Sequence[FactChange]:
        """Return what became of a fact, first step first; raises NotFound like ``get``."""
        ask = Ask("GET", path("facts", fact_id, "history"), query={"user_id": user_id})
        return read_all(FactChange, (self._transport.call(ask))["history"])

    def correct(self, fact_id: str, value: str, *, user_id: str, since: datetime | str | None = None) -> Fact:
        """Put another value in the place of a fact, over everything said before, and return the new fact.

        Args:
            since: when it changed, if the fact was right until then; else it never was.

        Raises:
            WrongState: the fact was retracted or merged into another.
        """
        body = {"user_id": user_id, "value": value}
        return self._decided(fact_id, "correct", body | ({"since": moment(since)} if since is not None else {}))

    def retract(self, fact_id: str, *, user_id: str) -> Fact:
        """Declare that a fact never was so; what it had retired is in force again."""
        return self._decided(fact_id, "retract", {"user_id": user_id})

    def restore(self, fact_id: str, *, user_id: str) -> Fact:
        """Put a fact in force again that was superseded, ended, corrected or retracted."""
        return self._decided(fact_id, "restore", {"user_id": user_id})

    def pin(self, fact_id: str, *, user_id: str, pinned: bool = True) -> Fact:
        """Keep a fact in sight, so that it never fades, or no longer."""
        return self._decided(fact_id, "pin", {"user_id": user_id, "pinned": pinned})

    def separate(self, fact_id: str, value: str, *, user_id: str) -> Fact:
        """Take a value out of a fact that it was merged into; they are never merged again."""
        return self._decided(fact_id, "separate", {"user_id": user_id, "value": value})

    def _decided(self, fact_id: str, decision: str, body: Mapping[str, object]) -> Fact:
        return read(Fact, self._transport.call(Ask("POST", path("facts", fact_id, decision), body)))


class AsyncClarifications(Group):
    """Questions that facts raise: two values stand against each other, and nothing said so far decides."""

    def list(
        self, *, user_id: str, open: bool | None = None, known_at: datetime | str | None = None, limit: int = 1000
    ) -> Sequence[Clarification]:
        """Return clarifications with both sides, at most ``limit``.

        Args:
            open: only those that wait for an answer, or only the others.
        """
        asked = None if open is None else str(open).lower()
        query: Query = {"user_id": user_id, "open": asked, "known_at": moment(known_at)}
        found = self._transport.listed(path("clarifications"), "clarifications", query, limit)
        return read_all(Clarification, found)

    def answer(self, clarification_id: str, answer: str, *, user_id: str) -> Clarification:
        """Settle a question: ``first``, ``second``, ``both`` or ``neither``; raises WrongState if it is settled."""
        ask = Ask(
            "POST",
            path("clarifications", clarification_id, "answer"),
            {"user_id": user_id, "answer": answer},
            repeatable=False,
        )
        return read(Clarification, self._transport.call(ask))


class AsyncEntities(Group):
    """People, places and things that a person spoke of."""

    def list(
        self, *, user_id: str, type: str | None = None, name: str | None = None, limit: int = 1000
    ) -> Sequence[Entity]:
        """Return entities that pass the filter, at most ``limit``."""
        query: Query = {"user_id": user_id, "type": type, "name": name}
        return read_all(Entity, self._transport.listed(path("entities"), "entities", query, limit))

    def merge(self, entity_id: str, into: str, *, user_id: str) -> Entity:
        """Declare that an entity is another one, and return that one; ``split`` undoes it."""
        ask = Ask("POST", path("entities", entity_id, "merge"), {"user_id": user_id, "into": into})
        return read(Entity, self._transport.call(ask))

    def split(self, entity_id: str, *, user_id: str, names: Sequence[str]) -> Sequence[Entity]:
        """Take out of an entity all that goes by these names, and return what it has become."""
        ask = Ask("POST", path("entities", entity_id, "split"), {"user_id": user_id, "names": [*names]})
        return read_all(Entity, (self._transport.call(ask))["entities"])


class Episodes(Group):
    """What happened to a person, stretch by stretch."""

    def list(
        self,
        *,
        user_id: str,
        session_id: str | None = None,
        as_of: datetime | str | None = None,
        known_at: datetime | str | None = None,
        limit: int = 500,
    ) -> Sequence[Episode]:
        """Return episodes, at most ``limit``: those of one session in order, or all in no particular order.

        Args:
            as_of: only what had begun at that moment; not together with ``session_id``.
            known_at: as it was told at that moment; not together with ``session_id``.
        """
        query: Query = {
            "user_id": user_id,
            "session_id": session_id,
            "as_of": moment(as_of),
            "known_at": moment(known_at),
        }
        return read_all(Episode, self._transport.listed(path("episodes"), "episodes", query, limit))

    def restore(self, episode_id: str, *, user_id: str) -> Episode:
        """Put an episode in force again that was merged into one that tells the same."""
        ask = Ask("POST", path("episodes", episode_id, "restore"), {"user_id": user_id})
        return read(Episode, self._transport.call(ask))


class Sessions(Group):
    """Conversations."""

    def list(self, *, user_id: str, limit: int = 1000) -> Sequence[Session]:
        """Return the person's sessions, at most ``limit``, in no particular order."""
        return read_all(Session, self._transport.listed(path("sessions"), "sessions", {"user_id": user_id}, limit))

    def get(self, session_id: str, *, user_id: str) -> Session:
        """Return one session and how far it has become memory; raises NotFound if there is none."""
        ask = Ask("GET", path("sessions", session_id), query={"user_id": user_id})
        return read(Session, self._transport.call(ask))

    def turns(self, session_id: str, *, user_id: str, after: int = 0, limit: int = 1000) -> Sequence[StoredTurn]:
        """Return turns beyond a position, in order, at most ``limit``; raises NotFound if there is no such session."""
        query: Query = {"user_id": user_id, "after": after}
        return read_all(
            StoredTurn, self._transport.listed(path("sessions", session_id, "turns"), "turns", query, limit)
        )

    def end(self, session_id: str, *, user_id: str) -> Session:
        """Declare a session over, so that all of it becomes memory; a later turn reopens it."""
        ask = Ask("POST", path("sessions", session_id, "end"), {"user_id": user_id})
        return read(Session, self._transport.call(ask))

    def live(
        self,
        session_id: str,
        *,
        user_id: str,
        after: int = 0,
        epoch: int | None = None,
        device: str | None = None,
    ) -> Live:
        """Follow a session: iterate over what was said and what happens, or add to it. It has to have begun.

        Args:
            after: everything up to there is known already, under the epoch that came with it.
            device: a name under which others see this one come and go; made up, if left out.
        """
        address = self._transport.address
        return Live(address, session_id, user_id=user_id, after=after, epoch=epoch, device=device)


class Users(Group):
    """People who have a memory."""

    def list(self, *, limit: int = 1000) -> Sequence[str]:
        """Return their names in order, at most ``limit``."""
        return [str(name) for name in self._transport.listed(path("users"), "users", {}, limit)]


class Jobs(Group):
    """Work in the background."""

    def list(self, *, state: str | None = None, limit: int = 100) -> Sequence[Job]:
        """Return jobs, newest first: ``waiting``, ``running``, ``done`` or ``dead``; at most ``limit``, 1 to 500."""
        ask = Ask("GET", path("jobs"), query={"state": state, "limit": limit})
        return read_all(Job, (self._transport.call(ask))["jobs"])

    def replay(self, job_id: int) -> Job:
        """Make a dead job wait again; raises NotFound if there is no such dead job."""
        return read(Job, self._transport.call(Ask("POST", path("jobs", str(job_id), "replay"), repeatable=False)))


class Keys(Group):
    """API keys of the tenant."""

    def list(self) -> Sequence[Key]:
        """Return all keys, oldest first, without their secrets."""
        return read_all(Key, (self._transport.call(Ask("GET", path("keys"))))["keys"])

    def create(self, name: str, scopes: Sequence[str], *, lifetime_days: int | None = None) -> NewKey:
        """Return a new key with its secret, which is never shown again; it may do no more than the key in use."""
        body = {"name": name, "scopes": [*scopes], "lifetime_days": lifetime_days}
        return read(NewKey, self._transport.call(Ask("POST", path("keys"), body, repeatable=False)))

    def revoke(self, key_id: str) -> None:
        """Make a key worthless; raises NotFound if there is none of that id."""
        self._transport.call(Ask("DELETE", path("keys", key_id)))
