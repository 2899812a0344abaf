# Generated from _async by generate.py; do not edit.
"""The client."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, TypeVar
from uuid import uuid4

from continuo_client._sync.groups import (
    AsyncClarifications,
    AsyncEntities,
    Episodes,
    Facts,
    Jobs,
    Keys,
    Sessions,
    Users,
)
from continuo_client._sync.transport import Ask, Query, Transport
from continuo_client.errors import Invalid, NotYet, shifted
from continuo_client.found import ContextBlock, Mentions, Recalled
from continuo_client.messages import Message, batches, moment, path, turns_of
from continuo_client.pauses import pause
from continuo_client.reading import read, read_all
from continuo_client.results import Added, Distilled, Erasure, Health, Neighbourhood, ProfileLine, TimelineEntry

DEFAULT_URL = "http://127.0.0.1:8420"
Itself = TypeVar("Itself", bound="Client")

_FIRST_LOOK_S = 0.05
_LONGEST_LOOK_S = 1.0


class Client:
    """A memory on a continuo server.

    Args:
        api_key: ``ck_...``; it decides the tenant, and acts for all of its users.
        timeout_s: seconds after which a server that says nothing is given up.
        retries: repetitions of a call that failed on the way, at most.
    """

    def __init__(
        self, base_url: str = DEFAULT_URL, api_key: str = "", *, timeout_s: float = 10.0, retries: int = 3
    ) -> None:
        self._transport = Transport(base_url, api_key, timeout_s=timeout_s, retries=retries)
        self.facts = Facts(self._transport)
        self.clarifications = AsyncClarifications(self._transport)
        self.entities = AsyncEntities(self._transport)
        self.episodes = Episodes(self._transport)
        self.sessions = Sessions(self._transport)
        self.users = Users(self._transport)
        self.jobs = Jobs(self._transport)
        self.keys = Keys(self._transport)

    def add(
        self,
        messages: Message | Sequence[Message],
        *,
        user_id: str,
        session_id: str | None = None,
        expected_position: int | None = None,
        request_id: str | None = None,
        wait_s: float | None = None,
    ) -> Added:
        """Add what was said to the end of a session and return where it lies; it is committed then.

        A list of more than 500 messages is sent in parts, one after the other; where one fails, those before it stay.

        Args:
            messages: strings, dictionaries with ``role`` and ``content`` or ``text``, or turns.
            session_id: a new name is made up, if left out.
            expected_position: the last position you know; raises StalePosition if it is another.
            request_id: 1 to 150 visible ASCII characters; calling again with the same one and the same messages adds
                nothing twice. The repetitions within one call are safe in any case.
            wait_s: waits this long for the turns to become facts and episodes, which ends the session; turns are
                found by search and context at once, without waiting.

        Raises:
            Invalid: ``field`` names what is wrong.
            NotYet: they are stored, but have not become memory in time.
        """
        session, request = session_id if session_id is not None else uuid4().hex, request_id or uuid4().hex
        positions: list[int] = []
        added = Added(session, (), 0)
        for first, turns in batches(turns_of(messages)):
            body = {"user_id": user_id, "turns": turns, "expected_position": expected_position}
            added = self._append(session, body, f"{request}-{first}", first)
            positions.extend(added.positions)
            expected_position = added.last_position if expected_position is not None else None
        if wait_s is not None:
            self._become_memory(session, user_id, added.last_position, wait_s)
        return Added(session, tuple(positions), added.last_position)

    def remember(
        self, text: str, *, user_id: str, said_at: datetime | str | None = None, purposes: Sequence[str] | None = None
    ) -> Added:
        """Keep one thing: a turn of the user in their session ``notes``."""
        body = _told(user_id=user_id, text=text, said_at=moment(said_at), purposes=purposes and [*purposes])
        return read(Added, self._transport.call(Ask("POST", path("remember"), body, request_id=uuid4().hex)))

    def search(
        self,
        query: str,
        *,
        user_id: str,
        limit: int = 10,
        kinds: Sequence[str] | None = None,
        asked_at: datetime | str | None = None,
        as_of: datetime | str | None = None,
        known_at: datetime | str | None = None,
        purpose: str | None = None,
        explain: bool = False,
    ) -> Recalled:
        """Return what belongs to a question among everything the person said, best first.

        Args:
            limit: 1 to 100.
            kinds: of ``passage``, ``fact``, ``episode``; all, if left out.
            asked_at: the moment against which "last Tuesday" is read; now, if left out.
            as_of: facts that were true at that moment; those that hold, if left out.
            known_at: only what was known at that moment, as it was known.
            purpose: only memories given for it.
        """
        body = _told(
            user_id=user_id,
            query=query,
            limit=limit,
            kinds=[*kinds] if kinds is not None else None,
            asked_at=moment(asked_at),
            as_of=moment(as_of),
            known_at=moment(known_at),
            purpose=purpose,
            explain=explain,
        )
        return read(Recalled, self._transport.call(Ask("POST", path("recall"), body)))

    def context(
        self,
        query: str,
        *,
        user_id: str,
        session_id: str | None = None,
        max_tokens: int | None = None,
        asked_at: datetime | str | None = None,
        as_of: datetime | str | None = None,
        known_at: datetime | str | None = None,
        purpose: str | None = None,
        explain: bool = False,
    ) -> ContextBlock:
        """Return the block that a model is given before it answers, within ``max_tokens``.

        Args:
            session_id: the conversation that is going on; its last turns come along.
            as_of: facts that were true at that moment; those that hold, if left out.
            known_at: only what was known at that moment, as it was known.
        """
        body = _told(
            user_id=user_id,
            query=query,
            session_id=session_id,
            max_tokens=max_tokens,
            asked_at=moment(asked_at),
            as_of=moment(as_of),
            known_at=moment(known_at),
            purpose=purpose,
            explain=explain,
        )
        return read(ContextBlock, self._transport.call(Ask("POST", path("context"), body)))

    def mentions(
        self,
        *words: str,
        user_id: str,
        match: str = "all",
        phrase: str | None = None,
        entity: str | None = None,
        when: str | None = None,
        since: datetime | str | None = None,
        until: datetime | str | None = None,
        asked_at: datetime | str | None = None,
        session_id: str | None = None,
        speaker: str | None = None,
        roles: Sequence[str] | None = None,
        known_at: datetime | str | None = None,
        purpose: str | None = None,
        order: str = "oldest",
        count_by: str | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> Mentions:
        """Return a page of the turns that mention something, and how many there are: all of them, and each once.

        Args:
            words: a word or several each; endings and case do not matter.
            match: ``all`` words, or ``any`` of them.
            phrase: words that follow one another.
            entity: a name of somebody or something; turns that are known to speak of it, or have one of its names.
            when: a time in words, such as ``last Tuesday``, on the calendar of ``asked_at``.
            since: said then or later.
            until: said before.
            roles: of ``user``, ``assistant``, ``tool``, ``system``.
            order: ``oldest`` first, or ``newest``.
            count_by: ``day``, ``week``, ``month`` or ``session``.
            after: ``next`` of the page before.
            limit: 1 to 500.
        """
        body = _told(
            user_id=user_id,
            words=[*words] or None,
            match=match,
            phrase=phrase,
            entity=entity,
            when=when,
            since=moment(since),
            until=moment(until),
            asked_at=moment(asked_at),
            session_id=session_id,
            speaker=speaker,
            roles=[*roles] if roles is not None else None,
            known_at=moment(known_at),
            purpose=purpose,
            order=order,
            count_by=count_by,
            after=after,
            limit=limit,
        )
        return read(Mentions, self._transport.call(Ask("POST", path("mentions"), body)))

    def timeline(
        self,
        *,
        user_id: str,
        about: str | None = None,
        predicate: str | None = None,
        since: datetime | str | None = None,
        until: datetime | str | None = None,
        known_at: datetime | str | None = None,
        limit: int = 500,
    ) -> Sequence[TimelineEntry]:
        """Return when facts began and ended and what happened, in the order of time, at most ``limit`` entries.

        Args:
            predicate: only facts of one slot, such as ``lives_in``.
            known_at: as it was known at that moment.
        """
        query: Query = {
            "user_id": user_id,
            "about": about,
            "predicate": predicate,
            "since": moment(since),
            "until": moment(until),
            "known_at": moment(known_at),
        }
        return read_all(TimelineEntry, self._transport.listed(path("timeline"), "entries", query, limit))

    def profile(self, *, user_id: str) -> Sequence[ProfileLine]:
        """Return what is held of a person on one page; empty until it was distilled."""
        ask = Ask("GET", path("profile"), query={"user_id": user_id})
        return read_all(ProfileLine, (self._transport.call(ask))["lines"])

    def distil(self, *, user_id: str, dry_run: bool = False) -> Distilled:
        """Merge what says the same, let go what is old, make the profile anew; or say what would be done."""
        body = {"user_id": user_id, "dry_run": dry_run}
        return read(Distilled, self._transport.call(Ask("POST", path("distil"), body)))

    def graph(
        self,
        *,
        user_id: str,
        entity_id: str | None = None,
        depth: int = 1,
        as_of: datetime | str | None = None,
        known_at: datetime | str | None = None,
        limit: int = 200,
    ) -> Neighbourhood:
        """Return what lies around an entity, or around the person, up to ``depth`` (1 to 3) relations away."""
        query: Query = {
            "user_id": user_id,
            "entity": entity_id,
            "depth": depth,
            "as_of": moment(as_of),
            "known_at": moment(known_at),
            "limit": limit,
        }
        return read(Neighbourhood, self._transport.call(Ask("GET", path("graph"), query=query)))

    def forget(self, *, user_id: str) -> Erasure:
        """Erase everything of a person; raises NotFound if there is nothing."""
        ask = Ask("POST", path("forget"), {"user_id": user_id}, request_id=uuid4().hex, repeatable=False)
        return read(Erasure, self._transport.call(ask))

    def export(self, user_id: str) -> Iterator[dict[str, Any]]:
        """Return everything that is stored of a person as plain records, each with its ``type``, as they arrive.

        Raises:
            NotFound: there is nothing.
            Unreachable: the connection broke; what has been yielded is not all.
        """
        return self._transport.lines(path("users", user_id, "export"))

    def health(self) -> Health:
        """Return how the installation is; it needs no key."""
        ask = Ask("GET", "/health", accept=frozenset({503}))
        return read(Health, self._transport.call(ask))

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()

    def __enter__(self: Itself) -> Itself:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, session: str, body: Mapping[str, Any], request_id: str, first: int) -> Added:
        ask = Ask("POST", path("sessions", session, "turns"), _told(**body), request_id=request_id)
        try:
            return read(Added, self._transport.call(ask))
        except Invalid as error:
            raise shifted(error, first) from error

    def _become_memory(self, session: str, user_id: str, position: int, wait_s: float) -> None:
        deadline, look_s = time.monotonic() + wait_s, _FIRST_LOOK_S
        known = self.sessions.end(session, user_id=user_id)
        while known.consolidated_to < position:
            if time.monotonic() + look_s > deadline:
                raise NotYet(f"turns up to {known.consolidated_to} of {position} have become memory in {wait_s:g} s")
            pause(look_s)
            look_s = min(2 * look_s, _LONGEST_LOOK_S)
            known = self.sessions.get(session, user_id=user_id)


def _told(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
