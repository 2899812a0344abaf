"""What one dislikes, and what one does not mind any more."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import (
    Pattern,
    anywhere,
    cued,
    did,
    elided,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.patterns.tastes import ANY_MORE, SINCERELY
from continuo.memory.consolidation.extraction.shapes import Shape

_NEVER_LIKES = r"(?:don't|do\s+not|dont|never|didn't|can't\s+say\s+i|won't|wouldn't\s+say\s+i|have\s+never|'ve\s+never)"
_HATE = (
    r"(?:hate|dislike|despise|detest|loathe|abhor|can't\s+(?:stand|bear|abide|stomach|tolerate)|cannot\s+(?:stand"
    r"|bear)|cant\s+(?:stand|bear))"
)
_NOT_TO = (
    r"(?!to\s+(?:say|admit|break|ask|see|think|be|brag|bother|tell|do\s+this)\b|when\b|that\b|how\b|it\b|this\b"
    r"|myself\b|him\b|her\b|you\b|them\b)"
)
_INTO = (
    r"(?:(?:really\s+|much\s+|exactly\s+|that\s+|particularly\s+|very\s+|so\s+|too\s+)*(?:(?:a\s+"
    r"|the\s+)?(?:very\s+|really\s+)?(?:big\s+|huge\s+|biggest\s+|great\s+)?(?:fan|lover)\s+of|into(?!\s+it)"
    r"|fond\s+of|keen\s+on|crazy\s+about|wild\s+about|mad\s+about"
    r"|big\s+on|interested\s+in(?!\s+(?:your|hearing|buying|getting)))|one\s+for)\s+"
)
_NO = r"(?:not|never\s+been|never\s+was)\s+"
_HATE_CUES = cued("hate dislike despise detest loathe abhor stand bear abide stomach tolerate")
_BEGINS = r"(?:^|(?<=[.!?,;:]\s)|(?<=\n)|(?<=\band\s)|(?<=\bbut\s))"
_THIS = r"(?P<object>[\w'&-]+(?:\s+[\w'&-]+){0,3}?)"

CHANGED: tuple[Pattern, ...] = (
    *did(
        "dislikes",
        r"(?:went|gone|changed|switched)\s+from\s+(?:loving|liking|enjoying"
        r"|adoring)\s+(?P<object>[^.!?;:,]{2,40}?)\s+to\s+(?:\w+ly\s+)?(?:hating|disliking|despising"
        r"|not\s+(?:liking|standing))\s+(?:it|them)\b",
        Shape.TASTE,
        confidence=0.85,
        cues=cued("from"),
    ),
    # "I used to love olives but now I can't stand them."
    said(
        "dislikes",
        rf"i\s+(?:used\s+to|once)\s+{SINCERELY}(?:loved?|liked?|enjoyed?"
        rf"|adored?)\s+(?P<object>[^.!?;:,]{{2,50}}?),?\s+(?:(?:but|and|yet|now"
        r"|then)\s+)*(?:these\s+days\s+)?(?:now\s+)?i\s+(?:now\s+)?"
        rf"{SINCERELY}(?:{_HATE}|don't\s+like|do\s+not\s+like)\s+(?:it|them|that)\b",
        Shape.TASTE,
        confidence=0.85,
        cues=_HATE_CUES | {"like"},
    ),
    # "No coriander please, I hate it."
    anywhere(
        "dislikes",
        r"\b(?:no|without|not)\s+(?P<object>[\w'-]+(?:\s+[\w'-]+)?)(?:\s+please"
        rf"|\s+pls)?,?\s+(?:[^.!?;]{{0,40}}?,?\s)?(?:(?:because|cause|as|since|for|cos|cuz|please"
        rf"|pls)[,\s]+)*i\s+(?:really\s+|just\s+|absolutely\s+)?(?:{_HATE}|don't\s+like)\s+(?:it|them"
        r"|that\s+stuff|those)\b",
        Shape.TASTE,
        confidence=0.8,
        cues=_HATE_CUES | {"like"},
    ),
)

PATTERNS: tuple[Pattern, ...] = (
    *(
        make(
            "dislikes",
            rf"{lead}(?:(?:don't|do\s+not|dont|doesn't)\s+{SINCERELY}(?:hate|dislike"
            rf"|mind(?=[^.!?]*\b(?:{ANY_MORE}|now)\b))|no\s+longer\s+{SINCERELY}(?:hate|dislike|mind)"
            r"|stopped\s+hating)\s+",
            Shape.TASTE,
            affirmed=False,
            confidence=0.85,
            cues=_HATE_CUES | {"mind", "hating"},
        )
        for make, lead in ((said, r"i\s+"), (opening, ""))
    ),
    said(
        "dislikes",
        rf"(?:i|we)\s+used\s+to\s+{SINCERELY}(?:hate|dislike|detest|despise|loathe)\s+",
        Shape.TASTE,
        past=True,
        confidence=0.85,
    ),
    said(
        "dislikes",
        r"i\s+(?:couldn't\s+stand|hated|never\s+liked)\s+(?=[^.!?;]{2,50}\b(?:as\s+a\s+(?:kid|child|teen\w*)"
        r"|but\s+(?:now|these\s+days)|until)\b)",
        Shape.TASTE,
        past=True,
        confidence=0.8,
    ),
    *(
        make(
            "dislikes",
            rf"{lead}{_NEVER_LIKES}\s+(?:really\s+|particularly\s+|actually\s+|even\s+|much\s+|especially\s+"
            r"|personally\s+|quite\s+)*(?:like|liked|enjoy|enjoyed|care\s+for|cared\s+for|love|dig"
            r"|fancy)\s+(?!to\s+(?:brag|say|admit)\b|it\b|them\b|that\b|this\b)(?:to\s+)?",
            Shape.TASTE,
            confidence=0.85,
            cues=cued("like liked enjoy enjoyed care cared love dig fancy"),
        )
        for make, lead in ((said, rf"(?:i|we)\s?{SINCERELY}"), (opening, rf"(?!never\s+(?:been|again)){SINCERELY}"))
    ),
    *(
        make(
            "dislikes",
            rf"{lead}{_HATE}\s+{_NOT_TO}(?:the\s+(?:idea|thought|taste|smell|sound|feel|texture|look"
            r"|sight)\s+of\s+)?(?:to\s+)?",
            Shape.TASTE,
            confidence=0.85,
            cues=_HATE_CUES,
        )
        for make, lead in ((said, rf"(?:i|we)\s+{SINCERELY}"), (opening, SINCERELY))
    ),
    *(
        make("dislikes", rf"{lead}{_INTO}", Shape.TASTE, confidence=0.85)
        for make, lead in (
            (
                said,
                r"(?:(?:i'm|i\s+am|im)\s+(?:really\s+|just\s+|honestly\s+|also\s+|still\s+"
                r"|definitely\s+)*not\s+|i(?:'ve|\s+have)\s+never\s+(?:really\s+)?been\s+|i\s+was\s+never\s+)",
            ),
            (opening, rf"(?:also\s+)?{_NO}"),
        )
    ),
    *(
        make(
            "dislikes",
            rf"{lead}(?:not|never)\s+(?:really\s+|much\s+of\s+|been\s+)*(?:an?|the)\s+(?:big\s+|huge\s+"
            rf"|biggest\s+|great\s+)?{_THIS}\s+(?:fan|lover|enthusiast|drinker|eater|person|guy|girl)\b",
            Shape.TASTE,
            confidence=0.75,
        )
        for make, lead in ((said, r"(?:i'm|i\s+am|im)\s+"), (opening, ""))
    ),
    anywhere(
        "dislikes",
        rf"{_BEGINS}(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,3}}?)\s*(?:(?:is|are|'s)\s+(?:really\s+|just\s+"
        r"|so\s+|definitely\s+|simply\s+)*(?:not|never)|isn't|aren't)\s+(?:really\s+|exactly\s+"
        r"|quite\s+)*(?:my\s+thing|for\s+me|my\s+cup\s+of\s+tea|my\s+style|my\s+bag|my\s+jam)\b",
        Shape.TASTE,
        confidence=0.75,
        cues=cued("not isn aren never"),
    ),
    anywhere(
        "dislikes",
        rf"{_BEGINS}(?:the\s+(?:smell|taste|sound|texture"
        rf"|thought)\s+of\s+)?(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,2}}?)\s+(?:really\s+|just\s+|totally\s+"
        r"|always\s+)?(?:grosses?\s+me\s+out|makes?\s+me\s+(?:gag|sick|want\s+to\s+(?:puke|vomit))"
        r"|gives?\s+me\s+the\s+(?:creeps|ick)|gets?\s+on\s+my\s+nerves|drives?\s+me\s+(?:crazy|nuts|mad"
        r"|up\s+the\s+wall))\b",
        Shape.TASTE,
        confidence=0.75,
        cues=cued("me nerves"),
    ),
    mine(
        "dislikes",
        r"my\s+(?:least\s+favou?rite\s+(?:\w+\s+)?(?:thing\s+)?|(?:biggest\s+)?pet\s+(?:peeve|hate))(?:is|are"
        r"|'s|:)\s+",
        Shape.TASTE,
        confidence=0.85,
        cues=cued("least pet"),
    ),
    opening(
        "dislikes",
        r"(?:my\s+)?(?:dislikes|pet\s+(?:peeves?|hates?)|hates|things\s+i\s+(?:hate|don't\s+like"
        r"|can't\s+stand))\s*(?::|=|\s-)\s*",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("dislikes pet hates things"),
    ),
    elided(
        "dislikes",
        r"(?:don't|do\s+not)\s+(?:really\s+)?(?:like|enjoy|care\s+for)\s+(?!it\b|them\b|that\b|this\b)",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("like enjoy care"),
    ),
)
