"""Picks the sentences that tell most of a stretch, in the speakers' own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.naming import terms
from continuo.memory.consolidation.extraction.reading import read
from continuo.memory.consolidation.extraction.sentences import Sentence, sentences

MOST_TOKENS = 200
MOST_SENTENCES = 7
MOST_CHARACTERS = 320
"""A longer sentence is a list or pasted text; it is cut at a word."""

MOST_SENTENCES_READ = 12
"""Sentences of one turn that are looked at; a long answer says first what it is about."""

# Weights by hand, in units of the centrality of the most central sentence.
SAYS_A_FACT = 0.6
HAS_A_NAME_OR_NUMBER = 0.25
OPENS_THE_STRETCH = 0.25
FROM_ANOTHER = 0.45
ASKS = 0.25

EMPTY_TALK = re.compile(
    r"(?:hey|hi|hello|thanks|thank\s+you|wow|yeah|sure|great|cool|awesome|sounds\s+(?:good|great)|no\s+(?:worries"
    r"|problem)"
    r"|you're\s+(?:welcome|right)|good\s+(?:luck|morning|night|evening)|bye|see\s+you|take\s+care|congrats\w*"
    r"|of\s+course"
    r"|absolutely|glad\s+to|happy\s+to\s+help|let\s+me\s+know|i\s+hope\s+this\s+helps)\b[^.!?]{0,40}[.!?]*$",
    re.IGNORECASE,
)
_NAME_OR_NUMBER = re.compile(r"(?<=[a-z,] )[A-Z][a-z]|\d")

Count = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Summary:
    """The chosen sentences as one text, and the positions of the turns that they quote, in order."""

    text: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    turn: Turn
    words: str
    terms: frozenset[str]
    score: float
    place: tuple[int, int]


def summarise(turns: Sequence[Turn], *, opening: str, count: Count) -> Summary:
    """Return at most 200 tokens of the turns' own sentences, in the order in which they were said.

    With two or more speakers each change of speaker is marked by the name, or by the role where there is no name.

    Args:
        turns: with what is shown rather than said (code, quotations) blanked out.
        opening: the first turn as it was written, for stretches that hold no sentence to choose.
        count: number of tokens of a text.
    """
    kept: list[_Choice] = []
    for choice in sorted(_choices(turns), key=lambda c: (-c.score, c.place)):
        if len(kept) == MOST_SENTENCES:
            break
        if any(_much_alike(choice, other) for other in kept):
            continue
        longer = sorted([*kept, choice], key=lambda c: c.place)
        if count(_written(longer)) <= MOST_TOKENS:
            kept = longer
    if not kept:
        return Summary(_beginning(opening, count), (turns[0].position,))
    return Summary(_written(kept), tuple(sorted({choice.turn.position for choice in kept})))


def _choices(turns: Sequence[Turn]) -> list[_Choice]:
    found = [
        (turn, sentence, terms(sentence.text), index)
        for index, turn in enumerate(turns)
        for sentence in _sentences(turn)
    ]
    weight = Counter(term for _, _, own, _ in found for term in own)
    central = [sum(weight[t] for t in own) / (4 + len(own)) for _, _, own, _ in found]
    most = max(central, default=1.0) or 1.0
    return [
        _Choice(
            turn,
            _cut(sentence.text),
            frozenset(own),
            value / most + _extra(turn, sentence, index),
            (index, sentence.start),
        )
        for (turn, sentence, own, index), value in zip(found, central, strict=True)
    ]


def _sentences(turn: Turn) -> list[Sentence]:
    telling = [s for s in sentences(turn.text) if len(s.text) > 14 and not EMPTY_TALK.match(s.text)]
    return [s for s in telling[:MOST_SENTENCES_READ] if _is_prose(s.text)]


def _is_prose(text: str) -> bool:
    letters = sum(c.isalpha() or c == " " for c in text)
    return letters > 0.8 * len(text) and " " in text and len(terms(text)) > 1


def _extra(turn: Turn, sentence: Sentence, index: int) -> float:
    score = OPENS_THE_STRETCH if index < 2 else 0.0
    if _NAME_OR_NUMBER.search(sentence.text):
        score += HAS_A_NAME_OR_NUMBER
    if sentence.asks:
        score -= ASKS
    if turn.role is not Role.USER:
        return score - FROM_ANOTHER
    return score + SAYS_A_FACT if read(sentence) else score


def _cut(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= MOST_CHARACTERS:
        return words
    return words[:MOST_CHARACTERS].rsplit(" ", 1)[0] + " …"


def _much_alike(one: _Choice, other: _Choice) -> bool:
    shared = len(one.terms & other.terms)
    return shared > 0.6 * min(len(one.terms), len(other.terms))


def _written(chosen: Sequence[_Choice]) -> str:
    speakers = {_speaker(choice.turn) for choice in chosen}
    parts: list[str] = []
    before = ""
    for choice in chosen:
        speaker = _speaker(choice.turn)
        ended = choice.words if choice.words[-1] in '.!?…:"”' else choice.words + "."
        parts.append(f"{speaker}: {ended}" if len(speakers) > 1 and speaker != before else ended)
        before = speaker
    return " ".join(parts)


def _speaker(turn: Turn) -> str:
    return turn.speaker or turn.role.value


def _beginning(opening: str, count: Count) -> str:
    """Return the first words of the first turn, for stretches of greetings, code or numbers."""
    words = " ".join(opening[:MOST_CHARACTERS].split())
    while count(words) > MOST_TOKENS:
        words = words[: len(words) // 2]
    return words
