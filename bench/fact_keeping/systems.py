"""What is measured: the rules alone, for a quick look; or a whole continuo with its journal, worker and database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from uuid import UUID

from bench.fact_keeping.labels import Told
from bench.fact_keeping.scoring import Held
from continuo.adapters.onnx.tagging.tagger import OnnxTagger
from continuo.app import Continuo
from continuo.domain.clarification import Clarification
from continuo.domain.fact import Candidate, Fact
from continuo.domain.predicates import Predicates
from continuo.domain.scope import Scope
from continuo.domain.turn import NewTurn, Turn
from continuo.memory.consolidation.extraction.by_tagger.combining import combined
from continuo.memory.consolidation.extraction.extractor import EXTRACTOR_VERSION, extract
from continuo.memory.consolidation.merging import slot_name
from continuo.memory.facts.merge import Slot, merge
from continuo.ports.clarifications import ClarificationFilter
from continuo.ports.facts import FactFilter
from continuo.settings import Settings
from continuo.wiring import DEFAULT_TENANT, running

_ANYBODY = UUID(int=1)


class System(Protocol):
    """Listens to a conversation and says what it holds at the end."""

    async def listen(self, told: Told) -> Held:
        """Return what is held after the conversation."""


class Rules:
    """Extraction and merge without a store: what a slot holds follows from what was said in it.

    Args:
        reading: makes candidates of the turns of one session; the rules alone unless told otherwise.
    """

    def __init__(self, reading: Callable[[Sequence[Turn]], Sequence[Candidate]] = extract) -> None:
        self._reading = reading

    async def listen(self, told: Told) -> Held:
        """Return what is held after the conversation, read session by session as a worker would."""
        predicates = Predicates()
        slots: dict[tuple[str, str, tuple[str, ...]], list[Candidate]] = {}
        for session_id in dict.fromkeys(t.session_id for t in told.turns):
            for candidate in self._reading([t for t in told.turns if t.session_id == session_id]):
                name = slot_name(candidate.about, predicates.of(candidate.predicate), ("memory",))
                slots.setdefault(name, []).append(candidate)
        facts: list[Fact] = []
        asked: list[Clarification] = []
        for (about, named, _), candidates in slots.items():
            slot = Slot(about, predicates.of(named))
            merged = merge(
                slot, candidates, subject_id=_ANYBODY, extractor=EXTRACTOR_VERSION, now=told.turns[-1].said_at
            )
            facts += {c.fact_id: c.after for c in merged.changes}.values()
            asked += merged.clarifications
        return Held(facts, asked)


def read_by(tagger: OnnxTagger, *, alone: bool = False) -> Callable[[Sequence[Turn]], Sequence[Candidate]]:
    """Return a reading with a tagger: beside the rules, or alone."""

    def reading(turns: Sequence[Turn]) -> Sequence[Candidate]:
        return combined(turns, () if alone else extract(turns), tagger.tag_now(turns))

    return reading


class Platform:
    """A running continuo: every conversation is a user of its own."""

    def __init__(self, continuo: Continuo) -> None:
        self._continuo = continuo

    async def listen(self, told: Told) -> Held:
        """Return what is held after the conversation, each session appended and consolidated in its turn."""
        scope = Scope.of(DEFAULT_TENANT, told.name)
        for session_id in dict.fromkeys(t.session_id for t in told.turns):
            spoken = [t for t in told.turns if t.session_id == session_id]
            await self._continuo.journal.append(scope, str(session_id), [_new(t) for t in spoken])
            await self._continuo.journal.end(scope, str(session_id))
            await self._continuo.jobs.drain()
        facts = await self._all(scope)
        asked = await self._continuo.facts.clarifications(scope, ClarificationFilter(limit=1000))
        names = {scope.session(str(t.session_id)): t.session_id for t in told.turns}
        return Held([_renamed(f, names) for f in facts], asked)

    async def _all(self, scope: Scope) -> Sequence[Fact]:
        return await self._continuo.facts.list(scope, FactFilter(limit=1000))


def _new(turn: Turn) -> NewTurn:
    return NewTurn(turn.role, turn.text, turn.speaker, turn.said_at)


def _renamed(fact: Fact, names: dict[UUID, UUID]) -> Fact:
    evidence = tuple(
        replace(e, source=replace(e.source, session_id=names.get(e.source.session_id, e.source.session_id)))
        for e in fact.evidence
    )
    return replace(fact, evidence=evidence)


@asynccontextmanager
async def platform() -> AsyncIterator[Platform]:
    """Open a continuo in a folder of its own."""
    models = Path(__file__).parent.parent.parent / ".make" / "models"
    with TemporaryDirectory(prefix="continuo-bench-", ignore_cleanup_errors=True) as own:
        Path(own).chmod(0o755)
        async with running(Settings(folder=Path(own) / "data", models_folder=models, quiet_s=3600.0)) as continuo:
            yield Platform(continuo)
