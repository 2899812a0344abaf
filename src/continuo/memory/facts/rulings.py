"""What people decided about a slot: which sayings are void, which objects are one, which values may stand together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from continuo.domain.act import Act, ActKind
from continuo.domain.clarification import Answer
from continuo.domain.fact import Evidence, Status, Tier
from continuo.domain.item import NO_ID
from continuo.domain.turn import Source
from continuo.memory.facts.holding import Holding, Place, place_of
from continuo.memory.facts.sameness import beginnings, same_object, words

Said = tuple[str, Evidence]
"""A predicate, and a saying of it."""

CORRECTION = "correction"
"""Stands where other sayings name the extractor that read them."""

_VOIDING = frozenset({ActKind.RETRACT, ActKind.CORRECT})


class Rulings:
    """The acts about one slot, ready to be asked while its sayings are gone through."""

    def __init__(self, acts: Sequence[Act]) -> None:
        self._acts = acts
        self._named: dict[tuple[str, ...], tuple[str, ...]] = _one_name(acts)

    def corrections(self) -> list[Said]:
        """Return what the person entered themselves, as sayings."""
        return [(act.payload["predicate"], _entered(act)) for act in self._acts if act.kind is ActKind.CORRECT]

    def divided(self, said: Iterable[Said]) -> tuple[list[Said], list[tuple[Said, Act]]]:
        """Return the sayings that count, and those that were declared void, each with the act that did."""
        heard: list[Said] = []
        voided: list[tuple[Said, Act]] = []
        for predicate, saying in said:
            act = self._voided_by(predicate, saying)
            if act is None:
                heard.append((predicate, saying))
            else:
                voided.append(((predicate, saying), act))
        return heard, voided

    def _voided_by(self, predicate: str, saying: Evidence) -> Act | None:
        voided: Act | None = None
        for act in self._acts:
            if act.kind is ActKind.RESTORE and voided is not None and _meant(act.payload, predicate, saying, act.at):
                voided = None
            elif any(_meant(part, predicate, saying, act.at) for part in _voids(act)):
                voided = act
        return voided

    def retracted(self, voided: Iterable[tuple[Said, Act]], holdings: Sequence[Holding]) -> list[Holding]:
        """Return what was declared never to have been so: kept, readable, and out of force."""
        made: list[Holding] = []
        for (predicate, saying), act in sorted(voided, key=lambda v: (v[0][1].said_at, v[0][1].source)):
            same = (h for h in made if h.predicate == predicate and self.same(h.object, saying.object))
            holding = next(same, None)
            if holding is not None:
                holding.sayings.append(saying)
                continue
            holding = Holding(predicate, saying.object)
            holding.learn(saying, _reason(act))
            holding.status = Status.RETRACTED
            holding.by = _correction_of(act, holdings)
            made.append(holding)
        return made

    def meant(self, act: Act, holdings: Sequence[Holding]) -> Holding | None:
        """Return the value that an act is about, as things stand when it is reached."""
        places = _places(act.payload)
        return next((h for h in reversed(holdings) if any(place_of(s) in places for s in h.sayings)), None)

    def coexist(self, one: Holding, other: Holding) -> bool:
        """Tell whether the person said that both hold."""
        for act in self._acts:
            if act.kind is ActKind.SETTLE and act.payload["answer"] == Answer.BOTH:
                first, second = (_places(act.payload[side]) for side in ("first", "second"))
                if (_stands(one, first) and _stands(other, second)) or (_stands(other, first) and _stands(one, second)):
                    return True
        return False

    def same(self, one: str, other: str) -> bool:
        """Tell whether two objects name the same thing, by their words or because they were found to."""
        return same_object(one, other) or (
            bool(self._named) and self._named.get(words(one), words(one)) == self._named.get(words(other), words(other))
        )

    def beginnings(self, text: str) -> tuple[str, ...]:
        """Return the first words that an object goes by: an equal object shares at least one of them."""
        own, named = beginnings(text), self._named.get(words(text))
        return (*own, named[0]) if named and named[0] not in own else own


def sayings_of(evidence: Iterable[Evidence]) -> list[list[Any]]:
    """Return the places of sayings as an act's payload keeps them."""
    return [
        [str(session_id), position, ordinal, reader]
        for session_id, position, ordinal, reader in map(place_of, evidence)
    ]


def _places(part: Any) -> set[Place]:
    return {(UUID(s), int(p), int(o), str(r)) for s, p, o, r in part.get("sayings", ())}


def _voids(act: Act) -> list[Any]:
    """Return what an act declares never to have been so."""
    if act.kind in _VOIDING and not act.payload.get("since"):
        return [act.payload]
    if act.kind is not ActKind.SETTLE:
        return []
    sides = {Answer.FIRST: ("second",), Answer.SECOND: ("first",), Answer.NEITHER: ("first", "second")}
    return [act.payload[side] for side in sides.get(Answer(act.payload["answer"]), ())]


def _meant(part: Any, predicate: str, saying: Evidence, at: datetime) -> bool:
    """Tell whether a saying is among those that an act names, or says the same and came to be known later."""
    if predicate != part["predicate"] or saying.said_at > at:
        return False
    if place_of(saying) in _places(part):
        return True
    # What the person saw and did not name stays; what says the same and was not known yet is void as well.
    seen = place_of(saying) in _places({"sayings": part.get("others", ())})
    return not seen and saying.read_by != CORRECTION and same_object(saying.object, part["object"])


def _stands(holding: Holding, places: set[Place]) -> bool:
    return any(place_of(s) in places for s in holding.sayings)


def _entered(act: Act) -> Evidence:
    given = act.payload
    began = given.get("since") or given.get("valid_from")
    return Evidence(
        source=Source(NO_ID, act.number, 0, 0),
        speaker=given["speaker"],
        said_at=act.at,
        ordinal=act.number,
        object=given["value"],
        statement=given["statement"],
        confidence=1.0,
        tier=Tier.CORRECTION,
        valid_from=datetime.fromisoformat(began) if began else None,
        read_by=CORRECTION,
    )


def _correction_of(act: Act, holdings: Sequence[Holding]) -> Holding | None:
    if act.kind is not ActKind.CORRECT:
        return None
    place = place_of(_entered(act))
    return next((h for h in holdings if any(place_of(s) == place for s in h.sayings)), None)


def _reason(act: Act) -> str:
    if act.kind is ActKind.CORRECT:
        return "corrected by the person"
    return "retracted by the person" if act.kind is ActKind.RETRACT else "settled by an answer"


def _one_name(acts: Sequence[Act]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the name that objects found to be one go by.

    What was merged into two values makes those one as well; a separation takes an object out of its company.
    """
    companies: list[set[tuple[str, ...]]] = []
    for act in acts:
        if act.kind is ActKind.COMPACT:
            met = {words(obj) for obj in [act.payload["into"], *act.payload["objects"]]}
            joined = [company for company in companies if company & met]
            companies = [company for company in companies if not company & met]
            companies.append(met.union(*joined))
        elif act.kind is ActKind.SEPARATE:
            for company in companies:
                company.discard(words(act.payload["object"]))
    return {obj: min(company) for company in companies for obj in company}
