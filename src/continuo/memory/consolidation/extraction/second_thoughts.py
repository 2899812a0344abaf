"""Reads what a speaker takes back and says anew: "I live in Warsaw, sorry, Wrocław"; "Oops, 1986"."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from continuo.domain.predicates import predicate_of
from continuo.memory.consolidation.extraction.framing import after, read_framed
from continuo.memory.consolidation.extraction.known import is_place, organisations
from continuo.memory.consolidation.extraction.reading import Read, read
from continuo.memory.consolidation.extraction.sentences import Sentence

MOST_STATEMENTS_BACK = 6
"""Statements of the same speaker that a correction may mean."""

MOST_TURNS_BACK = 2
"""Turns of the same speaker between a statement and its correction."""

MOST_WORDS_ANEW = 7
"""Words of the longest value said anew."""

MOST_MARKS = 4
"""Words in one sentence that may take something back; each costs a reading of what stands before it."""

_TAKEN_BACK = (
    r"(?:no[,\s]+)?(?:wait|hang\s+on|hold\s+on)(?:[,\s]+(?:no|sorry|that's\s+wrong|not\s+that))?|sorry(?!\s+(?:for|to|about|if|but|i'm|that|i\s+am))"
    r"|oops+|whoops|scratch\s+that|strike\s+that|correction|i\s+mean(?:t)?(?:\s+to\s+(?:say|write|type))?|make\s+(?:that|it)"
    r"|my\s+bad|my\s+mistake|typo|or\s+rather|rather|er+m?|uh+m?|argh|nope|no(?=[,\s]+(?:it'?s|its|that'?s|i\s+mean))"
    r"|i\s+misspoke|i\s+mistyped|misspoke|i\s+got\s+that\s+wrong|let\s+me\s+correct\s+(?:that|myself)|edit"
    r"|to\s+correct\s+myself|should\s+(?:be|say|have\s+(?:said|been))|i\s+should\s+(?:say|have\s+said)"
)
_LINK = (
    r"(?:[\s,:;.!…*–—-]|it'?s\b|it\s+is\b|its\b|that'?s\b|i\s+mean(?:t)?\b|make\s+that\b|it\s+should\s+(?:be|say)\b|should\s+be\b"
    r"|actually\b|of\s+course\b|sorry\b|is\b|was\b|in\s+fact\b)*"
)
_WITHIN = re.compile(
    rf"(?<![\s,;.…–—*(-])[\s,;.…–—*(-]+(?<![\w'])(?:(?:{_TAKEN_BACK}|no|actually|well)(?![\w'])[\s,:;.…–—-]*)+{_LINK}\s*",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    rf"\W*(?:(?:oh|ah|hm+|ugh|ok|okay|wow|hey|argh|and|but|damn|gosh)[,.!\s]+)*"
    rf"(?:(?:{_TAKEN_BACK}|actually|no|well)(?![\w'])|\*(?=\w))[\s,:;.…!*–—-]*"
    rf"(?:(?:{_TAKEN_BACK}|no|actually)(?![\w'])[\s,:;.…–—-]*)*{_LINK}\s*",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[\s,]+(?:actually|sorry|i\s+mean(?:t)?|rather|not\s+[\w' -]{2,30}|my\s+bad|typo|of\s+course)"
    r"(?=\s*(?:[,.!;(–—-]|$))",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(
    rf"\W*(?:(?:oh|ah|no|wait|sorry|oops)[,.!\s]+)*(?:it'?s\s+|i\s+said\s+)?not\s+"
    rf"(?P<old>[\w'’ -]{{2,40}}?)\s*(?:[,;:–—-]|\bbut\b)+{_LINK}\s*",
    re.IGNORECASE,
)
_END_OF_NEW = re.compile(
    r"[.!?;(\n…]|\s[-–—]+\s?|—|,|\s+(?:not|because|since|but|i\s+always|though|lol|haha)\b", re.IGNORECASE
)
_FIRM = re.compile(
    r"scratch|strike|correct|typo|misspoke|mistyped|o+ps|meant|\*|no\s+wait|my\s+(?:bad|mistake)", re.IGNORECASE
)
_IDLE = re.compile(
    r"(?:never\s*mind|nvm|to\s+(?-i:[a-z])\w*|for|about|tell|show|give|make|write|go|keep|find|try|use|list|add|just|more|less|shorter|longer|too|stop|start|still|really|one\s+more|another|forget|what|how|why|where|who|when|can|could|do|does|is|are|let|please"
    r"|thanks|thank|yes|no|ok|okay|not|i|i'm|you|we|he|she|they|it|this|that|there|my|nothing|something|same|also)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(r"\b(?:too|also|as\s+well|both|please|next|then|instead|tomorrow|today)\b", re.IGNORECASE)
_KINDS = {"lives_in": "place", "from": "place", "works_at": "employer"} | dict.fromkeys(
    ("name", "partner", "has_child", "has_sibling", "has_friend", "has_colleague", "has_parent", "has_relative"),
    "person",
)
_KNOWN = (("place", is_place), ("employer", lambda words: words in organisations()))
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A statement that may be corrected, with the text of its sentence.

    Args:
        turn: number of the speaker's turn, counted in the conversation.
    """

    text: str
    read: Read
    turn: int

    @property
    def words(self) -> str:
        """Return the object as it was said."""
        return self.read.words or self.text[slice(*self.read.object)] or self.read.pattern.fixed or ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is said anew, and which statement it replaces."""

    reads: tuple[Read, ...]
    replaced: Earlier


class Statements:
    """The last statements of each speaker of a conversation."""

    def __init__(self) -> None:
        self._last: dict[tuple[object, str], deque[Earlier]] = {}
        self._turns: dict[tuple[object, str], int] = {}

    def next_turn(self, who: tuple[object, str]) -> int:
        """Begin a turn of somebody in a session; return its number."""
        self._turns[who] = self._turns.get(who, 0) + 1
        return self._turns[who]

    def turn(self, who: tuple[object, str]) -> int:
        """Return the number of somebody's present turn."""
        return self._turns.get(who, 0)

    def hear(self, who: tuple[object, str], text: str, found: Read) -> Earlier:
        """Remember a statement."""
        earlier = Earlier(text, found, self._turns.get(who, 0))
        self._last.setdefault(who, deque(maxlen=MOST_STATEMENTS_BACK)).append(earlier)
        return earlier

    def recent(self, who: tuple[object, str]) -> Sequence[Earlier]:
        """Return what may still be corrected, newest first."""
        now = self._turns.get(who, 0)
        return [e for e in reversed(self._last.get(who, ())) if now - e.turn < MOST_TURNS_BACK]


