"""The delta-merge: the facts of a slot and what was newly read or decided about it in, changes out.

A slot's facts follow from its sayings and from the acts about it (``folding``). Merging means working them out anew and
telling what has become different. So the outcome depends neither on the order in which things came to be known nor on
how often they are merged, nothing is ever removed, and every change says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from continuo.domain.act import Act
from continuo.domain.clarification import Clarification
from continuo.domain.fact import Candidate, Change, Evidence, Fact, FactChange, Status
from continuo.domain.predicates import Predicate
from continuo.memory.facts.folding import fold
from continuo.memory.facts.holding import Holding, Place, place_of
from continuo.memory.facts.rulings import CORRECTION, Said


@dataclass(frozen=True, slots=True)
class Slot:
    """All that is known of one slot, and of the slot of its opposite.

    Args:
        about: whom it is about.
        predicate: the slot's own predicate.
        facts: of the slot and its opposite, whatever their status.
        acts: about the slot and its opposite, in order.
        open: the clarifications about them that are not settled.
        purposes: those of every fact of it; what was given for other purposes is another slot.
    """

    about: str
    predicate: Predicate
    facts: Sequence[Fact] = ()
    acts: Sequence[Act] = ()
    open: Sequence[Clarification] = ()
    purposes: tuple[str, ...] = ("memory",)


@dataclass(frozen=True, slots=True)
class Merged:
    """What has become different: steps of facts, and clarifications opened or settled."""

    changes: tuple[FactChange, ...]
    clarifications: tuple[Clarification, ...] = ()


def merge(slot: Slot, candidates: Sequence[Candidate], *, subject_id: UUID, extractor: str, now: datetime) -> Merged:
    """Return what the candidates, and the acts of the slot, change in it; nothing where all was merged before.

    Args:
        candidates: newly read, of this slot or its opposite; may be empty where an act is what is new.
        subject_id: the person, part of the identity of every new fact.
        extractor: version of what read the candidates, part of the identity too.
        now: the system time of the changes.
    """
    said = _all_said(slot, candidates, extractor)
    holdings = fold(slot.predicate, said, slot.acts)
    known = {fact.fact_id: fact for fact in slot.facts}
    names = _named(holdings, slot.facts, subject_id)
    changes: list[FactChange] = []
    for holding in holdings:
        fact = _fact(slot, holding, names, known.get(names[id(holding)]), now)
        changes.extend(_steps(holding, known.get(fact.fact_id), fact, now))
    changes.extend(_gone(slot.facts, holdings, names, now))
    return Merged(tuple(changes), _clarified(slot, holdings, names, subject_id, now))


def _all_said(slot: Slot, candidates: Iterable[Candidate], extractor: str) -> list[Said]:
    said = {
        (fact.predicate, place_of(saying)): saying
        for fact in slot.facts
        for saying in fact.evidence
        if saying.read_by != CORRECTION
    }
    for candidate in candidates:
        saying = evidence_of(candidate, extractor)
        said.setdefault((candidate.predicate, place_of(saying)), saying)
    return [(predicate, saying) for (predicate, _), saying in said.items()]


def evidence_of(candidate: Candidate, extractor: str) -> Evidence:
    """Return the candidate as a saying that facts can stand on; a beginning after its end is no beginning."""
    began, ended = candidate.valid_from, candidate.valid_to
    return Evidence(
        source=candidate.source,
        speaker=candidate.speaker,
        said_at=candidate.said_at,
        affirmed=candidate.affirmed,
        ordinal=candidate.ordinal,
        object=candidate.object,
        statement=candidate.statement,
        confidence=candidate.confidence,
        tier=candidate.tier,
        valid_from=began if began is None or ended is None or began <= ended else None,
        valid_to=ended,
        read_by=extractor,
    )


def _named(holdings: Sequence[Holding], facts: Sequence[Fact], subject_id: UUID) -> dict[int, UUID]:
    """Return the id of each holding.

    It is that of the fact which had its first saying, else of one that had any of its sayings and is left without a
    name, else one made from its first saying. Of two values that were one, the older keeps the name.
    """
    owner: dict[tuple[str, Place], UUID] = {
        (fact.predicate, place_of(saying)): fact.fact_id for fact in facts for saying in fact.evidence
    }
    ordered = sorted(holdings, key=lambda h: (h.sayings[0].said_at, place_of(h.sayings[0])))
    names: dict[int, UUID] = {}
    for take in (_first_owner, _any_owner):
        for holding in ordered:
            name = take(holding, owner, set(names.values()))
            if id(holding) not in names and name is not None:
                names[id(holding)] = name
    for holding in ordered:
        if id(holding) not in names:
            names[id(holding)] = _made_from(holding, subject_id, set(names.values()))
    return names


def _first_owner(holding: Holding, owner: dict[tuple[str, Place], UUID], taken: set[UUID]) -> UUID | None:
    name = owner.get((holding.predicate, place_of(holding.sayings[0])))
    return name if name not in taken else None


def _any_owner(holding: Holding, owner: dict[tuple[str, Place], UUID], taken: set[UUID]) -> UUID | None:
    names = (owner.get((holding.predicate, place_of(saying))) for saying in holding.sayings)
    return next((name for name in names if name is not None and name not in taken), None)


def _made_from(holding: Holding, subject_id: UUID, taken: set[UUID]) -> UUID:
    session_id, position, ordinal, reader = place_of(holding.sayings[0])
    name = uuid5(subject_id, f"{reader}|{session_id}|{position}|{ordinal}|{holding.predicate}")
    # A value that began with this saying and lost it to an older one may have kept the name.
    while name in taken:
        name = uuid5(subject_id, str(name))
    return name


def _fact(slot: Slot, holding: Holding, names: dict[int, UUID], known: Fact | None, now: datetime) -> Fact:
    return Fact(
        fact_id=names[id(holding)],
        about=slot.about,
        predicate=holding.predicate,
        object=holding.object,
        statement=holding.statement,
        confidence=holding.confidence,
        tier=holding.tier,
        status=holding.status,
        said_at=holding.said_at,
        valid_from=holding.valid_from,
        valid_to=holding.valid_to,
        recorded_at=known.recorded_at if known else now,
        superseded_by=names[id(holding.by)] if holding.by is not None else None,
        evidence=tuple(sorted(holding.sayings, key=lambda e: (e.said_at, e.source, e.ordinal))),
        purposes=slot.purposes,
        pinned=holding.pinned,
        unsure=holding.rival is not None and holding.status is Status.CURRENT,
    )


def _steps(holding: Holding, before: Fact | None, after: Fact, now: datetime) -> list[FactChange]:
    """Return how a fact came from what it was to what it is; none where it is the same."""
    if before == after:
        return []
    if before is not None:
        return [FactChange(after.fact_id, _kind(before, after, holding), now, holding.reason, before, after)]
    told_as_past = after.status is Status.ENDED and len(after.evidence) == 1
    if told_as_past or after.status in {Status.CURRENT, Status.DENIED, Status.RETRACTED}:
        change = Change.DENIED if after.status is Status.DENIED else Change.LEARNED
        return [FactChange(after.fact_id, change, now, holding.reason, None, after)]
    # It was said and overtaken before anybody looked: both steps belong to its story.
    held = replace(after, status=Status.CURRENT, valid_to=None, superseded_by=None)
    learned = FactChange(after.fact_id, Change.LEARNED, now, "said before what holds now", None, held)
    return [learned, FactChange(after.fact_id, _kind(held, after, holding), now, holding.reason, held, after)]


_BY_STATUS = {
    Status.SUPERSEDED: Change.SUPERSEDED,
    Status.ENDED: Change.ENDED,
    Status.RETRACTED: Change.RETRACTED,
    Status.DENIED: Change.DENIED,
    Status.MERGED: Change.MERGED,
}


def _kind(before: Fact, after: Fact, holding: Holding) -> Change:
    if before.status is not after.status:
        back = Change.RESTORED if holding.restored or before.status is Status.RETRACTED else Change.REVISED
        return _BY_STATUS.get(after.status, back)
    if before.unsure != after.unsure:
        return Change.DOUBTED if after.unsure else Change.SETTLED
    if before.pinned != after.pinned:
        return Change.PINNED if after.pinned else Change.UNPINNED
    return Change.REINFORCED if len(after.evidence) > len(before.evidence) else Change.REVISED


def _gone(
    facts: Sequence[Fact], holdings: Sequence[Holding], names: dict[int, UUID], now: datetime
) -> list[FactChange]:
    """Return the facts whose sayings all belong to others now: merged into those, readable, out of force."""
    lasting = set(names.values())
    owner = {(h.predicate, place_of(s)): names[id(h)] for h in holdings for s in h.sayings}
    steps: list[FactChange] = []
    for fact in facts:
        if fact.fact_id in lasting or fact.status is Status.MERGED:
            continue
        into = next((owner[key] for s in fact.evidence if (key := (fact.predicate, place_of(s))) in owner), None)
        after = replace(fact, status=Status.MERGED, superseded_by=into, evidence=(), unsure=False)
        steps.append(FactChange(fact.fact_id, Change.MERGED, now, "the same as another fact", fact, after))
    return steps


def _clarified(
    slot: Slot, holdings: Sequence[Holding], names: dict[int, UUID], subject_id: UUID, now: datetime
) -> tuple[Clarification, ...]:
    """Return the clarifications that are new or settled."""
    wanted: dict[UUID, Clarification] = {}
    for holding in holdings:
        if holding.rival is None or {holding.status, holding.rival.status} != {Status.CURRENT}:
            continue
        older, newer = sorted((holding, holding.rival), key=lambda h: (h.sayings[0].said_at, place_of(h.sayings[0])))
        first, second = names[id(older)], names[id(newer)]
        name = uuid5(subject_id, f"clarification|{first}|{second}")
        wanted[name] = Clarification(name, slot.about, older.predicate, first, second, now, purposes=slot.purposes)
    known = {c.clarification_id: c for c in slot.open}
    opened = [c for name, c in wanted.items() if name not in known]
    settled = [
        replace(c, settled_at=now, settled_by=_settled_by(slot, c)) for name, c in known.items() if name not in wanted
    ]
    return (*opened, *settled)


def _settled_by(slot: Slot, clarification: Clarification) -> str:
    sides = {clarification.first, clarification.second}
    answered = any(sides == {UUID(str(i)) for i in act.payload.get("facts", ())} for act in slot.acts)
    return "an answer" if answered else "what was said or decided since"
