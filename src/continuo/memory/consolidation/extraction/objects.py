"""Finds where the object of a statement ends."""

from __future__ import annotations

import re
from collections.abc import Callable

from continuo.memory.consolidation.extraction.known import plain_places
from continuo.memory.consolidation.extraction.narrowing import (
    narrowed_activity,
    narrowed_plan,
    narrowed_taste,
    narrowed_thing,
)
from continuo.memory.consolidation.extraction.refusals import NOT_ORGANISATION
from continuo.memory.consolidation.extraction.shapes import Shape, Span
from continuo.memory.consolidation.extraction.vocabulary import SOFTWARE

MOST_WORDS = 16
"""Words of the longest object."""

_ENDS = (
    r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)[.!?…](?=\s|$)|[;:\n()\"“”*]|\s[-–—]+\s?|--|—|[\U0001f000-\U0001faff\u2600-\u27bf]|:\)"
    r"|,?\s+(?:but|because|'?cause|cuz|although|though|tho|since|while|which|who|whose|whom|if|unless|except"
    r"|so(?!\s+(?:much|many))|when|whenever|where|whereas"
    r"|even\s+though|as\s+(?:i|we|it|they|he|she|my|well)|until|till|after\s+(?:i|we|my)|before\s+(?:i|we|my)"
    r"|and\s+(?:i|i'm|i've|im|we|we're|my|our|he|she|it|it's|they|you|that's|this|would|could|can|was|need|want|am"
    r"|have|had|how|what|then|just|don't|also|recently|currently|it)|or\s+(?:should|is|do|would|something)"
    r"|lol|haha\w*|lmao|btw|right\s+now|since\s+\d|in\s+(?:19|20)\d\d|these\s+days|nowadays|at\s+the\s+moment"
    r"|for\s+(?:now|sure)|anymore"
    r"|any\s+more|any\s+longer|in\s+reality|in\s+real\s+life|irl|apparently|please|too|as\s+well|instead|you\s+know|y'know|actually|to\s+be\s+honest|tbh|though"
    r"|thanks|thank\s+you|i(?:'m|'ve|'d|'ll)?|im|we(?:'re|'ve)?|can\s+you|could\s+you|do\s+you|any\s+(?:tips|ideas"
    r"|advice|suggestions|recommendations)|what|how|it's|that's)\b"
)
_NO_LIST = (
    r"i|i'm|i've|im|my|we|our|it|it's|he|she|they|there|here|this|that|the|you|your|can|could"
    r"|do|does|is|are|was|were|what|how|any|especially|mostly|mainly|considering|given|like|including|such|not|or"
    r"|right|so|then|now|with|to|for|in|at|on|by|maybe|just|please|lol|huh|eh|yes|no|also|usually|with"
    r"|without|let|should|would|will|whom?"
)
_STOP = re.compile(rf"{_ENDS}|,(?=\s+(?:and\s+)?(?:{_NO_LIST}|\w+ing)\b)", re.IGNORECASE)
# In a list of what one likes or does, "camping" after a comma is one more of them.
_LIST_STOP = re.compile(rf"{_ENDS}|,(?=\s+(?:and\s+)?(?:{_NO_LIST})\b)", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:(?:also|really|just|actually|probably|maybe|either|both|mostly|mainly|usually|currently|now|still|very"
    r"|super|like|literally)\s+)+",
    re.IGNORECASE,
)
# One character or one word at a time, and begun only where a run of them begins: with repetitions within a repetition a
# few dozen blanks would take for ever.
_TRAILING = re.compile(
    r"(?<![\s,;:.!'\-–])(?:[\s,;:.!'\-–]|(?<=\s)(?:too|also|now|already|currently|again|here|there|though|lately|recently|a\s+lot"
    r"|so\s+much|very\s+much|so\s+far|yet|today"
    r"|and|or|but|of|the|a|an|to|in|at|for|with|on|about|that|just|really|all\s+the\s+time|most\s+of\s+the\s+time"
    r"|the\s+most|best|and\s+all|or\s+so|or\s+something))+$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)[.!?](?=\s|$)|\n")
_QUOTED = re.compile(r"\"[^\"\n]{1,80}\"|“[^”\n]{1,80}”")
_CAPITAL = r"(?!I\b)[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.&-]*"
_PROPER = re.compile(
    rf"{_CAPITAL}(?:(?:\s+(?:of|the|de|del|da|do|la|le|el|al|on|upon|and|&|von|van|der|den)){{0,2}}\s+{_CAPITAL}"
    rf"|\s+\d{{1,3}}\b)*"
    rf"(?:,\s+{_CAPITAL}(?:\s+{_CAPITAL})*)?"
)
_PLAIN_PLACE = re.compile(r"[a-zà-ÿ]+(?:\s+[a-zà-ÿ]+)?(?:,\s+[a-zà-ÿ]+)?")
_PLACE_NOUN = re.compile(
    r"(?:the\s+)?(?:suburbs|countryside|city|outskirts|mountains|bay\s+area|midwest|east\s+coast|west\s+coast|north"
    r"|south|uk|us|usa|states|netherlands|philippines"
    r"|(?:a|an)\s+(?:\w+\s+){0,2}(?:town|village|farm|city|suburb|island|houseboat|cabin|studio|apartment|flat"
    r"|house|condo|dorm)(?:\s+(?:in|near|outside(?:\s+of)?|called)\s+[A-Z]\w+)?)\b"
    rf"(?:\s+of\s+{_CAPITAL})?",
    re.IGNORECASE,
)
_NOT_PLACE = re.compile(
    r"(?:a|an|the|my|our|your|his|her|their|this|that|it|here|there|where|what|how|some|two|three|one|fear|peace"
    r"|harmony|hopes?|love|debt|denial|sync|line|touch|tears|shape|awe"
    r"|paradise|hell|constant|alone|together|with|by|on|off|out|up|down|and|or|all|every|such|which|general|order"
    r"|time|fact|case|work\w*|school|college|home|bed|town|person|doing|being|using|\w+ing|the\s+moment|new|another"
    r"|different)\b",
    re.IGNORECASE,
)
_BESIDES = re.compile(r"\s(?:and|&|on|upon(?=\s+(?:the|a)\b))\s")
_LOW_WORDS = re.compile(r"[a-zà-ÿ]+(?:[\s-][a-zà-ÿ]+){0,2}\b")
_DAY = re.compile(
    r"\s+(?:on|in|since|until|last|this|next)\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April"
    r"|May|June|July|August|September|October|November|December)\b"
)
_ANY_NAME = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.\s+)?[A-Z][\w'-]*[a-z][\w'-]*(?:\s+(?:Mc|O')?[A-Z][\w'-]*[a-z]){0,2}"
)
_ANY_NAMES = re.compile(rf"{_ANY_NAME.pattern}(?:(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){_ANY_NAME.pattern})*")


