"""The wall between a model and a memory: a statement passes only where the words of its turn bear it.

Whatever made the model say it (a mistake, another language, a command hidden in a turn), a statement about the user
has to quote words that the user said, in the turn that it names, with the object in them. Everything else is dropped
and counted. Sentences are put together here, from predicate and object; not a word of the model's own is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from continuo.domain.fact import THE_USER, Candidate, Tier
from continuo.domain.predicates import registry
from continuo.domain.turn import Role, Source, Turn
from continuo.memory.consolidation.extraction.by_model import meaning, timing
from continuo.memory.consolidation.extraction.by_model.parsing import Said
from continuo.memory.consolidation.extraction.by_model.quotes import Plain, find_quote, plain
from continuo.memory.consolidation.extraction.by_model.support import is_said_by, share_a_stem, words
from continuo.memory.consolidation.extraction.clauses import Mood
from continuo.memory.consolidation.extraction.extractor import HEDGED, MOST_OF_A_TURN
from continuo.memory.consolidation.extraction.own_words import own_words
from continuo.memory.consolidation.extraction.sentences import Sentence, sentences
from continuo.memory.consolidation.extraction.statements import Manner, statement
from continuo.memory.consolidation.extraction.timing import Validity, dated

MOST_CONFIDENT = 0.9
"""However sure a model says it is, it is a reading."""

_PREDICATE = re.compile(r"[a-z][a-z0-9_]{1,39}")
_FAMILIES = ("favourite", "date_of", "number_of")
_GLUE = frozenset(words("has have is are was of in on at to for from with by and the a does did do can own"))


class Doubt(StrEnum):
    """Why a statement was dropped."""

    NO_SUCH_TURN = "no such turn"
    NOT_THE_USER = "not said by the user"
    NOT_QUOTED = "the quotation is not in the turn"
    NOT_IN_QUOTE = "the object is not in the quotation"
    UNKNOWN_PREDICATE = "the predicate is not in the quotation"
    SHOWN = "quoted from what is shown, not said"
    NOT_MEANT = "asked, imagined or reported"
    SOMEBODY_ELSE = "said of somebody else"
    CONTRARY = "the sentence says the contrary"
    STILL_TO_COME = "not yet true"
    REPEATED = "said twice"
    TOO_MANY = "more than one turn can say"


@dataclass(frozen=True, slots=True)
class Verified:
    """What is left of a model's statements.

    Args:
        dropped: how many were dropped, by reason.
    """

    candidates: tuple[Candidate, ...]
    dropped: Mapping[Doubt, int]


class _Doubtful(Exception):
    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt.value)
        self.doubt = doubt


class _Turn:
    """A turn as it is searched; made once for all its statements."""

    def __init__(self, turn: Turn) -> None:
        self.turn = turn
        self.plain: Plain = plain(turn.text)
        self.own = own_words(turn.text)
        self.sentences: list[Sentence] = list(sentences(self.own))

    def sentence_at(self, start: int, end: int) -> Sentence | None:
        """Return the sentence that a stretch lies in, or the last that it touches."""
        return next((s for s in reversed(self.sentences) if s.start < end and s.end > start), None)


def verify(said: Sequence[Said], turns: Sequence[Turn], known: Collection[str] = registry) -> Verified:
    """Return the statements that their turns bear, in the order of their words, numbered within each turn.

    Args:
        known: predicates that were offered; any other has to be made of the words of its quotation.
    """
    shown = {turn.position: turn for turn in turns}
    opened: dict[int, _Turn] = {}
    dropped: Counter[Doubt] = Counter()
    found: list[Candidate] = []
    for one in said:
        try:
            turn = opened.get(one.turn) or opened.setdefault(one.turn, _opened(one.turn, shown))
            found.append(_candidate(one, turn, known))
        except _Doubtful as doubtful:
            dropped[doubtful.doubt] += 1
    return Verified(tuple(_numbered(found, dropped)), dropped)


def _opened(position: int, shown: Mapping[int, Turn]) -> _Turn:
    """Return the turn ready to be searched, if it is there and a user's."""
    turn = shown.get(position)
    if turn is None:
        raise _Doubtful(Doubt.NO_SUCH_TURN)
    if turn.role is not Role.USER:
        raise _Doubtful(Doubt.NOT_THE_USER)
    return _Turn(turn)


