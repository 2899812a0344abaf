"""How well what is held agrees with what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.fact_keeping.labels import Label, Told
from continuo.domain.clarification import Clarification
from continuo.domain.fact import Fact, Status
from continuo.domain.predicates import DATE_OF, FAVOURITE, NUMBER_OF

_RETIRED = {Status.SUPERSEDED, Status.ENDED, Status.RETRACTED}


@dataclass(frozen=True, slots=True)
class Held:
    """What a system held after a conversation: all facts in whatever status, and what it asked."""

    facts: Sequence[Fact]
    clarifications: Sequence[Clarification]

    @property
    def current(self) -> list[Fact]:
        """Return what it believes."""
        return [f for f in self.facts if f.status is Status.CURRENT]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was right or wrong: what was looked at, the outcome, and about what."""

    measure: str
    right: bool
    about: str


def score(told: Told, held: Held) -> list[Finding]:
    """Return everything that can be said about one conversation."""
    return [*_current(told, held), *_past(told, held), *_false(told, held), *_asked(told, held)]


def _current(told: Told, held: Held) -> Iterator[Finding]:
    for label in told.current:
        believed = [f for f in held.current if label.fits(f)]
        yield Finding("current", bool(believed), _named(label))
        retired = [f for f in held.facts if f.status in _RETIRED and label.fits(f)]
        if believed or retired:
            yield Finding("kept", bool(believed), _named(label))
        for fact in [f for f in believed if _strictly(label, f)] or believed:
            sources = {told.turn_number(e.source.session_id, e.source.position) for e in fact.evidence if e.affirmed}
            grounded = all(_stands(told, e.source.session_id, e.source.position, e.source.end) for e in fact.evidence)
            yield Finding("evidence", grounded and sources <= label.turns, f"{_named(label)} at {sorted(sources)}")


def _stands(told: Told, session_id: object, position: int, end: int) -> bool:
    return any(t.session_id == session_id and t.position == position and end <= len(t.text) for t in told.turns)


def _past(told: Told, held: Held) -> Iterator[Finding]:
    for label in told.past:
        # A value that also holds again is not stale: "moved back".
        if any(set(label.objects) & set(c.objects) and c.predicate == label.predicate for c in told.current):
            continue
        stale = [f for f in held.current if _strictly(label, f)]
        yield Finding("fresh", not stale, _named(label))
        known = any(_strictly(label, f) for f in held.facts)
        yield Finding("past", known and not stale, _named(label))


def _strictly(label: Label, fact: Fact) -> bool:
    """Tell whether a fact says this with the label's own predicate, or one of its family."""
    return label.fits(fact) and _family(label.predicate) == _family(fact.predicate)


def _family(predicate: str) -> str:
    for beginning in (FAVOURITE, DATE_OF, NUMBER_OF):
        if predicate.startswith(beginning):
            return beginning
    return predicate


def _false(told: Told, held: Held) -> Iterator[Finding]:
    unsure = [label for pair in told.clarify for label in pair]
    for fact in held.current:
        wrong = any(label.fits(fact) for label in told.absent)
        named = f"{fact.about} {fact.predicate} {fact.object}"
        known = any(label.fits(fact) for label in (*told.current, *told.past, *told.also, *unsure))
        held_true = any(label.fits(fact) for label in told.current)
        yield Finding("true", known and (held_true or not wrong), named)


def _asked(told: Told, held: Held) -> Iterator[Finding]:
    pending = [c for c in held.clarifications if c.settled_at is None]
    by_id = {f.fact_id: f for f in held.facts}
    for first, second in told.clarify:
        sides = [(by_id.get(c.first), by_id.get(c.second)) for c in pending]
        met = any(a and b and _both(first, second, a, b) for a, b in sides)
        yield Finding("asked", met, f"{first.predicate}: {first.objects[0]} or {second.objects[0]}")
    for clarification in pending:
        sides_of = by_id.get(clarification.first), by_id.get(clarification.second)
        due = any(a and b and _both(first, second, a, b) for first, second in told.clarify for a, b in [sides_of])
        yield Finding("question", due, f"{clarification.predicate}: {[f.object for f in sides_of if f]}")


def _both(first: Label, second: Label, one: Fact, other: Fact) -> bool:
    return (first.fits(one) and second.fits(other)) or (first.fits(other) and second.fits(one))


def _named(label: Label) -> str:
    return f"{label.about} {label.predicate} {label.objects[0]}"


def figures(findings: Sequence[Finding], turns: int) -> dict[str, float | int]:
    """Return the shares of the report; those without a case are left out."""
    seen: Counter[tuple[str, bool]] = Counter((f.measure, f.right) for f in findings)

    def share(measure: str, *, wrong: bool = False) -> float:
        right, total = seen[measure, True], seen[measure, True] + seen[measure, False]
        return round((total - right if wrong else right) / total, 4) if total else 0.0

    return {
        "current_value_accuracy": share("current"),
        "stale_value_rate": share("fresh", wrong=True),
        "past_kept": share("past"),
        "false_retirement_rate": share("kept", wrong=True),
        "false_fact_rate": share("true", wrong=True),
        "evidence_correct": share("evidence"),
        "clarifications_asked_when_due": share("asked"),
        "clarifications_per_100_turns": round(
            100 * (seen["question", True] + seen["question", False]) / max(turns, 1), 2
        ),
        "labels_current": seen["current", True] + seen["current", False],
        "labels_past": seen["fresh", True] + seen["fresh", False],
        "facts_believed": seen["true", True] + seen["true", False],
    }