def repaired(sentence: Sentence) -> list[Read] | None:
    """Return the statements of a sentence in which a value is taken back; ``None`` where none is."""
    for mark in islice(_WITHIN.finditer(sentence.text), MOST_MARKS):
        head = sentence.text[: mark.start()]
        said = read(Sentence(sentence.start, sentence.start + len(head), head)) if head.strip() else []
        last = [r for r in said if mark.start() - r.object[1] <= 2 and r.object[1] > r.object[0]]
        if not last:
            continue
        dropped = min(last, key=lambda r: r.object)
        anew = _without(sentence, (dropped.object[0], mark.end()))
        if any(r.predicate == dropped.predicate and r.object[0] >= mark.end() for r in anew):
            return anew
        if _FIRM.search(mark.group()):
            return [r for r in said if r not in last]
    return None


def _without(sentence: Sentence, cut: tuple[int, int]) -> list[Read]:
    """Return what is read where a stretch is left out; places count in the whole sentence."""
    text = sentence.text
    frame = text[: cut[0]]
    begin = after(frame, text, cut[1])
    shift = begin - cut[0]
    virtual = frame + text[begin:]

    def moved(place: int, *, is_end: bool = False) -> int:
        return place if place < cut[0] or (is_end and place == cut[0]) else place + shift

    return [
        replace(
            r,
            clause=(moved(r.clause[0]), moved(r.clause[1], is_end=True)),
            object=(moved(r.object[0]), moved(r.object[1], is_end=True)),
        )
        for r in read(Sentence(sentence.start, sentence.start + len(virtual), virtual))
    ]


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is said.

    Args:
        turn: number of the speaker's turn.
        before: what somebody else said just before; empty at the beginning.
        is_first: whether the sentence opens the turn.
    """

    turn: int
    before: str = ""
    is_first: bool = True


def corrected(sentence: Sentence, earlier: Sequence[Earlier], moment: Moment) -> list[Correction]:
    """Return what a sentence says anew of earlier statements.

    Args:
        earlier: what the same speaker said just before, newest first.
    """
    if not earlier or sentence.asks:
        return []
    for start, old, taken_back in _news(sentence.text):
        found: list[Correction] = []
        # "No wait, three sons, two daughters": one after the other, until one fits nothing.
        while start < len(sentence.text) and len(found) < MOST_STATEMENTS_BACK:
            span = _new_words(sentence.text, start)
            left = [e for e in earlier if all(e is not c.replaced for c in found) and _may(e, taken_back, moment)]
            correction = _correction(sentence, span, _ranked(left, sentence.text[slice(*span)], old))
            if correction is None:
                break
            found.append(correction)
            more = re.compile(r"\s*(?:,|and\b)\s*(?:and\s+)?").match(sentence.text, span[1])
            start = more.end() if more else len(sentence.text)
        if found:
            return found
    return []


def _may(earlier: Earlier, taken_back: str, moment: Moment) -> bool:
    """Tell whether words such as "no, Venice" can mean a statement: plainly, or right after it, or after its echo."""
    if earlier.turn == moment.turn:
        return True
    if not moment.is_first:
        return False
    echoed = bool(earlier.words) and earlier.words.casefold() in moment.before.casefold()
    return echoed or _FIRM.search(taken_back) is not None


def _new_words(text: str, start: int) -> tuple[int, int]:
    end = _END_OF_NEW.search(text, start)
    stop = end.start() if end else len(text)
    behind = _BEHIND.search(text, start)
    stop = min(stop, behind.start()) if behind is not None else stop
    return start, start + len(text[start:stop].rstrip())


def _correction(sentence: Sentence, span: tuple[int, int], meant: Sequence[Earlier]) -> Correction | None:
    words = sentence.text[slice(*span)].strip()
    if not words or len(words.split()) > MOST_WORDS_ANEW or _IDLE.match(words) or _ADDED.search(words):
        return None
    for earlier in meant:
        reads = _covering(earlier, sentence, span) or _number_anew(earlier, sentence, span)
        if reads:
            return Correction(reads, earlier)
    return None


def _number_anew(meant: Earlier, sentence: Sentence, span: tuple[int, int]) -> tuple[Read, ...]:
    """Return the old value with its number replaced: "14 June 1988" and "1986", "80 kg" and "82"."""
    said = re.fullmatch(r"\d+(?:[.,]\d+)?", sentence.text[slice(*span)].strip(" .,!*"))
    alike = [n for n in re.finditer(r"\d+(?:[.,]\d+)?", meant.words) if said and len(n.group()) == len(said.group())]
    if said is None or len(alike) != 1:
        return ()
    number = alike[0]
    words = meant.words[: number.start()] + said.group() + meant.words[number.end() :]
    return (replace(meant.read, clause=span, object=span, words=words),)


def _news(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where new words may begin, the old ones where they are named, and the words that take them back."""
    denied = _NOT_BUT.match(text)
    if denied is not None:
        yield denied.end(), denied["old"], "meant"
    ahead = _AHEAD.match(text)
    if ahead is not None:
        named = re.search(r",?\s+not\s+([\w'-]+)", text[ahead.end() :])
        yield ahead.end(), named.group(1) if named else "", ahead.group()
    behind = _BEHIND.search(text)
    if behind is not None and len(text[: behind.start()].split()) <= MOST_WORDS_ANEW:
        named = re.match(r"[\s,]+not\s+(.+)", behind.group())
        lead = re.match(rf"\W*(?:(?:oh|ah|hm+|and|but)[,.\s]+)*{_LINK}", text)
        yield lead.end() if lead else 0, named.group(1) if named else "", behind.group()


