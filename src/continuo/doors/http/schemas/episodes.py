"""Episodes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from continuo.domain.episode import Episode
from continuo.doors.http.schemas.values import Filtered, Moment, Name, PageLimit, Told
from continuo.ports.episodes import EpisodeFilter


class EpisodesQuery(Filtered):
    """Which episodes are wanted."""

    user_id: Name
    session_id: Annotated[Name | None, Field(description="those of one session, in order; not together with after")] = (
        None
    )
    as_of: Annotated[Moment | None, Field(description="only what had begun at that moment")] = None
    known_at: Annotated[Moment | None, Field(description="as it was told at that moment")] = None
    after: Annotated[UUID | None, Field(description="``next`` of the page before")] = None
    limit: PageLimit = 100

    def wanted(self) -> EpisodeFilter:
        """Return the filter, for one episode more than the page holds."""
        return EpisodeFilter(self.as_of, self.known_at, self.after, self.limit + 1)


class RecapLineOut(Told):
    """One line of a recap, and the positions of the turns it is from."""

    speaker: str
    text: str
    cited: list[int]


class EpisodeOut(Told):
    """A stretch of one session that stays with one subject; the recap tells it again in a third of its words."""

    episode_id: UUID
    session_uuid: UUID
    first: int
    last: int
    started_at: datetime
    ended_at: datetime
    summary: str
    topics: list[str]
    entities: list[str]
    cited: list[int]
    recorded_at: datetime
    purposes: list[str]
    recap: list[RecapLineOut]

    @classmethod
    def of(cls, episode: Episode) -> EpisodeOut:
        """Return the answer for an episode."""
        return cls(
            episode_id=episode.episode_id,
            session_uuid=episode.session_id,
            first=episode.first,
            last=episode.last,
            started_at=episode.started_at,
            ended_at=episode.ended_at,
            summary=episode.summary,
            topics=list(episode.topics),
            entities=list(episode.entities),
            cited=list(episode.cited),
            recorded_at=episode.recorded_at,
            purposes=list(episode.purposes),
            recap=[
                RecapLineOut(speaker=line.speaker, text=line.text, cited=list(line.cited)) for line in episode.recap
            ],
        )


class EpisodesOut(Told):
    """A page of episodes."""

    episodes: list[EpisodeOut]
    next: UUID | None
