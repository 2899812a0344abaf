"""One reading out of two: the rules' and the tagger's, statement by statement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from continuo.domain.fact import Candidate
from continuo.domain.predicates import DATE_OF, FAVOURITE, NUMBER_OF
from continuo.domain.turn import Turn
from continuo.memory.consolidation.extraction.by_tagger.claims import Claim, claims, renumbered
from continuo.memory.consolidation.extraction.extractor import MOST_OF_A_TURN
from continuo.ports.tagger import Mark

_WORD = re.compile(r"\w+")


def combined(
    turns: Sequence[Turn], ruled: Sequence[Candidate], marked: Sequence[Sequence[Mark]]
) -> tuple[Candidate, ...]:
    """Return the statements of both, in the order of their turns, numbered within each.

    Of two statements of the same words under one predicate the rule's is kept: its words are cut better. What the rules
    read anywhere in these turns is not added again from elsewhere: in passing a value is often only mentioned.

    Args:
        marked: the marks of each turn.
    """
    of_turn: dict[int, list[Candidate]] = {}
    for candidate in ruled:
        of_turn.setdefault(candidate.source.position, []).append(candidate)
    known = {_known(candidate) for candidate in ruled if candidate.affirmed}
    kept: list[Candidate] = []
    for turn, marks in zip(turns, marked, strict=True):
        own = of_turn.get(turn.position, [])
        added = [c.candidate for c in claims(turn, marks) if not any(says_the_same(c, o) for o in own)]
        added = [c for c in added if not (c.affirmed and _known(c) in known)]
        kept += [*own, *_distinct(added)][:MOST_OF_A_TURN]
    return tuple(renumbered(kept))


def says_the_same(claim: Claim, ruled: Candidate) -> bool:
    """Tell whether a rule read the same words, or the same value, under the same predicate or its like."""
    marked = claim.candidate
    if _family(marked.predicate) != _family(ruled.predicate) or marked.about != ruled.about:
        return False
    if marked.object.casefold() == ruled.object.casefold():
        return True
    return bool(_words(marked.object) & _words(ruled.object))


def _known(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.about, _family(candidate.predicate), candidate.object.casefold()


def _family(predicate: str) -> str:
    if predicate.startswith(FAVOURITE):
        return "likes"
    family = next((f for f in (DATE_OF, NUMBER_OF) if predicate.startswith(f)), predicate)
    return {"prefers": "likes", "drives": "owns", "nickname": "name"}.get(family, family)


def _words(text: str) -> set[str]:
    return {word.removesuffix("s") for word in _WORD.findall(text.casefold()) if len(word) > 2}


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    seen: dict[tuple[str, str, bool], Candidate] = {}
    for candidate in candidates:
        seen.setdefault((candidate.predicate, candidate.object.casefold(), candidate.affirmed), candidate)
    return list(seen.values())
