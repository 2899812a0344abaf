"""Tells a stretch again in a third of its words: what was decided, said of somebody, counted, named; no small talk.

Where the summary of an episode says what it was about, the recap keeps what could be asked about it later. It is made
of the speakers' own sentences, so it invents nothing, and each line names the turn it is from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from continuo.domain.episode import RecapLine
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.naming import terms
from continuo.memory.consolidation.extraction.reading import read
from continuo.memory.consolidation.extraction.sentences import Sentence, sentences
from continuo.memory.consolidation.extraction.summary import EMPTY_TALK

KEPT = 0.29
"""Share of the turns' tokens that a recap may have; the promise is 0.2 to 0.4."""

FEWEST_TOKENS = 40
"""A stretch of two short turns is told as it is."""

MOST_SENTENCES_READ = 40
MOST_CHARACTERS = 320
FEW_WORDS = 8
"""An answer of at most so many words says nothing without its question."""

# Weights by hand, on conversations of our own making (bench/compression), in units of the most central sentence.
DECIDES = 1.0
SAYS_A_FACT = 0.9
HAS_A_NUMBER = 0.6
HAS_A_NAME = 0.4
CHANGES = 0.4
OF_SOMEBODY = 0.2
ANSWERS = 0.5
CENTRAL = 0.4
ASKS = 0.8
FROM_ANOTHER = 0.25

_DECIDES = re.compile(
    r"\b(?:decided?|decision|agreed?|settled?|chose|chosen|(?:we|i|they)(?:['’]ll| will| are going to|['’]re going to"
    r"|['’]m going to| am going to)|let['’]s|go(?:ing)? with|went with|the plan is|booked|signed|cancel(?:l?ed)?"
    r"|postponed|moved (?:it )?to|deadline|due|promised?|approved|rejected|must|have to|won['’]t|from now on|instead"
    r"|beschlossen|vereinbart|entschieden|wir werden|décidé|convenu|on va|decidido|acordado|vamos a)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:actually|instead|no longer|not any ?more|changed|used to|correction|rather than|turns out|doch|nicht mehr"
    r"|finalement|ne plus|en realidad|ya no)\b",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"\b(?:I|my|we|our|he|she|his|her|they|their|ich|mein\w*|wir|je|mon|ma|nous|mi|nosotros)\b", re.I
)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august"
    r"|september|october|november|december)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;'’)] )[A-ZÀ-ÖØ-Þ](?:[\w'’-]*[^\W_])")
_FILLER = re.compile(
    r"^(?:(?:well|so|oh|ah|yeah|yes|ok(?:ay)?|anyway|you know|i mean|honestly|by the way|btw|ha(?:ha)+|lol|hmm+|um+"
    r"|hey|right|sure|and|but)\b[\s,.!…–-]+)+",
    re.IGNORECASE,
)

Count = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Choice:
    turn: Turn
    words: str
    terms: frozenset[str]
    value: float
    place: tuple[int, int]


def recap(turns: Sequence[Turn], *, count: Count) -> tuple[RecapLine, ...]:
    """Return a stretch told again, line by line in the order in which it was said.

    Args:
        turns: of one session, in order, with what is shown rather than said blanked out.
        count: number of tokens of a text.
    """
    room = max(FEWEST_TOKENS, int(KEPT * sum(count(f"{speaker_of(t)}: {t.text}") for t in turns)))
    kept: list[_Choice] = []
    said: Counter[str] = Counter()
    for choice in sorted(_choices(turns), key=lambda c: (-c.value, c.place)):
        cost = count(choice.words) + 3
        # What is left out may be the longest of all: shorter ones still find a place.
        if cost <= room and not _is_told(choice, kept, said):
            kept.append(choice)
            said.update(choice.terms)
            room -= cost
    return tuple(_lines(sorted(kept, key=lambda c: c.place)))


def speaker_of(turn: Turn) -> str:
    """Return the name that a turn's words stand under."""
    return turn.speaker or turn.role.value


def _choices(turns: Sequence[Turn]) -> list[_Choice]:
    found = [
        (turn, sentence, terms(sentence.text), index)
        for index, turn in enumerate(turns)
        for sentence in _telling(turn, turns[index - 1] if index else None)
    ]
    weight = Counter(term for _, _, own, _ in found for term in own)
    central = [sum(weight[t] for t in own) / (4 + len(own)) for _, _, own, _ in found]
    most = max(central, default=1.0) or 1.0
    return [
        _choice(turn, sentence, CENTRAL * near / most, index, turns[index - 1] if index else None)
        for (turn, sentence, _, index), near in zip(found, central, strict=True)
    ]


def _choice(turn: Turn, sentence: Sentence, central: float, index: int, before: Turn | None) -> _Choice:
    words = " ".join(sentence.text.split())
    value = central + _value(turn, sentence)
    is_short = sentence.start == 0 and len(words.split()) <= FEW_WORDS
    asked = _asked(before) if before is not None and is_short else None
    if asked is not None:
        # A short answer says nothing without what it answers.
        words, value = f"{_cut(' '.join(asked.split()))} {words}", value + ANSWERS
    else:
        stripped = _FILLER.sub("", words)
        words = _cut(stripped[:1].upper() + stripped[1:])
    return _Choice(turn, words, frozenset(terms(words)), value, (index, sentence.start))


def _telling(turn: Turn, before: Turn | None) -> Iterator[Sentence]:
    for n, sentence in enumerate(sentences(turn.text)):
        if n >= MOST_SENTENCES_READ:
            return
        is_telling = len(sentence.text) > 10 and not EMPTY_TALK.match(sentence.text)
        # "Utrecht." and "12." tell something to whoever asked.
        if is_telling or (n == 0 and before is not None and _asked(before) and not EMPTY_TALK.match(sentence.text)):
            yield sentence


def _asked(turn: Turn) -> str | None:
    """Return the question that a turn ends with, if it does."""
    said = list(sentences(turn.text))
    return said[-1].text if said and said[-1].asks else None


def worth(text: str) -> float:
    """Return how much a sentence holds that could be asked about later, by its words alone."""
    value = DECIDES * bool(_DECIDES.search(text)) + CHANGES * bool(_CHANGES.search(text))
    value += HAS_A_NUMBER * bool(_NUMBER.search(text)) + HAS_A_NAME * bool(_NAME.search(text))
    return value + OF_SOMEBODY * bool(_OF_SOMEBODY.search(text))


def _value(turn: Turn, sentence: Sentence) -> float:
    value = worth(sentence.text) - ASKS * sentence.asks
    if turn.role is Role.USER:
        return value + SAYS_A_FACT * bool(read(sentence))
    return value - FROM_ANOTHER


def _is_told(choice: _Choice, kept: Sequence[_Choice], said: Counter[str]) -> bool:
    """Tell whether what a sentence says was kept already."""
    if not choice.terms or not choice.terms <= said.keys():
        return False
    return any(len(choice.terms & other.terms) > 0.7 * len(choice.terms) for other in kept)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS].rsplit(" ", 1)[0] + " …"


def _lines(chosen: Sequence[_Choice]) -> Iterator[RecapLine]:
    """Yield what each turn has left, one line a turn."""
    held: list[_Choice] = []
    for choice in chosen:
        if held and held[-1].turn is not choice.turn:
            yield _line(held)
            held = []
        held.append(choice)
    if held:
        yield _line(held)


def _line(held: Sequence[_Choice]) -> RecapLine:
    turn = held[0].turn
    return RecapLine(speaker_of(turn), " ".join(choice.words for choice in held), (turn.position,))
