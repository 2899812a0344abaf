"""What a slot holds: a pure function of its sayings and of the acts about it, gone through in the order of time.

The outcome does not depend on the order in which sayings came to be known: a device that was offline for a week brings
its turns late, and they take their place in the story. The rules are those of DESIGN.md section 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from continuo.domain.act import Act, ActKind
from continuo.domain.fact import Evidence, Status, Tier
from continuo.domain.predicates import Predicate
from continuo.memory.facts.holding import SURE, Holding
from continuo.memory.facts.rulings import Rulings, Said
from continuo.memory.facts.sameness import is_category, words


@dataclass(frozen=True, slots=True)
class _Event:
    """A saying or an act in its place in time."""

    at: datetime
    order: tuple[int, str, int, int]
    said: Said | None = None
    act: Act | None = None


def fold(predicate: Predicate, said: Iterable[Said], acts: Sequence[Act]) -> list[Holding]:
    """Return the values of a slot, first said first.

    Args:
        predicate: the slot's; the slot of its opposite, if it has one, is gone through with it.
        said: every saying of the slot and of its opposite, in any order, each once.
        acts: every act about them, in order.
    """
    rulings = Rulings(acts)
    heard, voided = rulings.divided([*said, *rulings.corrections()])
    folding = _Folding(predicate, rulings)
    for event in sorted([*_spoken(heard), *_decided(acts)], key=lambda e: (e.at, e.order)):
        if event.said is not None:
            folding.say(*event.said)
        elif event.act is not None:
            folding.decide(event.act)
    return [*folding.holdings, *rulings.retracted(voided, folding.holdings)]


def _spoken(said: Iterable[Said]) -> Iterable[_Event]:
    for predicate, saying in said:
        source = saying.source
        place = (0, str(source.session_id), source.position, saying.ordinal)
        yield _Event(saying.said_at, place, said=(predicate, saying))


def _decided(acts: Iterable[Act]) -> Iterable[_Event]:
    for act in acts:
        yield _Event(act.at, (1, "", act.number, 0), act=act)


class _Folding:
    """Goes through one slot, or two opposite ones."""

    def __init__(self, predicate: Predicate, rulings: Rulings) -> None:
        self._predicate = predicate
        self._rulings = rulings
        self.holdings: list[Holding] = []
        self._now = datetime.min.replace(tzinfo=UTC)
        # By first word: an object can only be the same as one that begins alike.
        self._beginning: dict[str, list[Holding]] = {}

    def say(self, predicate: str, saying: Evidence) -> None:
        """Take in one saying."""
        self._now = saying.said_at
        if not saying.affirmed:
            self._deny(predicate, saying)
        elif saying.valid_to is not None and saying.valid_to <= saying.said_at:
            self._tell_of_the_past(predicate, saying)
        else:
            self._affirm(predicate, saying)

    def decide(self, act: Act) -> None:
        """Take in one decision of a person, beyond what was voided by it from the start."""
        self._now = act.at
        holding = self._rulings.meant(act, self.holdings)
        if holding is None:
            return
        if act.kind is ActKind.RESTORE and not holding.holds(act.at):
            self._restore(holding, act.at)
        elif act.kind in {ActKind.PIN, ActKind.UNPIN}:
            holding.pinned = act.kind is ActKind.PIN
            holding.reason = "kept in sight by the person" if holding.pinned else "no longer kept in sight"

    def _affirm(self, predicate: str, saying: Evidence) -> None:
        holding = self._same(predicate, saying.object, self._holds)
        if holding is not None:
            holding.reinforce(saying)
        else:
            holding = self._begun(predicate, saying, "said for the first time")
        for rival in self._rivals(holding):
            self._contest(holding, saying, rival)

    def _contest(self, holding: Holding, saying: Evidence, rival: Holding) -> None:
        """Let the newer value take the place of the rival, unless it is clearly weaker: then both stand, in doubt."""
        if self._rulings.coexist(holding, rival):
            return
        if _outweighs(saying, rival):
            rival.give_way(holding, holding.valid_from, "another value was said since")
        elif holding.rival is None:
            holding.stand_against(rival, "two values stand against each other, and the later is not the surer")

    def _tell_of_the_past(self, predicate: str, saying: Evidence) -> None:
        until = saying.valid_to
        assert until is not None, "the past has an end"
        holding = self._same(
            predicate, saying.object, lambda h: self._holds(h) and (h.valid_from is None or h.valid_from <= until)
        )
        if holding is not None and _may_end(saying, holding):
            holding.end(saying, until, "it ended, by the words of the one who said it")
            return
        known = self._same(predicate, saying.object, lambda h: h.status is Status.ENDED and h.valid_to == until)
        if known is not None:
            known.remember(saying)
            return
        past = self._begun(predicate, saying, "said to have been so")
        past.status = Status.ENDED

    def _deny(self, predicate: str, saying: Evidence) -> None:
        denied = [h for h in self._open(predicate) if self._is_denied(h, saying)]
        for holding in denied:
            if _may_end(saying, holding):
                holding.end(saying, saying.valid_to or saying.said_at, "denied since")
            else:
                holding.doubt(saying, weakens=_ranks(saying, holding))
        if denied:
            return
        known = self._same(predicate, saying.object, lambda h: h.status in {Status.DENIED, Status.ENDED})
        if known is not None:
            known.sayings.append(saying)
            known.reason = "denied again"
        else:
            self._begun(predicate, saying, "denied, and never said before").status = Status.DENIED

    def _is_denied(self, holding: Holding, saying: Evidence) -> bool:
        if is_category(saying.object, self._predicate.category):
            # "I have no pets" means all of them; "my pet died" means the only one there is.
            return self._predicate.is_single or not words(saying.object) or self._is_all(holding.predicate, saying)
        return self._rulings.same(holding.object, saying.object)

    def _is_all(self, predicate: str, saying: Evidence) -> bool:
        plural = saying.object.rstrip(" .!").endswith("s") or saying.object.casefold().startswith("any ")
        return plural or len(self._open(predicate)) == 1

    def _restore(self, holding: Holding, at: datetime) -> None:
        holding.reopen("restored by the person")
        for rival in self._rivals(holding):
            if not self._rulings.coexist(holding, rival):
                rival.give_way(holding, at, "the value it had replaced was restored")

    def _begun(self, predicate: str, saying: Evidence, reason: str) -> Holding:
        holding = Holding(predicate, saying.object)
        holding.learn(saying, reason)
        self.holdings.append(holding)
        for first in self._rulings.beginnings(saying.object):
            self._beginning.setdefault(first, []).append(holding)
        return holding

    def _same(self, predicate: str, text: str, wanted: Callable[[Holding], bool]) -> Holding | None:
        near = [h for first in self._rulings.beginnings(text) for h in self._beginning.get(first, [])]
        fitting = [h for h in near if h.predicate == predicate and wanted(h) and self._rulings.same(h.object, text)]
        # The very same words before a fuller or shorter form, and the latest before an older one.
        return next((h for h in reversed(fitting) if words(h.object) == words(text)), fitting[-1] if fitting else None)

    def _holds(self, holding: Holding) -> bool:
        return holding.holds(self._now)

    def _open(self, predicate: str) -> list[Holding]:
        return [h for h in self.holdings if self._holds(h) and h.predicate == predicate]

    def _rivals(self, holding: Holding) -> list[Holding]:
        """Return the open values that cannot hold beside this one."""
        if self._predicate.is_single:
            return [h for h in self._open(holding.predicate) if h is not holding]
        if not self._predicate.opposite:
            return []
        near = [h for first in self._rulings.beginnings(holding.object) for h in self._beginning.get(first, [])]
        return [
            h
            for h in near
            if self._holds(h) and h.predicate != holding.predicate and self._rulings.same(h.object, holding.object)
        ]


def _outweighs(saying: Evidence, rival: Holding) -> bool:
    """Tell whether what is said now overrules a value said before it."""
    sure = saying.confidence >= SURE or saying.confidence >= rival.confidence
    return sure and _ranks(saying, rival) and _later(saying, rival)


def _ranks(saying: Evidence, holding: Holding) -> bool:
    """Tell whether who speaks is as near to the matter as whoever said the value."""
    # A correction overrules what came before it, not what the person says later.
    return min(saying.tier, Tier.SELF) >= min(holding.tier, Tier.SELF)


def _later(saying: Evidence, rival: Holding) -> bool:
    last = max((s for s in rival.sayings if s.affirmed), key=lambda s: (s.said_at, s.source), default=None)
    if last is None or saying.said_at != last.said_at:
        return True
    # Of one moment: the order of a conversation decides, and between two conversations nothing does.
    here, there = saying.source, last.source
    return here.session_id == there.session_id and here.position > there.position


def _may_end(saying: Evidence, holding: Holding) -> bool:
    """Tell whether a denial, or a word of the past, is strong enough to close a fact."""
    return _ranks(saying, holding) and (saying.confidence >= SURE or saying.confidence >= holding.confidence)
