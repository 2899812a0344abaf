"""Children, parents and other kin beyond "my": births, only children, "Dad" without a possessive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.domain.predicates import NUMBER_OF
from continuo.memory.consolidation.extraction.beings import NUMBERS, being_at, names_at
from continuo.memory.consolidation.extraction.patterns.owning import DEATH, DECEASED, HELD, told
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    I_DID,
    I_HAVE,
    Part,
    Pattern,
    anywhere,
    mine,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape, Span
from continuo.memory.consolidation.extraction.slots import slot

_PARENT = r"(?:mom|mum|mother|mama|mommy|mummy|dad|father|daddy|parent)"
_PROUD = (
    r"(?:(?:stay-at-home|single|proud|new|working|busy|first-time|young|expectant|loving"
    r"|\d+[\s-]year[\s-]old|tired|retired|married)\s+(?!expect))*"
)
_NUMBER = (
    r"(?P<number>two|three|four|five|six|seven|eight|[2-8])(?:\s+(?P<noun>kids|children|boys|girls|sons|daughters))?"
)
_BORN = r"(?:gave\s+birth\s+to|had|welcomed|adopted|have\s+had)"
_NAME = r"(?-i:(?P<object>[^\W\d_a-z][^\W\d_]+))"


def _of_several(match: re.Match[str]) -> Iterator[Part]:
    """Yield the children of "mother of three"."""
    number = match["number"].lower()
    words = next((w for w, n in NUMBERS.items() if str(n) == number), number)
    noun = (match["noun"] or "children").lower()
    yield Part(f"{words} {noun}", match.span("number"), "has_child", "", HELD)
    yield Part(str(NUMBERS.get(number, number)), match.span("number"), slot(NUMBER_OF, noun), "", HELD)


def _newborn(match: re.Match[str]) -> Iterator[Part]:
    """Yield a child that was born, by name where it has one."""
    called = re.compile(
        r"(?:,?\s+(?:named|called|whose\s+name\s+is)\s+|,\s+(?=(?-i:[A-Z]))|\s+(?=(?-i:[A-Z])))", re.I
    ).match(match.string, match.end())
    names = names_at(match.string, called.end())[:1] if called else ()
    kin = match["object"].split()[-1]
    if names:
        yield Part(names[0][0], names[0][1], "has_child", kin)
    else:
        yield Part("", match.span("object"))


def _own_kin(match: re.Match[str]) -> Iterator[Part]:
    """Yield a parent or grandparent whom one calls by that word: "Dad turned 80"."""
    word = match["object"]
    predicate = "has_parent" if word.lower() in _OWN_PARENTS else "has_relative"
    died = re.compile(rf"\s+(?:(?:sadly|just|has|had)\s+)*{DEATH}", re.IGNORECASE).match(match.string, match.end())
    yield Part(word.lower(), match.span("object"), predicate, "", DECEASED if died else HELD)


_OWN_PARENTS = frozenset(("mom", "mum", "dad", "mama", "papa", "mummy", "daddy", "mam"))

_NOT_THEIRS = r"(?<![\w'’-])(?<!his\s)(?<!her\s)(?<!your\s)(?<!heir\s)(?<!['’]s\s)(?<!an\s)(?<!\ba\s)(?<!the\s)"
_KNOWN_TO_ALL = frozenset(
    ("sam", "ben", "tom", "jemima", "bob", "scrooge", "fester", "vernon", "owen", "iroh", "may", "vinny", "it")
)


def _of_no_story(match: re.Match[str], span: Span) -> bool:
    """Tell whether a name behind "uncle" is no name that everybody knows."""
    return match.string[slice(*span)].lower() not in _KNOWN_TO_ALL


def _ours_now(match: re.Match[str]) -> Iterator[Part]:
    """Yield a child that is one's own by law: "the adoption went through, Lan is legally ours"."""
    if re.search(r"\badopt(?:ion|ed)\b", match.string, re.IGNORECASE) and names_at(match.string, match.start()):
        yield Part("", match.span("object"))


def _in_brackets(match: re.Match[str]) -> Iterator[Part]:
    """Yield one's child, partner or sibling behind whom a bracket says more: "son (Timo, 8) and I"."""
    being = being_at(match.string, match.start("being"))
    if being is not None and not being.has_article and not being.is_plural:
        yield from told(being, is_mine=True)


