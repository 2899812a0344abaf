"""The key under which what is kept hot of a person is sealed, while it is at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from continuo.domain.scope import Scope


@dataclass(frozen=True, slots=True)
class HotKey:
    """Seals hot data of one person.

    Args:
        epoch: the person's, when the key was seen last.
        secret: 32 bytes that follow from the person's own key, and are gone when that is.
    """

    epoch: int
    secret: bytes = field(repr=False)


class HotKeys(Protocol):
    """Hands out the keys of people who were here within the last minute."""

    def hot_key(self, scope: Scope) -> HotKey | None:
        """Return the person's key if it is at hand; it is never fetched for this."""
