"""Reads turns with a language model, and with the rules where the model is away, refuses, or cannot be understood."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from continuo.domain.clock import Clock
from continuo.domain.errors import Refused, Unavailable
from continuo.domain.fact import Candidate
from continuo.domain.scope import Scope
from continuo.domain.spending import Meter, Price, Spending
from continuo.domain.turn import Turn
from continuo.memory.consolidation.extraction.by_model.batches import batches, is_worth_asking
from continuo.memory.consolidation.extraction.by_model.parsing import Malformed, Parsed, parse
from continuo.memory.consolidation.extraction.by_model.prompt import PROMPT_VERSION, prompt
from continuo.memory.consolidation.extraction.by_model.verifying import verify
from continuo.memory.consolidation.extraction.readers import Reader, Reading, RuleReader
from continuo.ports.llm import LanguageModel
from continuo.ports.predicates import PredicateRegistry
from continuo.ports.spending import SpendingStore
from continuo.telemetry import LOG

PURPOSE = "extraction"
"""What the spending is for."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a model costs, and how much of a worker's time it may take.

    Args:
        price: of its tokens.
        rest: for so long after it was away nobody asks it; the rules read meanwhile. Without it every part of a long
            backlog would wait for the same outage.
        longest_reading: after it no further prompt is sent for the same turns. A worker gives a job ten minutes.
    """

    price: Price
    rest: timedelta = timedelta(seconds=30)
    longest_reading: timedelta = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class _Part:
    """What came of one prompt's turns.

    Args:
        believed: the model's statements that stood up to their turns; ``None`` where no answer could be used.
        left: positions of the turns that are left for the rules.
    """

    believed: tuple[Candidate, ...] | None
    left: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Errand:
    """One reading under way.

    Args:
        predicates: names that the tenant's registry offers.
        ends: when no further prompt is sent, by the monotonic clock in seconds.
    """

    meter: Meter
    predicates: tuple[str, ...]
    ends: float


class ModelReader:
    """Implements `Reader` with a language model.

    Args:
        spending: is told what each reading cost, whatever came of it.
        registry: the predicates that each tenant is offered.
        fallback: reads what the model cannot; the rules unless told otherwise.
    """

    def __init__(
        self,
        model: LanguageModel,
        spending: SpendingStore,
        registry: PredicateRegistry,
        clock: Clock,
        terms: Terms,
        fallback: Reader | None = None,
    ) -> None:
        self._model = model
        self._spending = spending
        self._registry = registry
        self._clock = clock
        self._terms = terms
        self._fallback = fallback or RuleReader()
        self._rests_until = 0.0

    @property
    def version(self) -> str:
        """Return the name under which this reader's statements are kept."""
        return f"llm-{PROMPT_VERSION}:{self._model.model}"

    async def read(self, scope: Scope, turns: Sequence[Turn]) -> Reading:
        """Return what the model read and the turns bear; of parts without a usable answer, what else reads."""
        offered = tuple(p.name for p in (await self._registry.of_tenant(scope.tenant_id)).all())
        ends = time.monotonic() + self._terms.longest_reading.total_seconds()
        errand = _Errand(Meter(self._terms.price), offered, ends)
        try:
            parts = [await self._part(part, errand) for part in batches(turns)]
        finally:
            # A call that failed, or that nobody waits for any more, was paid for all the same.
            await self._settle(scope, errand.meter)
        left = frozenset[int]().union(*(part.left for part in parts))
        # Rules remember what was said before, so they read all turns together, as a rebuild of the run would.
        fallen = await self._fallback.read(scope, turns) if left else None
        if fallen is not None and all(part.believed is None for part in parts):
            return fallen
        believed = [candidate for part in parts for candidate in part.believed or ()]
        ruled = fallen.candidates if fallen is not None else ()
        candidates = [*believed, *(c for c in ruled if c.source.position in left)]
        ordered = sorted(candidates, key=lambda c: (c.source.position, c.ordinal))
        return Reading(self.version, tuple(ordered), is_repeatable=False)

    async def _part(self, turns: Sequence[Turn], errand: _Errand) -> _Part:
        positions = frozenset(turn.position for turn in turns)
        if not is_worth_asking(turns):
            return _Part(None, positions)
        parsed = await self._asked(turns, errand)
        if parsed is None:
            errand.meter.fell_back()
            return _Part(None, positions)
        believed = await asyncio.to_thread(_believed, turns, parsed, errand)
        if parsed.is_whole:
            return _Part(believed, frozenset())
        # Statements come in the order of their turns, so the answer broke off at the last turn that it names.
        reached = max((said.turn for said in parsed.said), default=0)
        errand.meter.fell_back()
        return _Part(believed, frozenset(position for position in positions if position > reached))

    async def _asked(self, turns: Sequence[Turn], errand: _Errand) -> Parsed | None:
        """Return the model's statements, or ``None`` where none came that could be read, twice at most."""
        problem = "no time is left for the language model, or it was away just now"
        for again in (False, True):
            if time.monotonic() >= errand.ends or time.monotonic() < self._rests_until:
                break
            question = prompt(turns, errand.predicates, boundary=secrets.token_hex(8), again=again)
            try:
                completion = await self._model.complete(question, errand.meter)
                return await asyncio.to_thread(parse, completion.text)
            except Unavailable as error:
                problem = str(error)
                self._rests_until = time.monotonic() + self._terms.rest.total_seconds()
                break
            except Refused as error:
                problem = str(error)
                break
            except Malformed as error:
                problem = str(error)
        _note(turns, f"read by rules, {problem}")
        return None

    async def _settle(self, scope: Scope, meter: Meter) -> None:
        if meter.spent.calls or meter.spent.fallbacks:
            today = self._clock().date()
            await self._spending.add(scope.tenant_id, Spending(today, self._model.model, PURPOSE, meter.spent))


def _believed(turns: Sequence[Turn], parsed: Parsed, errand: _Errand) -> tuple[Candidate, ...]:
    """Return what stands up to the turns, and count what does not."""
    verified = verify(parsed.said, turns, errand.predicates)
    dropped = parsed.misshapen + sum(verified.dropped.values())
    errand.meter.dropped(dropped)
    if dropped:
        reasons = ", ".join(f"{count} {doubt}" for doubt, count in sorted(verified.dropped.items()))
        _note(turns, f"{dropped} statements dropped: {reasons or 'misshapen'}")
    return verified.candidates


def _note(turns: Sequence[Turn], what: str) -> None:
    first, last = turns[0], turns[-1]
    LOG.info("session %s, turns %d to %d: %s", first.session_id, first.position, last.position, what)
