"""The adapter for the retrieval scorer: one user per conversation, everything through the public client.

    CONTINUO_BENCH_URL=http://127.0.0.1:8420 CONTINUO_BENCH_KEY=ck_... \\
        python score.py data/locomo-dev.json.gz bench.scored_system:System

Without the two variables a platform is started for the run. ``make bench-retrieval`` does all three files.
"""

from __future__ import annotations

import atexit
import math
import os
import time
import uuid
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from typing import Any

from bench.platform_under_test import started
from continuo_client import Client

LEARN_TIMEOUT_S = 1800
BLOCK_TOLERANCE = 1.1
"""The scorer counts four characters a token and lets a block be a tenth longer than that."""


@cache
def _client() -> Client:
    address, key = os.environ.get("CONTINUO_BENCH_URL"), os.environ.get("CONTINUO_BENCH_KEY")
    stack = ExitStack()
    atexit.register(stack.close)
    if not address or not key:
        platform = stack.enter_context(started())
        address, key = platform.address, platform.key
    return stack.enter_context(Client(address, key, timeout_s=120))


class System:
    """One conversation, remembered under a user of its own."""

    def __init__(self) -> None:
        self._client = _client()
        self._user = f"bench {uuid.uuid4().hex}"
        self._turn_at: dict[tuple[str, int], str] = {}

    def ingest(self, conversation: Any) -> None:
        """Store all turns and wait until they have become memory."""
        sessions: dict[str, list[Any]] = {}
        for turn in conversation.turns:
            sessions.setdefault(turn.session_id, []).append(turn)
        for number, turns in enumerate(sessions.values()):
            session = f"session {number}"
            added = self._client.add([_message(t) for t in turns], user_id=self._user, session_id=session)
            uuid_of_session = self._client.sessions.end(session, user_id=self._user).session_uuid
            for position, turn in zip(added.positions, turns, strict=True):
                self._turn_at[uuid_of_session, position] = turn.id
        self._settle([f"session {n}" for n in range(len(sessions))])

    def _settle(self, sessions: list[str]) -> None:
        deadline = time.monotonic() + LEARN_TIMEOUT_S
        for session in sessions:
            while (
                state := self._client.sessions.get(session, user_id=self._user)
            ).consolidated_to < state.last_position:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"{session} has not become memory within {LEARN_TIMEOUT_S} s")
                time.sleep(0.2)

    def search(self, question: str, k: int, asked_at: datetime | None) -> list[str]:
        """Return ids of source turns, best first."""
        hits = self._client.search(
            question, user_id=self._user, limit=min(100, 4 * k), kinds=["passage"], asked_at=_aware(asked_at)
        ).hits
        return self._turns([(hit.source.session_uuid, hit.source.position) for hit in hits])[:k]

    def context(self, question: str, max_tokens: int, asked_at: datetime | None) -> tuple[str, list[str]]:
        """Return the context block and the ids of the turns that it stands on."""
        budget = max_tokens
        while True:
            block = self._client.context(question, user_id=self._user, max_tokens=budget, asked_at=_aware(asked_at))
            # The scorer counts characters, we count tokens: ask for less where the two disagree.
            counted = math.ceil(len(block.text) / 4)
            if counted <= BLOCK_TOLERANCE * max_tokens:
                break
            budget = math.floor(budget * min(0.98, BLOCK_TOLERANCE * max_tokens / counted))
        places = [(source.session_uuid, source.position) for item in block.items for source in item.sources]
        return block.text, self._turns(places)

    def _turns(self, places: list[tuple[str, int]]) -> list[str]:
        known = (self._turn_at.get(place) for place in places)
        return list(dict.fromkeys(turn for turn in known if turn is not None))


def _message(turn: Any) -> dict[str, Any]:
    is_role = turn.speaker in {"user", "assistant"}
    message = {"role": turn.speaker if is_role else "user", "text": turn.text, "client_event_id": turn.id[-200:]}
    if not is_role:
        message["speaker"] = turn.speaker
    if turn.time is not None:
        message["said_at"] = _aware(turn.time)
    return message


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
