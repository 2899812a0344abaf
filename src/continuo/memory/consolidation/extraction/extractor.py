"""Turns in, candidates out: what people say of themselves, by rules, the same every time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from continuo.domain.fact import THE_USER, Candidate, Tier
from continuo.domain.predicates import DATE_OF
from continuo.domain.turn import Role, Source, Turn
from continuo.memory.consolidation.extraction.answers import answered
from continuo.memory.consolidation.extraction.clauses import Mood
from continuo.memory.consolidation.extraction.days import month_under_discussion
from continuo.memory.consolidation.extraction.introductions import Spoken, introductions
from continuo.memory.consolidation.extraction.own_words import own_words
from continuo.memory.consolidation.extraction.pretence import Telling
from continuo.memory.consolidation.extraction.reading import Read, read
from continuo.memory.consolidation.extraction.second_thoughts import Moment, Statements, corrected, denial, repaired
from continuo.memory.consolidation.extraction.sentences import Sentence, sentences
from continuo.memory.consolidation.extraction.shown import Plays
from continuo.memory.consolidation.extraction.slots import Heard
from continuo.memory.consolidation.extraction.statements import Manner, statement
from continuo.memory.consolidation.extraction.timing import Validity, dated, ending, validity

EXTRACTOR_VERSION = "rules-2"
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
    conversation = _Conversation()
    found: list[Candidate] = []
    for turn in turns:
        if turn.role is Role.USER and not conversation.plays.goes_on(turn.session_id, turn.text):
            about = THE_USER if not turn.speaker or turn.speaker in main_speakers else turn.speaker
            found += _of_turn(turn, about, conversation)
        conversation.before = turn
    return tuple(found)


@dataclass(slots=True)
class _Conversation:
    """What was heard so far: what later words lean on."""

    heard: Heard = field(default_factory=Heard)
    spoken: Spoken = field(default_factory=Spoken)
    plays: Plays = field(default_factory=Plays)
    statements: Statements = field(default_factory=Statements)
    before: Turn | None = None


def _of_turn(turn: Turn, about: str, conversation: _Conversation) -> Iterator[Candidate]:
    seen: set[tuple[str, str, bool]] = set()
    for sentence, found in _reads(turn, about, conversation):
        # Wishes are addressed to an assistant; between two people they are talk.
        if found.predicate == "wishes" and about != THE_USER:
            continue
        predicate = conversation.heard.meant(about, found.predicate)
        candidate = _candidate(turn, about, sentence, replace(found, predicate=predicate)) if predicate else None
        if candidate is None:
            continue
        key = candidate.predicate, candidate.object.casefold(), candidate.affirmed
        if key in seen:
            continue
        yield replace(candidate, ordinal=len(seen))
        seen.add(key)
        if len(seen) == MOST_OF_A_TURN:
            return


def _reads(turn: Turn, about: str, conversation: _Conversation) -> Iterator[tuple[Sentence, Read]]:
    """Yield what is read in the sentences of a turn and is meant as it is said."""
    told = list(sentences(own_words(turn.text)))
    telling, spoken, who = Telling(told), conversation.spoken, (turn.session_id, about)
    conversation.statements.next_turn(who)
    meant: list[tuple[Sentence, list[Read]]] = []
    for number, sentence in enumerate(told):
        introduced = list(introductions(sentence, spoken.before(about)))
        spoken.hear(about, sentence.text)
        conversation.heard.hear(about, sentence.text)
        reads = repaired(sentence)
        if reads is None:
            reads = _anew(sentence, who, conversation, meant) or read(sentence)
        if not reads and number == 0:
            reads = _answer(sentence, turn, conversation.before)
        reads = [found for found in (*reads, *introduced) if telling.means(number, sentence, found)]
        for found in reads:
            conversation.statements.hear(who, sentence.text, found)
        meant.append((sentence, reads))
    yield from ((sentence, found) for sentence, reads in meant for found in reads)


def _anew(
    sentence: Sentence,
    who: tuple[object, str],
    conversation: _Conversation,
    meant: Sequence[tuple[Sentence, list[Read]]],
) -> list[Read]:
    """Return what a sentence says in the place of earlier statements; those of the same turn are taken out."""
    before = conversation.before.text if conversation.before is not None else ""
    moment = Moment(conversation.statements.turn(who), before, is_first=not meant)
    anew: list[Read] = []
    for correction in corrected(sentence, conversation.statements.recent(who), moment):
        replaced = correction.replaced.read
        denied = denial(correction)
        for _, reads in meant:
            if any(found is replaced for found in reads):
                # Whatever else was read of the same words ("two sons" as a count) is taken back with them.
                reads[:] = [found for found in reads if not _overlap(found.object, replaced.object)]
                denied = None
        anew += [denied] if denied is not None else []
        anew += correction.reads
    return anew


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one == other or (one[0] < other[1] and other[0] < one[1])


def _answer(sentence: Sentence, turn: Turn, before: Turn | None) -> list[Read]:
    """Return what the first sentence of a turn says as the answer to what another one asked just before."""
    if before is None or before.session_id != turn.session_id:
        return []
    if before.role is Role.USER and before.speaker == turn.speaker:
        return []
    return answered(sentence, before.text)


def _candidate(turn: Turn, about: str, sentence: Sentence, found: Read) -> Candidate | None:
    pattern, sure = found.pattern, found.mood is Mood.SAID
    first, last = (sentence.start + place for place in found.object)
    words = found.words or pattern.fixed or " ".join(turn.text[first:last].split()).strip("\"“”'")
    if pattern.value is not None:
        moment = month_under_discussion(turn.text[:first], words, turn.said_at) if _is_dated(found) else turn.said_at
        valued = pattern.value(words, moment)
        if valued is None:
            return None
        words = valued
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


def _is_dated(found: Read) -> bool:
    return found.predicate.startswith(DATE_OF)


def _times(turn: Turn, sentence: Sentence, found: Read) -> Validity:
    pattern = found.pattern
    if not pattern.affirmed:
        return ending(sentence.text, found.clause, turn.said_at)
    if pattern.ended:
        return Validity(None, ending(sentence.text, found.clause, turn.said_at).valid_to or turn.said_at)
    # A birthday or a habit names a time that is part of it, not the time since when it holds.
    if (found.predicate in _TIMELESS or _is_dated(found)) and not pattern.past:
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