def _candidate(said: Said, turn: _Turn, known: Collection[str]) -> Candidate:
    start, end, place = _place(said, turn)
    quotation = turn.turn.text[start:end]
    _check_predicate(said, quotation, known)
    # A wish is addressed to an assistant; between two people it is talk.
    if said.predicate == "wishes" and turn.turn.speaker:
        raise _Doubtful(Doubt.NOT_MEANT)
    if timing.is_still_to_come(place.beside, said.predicate, turn.turn.said_at):
        raise _Doubtful(Doubt.STILL_TO_COME)
    sure = _check_meaning(said, place) is Mood.SAID and not said.hedged
    times = _times(said, quotation, place, turn.turn)
    about = turn.turn.speaker or THE_USER
    told = f"{said.object} ({dated(times.moment)})" if times.moment is not None else said.object
    manner = Manner(said.affirmed, _is_over(times, turn.turn), sure)
    return Candidate(
        about=about,
        predicate=said.predicate,
        object=" ".join(said.object.split()),
        affirmed=said.affirmed,
        statement=statement(about, said.predicate, " ".join(told.split()), manner),
        confidence=round(min(said.confidence, MOST_CONFIDENT if sure else HEDGED), 3),
        said_at=turn.turn.said_at,
        source=Source(turn.turn.session_id, turn.turn.position, start, end),
        speaker=turn.turn.speaker or THE_USER,
        tier=Tier.SELF,
        ordinal=0,
        valid_from=times.valid_from,
        valid_to=times.valid_to,
    )


def _place(said: Said, turn: _Turn) -> tuple[int, int, meaning.Place]:
    """Return where the statement is quoted from, the first place at which its speaker says it in their own words."""
    doubt = Doubt.NOT_QUOTED
    for start, end in find_quote(turn.plain, said.quote):
        if not is_said_by(said.object, turn.turn.text[start:end], said_at=turn.turn.said_at):
            raise _Doubtful(Doubt.NOT_IN_QUOTE)
        place = _place_of_object(said, turn, start, end)
        if place is not None:
            return start, end, place
        doubt = Doubt.SHOWN
    raise _Doubtful(doubt)


def _place_of_object(said: Said, turn: _Turn, start: int, end: int) -> meaning.Place | None:
    """Return where the object is said; ``None`` where any word of the quotation is only shown."""
    if _letters(turn.own[start:end]) != _letters(turn.turn.text[start:end]):
        return None
    inner = next(find_quote(plain(turn.turn.text[start:end]), said.object), (end - start, end - start))
    first, last = start + inner[0], start + inner[1]
    sentence = turn.sentence_at(min(first, end - 1), max(last, first + 1))
    if sentence is None:
        return None
    begin, stop = max(0, first - sentence.start), min(len(sentence.text), last - sentence.start)
    return meaning.Place(sentence, max(0, start - sentence.start), min(begin, stop), stop)


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


def _check_predicate(said: Said, quotation: str, known: Collection[str]) -> None:
    if not _PREDICATE.fullmatch(said.predicate):
        raise _Doubtful(Doubt.UNKNOWN_PREDICATE)
    if said.predicate in known:
        return
    kind = next((said.predicate.removeprefix(f"{f}_") for f in _FAMILIES if said.predicate.startswith(f)), None)
    told = [word for word in (kind or said.predicate).split("_") if word and word not in _GLUE]
    spoken = words(quotation)
    if not told or not all(any(share_a_stem(word, other) for other in spoken) for word in told):
        raise _Doubtful(Doubt.UNKNOWN_PREDICATE)


def _check_meaning(said: Said, place: meaning.Place) -> Mood:
    if meaning.is_shown(place):
        raise _Doubtful(Doubt.SHOWN)
    mood = meaning.committed(place, said.predicate)
    if mood is Mood.NOT_SAID:
        raise _Doubtful(Doubt.NOT_MEANT)
    if meaning.is_of_somebody_else(place, said.predicate):
        raise _Doubtful(Doubt.SOMEBODY_ELSE)
    if not meaning.agrees(place, said.predicate, affirmed=said.affirmed):
        raise _Doubtful(Doubt.CONTRARY)
    return mood


def _times(said: Said, quotation: str, place: meaning.Place, turn: Turn) -> Validity:
    if said.predicate == timing.PLAN:
        return timing.planned(quotation, turn.said_at)
    if said.predicate in timing.TIMELESS:
        return Validity()
    over = said.affirmed and meaning.is_of_the_past(place, said.predicate)
    return timing.validity(
        place.sentence.text, turn.said_at, valid_from=said.valid_from, valid_to=said.valid_to, is_over=over
    )


def _is_over(times: Validity, turn: Turn) -> bool:
    return times.valid_to is not None and times.valid_to <= turn.said_at


def _numbered(found: Sequence[Candidate], dropped: Counter[Doubt]) -> Iterator[Candidate]:
    """Yield the candidates in the order of their words, each once, no more of a turn than one can say."""
    seen: dict[int, set[tuple[str, str, bool]]] = {}
    for candidate in sorted(found, key=lambda c: (c.source, c.predicate, c.object)):
        known = seen.setdefault(candidate.source.position, set())
        key = candidate.predicate, candidate.object.casefold(), candidate.affirmed
        if key in known or len(known) == MOST_OF_A_TURN:
            dropped[Doubt.REPEATED if key in known else Doubt.TOO_MANY] += 1
            continue
        yield replace(candidate, ordinal=len(known))
        known.add(key)
