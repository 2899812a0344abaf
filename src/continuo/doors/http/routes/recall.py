"""Recall, mentions and context: the way out."""

from __future__ import annotations

from starlette.responses import Response

from continuo.domain.recall import Times
from continuo.doors.http.answers import answer
from continuo.doors.http.door import Caller, TheCaller
from continuo.doors.http.rules import READ, Answer, Doorway
from continuo.doors.http.schemas.mentions import MentionsIn, MentionsOut
from continuo.doors.http.schemas.recall import ContextIn, ContextOut, RecallIn, RecallOut, SessionContextIn
from continuo.doors.http.schemas.values import PathName


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("POST /v1/recall", recall, READ, Answer(RecallOut))
    to.add("POST /v1/mentions", mentions, READ, Answer(MentionsOut))
    to.add("POST /v1/context", context, READ, Answer(ContextOut))
    to.add("POST /v1/sessions/{session_id}/context", session_context, READ, Answer(ContextOut))


async def recall(caller: TheCaller, body: RecallIn) -> Response:
    """Find what belongs to a question among everything one person said, best first."""
    recalled = await caller.continuo.recall.search(
        caller.person(body.user_id, body.purpose),
        body.query,
        limit=body.limit,
        kinds=body.wanted(),
        asked_at=body.asked_at,
        as_of=body.as_of,
        known_at=body.known_at,
        explain=body.explain,
    )
    return answer(RecallOut.of(recalled))


async def mentions(caller: TheCaller, body: MentionsIn) -> Response:
    """List and count the turns that mention something, by what they say, who said it, when and where; all of them."""
    scope = caller.person(body.user_id, body.purpose)
    return answer(MentionsOut.of(await caller.continuo.mentions.list(scope, body.wanted(), body.page())))


async def context(caller: TheCaller, body: ContextIn) -> Response:
    """Build the block that a model is given before it answers, within a budget of tokens."""
    return await _context(caller, body, body.session_id)


async def session_context(caller: TheCaller, session_id: PathName, body: SessionContextIn) -> Response:
    """Build the block for a question asked in a session: its last turns come along."""
    return await _context(caller, body, session_id)


async def _context(caller: Caller, body: SessionContextIn, session_id: str | None) -> Response:
    block = await caller.continuo.contexts.build(
        caller.person(body.user_id, body.purpose),
        body.query,
        session=session_id,
        max_tokens=body.max_tokens or caller.door.default_context_tokens,
        times=Times(body.asked_at, body.as_of, body.known_at),
        explain=body.explain,
    )
    return answer(ContextOut.of(block, explain=body.explain))
