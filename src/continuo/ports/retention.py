"""The retention rules of tenants, and what they take from a person's recall index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from continuo.domain.item import Kind
from continuo.domain.retention import RetentionRule


class RetentionRules(Protocol):
    """What each tenant decided; a kind without a rule is kept."""

    async def of_tenant(self, tenant_id: UUID) -> Sequence[RetentionRule]:
        """Return the tenant's rules, in the order of kinds."""

    async def put(self, tenant_id: UUID, rule: RetentionRule) -> None:
        """Set the rule of its kind."""

    async def remove(self, tenant_id: UUID, kind: Kind) -> None:
        """Keep this kind for ever again."""


@dataclass(frozen=True, slots=True)
class Due:
    """What has reached its age.

    Args:
        passages: number of passages said before ``passages_before``.
        facts: facts to leave recall.
        episodes: episodes to go.
    """

    passages: int = 0
    passages_before: datetime | None = None
    only_told: bool = False
    facts: tuple[UUID, ...] = ()
    episodes: tuple[UUID, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is due."""
        return not (self.passages or self.facts or self.episodes)


class ExpiryStore(Protocol):
    """Finds what is due, and takes it away."""

    async def count_passages(self, before: datetime, *, only_told: bool) -> int:
        """Return how many passages were said before a moment.

        Args:
            only_told: only those within an episode, which tells what was said.
        """

    async def old_facts(self, before: datetime) -> Sequence[tuple[UUID, str]]:
        """Return facts in the index that were last said, and last handed out, before a moment, with predicates.

        Pinned ones are not among them.
        """

    async def old_episodes(self, before: datetime) -> Sequence[UUID]:
        """Return episodes in force that ended before a moment."""

    async def drop_passages(self, before: datetime, *, only_told: bool) -> int:
        """Take the passages said before a moment from the index, and return how many there were."""