def _ranked(earlier: Sequence[Earlier], words: str, old: str) -> list[Earlier]:
    """Return the statements that the new words can mean, the likeliest first."""
    if old:
        return [
            e
            for e in earlier
            if (e.words and e.words.casefold() in old.casefold()) or old.casefold() in e.words.casefold()
        ]
    counted = _NUMBER.search(words) is not None
    alike = [e for e in earlier if (_NUMBER.search(e.words or "") is not None) == counted]
    kinds = [name for name, known in _KNOWN if known(words.lower().strip())]
    fitting = [e for e in alike if _kind(e) in kinds]
    if fitting or kinds:
        return fitting
    # An unknown name may be that of a place, a person or an employer: where two of them were told, nobody can say.
    named = {_kind(e) for e in alike if _kind(e)}
    return [e for e in alike if not _kind(e) or len(named) == 1]


def _kind(earlier: Earlier) -> str:
    return _KINDS.get(earlier.read.predicate, "")


def _covering(meant: Earlier, sentence: Sentence, span: tuple[int, int]) -> tuple[Read, ...]:
    frame = meant.text[: meant.read.object[0]]
    if not frame.strip() or not meant.read.pattern.affirmed:
        return ()
    reads = read_framed(frame, sentence, span, meant.read.predicate)
    if not reads:
        return ()
    # What is said anew is the value and nothing else: "Bosch called me" is no correction of an employer.
    rest = sentence.text[reads[-1].object[1] : span[1]].strip(" ,.!)*")
    return tuple(reads) if len(rest.split()) <= (1 if _NUMBER.search(meant.words) else 0) else ()


def denial(correction: Correction) -> Read | None:
    """Return the denial of the replaced value where the slot holds several; ``None`` where the new one retires it."""
    old, new = correction.replaced, correction.reads[0]
    if predicate_of(old.read.predicate).is_single or not old.words:
        return None
    return replace(new, pattern=replace(old.read.pattern, affirmed=False), words=old.words)
