"""Ranking and window in, one block within a token budget out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Protocol
from uuid import UUID

from continuo.domain.errors import Invalid
from continuo.domain.recall import NOW, ContextBlock, ContextItem, Recalled, Times
from continuo.domain.scope import Scope, checked_name
from continuo.memory.context.block import boundary, frame
from continuo.memory.context.draft import ORDER, Draft, numbered
from continuo.memory.context.excerpts import Nearness
from continuo.memory.context.leaning import Shares, leaning
from continuo.memory.context.levels import Levels, Told
from continuo.memory.context.standing import Page, StandingLines
from continuo.memory.recall.inquiry import Inquiry
from continuo.memory.recall.room import Recall
from continuo.ports.embedder import Tokenizer
from continuo.ports.glance import Profile
from continuo.ports.storage import Person

LEAST_TOKENS = 50
MOST_TOKENS = 100_000
LEAST_CANDIDATES = 20
MOST_CANDIDATES = 200
TOKENS_A_LINE = 20
"""Hits that compete for a place in the block: as many as there could be lines, if all of them were short."""


class Uses(Protocol):
    """Keeps in mind which facts were handed out."""

    def note(self, scope: Scope, fact_ids: Sequence[UUID]) -> None:
        """Note that these facts were handed out just now; it waits for nothing."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a block is made from beside the ranking.

    Args:
        standing: what goes along with every answer.
        uses: is told which facts were handed out.
    """

    standing: StandingLines
    uses: Uses


class Contexts:
    """Builds context blocks."""

    def __init__(self, recall: Recall, sources: Sources, tokenizer: Tokenizer) -> None:
        self._recall = recall
        self._sources = sources
        self._tokenizer = tokenizer

    async def build(
        self,
        scope: Scope,
        query: str,
        *,
        session: str | None = None,
        max_tokens: int,
        times: Times = NOW,
        explain: bool = False,
    ) -> ContextBlock:
        """Return the block for a question; an empty one for a person unknown.

        Args:
            session: the conversation that is going on; its last turns and its summary come along.
            max_tokens: the block has at most this many, under the tokenizer it names; 50 to 100,000.
            times: when it is asked, and as of which moments.

        Raises:
            Invalid: names the argument.
        """
        if not LEAST_TOKENS <= max_tokens <= MOST_TOKENS:
            raise Invalid("max_tokens", f"must be {LEAST_TOKENS} to {MOST_TOKENS}")
        wanted = min(MOST_CANDIDATES, max(LEAST_CANDIDATES, max_tokens // TOKENS_A_LINE))
        session_id = scope.session(checked_name("session_id", session)) if session is not None else None
        standing = self._sources.standing
        inquiry = Inquiry(
            query, wanted, times=times, explain=explain, session_id=session_id,
            # The profile is of the present: of another moment only what was asked for is told.
            wants_profile=lambda person: not times.is_past and standing.known(scope, person) is None,
        )  # fmt: skip
        found = await self._recall.find(scope, inquiry)
        if found.person is None:
            return ContextBlock("", 0, self._tokenizer.name, ())
        page = self._page(scope, found.person, found.profile, times)
        now = replace(found.ongoing, session=session or "")
        months = [month.told for month in page.months if month.meets(found.moments)]
        shares = leaning(query, found.moments)
        mark = boundary(scope, found.person.term_key)
        told = Told(now, found.doubts, page.always, months)
        block = assemble(Asked(query, shares, max_tokens, mark), found.recalled, told, self._tokenizer)
        facts = [i.refers_to for i in block.items if i.kind in ("fact", "profile") and i.refers_to is not None]
        self._sources.uses.note(scope, facts)
        return block

    def _page(self, scope: Scope, person: Person, profile: Profile | None, times: Times) -> Page:
        """Return what goes along with every answer: as it was just read, else as it is at hand, if it is."""
        standing = self._sources.standing
        if profile is not None:
            return standing.keep(scope, person, profile)
        return (None if times.is_past else standing.known(scope, person)) or Page()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what its block may cost.

    Args:
        budget: tokens that the block has at most.
        mark: names the frame.
    """

    query: str
    shares: Shares
    budget: int
    mark: str


def assemble(asked: Asked, recalled: Recalled, told: Told, tokenizer: Tokenizer) -> ContextBlock:
    """Return the block of what was found and told, within the budget."""
    # The frame is paid for first: what is left is for headings and lines.
    whole = asked.budget - tokenizer.count(frame([], asked.mark, always=True))
    nearness = Nearness(asked.query, [hit.text for hit in recalled.hits])
    draft = Draft(whole, tokenizer, nearness)
    Levels(draft, asked.shares, whole, told, recalled).fill()
    sections = numbered([(name, _ordered(name, draft.sections[name])) for name in ORDER])
    text = frame(sections, asked.mark)
    items = tuple(item for _, lines in sections for item in lines)
    tokens = tokenizer.count(text)
    assert tokens <= asked.budget, (tokens, asked.budget)
    parts = {name: part for name, part in asdict(asked.shares).items() if name != "name"}
    return ContextBlock(
        text, tokens, tokenizer.name, items, recalled.notes, (*draft.dropped.values(), *recalled.dropped),
        asked.shares.name, draft.levels(parts),
    )  # fmt: skip


def _ordered(section: str, items: Sequence[ContextItem]) -> list[ContextItem]:
    # In the order of time, not of score: the same memories then stand in the same order for the next question, and
    # the latest word comes last. The profile has an order of its own.
    if section == "standing":
        return list(items)
    return sorted(items, key=lambda i: (i.said_at.timestamp() if i.said_at else 0.0, i.sources[:1]))
