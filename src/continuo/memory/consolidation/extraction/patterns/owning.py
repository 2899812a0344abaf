"""Whom one speaks of as one's own: what lies in "my sister Ana", "two cats", "the wife"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from continuo.domain.predicates import NUMBER_OF
from continuo.memory.consolidation.extraction.being_words import GIVEN_NAMES, PREDICATE_OF, STATUS_OF
from continuo.memory.consolidation.extraction.beings import NUMBERS, Being, being_at, beings, names_at
from continuo.memory.consolidation.extraction.patterns.phrase import (
    Anchor,
    Part,
    Pattern,
)
from continuo.memory.consolidation.extraction.slots import slot

_UNREAL = re.compile(
    r"\b(?:if\s+(?:i|we)\s+(?:had|get|got|ever|were)|imagin(?:e|ary)|pretend"
    r"|hypothetical\w*|fictional|in\s+my\s+(?:story|novel"
    r"|dream))\b",
    re.IGNORECASE,
)
DEATH = (
    r"(?:passed(?:\s+(?:away|on|over))?(?!\s+(?:the|his|her|their|a|an|with|all|by|it|out"
    r"|me|through|up|down)\b)|(?<!\w)is\s+passed(?=\s+(?:last|in|on|away|since)|\s*[.,!])"
    r"|died"
    r"(?!\s+(?:laughing|of\s+(?:laughter|shame|embarrassment)))|is\s+dead|are\s+dead"
    r"|no\s+longer\s+with\s+us|is\s+no\s+more"
    r"|cross(?:ed)?\s+(?:over\s+)?the\s+rainbow\s+bridge|(?:was\s+|were\s+"
    r"|been\s+)(?:put\s+(?:down|to\s+sleep)|euthani[sz]ed)"
    r"|(?:was|got|were)\s+(?:killed|hit\s+by|run\s+over)|did(?:n't|\s+not)\s+make\s+it(?=\s*[.,!]|$)"
    r"|lost\s+(?:his|her|their)\s+(?:battle|fight))"
)
"""How a death is told, behind the one who died."""

_DIES = re.compile(
    rf"(?:,[^,.!?;]{{1,30}},)?,?\s+(?:(?:who|that|sadly|just|has|had|have|both|suddenly|recently|finally|unexpectedly"
    rf"|peacefully)\s+)*{DEATH}",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"\s+(?:has\s+|had\s+|have\s+)?(?:ran\s+away|(?:got|was|were|been)\s+(?:rehomed|given\s+away|adopted\s+out|stolen)"
    r"|(?:went|goes|gone|moved)\s+to\s+(?:a|his|her|their)\s+(?:new|forever)\s+(?:home|family|owner)s?)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:expecting|awaiting|want|wish\s+for|hope\s+for)\s+\Z", re.IGNORECASE)
_MOURNS = re.compile(
    r"\b(?:rip|r\.i\.p\.|rest\s+in\s+peace|in\s+memory\s+of|mourning|grieving(?:\s+for)?"
    r"|(?:the\s+)?(?:loss|death|passing)\s+of),?\s+\Z",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"(?P<name>(?-i:[^\W\d_a-z])[^\W\d_]+(?:-[^\W\d_]+)?(?:\s(?-i:[^\W\d_a-z])[^\W\d_]+)?)"
    r"(?:(?P<equal>(?:\s+is|['’]s|\s+has\s+(?:always\s+)?been)\s+(?:also\s+)?)|(?P<apart>,?\s+\(|,\s+|\s+[-–—]\s+))\Z",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:[,.;!?)]|[-–—]|$)")
_OWNED = re.compile(r"['’]s?\b|['’](?=\s)")

KIN_CUES = frozenset(
    word
    for phrase, predicate in PREDICATE_OF.items()
    if predicate not in {"has_friend", "has_colleague"}
    for word in re.findall(r"[^\W_]+", phrase)
)
"""Words of which one stands in every sentence that begins with kin or an animal."""

HELD = Pattern("has_pet", Anchor.MY, re.compile(""), presupposed=True, confidence=0.85)
GONE = Pattern("has_pet", Anchor.MY, re.compile(""), affirmed=False, presupposed=True, confidence=0.9)
HAD = Pattern("has_pet", Anchor.I, re.compile(""), past=True, confidence=0.85)
WIDOWED = Pattern("relationship_status", Anchor.MY, re.compile(""), presupposed=True, confidence=0.9)
DECEASED = Pattern("has_relative", Anchor.MY, re.compile(""), past=True, ended=True, presupposed=True, confidence=0.9)


def of_mine(match: re.Match[str]) -> Iterator[Part]:
    """Yield who is spoken of behind "my"."""
    text = match.string
    if _UNREAL.search(text, 0, match.start()):
        return
    if _AHEAD.search(text, max(0, match.start() - 30), match.start()):
        return
    row = list(beings(text, match.end()))
    if not row:
        return
    last = row[-1].end
    given_away = _GOES.match(text, last) and all(being.predicate == "has_pet" for being in row)
    mourned = _MOURNS.search(text, max(0, match.start() - 30), match.start())
    if given_away or mourned or match["late"] or _DIES.match(text, last):
        yield from lost(row)
    else:
        row[0] = _named_before(text, match.start(), row[0])
        row[-1] = _of_its_breed(text, row[-1])
        held = (part for being in row for part in told(being, is_mine=True))
        yield from (part for part in held if _is_told_no_better(text, row, part))


def _of_its_breed(text: str, being: Being) -> Being:
    """Return an animal by its breed where that is told: "my dog is a golden retriever"."""
    said = _IS_A.match(text, being.end) if being.predicate == "has_pet" and not being.is_plural else None
    kind = being_at(text, said.end()) if said else None
    if kind is None or kind.predicate != "has_pet":
        return being
    return replace(being, noun=kind.noun, phrase=kind.phrase)


def _is_told_no_better(text: str, row: Sequence[Being], part: Part) -> bool:
    """Tell whether nothing else in the sentence says what one is to a partner: "my girlfriend and I got engaged"."""
    if part.predicate not in {"partner", "relationship_status"}:
        return True
    if _PARTS.match(text, row[-1].end) or (part.words == "married" and _DIVORCED.search(text)):
        return False
    return part.words != "in a relationship" or _CLOSER.search(text) is None


_IS_A = re.compile(r"(?:\s+is|['’]s)\s+an?\s+", re.IGNORECASE)
_PARTS = re.compile(
    r"(?:,?\s+and\s+(?:i|me))?\s+(?:(?:have|has|had|just|recently|are|is|got|finally)\s+)*"
    r"(?:broke|broken|split|separated|divorc\w+|parted|called\s+it\s+quits|left\s+me"
    r"|dumped\s+me|no\s+longer\s+together)\b",
    re.IGNORECASE,
)
_DIVORCED = re.compile(r"\b(?:i'm|we're|i\s+am|we\s+are|got|if\s+we\s+are)\s+divorced\b", re.IGNORECASE)
_CLOSER = re.compile(r"\b(?:engaged|got\s+married|proposed|married|now\s+(?:my\s+)?(?:wife|husband))\b", re.IGNORECASE)


def at_the_beginning(match: re.Match[str]) -> Iterator[Part]:
    """Yield whom a terse sentence begins with: "brother Tom is visiting", "sister's getting married"."""
    being = being_at(match.string, match.end())
    if being is None or being.has_article or being.predicate in {"has_friend", "has_colleague"}:
        return
    if _THEIRS.search(match.string, 0, match.start()):
        return
    if being.is_plural and (being.phrase not in _OWN_SEVERAL or not OF_ME.search(match.string)):
        return
    if _DIES.match(match.string, being.end):
        yield from lost([being])
    elif _DOES.match(match.string, being.end):
        yield from told(being, is_mine=True)


_THEIRS = re.compile(r"\b(?:his|her|their|your|whose|someone|somebody|friend)\b", re.IGNORECASE)
_OWN_SEVERAL = frozenset(("kids", "grandkids", "in-laws", "grandparents", "parents"))
OF_ME = re.compile(r"\b(?:i|i'm|im|me|my|we|our|us)\b", re.IGNORECASE)


def of_the(match: re.Match[str]) -> Iterator[Part]:
    """Yield those of whom one says "the" as others say "my": "the wife", "the grandparents"."""
    being = being_at(match.string, match.end())
    if being is not None and not re.compile(r"['’]|\s+of\b|\s+and\s+(?:the\s+)?(?:husband|wife)").match(
        match.string, being.end
    ):
        yield from told(being, is_mine=True)


_DOES = re.compile(
    r"(?:\s+\w+s\s+(?=(?:me|my|us)\b)|['’]s\s+(?!\s*best\b)|\s+(?:is|are|was|has|have|had|just|keeps?|says?|said|will"
    r"|wants?|turned|turns|got|thinks|won't|loves|hates"
    r"|needs|called|asked|told|gave|visits|visited|comes|came|lives|works"
    r"|used)\s+)(?!(?:man's|better|great|important|expensive|like|the\s+best)\b)",
    re.IGNORECASE,
)


def _named_before(text: str, at: int, being: Being) -> Being:
    """Return the being with the name that stands before it: "Ana is my sister", "Ana, my sister, says"."""
    found = _NAME_BEFORE.search(text, max(0, at - 50), at)
    if being.names or found is None or being.is_plural or _OWNED.match(text, being.end):
        return being
    if found["apart"] is not None and not _CLOSED.match(text, being.end):
        return being
    first = found.start("name")
    opening_word, _, rest = found["name"].partition(" ")
    # "Met Ana, my sister": the capital of a sentence's first word makes no name of it.
    if rest and not text[:first].strip() and opening_word.lower() not in GIVEN_NAMES:
        first += len(opening_word) + 1
    names = names_at(text, first)
    if not names or names[0][1][1] < found.end("name") or (found["apart"] and _in_a_row(text, found.start())):
        return being
    return replace(being, names=names[:1])


def _in_a_row(text: str, at: int) -> bool:
    """Tell whether the name is one of several that are counted up: "Tom, Ana, my sister"."""
    return re.search(r"(?-i:[A-Z])\w+,\s+\Z", text[:at]) is not None


def told(being: Being, *, is_mine: bool) -> Iterator[Part]:
    """Yield the statements that lie in speaking of a being as one's own.

    Args:
        is_mine: whether "my" stands before it; else it was counted: "a sister", "two cats", "kids".
    """
    if not is_mine and not (being.has_article or being.is_plural):
        return
    if being.predicate == "partner":
        yield from _partner(being)
    elif being.predicate == "has_pet":
        yield from _pets(being)
    elif being.names:
        yield from (Part(name, span, being.predicate, being.noun, HELD) for name, span in being.names)
    elif being.predicate in {"has_child", "has_sibling", "has_parent", "has_relative"} and being.noun != "baby":
        yield Part(_counted(being), being.noun_span, being.predicate, "", HELD)
    if being.count and being.predicate in {"has_child", "has_sibling", "has_relative", "has_pet"}:
        yield Part(str(being.count), being.count_span, slot(NUMBER_OF, being.phrase), "", HELD)


def _partner(being: Being) -> Iterator[Part]:
    if being.is_plural:
        return
    for name, span in being.names:
        yield Part(name, span, "partner", being.noun, HELD)
    status = STATUS_OF[being.noun]
    yield Part(status, (being.end, being.end), "relationship_status", "", HELD)


def _pets(being: Being) -> Iterator[Part]:
    for name, span in being.names:
        noun = "" if being.noun == "pet" else f"{being.noun} named "
        yield Part(f"{noun}{name}", span, "has_pet", "", HELD)
    if not being.names and being.noun != "pet":
        yield Part(_counted(being), being.noun_span, "has_pet", "", HELD)


def _counted(being: Being) -> str:
    words = next((word for word, number in NUMBERS.items() if number == being.count), str(being.count))
    return f"{words} {being.phrase}" if being.count else being.phrase


def lost(row: Sequence[Being]) -> Iterator[Part]:
    """Yield what ended with a death or a farewell."""
    for being in row:
        if being.predicate == "has_pet":
            names = [(name if being.noun == "pet" else f"{being.noun} named {name}", s) for name, s in being.names]
            yield from (Part(w, span, "has_pet", "", GONE) for w, span in names or [(being.phrase, being.noun_span)])
        elif being.predicate == "partner":
            names = list(being.names) or [("", (being.end, being.end))]
            yield from (Part(name, span, "partner", "", GONE) for name, span in names)
            if STATUS_OF[being.noun] == "married":
                yield Part("widowed", (being.end, being.end), "relationship_status", "", WIDOWED)
        else:
            said_names = list(being.names) or [(being.phrase, being.noun_span)]
            yield from (Part(w, s, being.predicate, being.noun if being.names else "", DECEASED) for w, s in said_names)


def counted(match: re.Match[str]) -> Iterator[Part]:
    """Yield who is spoken of behind "I have"."""
    yield from (p for being in beings(match.string, match.end()) for p in told(being, is_mine=False))


def formerly(match: re.Match[str]) -> Iterator[Part]:
    """Yield whom one used to have."""
    for being in beings(match.string, match.end()):
        if being.predicate in {"has_pet", "has_friend", "has_colleague"}:
            yield from (
                replace(part, rule=HAD) for part in told(being, is_mine=False) if "number" not in part.predicate
            )


def none_of(match: re.Match[str]) -> Iterator[Part]:
    """Yield whom one says not to have."""
    for being in beings(match.string, match.end()):
        if being.predicate == "partner":
            yield Part(STATUS_OF[being.noun], being.noun_span, "relationship_status", "", GONE)
        elif being.predicate not in {"has_friend", "has_colleague"}:
            words = "kids" if being.phrase == "children" else being.phrase
            yield Part(words, being.noun_span, being.predicate, "", GONE)