PATTERNS: tuple[Pattern, ...] = (
    anywhere(
        "has_child",
        r"(?:^|(?<=[,;:+]\s)|(?<=\)\s)|(?<=\band\s)|(?<=\bwith\s)|(?<=\bfor\s)|(?<=\bme\s&\s))"
        r"(?P<being>son|daughter|kid|toddler|baby|husband|wife|hubby|boyfriend|girlfriend|fianc[eé]e?|stepson"
        r"|stepdaughter)\s*\((?=(?-i:[A-Z])[\w-]+\s*[,)]|\d{1,2}\s*[,)])",
        parts=_in_brackets,
        presupposed=True,
        confidence=0.8,
        cues=frozenset(
            (
                "son",
                "daughter",
                "kid",
                "toddler",
                "baby",
                "husband",
                "wife",
                "hubby",
                "boyfriend",
                "girlfriend",
                "fiance",
                "fiancé",
                "fiancee",
                "fiancée",
                "stepson",
                "stepdaughter",
            )
        ),
    ),
    anywhere(
        "has_child",
        rf"(?<![\w'-]){_NAME}\s+is\s+(?:(?:now|legally|officially|finally|really)\s+)*ours\b",
        parts=_ours_now,
        presupposed=True,
        cues=frozenset(("ours",)),
    ),
    said(
        "has_child",
        rf"{I_HAVE}an?\s+(?P<object>(?:\w+|\d{{1,2}})[\s-](?:year|month"
        r"|week)-old)(?=\s*(?:[.,;!?)]|$)|\s+(?:and|at\s+home|who)\b)",
        confidence=0.8,
    ),
    mine(
        "has_child",
        r"my\s+(?P<object>(?:\w+|\d{1,2})[\s-](?:year|month|week)-old)(?=\s*(?:[.,;!?)]|$)"
        r"|\s+(?:is|was|has|who|and|wants?|won't|just|keeps|loves|hates|still|asked|says"
        r"|doesn't)\b)",
        presupposed=True,
        confidence=0.8,
    ),
    mine(
        "has_child",
        r"(?:my|our)\s+(?P<object>eldest|oldest|youngest|middle\s+(?:one|child)"
        r"|firstborn)(?=\s+(?:is|was|has|starts?|started|just|wants?|turned|turns"
        r"|will|won't|needs|goes|keeps|loves|hates|refuses|got|and|had)\b|['’]s\b|,)",
        presupposed=True,
        confidence=0.75,
    ),
    mine(
        "has_parent",
        r"(?:my|our)\s+late\s+(?P<object>mother|father|mom|mum|dad|parents)\b",
        past=True,
        presupposed=True,
    ),
    mine(
        "has_relative",
        r"(?:my|our)\s+late\s+(?P<object>uncle|aunt|grandmother|grandfather|grandma|grandpa"
        r"|cousin|godmother|godfather)\b",
        past=True,
        presupposed=True,
    ),
    anywhere(
        "has_relative",
        rf"{_NOT_THEIRS}(?P<kin>uncle|aunt|auntie|aunty|grandma|grandpa|granny|cousin|nana)\s+{_NAME}(?!\w)",
        Shape.NAMES,
        presupposed=True,
        confidence=0.8,
        check=_of_no_story,
        cues=frozenset(("uncle", "aunt", "auntie", "aunty", "grandma", "grandpa", "granny", "cousin", "nana")),
    ),
    anywhere(
        "has_parent",
        r"(?<![\w-])(?<!his\smum\s)(?<!her\smum\s)(?<!his\smom\s)(?<!her\smom\s)(?<!your\s"
        r"mum\s)(?<!your\smom\s)(?<!heir\smum\s)(?<!heir\smom\s)"
        r"(?:for|with|from|to|and|told|tell|asked|ask|call|called|visit|visiting|since|when|if"
        r"|because|but|by|see|miss|about|than|gave|give)\s+"
        r"(?P<object>mum|mom|dad|grandma|grandpa|granny|nana)\b(?!-|\s+(?:of|jokes?|jeans|bod"
        r"|group|groups|and\s+pop|friends?|life|blog\w*|guilt|to\s+be)\b)",
        parts=_own_kin,
        presupposed=True,
        confidence=0.75,
        cues=frozenset(("mum", "mom", "dad", "grandma", "grandpa", "granny", "nana")),
    ),
    said("has_sibling", rf"{I_AM}an\s+only\s+child\b", affirmed=False, fixed="siblings"),
    anywhere("has_sibling", r"\bas\s+an\s+only\s+child\b", affirmed=False, fixed="siblings", cues=frozenset(("only",))),
    said(
        "has_child",
        rf"{I_AM}(?:a|an|the)\s+{_PROUD}{_PARENT}\s+(?:of|to)\s+{_NUMBER}\b",
        parts=_of_several,
        confidence=0.85,
    ),
    anywhere(
        "has_child",
        rf"\b(?:as\s+a\s+)?{_PARENT}\s+of\s+{_NUMBER}\b(?=\s*(?:[,.!;()]|here|and|with|$|who|i\b|in\s+(?-i:[A-Z])|from\s+(?-i:[A-Z])))",
        parts=_of_several,
        confidence=0.75,
        cues=frozenset(("of",)),
    ),
    said(
        "has_child",
        rf"{I_AM}(?:a|an)\s+{_PROUD}{_PARENT}\b(?=\s+(?:of|to)\s|\s*[.,!;]|$|\s+(?:now|and"
        r"|myself|again|in|from|with)\b)",
        fixed="child",
    ),
    anywhere(
        "has_child",
        rf"\bas\s+a\s+{_PROUD}(?:mom|mum|mother|dad|father|parent)(?=,|\s+(?:i|my|who|of|with)\b)",
        fixed="child",
        confidence=0.8,
        cues=frozenset(("as",)),
    ),
    said(
        "has_child",
        r"(?:i|we)\s+(?:just\s+|recently\s+|finally\s+)?(?:became|become"
        r"|have\s+become)\s+(?:a\s+)?(?:parents?|mother|father|mom|mum|dad)\b",
        fixed="child",
    ),
    said(
        "has_child",
        rf"{I_DID}{_BORN}\s+(?:a|our|my|an|twin)\s+(?:(?:first|second|third|healthy|beautiful"
        r"|tiny|little|lovely|adorable)\s+)*"
        rf"(?P<object>(?:baby\s+)?(?:boy|girl|son|daughter|boys|girls)|baby(?!\s+shower))\b",
        parts=_newborn,
        confidence=0.85,
    ),
    anywhere(
        "has_child",
        rf"(?:^|(?<=[\s(]))(?<![A-Z][a-z]\s)(?<![a-z][a-z]et\s)(?-i:baby)\s+{_NAME}(?=\s+(?:is"
        r"|was|has|came|arrived|sleeps|just|turned|keeps|won't|and)\b|\s*[,.!]|'s\b)",
        Shape.NAMES,
        presupposed=True,
        confidence=0.8,
        cues=frozenset(("baby",)),
    ),
    anywhere(
        "has_parent",
        r"(?<![\w'’-])(?<!\bmy\s)(?<!\bour\s)(?<!\bhis\s)(?<!\bher\s)(?<!\byour\s)(?<!\b"
        r"their\s)(?<!\bthe\s)(?<!\ba\s)(?<!['’]s\s)(?<!\bhi\s)(?<!\bhey\s)"
        r"(?-i:(?P<object>Mom|Mum|Dad|Mama|Papa|Mummy|Daddy|Grandma|Grandpa|Granny|Nana"
        r"|Grandad|Granddad))\b(?=['’]s\b|\s+(?:is|was|has|had|says|said|will|turned|turns"
        r"|died|passed|and\s+(?:i|dad|mum|mom)|always|never|just|lives|used|loves|likes|wants"
        r"|got|keeps|told|gave|thinks|went|had|came|made|calls|called|still|used|asked|needs"
        r"|bought)\b)",
        parts=_own_kin,
        presupposed=True,
        confidence=0.75,
        cues=frozenset(
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
                "grandad",
                "granddad",
            )
        ),
    ),
    said(
        "has_relative",
        rf"{I_AM}(?:now\s+)?(?:a|an)\s+(?:(?:proud|new)\s+)*(?:grandmother|grandfather|grandma"
        r"|grandpa|granny|grandparent)\b",
        fixed="grandchild",
    ),
)
