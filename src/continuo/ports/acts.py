"""What was decided about one person's memories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from continuo.domain.act import Act, ActKind


@dataclass(frozen=True, slots=True)
class NewAct:
    """A decision that has no number yet; the arguments are those of ``Act``."""

    kind: ActKind
    payload: Mapping[str, Any]
    about: str = ""
    predicate: str = ""


class ActStore(Protocol):
    """Acts are part of the journal: never changed, and replayed by a rebuild."""

    async def begin(self, new: NewAct, *, now: datetime) -> Act:
        """Record a decision that this transaction carries out; it takes the next number of the person's runs."""

    async def all(self) -> Sequence[Act]:
        """Return all acts of the person, in order."""

    async def of_slot(self, about: str, predicates: Sequence[str]) -> Sequence[Act]:
        """Return the acts about somebody and one of these predicates, in order."""
