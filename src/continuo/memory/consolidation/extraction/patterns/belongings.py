"""What one has, bought, was given and drives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from continuo.memory.consolidation.extraction.narrowing import narrowed_thing, parted
from continuo.memory.consolidation.extraction.objects import grown
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_DID,
    I_DO,
    I_HAVE,
    MY,
    Part,
    Pattern,
    anywhere,
    cued,
    did,
    elided,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.possessions import (
    BRANDS,
    KEPT,
    MAKES,
    MINE,
    TWO_WORDS,
    names_kept,
    names_vehicle,
    singular,
)
from continuo.memory.consolidation.extraction.shapes import Shape

_COUNT = (
    r"(?:a|an|one|two|three|four|five|six|ten|several|some|both|a\s+few|a\s+couple\s+of|\d{1,4}|my\s+(?:own"
    r"|very\s+own))"
)
_FOR_ANOTHER = (
    r"(?![^.!?;]{0,70}\bfor\s+(?:my\s+|his\s+|her\s+|their\s+|our\s+|a\s+|the\s+)?(?:\w+\s+){0,2}(?:friend"
    r"|mom|mum|dad"
    r"|wife|husband|sister|brother|son|daughter|partner|kids?|niece|nephew|cousin|boss|girlfriend|boyfriend|mother"
    r"|father|parents|grandma|grandpa|grandson|granddaughter|colleague|him|her|them|dog|cat|puppy|baby)\b)"
)
_PERSONS = cued(
    "wife husband partner mom mum mother dad father sister brother son daughter kid kids child children frien"
    "d friends boss colleague coworker neighbor neighbour neighbours roommate flatmate girlfriend boyfriend c"
    "ousin uncle aunt grandma grandpa grandmother grandfather parents dog cat client customer teacher landlor"
    "d landlady ex doctor team company school kids baby son's"
)
_FUNCTION = cued(
    "favourite favorite and or but the a an is are was were has have had to of in on at for with from by that"
    " this it i we you he she they who which what when where how if so because as not no do does did can coul"
    "d would should will just never always got gets keeps needs wants loves likes says said told thinks about"
    " into than then them him her me us be been being's isn't doesn't won't going doing using buying selling "
    "riding driving"
)
_NOT_OF_IT = cued(
    "outfit dealer shop store rental lesson teacher class company job business project app park industry salesman ma"
    "ker seller mechanic game gamer player show lessons classes team crew world life journey dream dreams was"
    "h race"
)


def _of_mine(match: re.Match[str]) -> Iterator[Part]:
    """Yield the belonging that "my" stands before, if it names one: "my old mountain bike squeaks"."""
    words = list(re.finditer(r"[\w'&-]+", match["object"]))
    for at, found in enumerate(words[:4]):
        word = found.group()
        if word.casefold() in _FUNCTION or word.casefold() in _PERSONS or "'s" in word or "’s" in word:
            # "our Škoda's in the ditch" still names it.
            word = word.removesuffix("'s").removesuffix("’s")
            if singular(word) not in MAKES | BRANDS or word.casefold() in _PERSONS:
                return
        last = _last_of(words, at)
        if last is None:
            continue
        if last + 1 < len(words) and words[last + 1].group().casefold() in _NOT_OF_IT:
            return
        begin = match.start("object")
        end = words[last].end() - (2 if words[last].group().endswith(("'s", "’s")) else 0)
        yield from _kept(match.string, (begin + words[0].start(), begin + end))
        return


def _last_of(words: list[re.Match[str]], at: int) -> int | None:
    """Return where a name of a belonging ends that begins at a word: "mountain bike", "Honda Civic"."""
    word = words[at].group()
    name = singular(word)
    if name in (MAKES | BRANDS) and (word[0].isupper() or name in MINE):
        while at + 1 < len(words) and re.match(r"[A-Z\d]", words[at + 1].group()):
            at += 1
        return at
    if at + 1 < len(words) and (name, singular(words[at + 1].group())) in TWO_WORDS:
        return at + 1
    if name not in MINE:
        return None
    while at + 1 < len(words) and singular(words[at + 1].group()) in KEPT:
        at += 1
    return at


def _kept(text: str, span: tuple[int, int]) -> Iterator[Part]:
    cut = narrowed_thing(text, span)
    if cut is not None:
        yield Part(text[slice(*cut)], cut)


def things(match: re.Match[str]) -> Iterator[Part]:
    """Yield the things of a list that people keep: "a rice cooker and a sofa"."""
    for part in _things_of(match):
        if names_kept(part.words):
            yield part


def _things_of(match: re.Match[str]) -> Iterator[Part]:
    text = match.string
    whole = grown(text, match.start("object"), Shape.WORDS)
    span = (whole[0], min(whole[1], match.end("object"))) if whole else None
    for begin, end in parted(text, span, Shape.THING) if span else ():
        words = text[begin:end]
        if words and not _NO_THING.match(words):
            yield Part(words, (begin, end))


_MODEL = re.compile(r"(?:an?\s+)?(?:[a-z]+\s+)?[A-Z][\w-]*(?:\s+[A-Z\d][\w-]*)*\s+[A-Z\d][\w-]*\Z")


def bought(match: re.Match[str]) -> Iterator[Part]:
    """Yield the things of a list that people keep, and what goes by the name of a make: "a New Balance 990"."""
    yield from (part for part in _things_of(match) if names_kept(part.words) or _MODEL.match(part.words))


_NO_THING = re.compile(
    r"(?:it|that|this|those|these|them|ones?|some|lot|bit|time|everything|something|nothing|more|any|all"
    r"|cheap\s+one|and"
    r"|of|a\s+(?:lot|bit|few|ton|bunch|question|problem|idea|good|great|bad|new|one))\b"
    r"|.*\b(?:one|ones|time|tickets?|gifts?|presents?|groceries|insurance|shares?|stocks?|drinks?|snacks?|flights?"
    r"|meals?|lunch|dinner|food|coffee|pizza|milk|bread|eggs|wine|beer)\Z",
    re.IGNORECASE,
)


def any_things(match: re.Match[str]) -> Iterator[Part]:
    """Yield the things of a list, whatever they are."""
    yield from _things_of(match)


# Looked ahead at, so that the clause ends where its last thing does.
_LIST = r"(?=(?P<object>[^.!?;:()\n–—]{2,90}))"
_ARTICLED = rf"(?={_COUNT}\s)"
_CUES_HAVE = cued("have ve got ive")

PATTERNS: tuple[Pattern, ...] = (
    said(
        "owns",
        rf"{I_HAVE}(?:two|three|four|five|\d+)\s+(?:\w+\s+)?(?P<kind>\w+)s?\s*[:(]\s*(?=an?\s|my\s"
        rf"|(?-i:[A-Z])){_LIST}",
        parts=lambda match: (part for part in _things_of(match) if singular(match["kind"]) in KEPT),
        confidence=0.8,
        cues=_CUES_HAVE,
    ),
    mine(
        "owns",
        rf"{MY}(?:[\w-]+\s+){{0,2}}?(?P<kind>[\w-]+)(?:(?:'s|\s+is|\s+was)\s+|\s*\(|,\s+(?=an?\s))(?:just\s+|only\s+"
        r"|actually\s+)?(?=(?:an?\s+|the\s+)?"
        r"(?:\w+\s+){0,2}?(?-i:[A-Z])\w)(?P<object>(?:an?\s+|the\s+)?(?:[a-z\d-]+\s+){0,2}?(?-i:[A-Z])[\w-]*"
        r"(?:\s+(?-i:[A-Z\d])[\w-]*){0,3})",
        parts=lambda match: (
            part for part in _things_of(match) if singular(match["kind"]) in KEPT and match["kind"].lower() != "phone's"
        ),
        presupposed=True,
        confidence=0.85,
    ),
    *(
        make(
            "owns",
            rf"{lead}own\s+(?!up\b|it\b|that\b|this\b|the\s+(?:fact|problem|outcome|process)\b"
            rf"|my\s+(?:mistakes?|own)\b){_LIST}",
            parts=any_things,
            cues=cued("own"),
        )
        for make, lead in ((said, I_DO), (opening, r"(?:still\s+)?"))
    ),
    said("owns", rf"{I_DO}run\s+(?=(?:a|an|my\s+own|two|our\s+own)\s){_LIST}", parts=things, confidence=0.8),
    *did(
        "owns",
        r"(?:bought|purchased|treated\s+myself\s+to|invested\s+in|splurged\s+on|ordered|inherited|acquired"
        r"|adopted)\s+"
        rf"(?:myself\s+|us\s+)?(?=(?:{_COUNT}|my|our|the|this|these)\s){_FOR_ANOTHER}{_LIST}",
        parts=bought,
        confidence=0.8,
    ),
    *did(
        "owns",
        r"(?:got|received|built|picked\s+up|found|won|was\s+given|were\s+given|was\s+gifted|upgraded\s+to"
        r"|switched\s+to"
        rf"|made)\s+(?:myself\s+)?(?=(?:{_COUNT}|my|our|the|these)\s){_FOR_ANOTHER}{_LIST}",
        parts=bought,
        confidence=0.75,
    ),
    *did(
        "owns",
        rf"(?:bought|got|ordered)\s+(?:a|another)\s+(?:second|third|fourth|new)(?:\s+one)?,\s+{_ARTICLED}{_LIST}",
        parts=any_things,
        confidence=0.75,
    ),
    *did(
        "owns",
        rf"(?:just\s+)?(?:bought|got|ordered)\s+(?:one|it),\s+{_ARTICLED}{_LIST}",
        parts=any_things,
        confidence=0.7,
    ),
    anywhere(
        "owns",
        r"\b(?:left|gave|bought|got|gifted|handed\s+down\s+to|passed\s+on\s+to)\s+(?:me|us)\s+(?=(?:an?|his"
        r"|her|their|the)\s)"
        rf"{_LIST}",
        parts=things,
        cues=cued("me us"),
        confidence=0.75,
    ),
    opening(
        "owns",
        rf"(?:(?:my|our|the)\s+)?new\s+(?P<kind>[\w-]+)(?:'s|\s+is)\s+(?=an?\s|(?-i:[A-Z])){_LIST}",
        parts=lambda match: (p for p in _things_of(match) if singular(match["kind"]) in KEPT),
        cues=cued("new"),
        confidence=0.8,
    ),
    *(
        make("owns", rf"{lead}(?!been\b|to\b|had\b){_ARTICLED}{_LIST}", parts=things, confidence=0.8, cues=_CUES_HAVE)
        for make, lead in ((said, I_HAVE), (elided, r"have\s+"), (opening, r"have\s+"))
    ),
    said("owns", rf"{I_DO}still\s+have\s+(?:my|the|our)\s+{_LIST}", parts=things, confidence=0.85),
    said("owns", rf"{I_DID}lent\s+(?:my|our|the)\s+(?P<object>[\w-]+(?:\s+[\w-]+){{0,2}}?)\s+to\b", confidence=0.8),
    mine(
        "owns",
        rf"{MY}(?=(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,4}}))",
        parts=_of_mine,
        presupposed=True,
        confidence=0.8,
    ),
)


def _driven(match: re.Match[str]) -> Iterator[Part]:
    for part in _things_of(match):
        whose = re.match(r"\w+['’]s\s+(?:old\s+|new\s+)?(?=\w)", part.words)
        # "My cousin's Hilux" is a Hilux.
        begin = part.span[0] + (whose.end() if whose else 0)
        yield replace(part, words=match.string[begin : part.span[1]], span=(begin, part.span[1]))


DRIVING: tuple[Pattern, ...] = (
    *(
        make(
            "drives",
            rf"{lead}(?:drive|ride)\s+(?=(?:a|an|my|the|our|his|her|two|this)\s+(?!long\b|lot\b|bit\b|few\b"
            r"|short\b|hard\b|different"
            r"\b|truck\s+for\b|kids?\b|bus\s+to\b|train\b|subway\b|tube\b|metro\b|wave\b|children\b|dog\b"
            rf"|\w+\s+crazy\b)){_LIST}",
            parts=_driven,
            confidence=0.85,
            cues=cued("drive ride"),
        )
        for make, lead in ((said, I_DO), (elided, ""), (opening, ""))
    ),
    said(
        "drives",
        rf"(?:i'm|i\s+am|im)\s+(?:now\s+|currently\s+)?(?:driving|riding)\s+(?=(?:a|an|my|the|our|his|her)\s){_LIST}",
        parts=lambda match: (p for p in _driven(match) if names_vehicle(p.words)),
        confidence=0.8,
        cues=cued("driving riding"),
    ),
    mine(
        "drives",
        rf"{MY}(?:\w+\s+)?(?:car|truck|motorcycle|motorbike|suv|van|ride|daily\s+driver|scooter)(?:'s"
        r"|\s+is)\s+(?:now\s+)?"
        rf"(?=an?\s+(?:\w+\s+){{0,3}}?(?:(?-i:[A-Z])|\d{{4}})|(?-i:[A-Z])){_LIST}",
        parts=_driven,
        confidence=0.85,
    ),
)
