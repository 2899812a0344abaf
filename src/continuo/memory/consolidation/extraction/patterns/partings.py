"""What one no longer has: sold, given away, stolen, swapped, or had once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from continuo.memory.consolidation.extraction.narrowing import parted
from continuo.memory.consolidation.extraction.patterns.belongings import any_things, things
from continuo.memory.consolidation.extraction.patterns.phrase import (
    Part,
    Pattern,
    anywhere,
    cued,
    did,
    elided,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.possessions import names_kept, names_vehicle
from continuo.memory.consolidation.extraction.shapes import Shape

_MINE = r"(?:my|our|the|both|all|that|his|her)\s+"
_LIST = r"(?=(?P<object>[^.!?;:()\n–—]{2,70}))"
_FUNCTION = r"(?!(?:and|or|but|then|it|is|was|are|of|in|on|for|to|at|with|has|had|who|that|which|my|our|the)\b)"
_NAMED = rf"(?P<object>(?:{_FUNCTION}[\w'&-]+\s+){{0,3}}?{_FUNCTION}[\w'&-]+)"
_DO_NOT = r"(?:don't|do\s+not|dont|no\s+longer|never|haven't)\s+(?:even\s+|actually\s+|currently\s+|ever\s+)*"
_GONE = (
    r"(?:(?:just\s+|already\s+|finally\s+)?(?:got|was|were|is|has\s+been|have\s+been|'s\s+been"
    r"|'s)\s+(?:just\s+|now\s+"
    r"|finally\s+|already\s+)?(?:stolen|nicked|pinched|sold|totall?ed|written\s+off|scrapped|gone|donated"
    r"|wrecked|towed"
    r"\s+for\s+good|history|no\s+more|recycled|binned|in\s+the\s+(?:scrapyard|landfill))"
    r"|(?:gave\s+up\s+the\s+ghost|bit\s+the\s+dust|kicked\s+the\s+bucket|broke\s+for\s+good"
    r"|died\s+(?:for\s+good|on\s+me)"
    r"|has\s+a\s+new\s+(?:owner|home)|found\s+a\s+new\s+(?:owner|home)|had\s+to\s+go|is\s+beyond\s+repair"
    r"|drowned|is\s+toast|sank|burned\s+down"
    r"|(?:crashed|broke)\s+and\s+is\s+beyond\s+repair|fell\s+(?:in|into)\s+(?:the|a)\s+(?:sea|lake|river"
    r"|toilet|pool|water|canal)"
    r"|went\s+to\s+(?:charity|goodwill|landfill))"
    r"|went\s+to\s+(?:my|our|a|the|his|her)\s+(?:\w+\s+){0,2}?(?:nephew|niece|son|daughter|sister|brother"
    r"|cousin|friend"
    r"|neighbou?r|kids?|grandson|granddaughter|new\s+(?:owner|home)|charity(?:\s+shop)?|scrapyard|landfill|dump"
    r"|colleague|uncle|aunt|student|parents|mother|father|mum|mom|dad))\b"
)


def _parted(match: re.Match[str]) -> Iterator[Part]:
    """Yield what is gone; what one drove is not driven any more."""
    for part in any_things(match):
        yield part
        if names_vehicle(part.words):
            yield replace(part, predicate="drives")


def _parted_kept(match: re.Match[str]) -> Iterator[Part]:
    yield from (part for part in _parted(match) if names_kept(part.words))


def _first(match: re.Match[str]) -> Iterator[Part]:
    """Yield the thing given for another: "swapped the van for a bike"."""
    text = match.string
    for span in parted(text, match.span("object"), Shape.THING):
        part = Part(text[slice(*span)], span)
        if names_kept(part.words) or names_kept(match["other"]):
            yield part
            if names_vehicle(part.words):
                yield replace(part, predicate="drives")


def _second(match: re.Match[str]) -> Iterator[Part]:
    """Yield the thing got for another."""
    text = match.string
    for span in parted(text, match.span("other"), Shape.THING):
        part = Part(text[slice(*span)], span)
        if names_kept(part.words) or names_kept(match["object"]):
            yield part


_OTHER = (
    r"(?=(?P<other>(?:an?|my|our|the|another|some)\s+[^.!?;:,()\n]{2,50}"
    r"|(?-i:[A-Z])[\w-]*(?:\s+(?-i:[A-Z\d])[\w-]*)*))"
)
_SWAPS = (
    rf"(?:swapped|traded(?:\s+in)?|exchanged|replaced|changed|switched|ditched|dumped|sold)\s+(?:{_MINE})?"
    rf"(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,3}}?)\s+(?:for|with|and\s+(?:got|bought)|to\s+buy|to\s+get)\s+{_OTHER}",
    rf"(?:upgraded|switched|changed|went|moved|downgraded|downsized)\s+(?:from\s+)?(?:an?\s+|{_MINE})?"
    rf"(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,3}}?)\s+(?:to|over\s+to)\s+{_OTHER}",
)
_SWAP_CUES = cued(
    "swapped traded exchanged replaced changed switched ditched dumped upgraded went moved downgraded downsized"
)

PATTERNS: tuple[Pattern, ...] = (
    *did(
        "owns",
        rf"(?:sold|got\s+rid\s+of|gave\s+away|scrapped|lost|returned)\s+(?:it|them),?\s+(?:my|the|our)\s+{_LIST}",
        parts=_parted_kept,
        affirmed=False,
        confidence=0.75,
    ),
    *(rule for swap in _SWAPS for rule in did("owns", swap, parts=_first, affirmed=False, cues=_SWAP_CUES)),
    *(rule for swap in _SWAPS for rule in did("owns", swap, parts=_second, confidence=0.8, cues=_SWAP_CUES)),
    *did(
        "owns",
        r"(?:sold|(?:gave|given)\s+away|got\s+rid\s+of|donated|traded\s+in|scrapped|parted\s+with"
        r"|threw\s+(?:away|out)"
        r"|thrown\s+(?:away|out)|binned|recycled|totall?ed|ditched|returned|sent\s+back"
        rf"|rehomed)\s+(?:off\s+)?{_MINE}"
        rf"(?!\w+\s+game\b|idea\b|plans?\b|trip\b|project\b|attempt\b|call\b|email\b){_LIST}",
        parts=_parted,
        affirmed=False,
        confidence=0.85,
    ),
    *did(
        "owns",
        rf"(?:gave|handed|passed|donated)\s+(?:my|our)\s+{_NAMED}\s+(?:to|on\s+to|away|down\s+to)\b",
        parts=_parted,
        affirmed=False,
        confidence=0.8,
    ),
    *did("owns", rf"lost\s+(?:my|our|the)\s+{_LIST}", parts=_parted_kept, affirmed=False, confidence=0.75),
    anywhere(
        "owns",
        r"\b(?:someone|somebody|they|thieves|a\s+thief|some\s+\w+|burglars)\s+(?:just\s+|has\s+"
        r"|have\s+)?(?:stole|stolen|nicked"
        rf"|pinched|swiped|robbed|made\s+off\s+with)\s+(?:my|our|the)\s+{_LIST}",
        parts=_parted,
        affirmed=False,
        cues=cued("stole stolen nicked pinched swiped robbed made"),
        confidence=0.85,
    ),
    said(
        "owns",
        rf"(?:i|we)\s+(?:had|got)\s+(?:my|our)\s+{_NAMED}\s+(?:stolen|nicked|pinched)\b",
        parts=_parted,
        affirmed=False,
    ),
    anywhere(
        "owns",
        r"(?:^|(?<=[.!?,;:]\s)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bmy\s)|(?<=\bour\s)|(?<=\bthe\s))(?:(?:my|our"
        rf"|the)\s+)?(?P<object>(?:[\w&-]+\s+){{0,2}}?"
        rf"[\w&-]+)\s?{_GONE}",
        parts=lambda match: (
            p
            for p in _parted(match)
            if names_kept(p.words)
            or (p.words[0].isupper() and match.start() > 0)
            or re.match(r"[A-Z]\w+\s+went\b", match.group())
        ),
        affirmed=False,
        cues=cued(
            "stolen nicked pinched sold totaled totalled written scrapped gone donated wrecked history recycl"
            "ed binned ghost repair drowned toast sank burned fell dust bucket died owner home went broke mor"
            "e"
        ),
        confidence=0.8,
    ),
    anywhere(
        "owns",
        rf"(?:^|(?<=\s))(?:my|our|the)\s+{_NAMED}(?:\s+and\s+(?:then\s+)?it)?\s+(?:(?:has\s+)?(?:finally\s+"
        r"|just\s+)?died|is\s+dead)\b",
        parts=lambda match: (p for p in _parted(match) if names_vehicle(p.words)),
        affirmed=False,
        cues=cued("died dead"),
        confidence=0.75,
    ),
    said(
        "drives",
        rf"i\s+{_DO_NOT}drive\s+(?:(?:a|an|my|the|that)\s+)?(?P<object>(?!for\b|to\b|at\b|any|in\b|there\b"
        rf"|much\b)[^.!?;,\n]{{2,40}}?)"
        r"(?=\s+any\s?(?:more|longer)|[.!?;,\n]|$)",
        affirmed=False,
    ),
    *(
        make(
            "owns",
            rf"{lead}(?:have|own)\s+(?:(?:a|an|any|the|my|our|that)\s+)?(?!to\b|any\s?more\b){_LIST}",
            parts=_parted_kept,
            affirmed=False,
            confidence=0.8,
        )
        for make, lead in ((said, rf"(?:i|we)\s+{_DO_NOT}"), (opening, _DO_NOT), (elided, _DO_NOT))
    ),
    *(
        make("owns", rf"{lead}(?=(?:a|an|two|three|some|my|the)\s){_LIST}", parts=things, past=True, confidence=0.8)
        for make, lead in (
            (said, r"(?:i|we)\s+(?:used\s+to\s+(?:own|have)|once\s+(?:had|owned)|owned)\s+"),
            (elided, r"used\s+to\s+(?:own|have)\s+"),
        )
    ),
    said(
        "drives",
        rf"i\s+(?:used\s+to\s+drive|drove)\s+(?=(?:a|an|my)\s){_LIST}",
        parts=lambda match: (p for p in any_things(match) if names_vehicle(p.words)),
        past=True,
        confidence=0.8,
    ),
)
