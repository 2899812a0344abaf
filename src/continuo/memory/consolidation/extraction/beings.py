"""Reads phrases for people and animals: "older sister Ana", "two cats, Miso and Tofu", "wife and kids"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from continuo.memory.consolidation.extraction.being_words import ANY_BEING, GIVEN_NAMES, PREDICATE_OF, SINGULARS
from continuo.memory.consolidation.extraction.shapes import Span
from continuo.memory.consolidation.extraction.vocabulary import NOT_NAMES

MOST_IN_A_ROW = 6
"""Beings named one after the other in one breath."""

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|both|some|several|a\s+(?:couple|pair)\s+of)"
_ADJECTIVE = (
    r"(?:older|younger|elder|eldest|oldest|youngest|little|big|baby|new|newest|best|close|closest|dear|dearest|sweet"
    r"|old|good|own|long-?time|long-?term|childhood|high-?school|other|very|first|second|third|only|twin|adorable|cute"
    r"|furry|four-legged|feathered|scaly|faithful|rescue|rescued|pet|teenage|teen|adult"
    r"|young|middle|grown-?up|grown|college|school|work|current|great|super"
    r"|lifelong|favou?rite|poor|crazy|silly|elderly|sick|newborn|maternal|paternal|cool|tiny|small|fat|fluffy|blind"
    r"|deaf|upstairs|downstairs|next-?door|online|gym|foster|adopted|adoptive|bilingual"
    r"|orange|ginger|black|white|gr[ea]y"
    r"|brown|blue|golden|spotted|tabby|mini|miniature|toy|standard|giant|short-?haired|long-?haired|indoor|outdoor"
    r"|senior|pregnant|picky|clumsy|lazy|grumpy|nosy|energetic|anxious|male|female|half|mixed|pure-?bred|french|english"
    r"|german|spanish|italian|japanese|american|immediate|direct|actual|fellow|former\s+college|deaf|gay|lesbian|single"
    r"|married|divorced|retired|wonderful|amazing|beautiful|lovely|beloved|darling|handsome|gorgeous|talented|smart"
    r"|stubborn|annoying|romantic|awesome|dumb|damn|bloody|freaking"
    r"|\d{1,2}(?:\s*-?\s*)(?:years?|yrs?|months?|weeks?|yo|y/o)"
    r"(?:[\s-]+old)?|(?:one|two|three|four|five|six|seven|eight|nine"
    r"|ten)[\s-]+years?[\s-]+old|\w+-(?:year|month|week)-old|\w{3,}(?:ful|ous|est|some|ish"
    r"|less)|(?:lab|poodle|collie|husky)\s+mix)"
)
_BEING = re.compile(
    rf"(?:(?P<count>{_COUNT})\s+)?(?P<adjectives>(?:{_ADJECTIVE},?\s+){{0,4}}?)(?!twin\s+(?:boys?|girls?|sons?|daughters?|kids|babies|toddlers)\b)(?P<noun>{ANY_BEING})(?![\w-])",
    re.IGNORECASE,
)
# What makes another thing of it: "dog food", "my mother tongue", "partner school".
_OTHER_HEAD = re.compile(
    r"\s+(?:food|foods|treats?|bed|toys?|parks?|walk(?:er|ing|s)?|sit(?:ter|ting)|groom(?:er|ing)|train(?:er|ing)"
    r"|shelters?|breeds?|lovers?|person|people|owners?|carrier|leash|collar|bowls?|house|cage|tank|crate|shop|store"
    r"|supplies|hair|fur|videos?|pictures?|photos?|pics?|tongue|nature|ship|board|country|language|figure|company"
    r"|school|organi[sz]ation|in\s+crime|program(?:me)?|group|club|loan|zone|teacher"
    r"|clinic|plant|rescue|charity|costume"
    r"|recipe|salad|soup|curry|sandwich|stew|meat|milk|cheese|show|movie|film|book|song|game|lane|dander|poop|litter"
    r"|door|law|cafe|café|brand|proof|friendly|names?\s+(?:for|ideas)|insurance|bod|bods|racing|race|riding|lessons?)\b"
    r"|\s+(?:of\s+choice)\b",
    re.IGNORECASE,
)
_NAME_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_NO_NAME_WORDS = (
    "christmas easter valentine valentine's ramadan diwali hanukkah thanksgiving english math maths covid ok ive "
    "i've i'll i'd im you're he's she's it's because also his her their recently today yesterday tomorrow"
)
_NO_NAMES = NOT_NAMES | frozenset(_NO_NAME_WORDS.split())
_TIME = (
    r"(?:\s+(?:yesterday|today|recently|last\s+\w+|this\s+\w+|on\s+\w+day|now|at\s+home"
    r"|(?:a|two|three|\d)\s+\w+\s+ago))?"
)
_CALLED = (
    r"(?:named|called|whose\s+name\s+is|whose\s+names\s+are|who\s+is\s+(?:called|named)|who's\s+(?:called|named)"
    r"|that\s+(?:we|i)\s+(?:call|named)|by\s+the\s+name\s+of)"
)
_NAMING = re.compile(
    rf"{_TIME},?\s+{_CALLED}\s+|(?:'s?|s)?\s+names?(?:\s+(?:is|are)|'s)\s+|\s+(?:is|are)\s+(?:called|named)\s+",
    re.IGNORECASE,
)
_OF_WHERE = r"(?:\s+(?:of\s+\w+\s+(?:years?|months?)|(?:from|at|in)\s+\w+(?:\s+\w+)?))?"
_APART = re.compile(rf"(?:{_TIME}|{_OF_WHERE})\s*(?:,|\(|:|\s[-–—]+)\s*(?=[^\W\d_])", re.IGNORECASE)
_IS = re.compile(r"\s+(?:is|are)\s+(?:also\s+)?", re.IGNORECASE)
_AGE = re.compile(r"\s*\(?,?\s*(?:who(?:['’]s|\s+is)\s+)?(?:\d{1,2})(?:\s*(?:years?|months?|y/?o)(?:\s+old)?)?\)?")
_JOIN = re.compile(r"\s*(?:,\s*(?:and\s+|&\s*)?|\s+and\s+|\s*&\s*|\s+plus\s+|\s+n\s+|\s+or\s+)", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:\s+(?:in|from)\s+(?-i:[A-Z])\w+(?=\s+and\s+an?\s))?\s*(?:,\s*(?:and\s+|plus\s+"
    r"|&\s*)?|\s+and\s+|\s*&\s*|\s+plus\s+|\s*\+\s*|\s+as\s+well\s+as\s+"
    r"|\s+with\s+(?:(?:my|our)\s+))"
    r"(?:also\s+)?(?:(?:my|our|the)\s+)?",
    re.IGNORECASE,
)
_CLOSES_NAME = re.compile(
    r"\s*(?:,|\(|\)|;|$|[.!?](?:\s|$)|['’]s?\b|\s(?:and|who|is|was|are|were|has|had|have"
    r"|just|will|also|that|with|for|to"
    r"|in|at|on)\b)",
    re.IGNORECASE,
)


_FURRY = re.compile(r"\b(?:furry|four-legged|feathered|scaly)\b", re.IGNORECASE)
_MAY_BE_CAPITAL = frozenset(("has_parent", "has_relative", "has_pet"))


@dataclass(frozen=True, slots=True)
class Being:
    """A person or an animal, or several of one kind, in a text.

    Args:
        predicate: the one that says that somebody has it.
        noun: the word for it, lower case, in the singular.
        phrase: the noun as it was said, lower case.
        count: how many, where two or more were counted; else 0.
        names: each with its place.
        start: first character of the count, adjectives or noun.
        end: one past the last character, with its names.
        sure: whether its names can hardly be anything else.
    """

    predicate: str
    noun: str
    phrase: str
    count: int
    names: tuple[tuple[str, Span], ...]
    start: int
    end: int
    noun_span: Span
    count_span: Span
    has_article: bool = False
    is_plural: bool = False
    sure: bool = True


def beings(text: str, at: int) -> Iterator[Being]:
    """Yield the beings that stand in a row from a place on: "wife Rosa and two kids"."""
    for _ in range(MOST_IN_A_ROW):
        being = being_at(text, at)
        if being is None:
            return
        yield being
        further = _NEXT.match(text, being.end)
        if further is None:
            return
        at = further.end()


def being_at(text: str, at: int) -> Being | None:
    """Return the person or animal that a phrase at a place speaks of."""
    found = _BEING.match(text, at)
    if found is None or _OTHER_HEAD.match(text, found.end()):
        return None
    phrase = " ".join(found["noun"].lower().split())
    # "My Brother, My Brother and Me": a capital makes a title of it, but of Mom and of breeds.
    if found["noun"][0].isupper() and PREDICATE_OF[phrase] not in _MAY_BE_CAPITAL and not text.isupper():
        return None
    noun = SINGULARS.get(phrase, phrase)
    is_furry = noun == "friend" and _FURRY.search(found["adjectives"]) is not None
    short = noun.removeprefix("pet ")
    plural = phrase in SINGULARS
    names, end, sure = _names_behind(text, found.end(), plural)
    return Being(
        predicate="has_pet" if is_furry else PREDICATE_OF[phrase],
        noun="pet" if is_furry else short,
        phrase=phrase.removeprefix("pet "),
        count=_counted(found["count"] or ""),
        names=names,
        start=found.start(),
        end=end,
        noun_span=found.span("noun"),
        count_span=found.span("count"),
        has_article=found["count"] is not None,
        is_plural=plural,
        sure=sure,
    )


def _counted(count: str) -> int:
    number = NUMBERS.get(count.lower(), 0)
    return int(count) if count.isdigit() and int(count) > 1 else number


def _names_behind(text: str, at: int, plural: bool) -> tuple[tuple[tuple[str, Span], ...], int, bool]:
    """Return the names behind a noun, where they end, and whether they can hardly be anything else."""
    naming = _NAMING.match(text, at)
    if naming is not None:
        names = names_at(text, naming.end(), several=plural, low=_writes_low(text))
        return (names, names[-1][1][1], True) if names else ((), at, True)
    direct = re.compile(r"\s+(?=[^\W\d_])").match(text, at)
    names = names_at(text, direct.end(), several=plural) if direct else ()
    if not names and direct and _writes_low(text):
        names = tuple(n for n in names_at(text, direct.end(), low=True) if n[0] in GIVEN_NAMES)
    if names:
        return names, names[-1][1][1], True
    apart = _APART.match(text, at)
    names = names_at(text, apart.end(), several=plural) if apart else ()
    if names and _stands_apart(text, names, plural):
        return names, names[-1][1][1], False
    equal = _IS.match(text, at)
    names = names_at(text, equal.end(), several=plural) if equal else ()
    if names and re.compile(r"\s*(?:$|[.,!;)]|and\s+(?:i|my|we|she|he)\b)").match(text, names[-1][1][1]):
        return names, names[-1][1][1], False
    return (), at, True


def _writes_low(text: str) -> bool:
    """Tell whether a text has no capitals, so that names have none either."""
    return not re.search(r"[A-Z]", text.replace("I", ""))


def _stands_apart(text: str, names: tuple[tuple[str, Span], ...], plural: bool) -> bool:
    """Tell whether names behind a comma belong to the noun before it: "my sister, Ana, says"."""
    end = names[-1][1][1]
    if _CLOSES_NAME.match(text, end) is None:
        return False
    # "My sister, Ana and Tom": a row of people, of whom Ana may be another.
    return plural or re.compile(r"\s+and\s+(?-i:[A-Z])").match(text, end) is None


def names_at(text: str, at: int, *, several: bool = False, low: bool = False) -> tuple[tuple[str, Span], ...]:
    """Return the names that stand at a place, each with its place; one unless there may be several.

    Args:
        low: whether the writer knows no capitals, so that any word may be a name.
    """
    names: list[tuple[str, Span]] = []
    while len(names) < MOST_IN_A_ROW:
        end = _name_end(text, at, low=low)
        if end is None:
            break
        names.append((text[at:end], (at, end)))
        aged = _AGE.match(text, end) if several else None
        join = _JOIN.match(text, aged.end() if aged else end) if several else None
        if join is None:
            break
        at = join.end()
    return tuple(names)


def _name_end(text: str, at: int, *, low: bool) -> int | None:
    """Return where a personal name of one to three words ends."""
    end = None
    for _ in range(3):
        found = _NAME_PART.match(text, at)
        word = found.group().rstrip(".") if found else ""
        bare = re.sub(r"['’]s\Z", "", word)
        if found is None or not _may_be_name(bare, low=low and end is None):
            return end
        if bare.lower() in _TITLES and end is None:
            at = found.end() + 1
            continue
        end = found.start() + len(bare)
        if text[end : end + 1] != " " or len(bare) != len(word):
            return end
        at = end + 1
    return end


_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lady"))


def _may_be_name(word: str, *, low: bool) -> bool:
    if not word or word.lower() in _NO_NAMES or word.lower() in PREDICATE_OF:
        return False
    if low:
        return len(word) > 1
    return word[0].isupper() and (len(word) == 1 or any(c.islower() for c in word)) and word != "I"
