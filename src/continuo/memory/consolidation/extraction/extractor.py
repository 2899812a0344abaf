"""Turns in, candidates out: what people say of themselves, by rules, the same every time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from continuo.domain.fact import THE_USER, Candidate, Tier
from continuo.domain.turn import Role, Source, Turn
from continuo.memory.consolidation.extraction.clauses import Mood
from continuo.memory.consolidation.extraction.own_words import own_words
from continuo.memory.consolidation.extraction.reading import Read, read
from continuo.memory.consolidation.extraction.sentences import Sentence, sentences
from continuo.memory.consolidation.extraction.statements import Manner, statement
from continuo.memory.consolidation.extraction.timing import Validity, dated, ending, validity

EXTRACTOR_VERSION = "rules-1"
"""Part of the identity of every memory made from what this extractor reads."""

HEDGED = 0.5
"""Confidence of what was said with "I think" or "maybe"."""

MOST_OF_A_TURN = 40
"""Candidates of one turn; a text that seems to say more of its speaker is a list or a form."""


def extract(turns: Sequence[Turn], *, main_speakers: Collection[str] = ()) -> tuple[Candidate, ...]:
    """Return the statements that speakers make about themselves, in order.

    Read are turns of the role ``user``; what an assistant, a tool or the system claims is not.

    Args:
        main_speakers: names under which the user themselves speak, beside turns without a name.
    """
    return tuple(candidate for turn in turns if turn.role is Role.USER for candidate in _of_turn(turn, main_speakers))


def _of_turn(turn: Turn, main_speakers: Collection[str]) -> Iterator[Candidate]:
    about = THE_USER if not turn.speaker or turn.speaker in main_speakers else turn.speaker
    seen: set[tuple[str, str, bool]] = set()
    for sentence in sentences(own_words(turn.text)):
        for found in read(sentence):
            # Wishes are addressed to an assistant; between two people they are talk.
            if found.predicate == "wishes" and about != THE_USER:
                continue
            candidate = _candidate(turn, about, sentence, found)
            key = candidate.predicate, candidate.object.casefold(), candidate.affirmed
            if key in seen:
                continue
            yield replace(candidate, ordinal=len(seen))
            seen.add(key)
            if len(seen) == MOST_OF_A_TURN:
                return


def _candidate(turn: Turn, about: str, sentence: Sentence, found: Read) -> Candidate:
    pattern, sure = found.pattern, found.mood is Mood.SAID
    first, last = (sentence.start + place for place in found.object)
    words = pattern.fixed or " ".join(turn.text[first:last].split()).strip("\"“”'")
    times = _times(turn, sentence, found)
    told = _with_date(words, times) if found.predicate == "plans_to" else words
    return Candidate(
        about=about,
        predicate=found.predicate,
        object=words,
        affirmed=pattern.affirmed,
        statement=statement(about, found.predicate, told, Manner(pattern.affirmed, pattern.past, sure, found.kin)),
        confidence=pattern.confidence if sure else min(HEDGED, pattern.confidence),
        said_at=turn.said_at,
        source=Source(
            turn.session_id, turn.position, sentence.start + found.clause[0], sentence.start + found.clause[1]
        ),
        speaker=turn.speaker or THE_USER,
        tier=Tier.SELF,
        ordinal=0,
        valid_from=times.valid_from,
        valid_to=times.valid_to,
    )


def _times(turn: Turn, sentence: Sentence, found: Read) -> Validity:
    pattern = found.pattern
    if not pattern.affirmed:
        return ending(sentence.text, found.clause, turn.said_at)
    # A birthday or a habit names a time that is part of it, not the time since when it holds.
    if found.predicate in _TIMELESS and not pattern.past:
        return Validity()
    return validity(sentence.text, found.clause, turn.said_at, past=pattern.past, plan=found.predicate == "plans_to")


_TIMELESS = frozenset(
    {
        "name",
        "nickname",
        "birthday",
        "age",
        "from",
        "wishes",
        "likes",
        "dislikes",
        "studies",
        "studied_at",
        "allergic_to",
    }
)


def _with_date(words: str, times: Validity) -> str:
    return f"{words} ({dated(times.moment)})" if times.moment is not None else words
