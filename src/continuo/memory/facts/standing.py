"""How a fact stands in the recall index: at which words, of which time, with which marks."""

from __future__ import annotations

from continuo.domain.fact import Fact, Status
from continuo.domain.item import NO_ID, Mark
from continuo.domain.predicates import Fading, Predicate
from continuo.ports.items import ItemPlace

_FADES = {Fading.YEARS: Mark.FADES_YEARS, Fading.MONTHS: Mark.FADES_MONTHS, Fading.WEEKS: Mark.FADES_WEEKS}


def place_in_index(fact: Fact, predicate: Predicate) -> ItemPlace:
    """Return where the fact stands: at the last words that said it, of a conversation if there are any."""
    affirmed = [e for e in fact.evidence if e.affirmed] or list(fact.evidence)
    spoken = [e for e in affirmed if e.source.session_id != NO_ID] or affirmed
    return ItemPlace(spoken[-1].source, fact.said_at, marks(fact, predicate))


def marks(fact: Fact, predicate: Predicate) -> Mark:
    """Return the marks of the fact's row."""
    mark = Mark.NONE if fact.status is Status.CURRENT else Mark.STALE
    mark |= _FADES.get(predicate.fading, Mark.NONE)
    mark |= Mark.PINNED if fact.pinned else Mark.NONE
    return mark | Mark.UNSURE if fact.unsure else mark
