"""Episodes as they are read."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from continuo.domain.errors import Invalid
from continuo.doors.http.answers import answer, page
from continuo.doors.http.door import TheCaller
from continuo.doors.http.rules import READ, Answer, Doorway
from continuo.doors.http.schemas.episodes import EpisodeOut, EpisodesOut, EpisodesQuery


def add_routes(to: Doorway) -> None:
    """Hang the routes of this group."""
    to.add("GET /v1/episodes", episodes, READ, Answer(EpisodesOut))


async def episodes(caller: TheCaller, wanted: Annotated[EpisodesQuery, Query()]) -> Response:
    """List what happened: all of a person's episodes a page at a time, or the first ones of a session in order."""
    for name in ("after", "as_of", "known_at"):
        if wanted.session_id is not None and getattr(wanted, name) is not None:
            raise Invalid(name, "cannot be used together with session_id")
    person = caller.person(wanted.user_id)
    found = await caller.continuo.episodes.list(person, wanted.wanted(), session=wanted.session_id)
    shown, last = page(found, wanted.limit)
    more = last.episode_id if last and wanted.session_id is None else None
    return answer(EpisodesOut(episodes=[EpisodeOut.of(e) for e in shown], next=more))
