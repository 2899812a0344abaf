"""Animals that come and go: "adopted a kitten", "we gave the rabbit to my cousin", "Toto died"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.being_words import ANY_BEING, PETS, SINGULARS, one_of, plural_of
from continuo.memory.consolidation.extraction.beings import beings, names_at
from continuo.memory.consolidation.extraction.patterns.owning import DEATH, GONE, counted, lost, told
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    I_DID,
    Part,
    Pattern,
    anywhere,
    did,
    opening,
    said,
)

_PET = one_of([*PETS, *(plural_of(word) for word in PETS)])
_HIS = r"(?:(?:my|our|the|both|all|of)\s+)*"
_HAD_TO = (
    r"(?:(?:i|we)\s+(?:(?:have|had|'ve|'d|just|finally|recently|sadly"
    r"|also)\s+)*(?:had\s+to|have\s+to|decided\s+to|ended\s+up|were\s+forced\s+to"
    r"|made\s+the\s+decision\s+to)\s+)"
)
_GIVE = (
    r"(?:g[ai]ve(?:n)?|giving|donate|rehome|re-home|surrender|sell|sold|return|rehomed"
    r"|re-homed|surrendered|returned|rehoming)"
)
_AWAY = r"(?=\s*(?:away|up|back|to\s|for\s+adoption|[.,!;]|$|because|since|when|last|yesterday|in\s|after|so\s|and\s))"
_DOWN = r"(?:put|putting|have)\s+"
_ENDS_DOWN = r"\s+(?:down\b(?!\s+(?:the|my|for))|to\s+sleep\b|to\s+rest\b|euthani[sz]ed\b)"


def _gone_ones(match: re.Match[str]) -> Iterator[Part]:
    """Yield the animals, and of the dead the people too, that one has no more."""
    yield from lost(list(beings(match.string, match.end())))


def _gone_pets(match: re.Match[str]) -> Iterator[Part]:
    yield from lost([b for b in beings(match.string, match.end()) if b.predicate == "has_pet"])


def _put_down(match: re.Match[str]) -> Iterator[Part]:
    """Yield whom one had put down: a word for an animal, or a name."""
    text, at = match.string, match.end()
    row = list(beings(text, at))
    if row and row[0].predicate == "has_pet":
        if re.compile(_ENDS_DOWN, re.IGNORECASE).match(text, row[-1].end):
            yield from lost(row)
        return
    names = names_at(text, at)[:1]
    if names and re.compile(_ENDS_DOWN, re.IGNORECASE).match(text, names[0][1][1]):
        yield Part(names[0][0], names[0][1], "has_pet", "", GONE)


def _is_a(match: re.Match[str]) -> Iterator[Part]:
    """Yield an animal of which name and kind are told: "Rex is a beagle"."""
    names = names_at(match.string, match.start("object"))
    # "Brian is a dog" is told of those in films; of one's own the breed is told, or what it is like.
    plain = re.search(r"\ban?\s+\Z", match.string[: match.start("noun")]) and match["noun"].lower() in {
        "dog",
        "cat",
        "horse",
    }
    if names and names[0][0] == match["object"] and not plain:
        yield Part(f"{match['noun'].lower()} named {match['object']}", match.span("object"))


_ASKING = frozenset(("asking",))
PET_CUES = frozenset(word for phrase in PETS for word in re.findall(r"[^\W_]+", phrase))


def _named_one(match: re.Match[str]) -> Iterator[Part]:
    """Yield an animal that was given a name: "named the puppy Leo"."""
    for being in list(beings(match.string, match.end()))[:1]:
        yield from told(being, is_mine=True)


# A surname's first name, or the word for the one who died, which other rules read.
_BEFORE_NAME = re.compile(rf"(?:(?-i:[A-Z])\w+|(?<!\w){ANY_BEING},?)\s+\Z", re.IGNORECASE)


def _named_dead(match: re.Match[str]) -> Iterator[Part]:
    """Yield an animal that died, where only its name is said; a surname before it makes it a public person."""
    names = names_at(match.string, match.start())
    alone = _BEFORE_NAME.search(match.string, max(0, match.start() - 40), match.start()) is None
    if names and alone and names[0][0] == match["object"] and match["object"].lower() not in _KIN_NAMES:
        yield Part("", match.span("object"))


_KIN_NAMES = frozenset(
    (
        "mom",
        "mum",
        "dad",
        "mama",
        "papa",
        "mummy",
        "daddy",
        "grandma",
        "grandpa",
        "granny",
        "nana",
        "nan",
        "grandad",
        "granddad",
    )
)
_DYING = frozenset(
    (
        "died",
        "passed",
        "dead",
        "longer",
        "more",
        "crossed",
        "cross",
        "put",
        "euthanized",
        "euthanised",
        "killed",
        "hit",
        "run",
        "make",
        "lost",
    )
)
_GOT = (
    r"(?:got|gotten|adopted|rescued|bought|brought\s+home|took\s+in|taken\s+in|welcomed"
    r"|inherited|picked\s+up|fostered\s+and\s+kept"
    r"|ended\s+up\s+(?:adopting|with|keeping)|have\s+adopted|kept|got\s+myself|got\s+ourselves|added|acquired)"
)
_NAME = r"(?-i:(?P<object>[^\W\d_a-z][^\W\d_]+))"


def _asked_for(match: re.Match[str]) -> Iterator[Part]:
    """Yield the animals in whose name a question about their kind is asked: "can rats eat figs, asking for Nib"."""
    kind = re.search(rf"(?<![\w'-])(?P<noun>{_PET})(?![\w'-])", match.string[: match.start()], re.IGNORECASE)
    if kind is not None:
        phrase = " ".join(kind["noun"].lower().split())
        for name, span in names_at(match.string, match.end(), several=True):
            yield Part(f"{SINGULARS.get(phrase, phrase)} named {name}", span)


PATTERNS: tuple[Pattern, ...] = (
    anywhere(
        "has_pet",
        r"\basking\s+for\s+(?=(?-i:[A-Z]))",
        parts=_asked_for,
        presupposed=True,
        confidence=0.75,
        cues=_ASKING,
    ),
    opening(
        "has_pet",
        rf"(?P<object>{_PET})(?=\s*,[^.!?]{{0,40}},\s+(?:he's\s+|she's\s+)?mine\b"
        r"|,\s+\d{1,2}(?:\s*(?:years?|yrs?|months?|weeks?|yo|y/o)(?:\s+old)?)?\s*(?:[.,]|$))",
        confidence=0.75,
        cues=PET_CUES | frozenset(plural_of(word) for word in PETS),
    ),
    *did(
        "has_pet",
        r"(?:got|bought|adopted|found)\s+(?:(?:(?:the|our|my)\s+)?\w+\s+)?a\s+(?:new\s+|little\s+|second\s+)?"
        r"(?:friend|companion|playmate|buddy|cage\s?mate|stable\s?mate)\s*(?:,|\()?\s*(?:called|named|he's|she's)\s+"
        rf"{_NAME}",
        confidence=0.75,
        cues=frozenset(("friend", "companion", "playmate", "buddy", "cagemate", "mate", "stablemate")),
    ),
    anywhere(
        "has_pet",
        rf"\bthe\s+(?={_PET}(?:['’]s\s+name\s+(?:is|will\s+be)|\s+is\s+(?:called|named))\s)",
        parts=_named_one,
        presupposed=True,
        confidence=0.8,
        cues=PET_CUES,
    ),
    *did(
        "has_pet",
        rf"(?:sold|gave|rehomed)\s+{_NAME}(?=\s+(?:to\s+(?:a|an|my|our|the|some)\b|away\b))",
        affirmed=False,
        confidence=0.75,
        cues=frozenset(("sold", "gave", "rehomed")),
    ),
    anywhere(
        "has_pet",
        r"\bvet\s+(?:(?:had\s+to|has|just)\s+)*put\s+(?:our\s+|my\s+)?",
        parts=_put_down,
        affirmed=False,
        presupposed=True,
        cues=frozenset(("vet",)),
    ),
    anywhere(
        "has_pet",
        rf"(?<![\w'-]){_NAME}\s+the\s+(?P<noun>{_PET})\b(?!['’-])",
        parts=_is_a,
        presupposed=True,
        confidence=0.7,
        cues=PET_CUES,
    ),
    *did(
        "has_pet",
        r"got\s+(?=(?:chickens|hens|ducks|goats|rabbits|guinea\s+pigs|cats|dogs)\b(?!\s+(?:and|food)))",
        parts=counted,
    ),
    anywhere(
        "has_pet",
        r"\bthere(?:'s|\s+is)\s+(?:now\s+|also\s+)?(?=(?:a|another"
        rf"|our)\s+(?:\w+\s+){{0,2}}{_PET}\b[^.!?]{{0,40}}\b(?:now|at\s+home|in\s+the\s+house"
        r"|with\s+us)\b)",
        parts=counted,
        presupposed=True,
        cues=frozenset(("there",)),
    ),
    *did(
        "has_pet",
        rf"(?:lost|buried|said\s+(?:goodbye|good-bye)\s+to|let)\s+{_NAME}(?=\s*(?:[.,;!?)]|$)"
        r"|\s+(?:last|yesterday|today|this|on|in|two|a|go|after|and|to\s+(?:cancer|old))\b)",
        affirmed=False,
        confidence=0.75,
        cues=frozenset(("lost", "buried", "goodbye", "bye", "let")),
    ),
    anywhere(
        "has_pet",
        rf"(?<![\w'-]){_NAME}\s+(?:now\s+)?(?:lives|is\s+living"
        r"|stays)\s+(?:now\s+)?with\s+(?:my|our|a|the|his|her)\s+(?:\w+\s+){1,3}?now\b",
        affirmed=False,
        cues=frozenset(("lives", "living", "stays")),
    ),
    anywhere(
        "has_pet",
        rf"(?<![\w'-])(?:take|took|taking|bring|brought)\s+{_NAME}\s+to\s+(?:the|our|a)\s+vet\b",
        presupposed=True,
        confidence=0.75,
        cues=frozenset(("vet",)),
    ),
    anywhere(
        "has_pet",
        rf"\bvet\s+(?:appointment\s+|visit\s+)?for\s+{_NAME}(?![\w'])",
        presupposed=True,
        confidence=0.75,
        cues=frozenset(("vet",)),
    ),
    anywhere(
        "has_pet",
        rf"(?<![\w'-]){_NAME}(?:\s+is|['’]s|,\s+(?:he|she)(?:['’]s|\s+is))\s+(?:a|an|my"
        rf"|our)\s+(?:\w+\s+){{0,2}}?(?P<noun>{_PET})\b(?!\s+(?:person|lover|owner|sitter"
        r"|walker|named|called)|\s+in\s+(?:the|a)\b|['’-])",
        parts=_is_a,
        confidence=0.75,
        cues=PET_CUES,
    ),
    *did(
        "has_pet",
        r"(?:lost|buried|cremated|said\s+(?:goodbye|good-bye|bye)\s+to)\s+(?:both\s+(?:of\s+)?"
        r"|all\s+(?:of\s+)?)?(?:(?:my|our)\s+|(?<=both\s))",
        parts=_gone_ones,
        affirmed=False,
    ),
    said(
        "has_pet",
        rf"{_HAD_TO}(?:say\s+(?:goodbye|good-bye)\s+to|let\s+go\s+of)\s+(?:my|our)\s+",
        parts=_gone_ones,
        affirmed=False,
    ),
    said(
        "has_pet",
        rf"(?:{_HAD_TO}|{I_DID}){_GIVE}\s+(?:away\s+|up\s+)?{_HIS}(?={_PET}\b(?!\s+(?:a|an|some"
        r"|his|her|its|their|food|treats?|medicine|meds|the|water)\b))",
        parts=_gone_pets,
        affirmed=False,
    ),
    *did(
        "has_pet",
        rf"(?:gave|sold|rehomed|re-homed|surrendered)\s+(?:away\s+|up\s+)?{_HIS}(?={_PET}\b{_AWAY})",
        parts=_gone_pets,
        affirmed=False,
    ),
    said("has_pet", rf"(?:{_HAD_TO}|{I_DID}){_DOWN}{_HIS}", parts=_put_down, affirmed=False),
    *did(
        "has_pet",
        rf"(?:named|called|renamed|naming)\s+(?:the|our|my)\s+(?=(?:\w+\s+){{0,2}}{_PET}\s+(?-i:[A-Z]))",
        parts=_named_one,
    ),
    anywhere(
        "has_pet",
        rf"(?<![\w'-]){_NAME}(?!\s+(?-i:[A-Z]))\s+(?:(?:sadly|just|has|had|finally)\s+)*{DEATH}",
        parts=_named_dead,
        affirmed=False,
        presupposed=True,
        cues=_DYING,
    ),
    said("has_pet", rf"(?:{_HAD_TO}|{I_DID})(?:rehome|re-home|rehomed|re-homed)\s+{_NAME}(?![\w'])", affirmed=False),
    *did(
        "has_pet",
        rf"{_GOT}\s+(?:(?:me|myself|ourselves|her|him)\s+)?(?=(?:a|an|two|three|four|our"
        r"|another|my|\d|some)\s)(?:(?:my|our|another|some)\s+)?",
        parts=counted,
    ),
    anywhere(
        "has_pet",
        r"\b(?:there\s+(?:is|are)|there's)\s+(?:also\s+)?(?:our|my)\s+",
        parts=counted,
        confidence=0.8,
        cues=frozenset(("there", "there's")),
    ),
    said(
        "has_pet",
        rf"{I_AM}(?:a|an|the)\s+(?:(?:proud|happy|new|first-time"
        rf"|long-time)\s+)*(?P<object>{_PET})\s+(?:owner|mom|mum|mama|dad|daddy|parent)\b",
    ),
    anywhere(
        "has_pet",
        rf"\bas\s+(?:a|an)\s+(?:(?:proud|new|first-time)\s+)*(?P<object>{_PET})\s+(?:owner|mom|mum|dad|parent)\b",
        confidence=0.8,
        cues=frozenset(("as",)),
    ),
)
