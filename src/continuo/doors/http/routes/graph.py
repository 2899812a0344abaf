"""Entities and how they are related."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from continuo.doors.http.answers import answer, page
from continuo.doors.http.door import TheCaller
from continuo.doors.http.rules import READ, WRITE, Answer, Doorway
from continuo.doors.http.schemas.graph import (
    EntitiesOut,
    EntitiesQuery,
    EntityOut,
    EntityQuery,
    GraphQuery,
    KnownEntityOut,
    MergeIn,
    NeighbourhoodOut,
    SplitIn,
    SplitOut,
)


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /v1/entities", entities, READ, Answer(EntitiesOut))
    to.add("GET /v1/entities/{entity_id}", entity, READ, Answer(KnownEntityOut))
    to.add("POST /v1/entities/{entity_id}/merge", merge, WRITE, Answer(EntityOut))
    to.add("POST /v1/entities/{entity_id}/split", split, WRITE, Answer(SplitOut))
    to.add("GET /v1/graph", graph, READ, Answer(NeighbourhoodOut))


async def entities(caller: TheCaller, wanted: Annotated[EntitiesQuery, Query()]) -> Response:
    """List the people, places and things a person spoke of, a page at a time."""
    person = caller.person(wanted.user_id)
    found = await caller.continuo.graph.entities(person, wanted.wanted(), name=wanted.name)
    shown, last = page(found, wanted.limit)
    return answer(EntitiesOut(entities=[EntityOut.of(e) for e in shown], next=last.entity_id if last else None))


async def entity(caller: TheCaller, entity_id: UUID, wanted: Annotated[EntityQuery, Query()]) -> Response:
    """Return one entity, what was merged into it, and where it is spoken of.

    The id of an entity that was merged answers with the one it was merged into.
    """
    person = caller.person(wanted.user_id)
    return answer(KnownEntityOut.of(await caller.continuo.graph.entity(person, entity_id, known_at=wanted.known_at)))


async def merge(caller: TheCaller, entity_id: UUID, body: MergeIn) -> Response:
    """Declare that an entity is another one; a second time changes nothing, and ``split`` undoes it."""
    return answer(EntityOut.of(await caller.continuo.graph.merge(caller.person(body.user_id), entity_id, body.into)))


async def split(caller: TheCaller, entity_id: UUID, body: SplitIn) -> Response:
    """Take out of an entity what is somebody or something else: all that goes by a name, or what is meant somewhere."""
    out = await caller.continuo.graph.split(caller.person(body.user_id), body.cut(entity_id))
    return answer(SplitOut(entities=[EntityOut.of(e) for e in out]))


async def graph(caller: TheCaller, wanted: Annotated[GraphQuery, Query()]) -> Response:
    """Return what lies around an entity, or around the user, up to three relations away."""
    found = await caller.continuo.graph.neighbourhood(caller.person(wanted.user_id), wanted.wanted())
    return answer(NeighbourhoodOut.of(found))
