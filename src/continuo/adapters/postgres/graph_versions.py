"""What has to be written so that a new version of something is known, given the last one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID


class Versioned(Protocol):
    """What is known from one moment to another; ``known_to`` is ``None`` for what is known now."""

    @property
    def known_from(self) -> datetime:
        """Return the beginning."""

    @property
    def known_to(self) -> datetime | None:
        """Return the end."""


V = TypeVar("V", bound=Versioned)


@dataclass(slots=True)
class Writes(Generic[V]):
    """Versions to be stored, and those to be ended, with where they end."""

    put: list[V] = field(default_factory=list)
    ended: list[tuple[V, datetime]] = field(default_factory=list)


def advance(
    wanted: Sequence[tuple[UUID, V]], last: Mapping[UUID, V], gain: Callable[[V, V], V], same: Callable[[V, V], bool]
) -> Writes[V]:
    """Return what makes the wanted versions known.

    Args:
        wanted: at most one for each id, each open.
        last: the last version of each id that has any.
        gain: takes the last version and the wanted one, and returns the wanted one with what is kept of the last.
        same: tells whether two versions say the same, their times apart.
    """
    writes: Writes[V] = Writes()
    for key, fresh in wanted:
        assert fresh.known_to is None, "only what is known now is stored"
        before = last.get(key)
        if before is None:
            writes.put.append(fresh)
            continue
        fresh = gain(before, fresh)
        if before.known_to is None and same(before, fresh):
            if (kept := _since(fresh, before.known_from)) != before:
                writes.put.append(kept)
            continue
        # Clocks of two machines differ: nothing is known to change before it was known.
        at = max(fresh.known_from, before.known_to or before.known_from)
        if before.known_to is None and at > before.known_from:
            writes.ended.append((before, at))
        writes.put.append(_since(fresh, at))
    return writes


def _since(version: V, at: datetime) -> V:
    return replace(version, known_from=at)  # type: ignore[type-var]
