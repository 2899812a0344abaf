"""Decisions about facts, clarifications and the timeline."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from continuo.domain.clarification import Clarification
from continuo.domain.errors import Invalid
from continuo.doors.http.answers import answer, page
from continuo.doors.http.door import Caller, TheCaller
from continuo.doors.http.rules import READ, WRITE, Answer, Doorway
from continuo.doors.http.schemas.decisions import (
    AnswerIn,
    ClarificationOut,
    ClarificationsOut,
    ClarificationsQuery,
    CorrectionIn,
    PinIn,
    SeparationIn,
    TimelineEntryOut,
    TimelineOut,
    TimelineQuery,
    cursor_of,
)
from continuo.doors.http.schemas.episodes import EpisodeOut
from continuo.doors.http.schemas.facts import FactOut
from continuo.doors.http.schemas.sessions import PersonIn


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("POST /v1/facts/{fact_id}/correct", correct, WRITE, Answer(FactOut))
    to.add("POST /v1/facts/{fact_id}/retract", retract, WRITE, Answer(FactOut))
    to.add("POST /v1/facts/{fact_id}/restore", restore, WRITE, Answer(FactOut))
    to.add("POST /v1/facts/{fact_id}/pin", pin, WRITE, Answer(FactOut))
    to.add("POST /v1/facts/{fact_id}/separate", separate, WRITE, Answer(FactOut))
    to.add("POST /v1/episodes/{episode_id}/restore", unfold, WRITE, Answer(EpisodeOut))
    to.add("GET /v1/clarifications", clarifications, READ, Answer(ClarificationsOut))
    to.add("POST /v1/clarifications/{clarification_id}/answer", settle, WRITE, Answer(ClarificationOut))
    to.add("GET /v1/timeline", timeline, READ, Answer(TimelineOut))


async def correct(caller: TheCaller, fact_id: UUID, body: CorrectionIn) -> Response:
    """Put another value in the place of a fact, over everything said before; the new fact is returned.

    The same correction again, of the fact it made, changes nothing. ``restore`` of the old fact undoes it.
    """
    person = caller.person(body.user_id)
    return answer(FactOut.of(await caller.continuo.decisions.correct(person, fact_id, body.correction())))


async def retract(caller: TheCaller, fact_id: UUID, body: PersonIn) -> Response:
    """Declare that a fact never was so; what it had retired is in force again. ``restore`` undoes it."""
    return answer(FactOut.of(await caller.continuo.decisions.retract(caller.person(body.user_id), fact_id)))


async def restore(caller: TheCaller, fact_id: UUID, body: PersonIn) -> Response:
    """Put a fact in force again that was superseded, ended, corrected or retracted."""
    return answer(FactOut.of(await caller.continuo.decisions.restore(caller.person(body.user_id), fact_id)))


async def pin(caller: TheCaller, fact_id: UUID, body: PinIn) -> Response:
    """Keep a fact in sight, so that it never fades, or no longer."""
    person = caller.person(body.user_id)
    return answer(FactOut.of(await caller.continuo.decisions.pin(person, fact_id, pinned=body.pinned)))


async def separate(caller: TheCaller, fact_id: UUID, body: SeparationIn) -> Response:
    """Take a value out of a fact that it was merged into; they are never merged again."""
    person = caller.person(body.user_id)
    return answer(FactOut.of(await caller.continuo.decisions.separate(person, fact_id, body.value)))


async def unfold(caller: TheCaller, episode_id: UUID, body: PersonIn) -> Response:
    """Put an episode in force again that was merged into one that tells the same; they are never merged again."""
    return answer(EpisodeOut.of(await caller.continuo.decisions.unfold(caller.person(body.user_id), episode_id)))


async def clarifications(caller: TheCaller, wanted: Annotated[ClarificationsQuery, Query()]) -> Response:
    """List the questions that a person's facts raise, a page at a time, with both sides and their evidence."""
    found = await caller.continuo.facts.clarifications(caller.person(wanted.user_id), wanted.wanted())
    shown, last = page(found, wanted.limit)
    told = [await _told(caller, wanted.user_id, asked) for asked in shown]
    return answer(ClarificationsOut(clarifications=told, next=last.clarification_id if last else None))


async def settle(caller: TheCaller, clarification_id: UUID, body: AnswerIn) -> Response:
    """Answer a question: the first value is right, the second, both, or neither."""
    person = caller.person(body.user_id)
    settled = await caller.continuo.decisions.settle(person, clarification_id, body.answer)
    return answer(await _told(caller, body.user_id, settled))


async def timeline(caller: TheCaller, wanted: Annotated[TimelineQuery, Query()]) -> Response:
    """Tell a life in the order of time: when facts began and ended, and what happened; or one slot of it."""
    try:
        filter_ = wanted.wanted()
    except ValueError:
        raise Invalid("after", "must be ``next`` of the page before") from None
    shown, last = page(await caller.continuo.facts.timeline(caller.person(wanted.user_id), filter_), wanted.limit)
    return answer(TimelineOut(entries=[TimelineEntryOut.of(e) for e in shown], next=cursor_of(last) if last else None))


async def _told(caller: Caller, user_id: str, asked: Clarification) -> ClarificationOut:
    sides = await caller.continuo.facts.sides(caller.person(user_id), [asked])
    return ClarificationOut.of(asked, sides[asked.first], sides[asked.second])
