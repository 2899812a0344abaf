"""Histories from files: read whole, checked whole, then stored session by session with progress."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from continuo.app import Continuo
from continuo.cli.screen import NOTES, OUT, show_json
from continuo.domain.clock import system_clock
from continuo.domain.errors import Invalid
from continuo.domain.scope import Scope, checked_name
from continuo.domain.turn import NewTurn, Role, checked_turn
from continuo.settings import Settings
from continuo.wiring import DEFAULT_TENANT, running

_TURNS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Conversation:
    """One session of one user, ready to be stored."""

    user_id: str
    session_id: str
    turns: list[NewTurn]


async def import_history(settings: Settings, file: Path, user: str | None, *, wait: bool, as_json: bool) -> None:
    """Store every conversation of a file; run again, it stores what is missing and nothing twice."""
    conversations = read_history(file, user)
    total = sum(len(c.turns) for c in conversations)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    async with running(settings) as continuo:
        with Progress(*columns, console=NOTES) as progress:
            stored = progress.add_task("stored", total=total)
            for conversation in conversations:
                async for count in _store(continuo, conversation):
                    progress.advance(stored, count)
            if wait:
                await _settle(continuo, conversations, progress, total)
    summary = {"users": len({c.user_id for c in conversations}), "sessions": len(conversations), "turns": total}
    if as_json:
        show_json(summary)
    else:
        OUT.print(f"{summary['turns']} turns in {summary['sessions']} sessions of {summary['users']} users.")


async def _store(continuo: Continuo, conversation: Conversation) -> AsyncIterator[int]:
    scope = Scope.of(DEFAULT_TENANT, conversation.user_id)
    for begin in range(0, len(conversation.turns), _TURNS_AT_ONCE):
        part = conversation.turns[begin : begin + _TURNS_AT_ONCE]
        await continuo.journal.append(scope, conversation.session_id, part)
        yield len(part)


async def _settle(continuo: Continuo, conversations: list[Conversation], progress: Progress, total: int) -> None:
    learned = progress.add_task("learned", total=total)
    for conversation in conversations:
        scope = Scope.of(DEFAULT_TENANT, conversation.user_id)
        await continuo.journal.end(scope, conversation.session_id)
        # Done here rather than left to a worker, so that the bar tells the truth; a worker that comes first is fine.
        epoch = await continuo.privacy.epoch(scope)
        await continuo.consolidation.consolidate(scope, scope.session(conversation.session_id), epoch=epoch)
        progress.advance(learned, len(conversation.turns))


def read_history(file: Path, user: str | None) -> list[Conversation]:
    """Return the conversations of a file.

    It holds one JSON document ``{"user_id", "sessions": [{"id", "turns": [...]}]}``, or one turn a line with
    ``user_id`` and ``session_id``. A turn is ``{"role", "text" or "content", "speaker", "said_at"}``.

    Raises:
        Invalid: names the place in the file; nothing is stored.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(file.name, "must be UTF-8") from error
    try:
        document = json.loads(text)
    except json.JSONDecodeError:
        return list(_grouped(_lines(file.name, text), user))
    if not isinstance(document, dict) or not isinstance(document.get("sessions"), list):
        if isinstance(document, dict) and "role" in document:
            return list(_grouped([(f"{file.name}:1", document)], user))
        raise Invalid(file.name, "must hold an object with sessions, or one turn a line")
    return list(_documented(file.name, document, user))


def _lines(name: str, text: str) -> list[tuple[str, Any]]:
    found = []
    for number, row in enumerate(text.splitlines(), 1):
        if row.strip():
            try:
                found.append((f"{name}:{number}", json.loads(row)))
            except json.JSONDecodeError as error:
                raise Invalid(f"{name}:{number}", f"is not JSON ({error.msg}, column {error.colno})") from error
    return found


def _documented(name: str, document: Mapping[str, Any], user: str | None) -> Iterator[Conversation]:
    user_id = _user(f"{name}: user_id", user or document.get("user_id"))
    for number, session in enumerate(document["sessions"]):
        at = f"{name}: sessions[{number}]"
        if not isinstance(session, dict) or not isinstance(session.get("turns"), list):
            raise Invalid(at, "must be an object with id and turns")
        session_id = checked_name(f"{at}.id", str(session.get("id", "")))
        turns = [_turn(raw, f"{at}.turns[{n}]", f"{session_id}#{n}") for n, raw in enumerate(session["turns"])]
        yield Conversation(user_id, session_id, turns)


def _grouped(rows: list[tuple[str, Any]], user: str | None) -> Iterator[Conversation]:
    found: dict[tuple[str, str], list[NewTurn]] = defaultdict(list)
    for at, raw in rows:
        if not isinstance(raw, dict):
            raise Invalid(at, "must be an object")
        user_id = _user(f"{at}: user_id", user or raw.get("user_id"))
        session_id = checked_name(f"{at}: session_id", str(raw.get("session_id", "imported")))
        turns = found[user_id, session_id]
        turns.append(_turn(raw, at, f"{session_id}#{len(turns)}"))
    for (user_id, session_id), turns in found.items():
        yield Conversation(user_id, session_id, turns)


def _user(at: str, name: Any) -> str:
    if not isinstance(name, str):
        raise Invalid(at, "must name the user (or give --user)")
    return checked_name(at, name)


def _turn(raw: Any, at: str, event_id: str) -> NewTurn:
    if not isinstance(raw, dict):
        raise Invalid(at, "must be an object")
    text = raw.get("text", raw.get("content"))
    if not isinstance(text, str):
        raise Invalid(f"{at}.text", "must be a text")
    role = raw.get("role", "user")
    if role not in list(Role):
        raise Invalid(f"{at}.role", f"must be one of {', '.join(Role)}")
    turn = NewTurn(Role(role), text, str(raw.get("speaker") or ""), _time(raw.get("said_at"), at), event_id[-200:])
    return checked_turn(turn, now=system_clock(), at=at)


def _time(value: Any, at: str) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise Invalid(f"{at}.said_at", "must be an ISO 8601 time such as 2026-05-01T09:30:00+02:00") from error
