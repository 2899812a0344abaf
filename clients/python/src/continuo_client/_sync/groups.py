# Generated from _async by generate.py; do not edit.
"""Calls in groups: ``client.facts.list(...)``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from continuo_client._sync.transport import Ask, Query, Transport
from continuo_client.messages import moment, path
from continuo_client.reading import read, read_all
from continuo_client.results import Episode, Fact, FactChange, Job, Key, NewKey, Session, StoredTurn


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
        as_of: datetime | str | None = None,
        limit: int = 1000,
    ) -> Sequence[Fact]:
        """Return facts that pass the filter, at most ``limit``.

        Args:
            about: ``user``, or another person's name.
            status: ``current``, ``superseded``, ``ended`` or ``retracted``.
            as_of: only what was true at that moment.
        """
        query = {"user_id": user_id, "about": about, "predicate": predicate, "status": status, "as_of": moment(as_of)}
        return read_all(Fact, self._transport.listed(path("facts"), "facts", query, limit))

    def get(self, fact_id: str, *, user_id: str) -> Fact:
        """Return one fact; raises NotFound if it is not there or not this person's."""
        return read(Fact, self._transport.call(Ask("GET", path("facts", fact_id), query={"user_id": user_id})))

    def history(self, fact_id: str, *, user_id: str) -> Sequence[FactChange]:
        """Return what became of a fact, first step first; raises NotFound like ``get``."""
        ask = Ask("GET", path("facts", fact_id, "history"), query={"user_id": user_id})
        return read_all(FactChange, (self._transport.call(ask))["history"])


class Episodes(Group):
    """What happened to a person, stretch by stretch."""

    def list(self, *, user_id: str, session_id: str | None = None, limit: int = 500) -> Sequence[Episode]:
        """Return episodes, at most ``limit``: those of one session in order, or all in no particular order."""
        query = {"user_id": user_id, "session_id": session_id}
        return read_all(Episode, self._transport.listed(path("episodes"), "episodes", query, limit))


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
