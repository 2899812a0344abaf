"""What is asked of a memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from continuo.domain.errors import Invalid
from continuo.domain.item import Kind
from continuo.domain.recall import NOW, Times
from continuo.ports.storage import Person

LONGEST_QUESTION = 10_000
MOST_HITS = 1000


def _never(_: Person) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question, and what else is to be read on the way.

    Args:
        limit: hits at most, 1 to 1,000.
        kinds: what to look for; ``None`` looks for everything.
        times: when it is asked, and as of which moments.
        explain: whether to say why each hit was found, and what was dropped.
        session_id: the session that goes on, if any: its last turns and episodes come along.
        wants_profile: tells of a person as they are now whether their profile is to come along.
    """

    query: str
    limit: int
    kinds: Sequence[Kind] | None = None
    times: Times = NOW
    explain: bool = False
    session_id: UUID | None = None
    wants_profile: Callable[[Person], bool] = _never

    def check(self) -> None:
        """Raise Invalid, naming the field, where something cannot be asked."""
        query = self.query
        if not query.strip():
            raise Invalid("query", "must not be empty or blank")
        if len(query) > LONGEST_QUESTION:
            raise Invalid("query", f"must have at most {LONGEST_QUESTION} characters, has {len(query)}")
        if "\x00" in query or any(0xD800 <= ord(c) <= 0xDFFF for c in query):
            raise Invalid("query", "must not contain NUL characters or lone surrogates")
        if not 1 <= self.limit <= MOST_HITS:
            raise Invalid("limit", f"must be 1 to {MOST_HITS}")
        for name, moment in asdict(self.times).items():
            if moment is not None and moment.tzinfo is None:
                raise Invalid(name, "must name its zone")
