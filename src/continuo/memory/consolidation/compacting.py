"""Facts that say the same in other words become one, with all their evidence: an act each, that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from continuo.domain.act import Act, ActKind
from continuo.domain.fact import Fact, Status
from continuo.domain.predicates import Predicates
from continuo.memory.consolidation.merging import SlotName, slot_name
from continuo.memory.facts.likeness import Group, Likeness
from continuo.memory.facts.rulings import Rulings, sayings_of
from continuo.memory.facts.sameness import words
from continuo.memory.vectors.indexing import embedded
from continuo.ports.acts import NewAct
from continuo.ports.embedder import Embedder
from continuo.ports.facts import FactFilter
from continuo.ports.storage import Transaction

MOST_IN_A_SLOT = 2000
"""Facts of one slot that are compared with one another; of larger ones the newest."""

_PAGE = 500
_COMPARED = {Status.CURRENT, Status.SUPERSEDED}


async def slots_of(tx: Transaction, predicates: Predicates) -> dict[SlotName, list[Fact]]:
    """Return the facts that could say the same, slot by slot; a predicate's opposite is a slot of its own here."""
    slots: dict[SlotName, list[Fact]] = {}
    wanted = FactFilter(limit=_PAGE)
    while page := await tx.facts.find(wanted):
        for fact in page:
            if fact.status in _COMPARED and not (fact.status is Status.SUPERSEDED and not _single(predicates, fact)):
                about, _, purposes = slot_name(fact.about, predicates.of(fact.predicate), fact.purposes)
                slots.setdefault((about, fact.predicate, purposes), []).append(fact)
        wanted = FactFilter(after=page[-1].fact_id, limit=_PAGE)
    return {name: facts for name, facts in slots.items() if len(facts) > 1}


def _single(predicates: Predicates, fact: Fact) -> bool:
    return predicates.of(fact.predicate).is_single


async def found_alike(
    slots: dict[SlotName, list[Fact]], predicates: Predicates, embedder: Embedder
) -> list[tuple[SlotName, Group]]:
    """Return the groups of facts that say the same."""
    likeness = Likeness()
    found: list[tuple[SlotName, Group]] = []
    for name, facts in slots.items():
        compared = sorted(facts, key=lambda f: (f.said_at, f.fact_id))[-MOST_IN_A_SLOT:]
        predicate = predicates.of(name[1])
        vectors = await embedded(likeness.doubtful(predicate, compared), embedder)
        found += [(name, group) for group in likeness.groups(predicate, compared, vectors)]
    return found


def compaction(group: Group, decided: Sequence[Act]) -> NewAct | None:
    """Return the act that makes one fact of a group.

    ``None`` where its members are one already, or a person has taken them apart before.

    Args:
        decided: the acts about the slot.
    """
    apart = {words(a.payload["object"]) for a in decided if a.kind is ActKind.SEPARATE}
    rulings = Rulings(decided)
    members = [
        f for f in group.members if words(f.object) not in apart and not rulings.same(group.into.object, f.object)
    ]
    if not members or words(group.into.object) in apart:
        return None
    payload: dict[str, Any] = {
        "predicate": group.into.predicate,
        "into": group.into.object,
        "objects": [f.object for f in members],
        "sayings": sayings_of(e for f in (group.into, *members) for e in f.evidence),
        "statements": sorted({f.statement for f in (group.into, *members)}),
        "purposes": sorted(set(group.into.purposes)),
    }
    return NewAct(ActKind.COMPACT, payload, group.into.about, group.into.predicate)
