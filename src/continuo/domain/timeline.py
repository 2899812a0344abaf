"""A life in the order of time: when facts began and ended, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from continuo.domain.episode import Episode
from continuo.domain.fact import Fact


class Happening(StrEnum):
    """What an entry of a timeline tells."""

    BEGAN = "began"
    ENDED = "ended"
    EPISODE = "episode"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry: a fact that began or ended, or an episode that began.

    Args:
        at: valid time; of a fact that is only known to have ended there is no beginning.
        entry_id: id of the fact or episode.
    """

    at: datetime
    happening: Happening
    entry_id: UUID
    fact: Fact | None = None
    episode: Episode | None = None
