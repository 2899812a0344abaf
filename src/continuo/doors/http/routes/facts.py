"""Facts as they are read."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from continuo.doors.http.answers import answer, page
from continuo.doors.http.door import TheCaller
from continuo.doors.http.rules import READ, Answer, Doorway
from continuo.doors.http.schemas.facts import FactChangeOut, FactHistoryOut, FactOut, FactQuery, FactsOut, FactsQuery
from continuo.doors.http.schemas.sessions import PersonQuery


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /v1/facts", facts, READ, Answer(FactsOut))
    to.add("GET /v1/facts/{fact_id}", fact, READ, Answer(FactOut))
    to.add("GET /v1/facts/{fact_id}/history", history, READ, Answer(FactHistoryOut))


async def facts(caller: TheCaller, wanted: Annotated[FactsQuery, Query()]) -> Response:
    """List a person's facts, a page at a time."""
    found = await caller.continuo.facts.list(caller.person(wanted.user_id), wanted.wanted(), text=wanted.text)
    shown, last = page(found, wanted.limit)
    return answer(FactsOut(facts=[FactOut.of(f) for f in shown], next=last.fact_id if last else None))


async def fact(caller: TheCaller, fact_id: UUID, wanted: Annotated[FactQuery, Query()]) -> Response:
    """Return one fact with its evidence, as it is or as it was known at a moment."""
    person = caller.person(wanted.user_id)
    return answer(FactOut.of(await caller.continuo.facts.get(person, fact_id, known_at=wanted.known_at)))


async def history(caller: TheCaller, fact_id: UUID, wanted: Annotated[PersonQuery, Query()]) -> Response:
    """Return what became of a fact, first step first."""
    steps = await caller.continuo.facts.history(caller.person(wanted.user_id), fact_id)
    return answer(FactHistoryOut(fact_id=fact_id, history=[FactChangeOut.of(step) for step in steps]))