def grown(text: str, start: int, shape: Shape) -> Span | None:
    """Return the object that begins at ``start``, or ``None`` where no object of that shape stands there."""
    return _GROWERS.get(shape, _phrase)(text, start)


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without words that add nothing at either end."""
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading and leading.end() < end else start
    while (found := _TRAILING.search(text, start, end)) is not None and found.start() > start:
        end = found.start()
    return start, end


def _phrase(text: str, start: int, stops: re.Pattern[str] = _STOP) -> Span | None:
    quoted = _QUOTED.match(text, start)
    if quoted:
        return quoted.span()
    stop = stops.search(text, start)
    end = stop.start() if stop else len(text)
    words = list(re.finditer(r"\S+", text[start:end]))
    if not words:
        return None
    if len(words) > MOST_WORDS:
        end = start + words[MOST_WORDS - 1].end()
    span = trimmed(text, start, end)
    return span if span[0] < span[1] else None


def _to_sentence_end(text: str, start: int) -> Span | None:
    stop = _SENTENCE_END.search(text, start)
    end = stop.start() if stop else len(text)
    return (start, end) if end - start >= 3 else None


def _place(text: str, start: int) -> Span | None:
    known = _known_place(text, start)
    if known is not None:
        return known
    for pattern in (_PROPER, _PLACE_NOUN):
        found = pattern.match(text, start)
        if found and found.group().split()[0].lower().strip(",.") not in SOFTWARE | {"i", "i'm", "i've"}:
            return trimmed(text, start, found.start() + len(_BESIDES.split(found.group())[0]))
    plain = _phrase(text, start)
    if plain is None or _NOT_PLACE.match(text, start):
        return None
    found = _PLAIN_PLACE.fullmatch(text[plain[0] : plain[1]])
    # In a text that knows capitals, a place without one is something else: "I moved to working with wood".
    written_low = not re.search(r"[A-Z]", text[max(0, start - 60) : start].replace("I", ""))
    first = text[plain[0] : plain[1]].split()[0]
    return plain if found and written_low and first not in SOFTWARE else None


def _known_place(text: str, start: int) -> Span | None:
    """Return the longest known place without capitals that begins there."""
    words = _LOW_WORDS.match(text, start)
    if words is None:
        return None
    ends = [gap.start() for gap in re.finditer(r"\s", words.group())] + [len(words.group())]
    for end in reversed(ends):
        if words.group()[:end] in plain_places():
            return start, start + end
    return None


def _organisation(text: str, start: int) -> Span | None:
    if NOT_ORGANISATION.match(text, start):
        return None
    proper = _PROPER.match(text, start)
    if proper and proper.group().lower() not in {"i", "i'm"}:
        day = _DAY.search(proper.group())
        return trimmed(text, start, start + day.start() if day else proper.end())
    span = _phrase(text, start)
    if span is None:
        return None
    words = re.split(
        r"\s+(?:as|in|on|for|from|to|near|with|doing|where|since|every|during|last|next|this|is|are|was|were|has"
        r"|have|had|pays?|says?|keeps?|makes?|made|wants?|needs?|closed|closes?|moved|called)\s",
        text[span[0] : span[1]],
    )[0]
    return trimmed(text, span[0], span[0] + len(words)) if len(words.split()) <= 6 else None


def _role(text: str, start: int) -> Span | None:
    span = _phrase(text, start)
    if span is None:
        return None
    words = re.split(
        r"\s+(?:at|for|since|from|with|by|where|during|last|next|this|and|in(?=\s+(?-i:[A-Z])))\s|,|/(?=\s)"
        r"|\s+(?:yesterday|today"
        r"|recently)\b",
        text[span[0] : span[1]],
    )[0]
    return trimmed(text, span[0], span[0] + len(words))


def _field(text: str, start: int) -> Span | None:
    span = _phrase(text, start)
    if span is None:
        return None
    words = re.split(r"\s+(?:at|from|in|with|for|last|this|next|by|on|to)\s|,", text[span[0] : span[1]])[0]
    return trimmed(text, span[0], span[0] + len(words)) if len(words.split()) <= 6 else None


def _narrowed(narrow: Callable[[str, Span], Span | None]) -> Callable[[str, int], Span | None]:
    """Return a grower of phrases that are then cut down to what names the thing."""

    def grow(text: str, start: int) -> Span | None:
        span = _phrase(text, start, _LIST_STOP)
        cut = narrow(text, span) if span is not None else None
        return trimmed(text, *cut) if cut is not None else None

    return grow


def _name(text: str, start: int) -> Span | None:
    found = _ANY_NAME.match(text, start)
    return (start, found.end()) if found else None


def _names(text: str, start: int) -> Span | None:
    found = _ANY_NAMES.match(text, start)
    return (start, found.end()) if found else None


_GROWERS: dict[Shape, Callable[[str, int], Span | None]] = {
    Shape.PLACE: _place,
    Shape.ORGANISATION: _organisation,
    Shape.ROLE: _role,
    Shape.TRADE: _role,
    Shape.FIELD: _field,
    Shape.THING: _narrowed(narrowed_thing),
    Shape.KEPT_THING: _narrowed(narrowed_thing),
    Shape.TASTE: _narrowed(narrowed_taste),
    Shape.ACTIVITY: _narrowed(narrowed_activity),
    Shape.PLAN: _narrowed(narrowed_plan),
    Shape.NAME: _name,
    Shape.NAMES: _names,
    Shape.WISH: _to_sentence_end,
}
