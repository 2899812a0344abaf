"""What one likes best of its kind, and how a favourite gives way to another."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import MY, Pattern, anywhere, cued, mine, opening, said
from continuo.memory.consolidation.extraction.shapes import Shape

_BEST = r"(?:(?:absolute\s+|new\s+|current\s+|all[\s-]time\s+|number\s+one\s+|personal\s+)*(?:favou?rite|fave|fav))"
# "My favourite part was ..." is told of one occasion, and no slot of its own.
_NOT_KIND = (
    r"(?!(?:parts?|moments?|memory|memories|bits?|aspects?|ways?|ones?|things?|is|are|was|so|of|to|and|has|in"
    r"|by|for|at|on"
    r"|scenes?|quotes?|lines?|thing|people|person|new|old|most|now|used|right|might|would|must|too|but|since|ever)\b)"
)
_KIND = (
    rf"{_NOT_KIND}(?P<kind>[a-z]+(?:[\s-](?!is\b|are\b|was\b|has\b|used\b|of\b|these\b|this\b|by\b|right\b|now\b"
    rf"|at\b|would\b|might\b|must\b|ever\b|to\b|in\b|so\b|because\b|and\b|any\b)[a-z]+){{0,2}}?)"
)
_NOW = (
    r"(?:\s+(?:now|currently|nowadays|lately|these\s+days|right\s+now|at\s+the\s+moment|at\s+present"
    r"|of\s+all\s+time|of\s+all|ever"
    r"|in\s+the\s+(?:world|whole\s+world)|so\s+far|this\s+year|by\s+far|since\s+last\s+\w+))?"
)
_IS = (
    r"(?:(?:'s|\s+is|\s+are|\s+has\s+(?:always\s+)?been|\s+have\s+always\s+been|\s+(?:would"
    r"|will)\s+(?:have\s+to\s+|always\s+|probably\s+)*be|\s+has\s+to\s+be"
    r"|\s+must\s+be|\s+might\s+be|\s+may\s+be|\s+has\s+become|\s+became|\s+remains|\s+(?:has\s+)?changed\s+to"
    r"|\s+from\s+[^.!?,;]{2,40}?\s+is)\s+|\s*[:=]\s*)"
)
_MOSTLY = (
    r"(?:(?:probably|definitely|still|by\s+far|hands\s+down|called|currently|now|actually|always|obviously|easily"
    r"|without\s+a\s+doubt|of\s+course|officially|again|maybe|perhaps|just)[\s,]+)*"
)
_NOT = r"(?!not\b|no\s+longer\b|when\b|how\b|that\b|the\s+(?:one|part|way)\b|what\b|from\b)"
_BEGINS = r"(?:^|(?<=[.!?,;:]\s)|(?<=\n)|(?<=\band\s)|(?<=\bbut\s)|(?<=\bso\s)|(?<=\bas\s))"
_THIS = r"(?P<object>[\w\"'][^.!?;,\n]{1,40}?)"
_ENDS = r"(?=\s*[.,!?;:)]|\s*$|\s+(?:so|because|and|of|to|for|in|at|since|by|these|right|now|ever|but|lately|on)\b)"
_CUES = cued("favourite favorite fave fav favourites favorites faves favs")

PATTERNS: tuple[Pattern, ...] = (
    # "Blue used to be my favourite colour, it's green now."
    anywhere(
        "favourite_",
        rf"\b(?:used\s+to\s+be|was(?:\s+once)?)\s+my\s+{_BEST}\s+{_KIND},?\s+(?:(?:but|and|now|these\s+days"
        r"|nowadays)\s+)*(?:it's|it\s+is)\s+(?:now\s+)?",
        Shape.TASTE,
        cues=_CUES,
        confidence=0.85,
    ),
    # An old favourite goes.
    anywhere(
        "favourite_",
        rf"{_BEGINS}{_THIS}\s*(?:(?:is|are|'s)\s+(?:no\s+longer|not)|isn't"
        rf"|aren't)\s+(?:really\s+)?my\s+{_BEST}\s+{_KIND}(?=\s*[.,!?;]|\s*$|\s+(?:any|now|but|and|so)\b)",
        Shape.TASTE,
        affirmed=False,
        cues=_CUES,
        confidence=0.85,
    ),
    mine(
        "favourite_",
        rf"{MY}{_BEST}\s+{_KIND}{_NOW}(?:\s+is|'s)(?:n't|\s+not|\s+no\s+longer)\s+",
        Shape.TASTE,
        affirmed=False,
        cues=_CUES,
        confidence=0.85,
    ),
    mine(
        "favourite_",
        rf"{MY}(?:old\s+|previous\s+|former\s+)?{_BEST}\s+{_KIND}\s+(?:used\s+to\s+be"
        rf"|was(?=[^.!?;]{{2,50}}\b(?:until|before|but\s+now|once|back|as\s+a\s+(?:kid|child))\b))\s+",
        Shape.TASTE,
        past=True,
        cues=_CUES,
    ),
    anywhere(
        "favourite_",
        rf"{_BEGINS}{_THIS}\s+(?:used\s+to\s+be|was\s+once)\s+my\s+{_BEST}\s+{_KIND}{_ENDS}",
        Shape.TASTE,
        past=True,
        cues=_CUES,
    ),
    mine(
        "favourite_",
        rf"{MY}(?:old|previous|former)\s+{_BEST}\s+{_KIND},?\s+(?=(?-i:[A-Z]))",
        Shape.TASTE,
        past=True,
        cues=_CUES,
    ),
    # And a new one comes.
    *(
        make(
            "favourite_",
            rf"{lead}a\s+new\s+{_BEST}\s+{_KIND}(?:\s*[:,–-]+\s*(?:it's\s+|it\s+is\s+)?|\s+(?:called|named"
            r"|and\s+it's|now,?\s+it's|is)\s+)(?=(?-i:[A-Z\"“])|it's|the\s)(?:it's\s+)?",
            Shape.TASTE,
            cues=_CUES,
            confidence=0.85,
        )
        for make, lead in (
            (said, r"(?:i|we)(?:'ve|\s+have|'ve\s+got|\s+got|\s+found|'ve\s+found|\s+have\s+found)\s+"),
            (opening, r"(?:(?:got|found|have)\s+)?"),
        )
    ),
    *(
        make(
            "favourite_",
            rf"{lead}(?:a\s+)?new\s+{_BEST}\s+{_KIND}(?=\s*[.!?,;]|\s*$|\s+(?:now|and|but|these)\b)",
            affirmed=False,
            fixed="",
            cues=_CUES,
            confidence=0.8,
        )
        for make, lead in (
            (said, r"(?:i|we)(?:'ve|\s+have|'ve\s+got|\s+got|\s+found|'ve\s+found|\s+have\s+found)\s+"),
            (opening, r"(?:i\s+)?(?:got|found|have)\s+"),
        )
    ),
    opening(
        "favourite_",
        rf"new\s+{_BEST}\s+{_KIND}(?:\s*[:,–-]+\s*|\s+is\s+|\s+alert:\s*|'s\s+){_MOSTLY}",
        Shape.TASTE,
        cues=_CUES,
        confidence=0.8,
    ),
    anywhere(
        "favourite_",
        rf"{_BEGINS}{_THIS}\s+(?:has\s+|have\s+)?(?:replaced|overtook|overtaken|dethroned|beat|beaten|become"
        rf"|became|taken\s+over|took\s+over)\s+(?:[^.!?;]{{1,40}}?\s+as\s+)?my\s+{_BEST}\s+{_KIND}{_ENDS}",
        Shape.TASTE,
        cues=_CUES,
        confidence=0.85,
    ),
    mine(
        "favourite_",
        rf"{MY}{_BEST}\s+{_KIND}\s+(?:went|has\s+gone|has\s+changed|changed|switched"
        rf"|moved)\s+from\s+[^.!?;,]{{1,40}}?\s+to\s+",
        Shape.TASTE,
        cues=_CUES,
    ),
    # What holds.
    anywhere(
        "favourite_",
        r"\b(?:like|about|called|read|reading|finished|watched|watching|rewatched|heard|playing|from|is|by|on"
        r"|to)\s+(?P<object>(?-i:[A-Z])[\w':-]*(?:\s+(?:(?:of|the|and|in|to"
        r"|a)\s+)*(?-i:[A-Z\d])[\w':-]*)*)(?:\s+please|\s+again)?,?\s+(?:and\s+|because\s+|since\s+)?(?:it's"
        rf"|it\s+is|its|that's|still)\s+(?:still\s+)?my\s+{_BEST}\s+{_KIND}{_ENDS}",
        Shape.TASTE,
        cues=_CUES,
        confidence=0.8,
    ),
    anywhere(
        "likes",
        rf"\b(?:one|some|two|three|a\s+few)\s+of\s+my\s+{_BEST}s?(?:\s+[a-z]+){{0,3}}?\s+(?:is|are)\s+",
        Shape.TASTE,
        confidence=0.8,
        cues=_CUES,
    ),
    mine("favourite_", rf"{MY}{_BEST}\s+{_KIND}{_NOW}{_IS}{_MOSTLY}{_NOT}", Shape.TASTE, cues=_CUES),
    opening(
        "favourite_",
        rf"{_BEST}\s+{_KIND}(?:\s*[:=]\s*|\s+(?:is|-)\s+){_MOSTLY}{_NOT}",
        Shape.TASTE,
        cues=_CUES,
        confidence=0.85,
    ),
    mine(
        "favourite_",
        rf"{MY}{_BEST}\s+{_NOT_KIND}(?P<kind>[a-z]+)(?:\s+(?:called|named|-)\s*|,\s+(?=(?-i:[A-Z])(?!\w*'(?:m"
        r"|ve|ll|d)\b)))",
        Shape.TASTE,
        confidence=0.8,
        presupposed=True,
        cues=_CUES,
    ),
    mine(
        "favourite_",
        rf"{MY}{_BEST}\s+(?-i:(?P<object>[A-Z][\w:'-]*(?:\s+[A-Z\d][\w:'-]*)*))\s+{_NOT_KIND}(?P<kind>game|movie"
        r"|film|book|song|band|album|show|series|team|player|restaurant|brand|author|novel)\b",
        confidence=0.75,
        cues=_CUES,
    ),
    anywhere(
        "favourite_",
        rf"{_BEGINS}{_THIS}(?:\s+(?:is|are|has\s+(?:always\s+)?been|has\s+become|remains)"
        r"|'s)\s+(?:definitely\s+|still\s+|probably\s+|now\s+|hands\s+down\s+|easily\s+|always\s+"
        rf"|by\s+far\s+)*my\s+{_BEST}\s+{_KIND}{_ENDS}",
        Shape.TASTE,
        confidence=0.85,
        cues=_CUES,
    ),
    anywhere(
        "likes",
        rf"{_BEGINS}{_THIS}\s+(?:is"
        rf"|are)\s+(?:definitely\s+|also\s+|still\s+|among\s+)?(?:(?:one|some"
        rf"|two)\s+of\s+)?my\s+(?:{_BEST}s?)\b(?!\s+(?:part|moment|memory))",
        Shape.TASTE,
        confidence=0.8,
        cues=_CUES,
    ),
    mine(
        "likes",
        rf"{MY}{_BEST}(?:\s+(?:one|thing|thing\s+to\s+do))?(?:\s+(?:is|are|has\s+always\s+been)|'s)\s+{_NOT}",
        Shape.TASTE,
        confidence=0.8,
        cues=_CUES,
    ),
    anywhere(
        "likes",
        r"\bthe\s+[a-z]+\s+i\s+(?:like|love|enjoy)\s+(?:best|most)\s+(?:is|are)\s+",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("best most"),
    ),
)
