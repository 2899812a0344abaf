"""The delta-merge: one candidate and the facts of its slot in, changes out.

The rules are those of DESIGN.md section 4, as far as they need no answer from a person: the same statement reinforces,
another value of a single-valued slot supersedes, a many-valued slot grows, a denial ends what it denies. Nothing is
ever removed, and every change says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from continuo.domain.fact import Candidate, Change, Evidence, Fact, FactChange, Status
from continuo.domain.predicates import Cardinality, predicate_of

MOST_CONFIDENT = 0.99
"""Repetition makes surer, never certain."""

_WORD = re.compile(r"\w+")
_ARTICLES = frozenset({"a", "an", "the", "my", "our", "her", "his", "their", "some"})


def merge(
    slot: Sequence[Fact], candidate: Candidate, *, subject_id: UUID, extractor: str, now: datetime
) -> list[FactChange]:
    """Return what the candidate changes in its slot; nothing where it has been merged before.

    Args:
        slot: all facts with the candidate's ``about`` and ``predicate``, whatever their status.
        subject_id: the person, part of the identity of every new fact.
        extractor: version of what read the candidate, part of the identity too.
        now: the system time of the changes.
    """
    evidence = Evidence(candidate.source, candidate.speaker, candidate.said_at, candidate.affirmed)
    if any(evidence in fact.evidence for fact in slot):
        return []
    current = [f for f in slot if f.status is Status.CURRENT]
    same = next((f for f in current if same_object(f.object, candidate.object)), None)
    if not candidate.affirmed:
        return [_end(f, candidate, evidence, now) for f in _denied(current, candidate)]
    if same is not None and candidate.valid_to is None:
        return [_reinforce(same, candidate, evidence, now)]
    fresh = _learn(candidate, evidence, subject_id, extractor, now)
    if candidate.valid_to is not None or not _single_valued(candidate.predicate):
        return [_learned(fresh, now)]
    return _take_the_slot(fresh, current, now)


def same_object(one: str, other: str) -> bool:
    """Return whether two objects name the same thing: equal words, or one adds detail to the other.

    >>> same_object("a beagle", "the Beagle")
    True
    >>> same_object("hot dogs", "dogs")
    False
    """
    first, second = _words(one), _words(other)
    if not first or not second:
        return one.casefold() == other.casefold()
    # Detail after the head adds to a thing ("a beagle named Toto"), a word before it makes another ("hot dogs").
    short, long = sorted((first, second), key=len)
    return long[: len(short)] == short


def _single_valued(predicate: str) -> bool:
    return predicate_of(predicate).cardinality is Cardinality.SINGLE


def _words(text: str) -> list[str]:
    return [w for w in _WORD.findall(text.casefold()) if w not in _ARTICLES]


def _denied(current: Sequence[Fact], candidate: Candidate) -> list[Fact]:
    earlier = [f for f in current if f.said_at <= candidate.said_at and f.tier <= candidate.tier]
    if not _words(candidate.object):
        return earlier if _single_valued(candidate.predicate) else []
    return [f for f in earlier if same_object(f.object, candidate.object)]


def _learn(candidate: Candidate, evidence: Evidence, subject_id: UUID, extractor: str, now: datetime) -> Fact:
    source = candidate.source
    name = f"{extractor}|{source.session_id}|{source.position}|{candidate.ordinal}"
    valid_from = candidate.valid_from or candidate.said_at
    valid_to = candidate.valid_to
    if valid_to is not None and candidate.valid_from is None:
        valid_from = min(valid_from, valid_to)
    return Fact(
        fact_id=uuid5(subject_id, name),
        about=candidate.about,
        predicate=candidate.predicate,
        object=candidate.object,
        statement=candidate.statement,
        confidence=candidate.confidence,
        tier=candidate.tier,
        status=Status.CURRENT if valid_to is None or valid_to > now else Status.ENDED,
        said_at=candidate.said_at,
        valid_from=valid_from,
        valid_to=valid_to,
        recorded_at=now,
        superseded_by=None,
        evidence=(evidence,),
    )


def _learned(fact: Fact, now: datetime) -> FactChange:
    return FactChange(fact.fact_id, Change.LEARNED, now, "said for the first time", None, fact)


def _reinforce(fact: Fact, candidate: Candidate, evidence: Evidence, now: datetime) -> FactChange:
    fuller = len(_words(candidate.object)) > len(_words(fact.object))
    after = replace(
        fact,
        object=candidate.object if fuller else fact.object,
        statement=candidate.statement if fuller else fact.statement,
        # Two independent readings, as in noisy-or; the older doubt shrinks by the newer sureness.
        confidence=round(min(MOST_CONFIDENT, 1 - (1 - fact.confidence) * (1 - candidate.confidence / 2)), 6),
        tier=max(fact.tier, candidate.tier),
        said_at=max(fact.said_at, candidate.said_at),
        valid_from=min(fact.valid_from, candidate.valid_from or candidate.said_at),
        evidence=tuple(sorted((*fact.evidence, evidence), key=lambda e: (e.said_at, e.source))),
    )
    return FactChange(fact.fact_id, Change.REINFORCED, now, "said again", fact, after)


def _end(fact: Fact, candidate: Candidate, evidence: Evidence, now: datetime) -> FactChange:
    after = replace(
        fact,
        status=Status.ENDED,
        valid_to=max(fact.valid_from, candidate.valid_to or candidate.said_at),
        evidence=(*fact.evidence, evidence),
    )
    return FactChange(fact.fact_id, Change.ENDED, now, "denied since", fact, after)


def _take_the_slot(fresh: Fact, current: Sequence[Fact], now: datetime) -> list[FactChange]:
    """The newer and not lower-ranking statement holds the slot; what was said late about an earlier time does not."""
    newest = max(current, key=lambda f: (f.said_at, f.fact_id), default=None)
    if newest is not None and fresh.said_at < newest.said_at:
        late = replace(
            fresh,
            status=Status.SUPERSEDED,
            valid_to=max(fresh.valid_from, newest.valid_from),
            superseded_by=newest.fact_id,
        )
        return [FactChange(late.fact_id, Change.LEARNED, now, "said before what holds now", None, late)]
    changes = [_learned(fresh, now)]
    for fact in current:
        # Someone else's word, or a guess, does not overrule what the person said of themselves.
        if fact.tier <= fresh.tier and (fresh.confidence >= 0.6 or fresh.confidence >= fact.confidence):
            changes.append(_superseded(fact, fresh, now))
    return changes


def _superseded(fact: Fact, by: Fact, now: datetime) -> FactChange:
    after = replace(
        fact, status=Status.SUPERSEDED, valid_to=max(fact.valid_from, by.valid_from), superseded_by=by.fact_id
    )
    return FactChange(fact.fact_id, Change.SUPERSEDED, now, "another value was said since", fact, after)
