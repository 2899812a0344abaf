"""What one takes where there is a choice: window seats, morning flights, tea rather than coffee."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    MY,
    Pattern,
    anywhere,
    cued,
    did,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape

_OFTEN = (
    r"(?:also\s+|usually\s+|really\s+|generally\s+|much\s+|personally\s+|tend\s+to\s+|strongly\s+|still\s+|now\s+"
    r"|do\s+|always\s+|definitely\s+|normally\s+|actually\s+|just\s+|would\s+always\s+|mostly\s+|'d\s+)*"
)
_THAT = (
    r"(?:to\s+(?!be\s+(?:honest|clear)|keep|have\s+(?:you|it|this|that)|focus|use\s+(?:this|that)|not\b))?"
    r"(?P<object>(?!not\b|if\b|that\b|it\b|this\b|them\b|something\b|you\b|your\b|when\b|to\s+not\b"
    r"|the\s+(?:first|second|former|latter|one|other)\b)[^.!?;:()\n]{2,110}?)"
)
_THAN = r"(?:over|rather\s+than|instead\s+of|to|than|vs\.?|not|and\s+not|versus|above|as\s+opposed\s+to)"
_ENDS = (
    r"(?=,?\s+(?:over|rather\s+than|instead\s+of|to\s+(?!\w+\s+(?:it|them)\b)|than|for\s+(?:their|its|my|the"
    r"|this|that)|because|but|due\s+to|since|when|whenever|if|so|and\s+i|now|these\s+days|nowadays"
    r"|any\s+day|every\s+time|in\s+general|generally|as\s+a\s+rule|where\s+possible|if\s+possible|please|pls"
    r"|always|any\s?(?:more|longer)|on\s+(?:planes|flights|trains)|anyway|as\s+(?:it|they|i)|who|which"
    r"|with\s+my|can|could|what|any|instead|lately|too)\b|\s*[.!?;:()\n]|,\s|\s+[-–—]|$)"
)
_CHOOSES = (
    r"(?:take|book|choose|pick|order|get|request|reserve|ask\s+for|go\s+for|opt\s+for|go\s+with|fly|buy|select"
    r"|sit\s+(?:in|on|at)|stick\s+(?:to|with)|insist\s+on|want)"
)
_SEATS = (
    r"(?:(?:(?:window|aisle|middle|front|back|exit|bulkhead|upper|lower|top|bottom)\s+(?:seats?|rows?|bunks?"
    r"|berths?)|window|aisle|front\s+row|exit\s+row"
    r"|(?:early|late|morning|evening|afternoon|red-?eye|night|direct|non-?stop|overnight)\s+(?:flights?"
    r"|trains?|departures?|ones?|slots?|appointments?|meetings?|calls?|sessions?|shifts?)"
    r"|(?:ground|top|high|low|higher|lower)\s+floors?|(?:quiet|corner|non-?smoking|single|double"
    r"|twin)\s+(?:rooms?|cars?|carriages?|coaches?|tables?)|(?:economy|business\s+class|first\s+class"
    r"|premium\s+economy)|hostels?|airbnbs?|carry-?on(?:\s+only)?|hand\s+luggage(?:\s+only)?))"
)
_CUES = cued("prefer prefers preferred")

PATTERNS: tuple[Pattern, ...] = (
    anywhere(
        "prefers",
        rf"\bfrom\s+now\s+on,?\s+i(?:'ll|\s+will)?\s+(?:only\s+|always\s+)?{_CHOOSES}\s+(?:(?:the"
        rf"|an?)\s+)?(?P<object>{_SEATS})\b",
        confidence=0.85,
        cues=cued("from"),
    ),
    said(
        "prefers",
        rf"i\s+(?:now\s+)?{_CHOOSES}\s+(?:(?:the|an?)\s+)?(?P<object>{_SEATS})\s+(?:these\s+days|nowadays|now"
        r"|instead)\b",
        confidence=0.8,
    ),
    said(
        "prefers",
        r"i\s+(?:no\s+longer|don't|do\s+not)\s+(?:really\s+)?(?:prefer"
        rf"|{_CHOOSES}(?=[^.!?]{{2,40}}any\s?(?:more|longer)))\s+(?:the\s+)?{_THAT}{_ENDS}",
        Shape.TASTE,
        affirmed=False,
        confidence=0.85,
    ),
    said(
        "prefers",
        rf"i\s+used\s+to\s+(?:always\s+)?(?:prefer|{_CHOOSES})\s+(?:(?:the|an?)\s+)?(?P<object>{_SEATS})\b",
        past=True,
        confidence=0.85,
    ),
    said("prefers", rf"i\s+used\s+to\s+prefer\s+{_THAT}{_ENDS}", Shape.TASTE, past=True, confidence=0.85, cues=_CUES),
    anywhere(
        "prefers",
        rf"\b(?:no\s+more|not?\s+(?:the\s+)?)\s*(?P<object>{_SEATS})\s+(?:for\s+me|any\s?more|any\s+longer"
        r"|from\s+now\s+on)",
        Shape.TASTE,
        affirmed=False,
        confidence=0.75,
        cues=cued("no not"),
    ),
    anywhere(
        "prefers",
        rf"\bno\s+more\s+(?P<object>(?:{_SEATS}|windows|aisles|mornings|evenings))(?=\s*[.,!;?]|\s*$|\s+(?:for"
        r"|from|please))",
        Shape.TASTE,
        affirmed=False,
        confidence=0.7,
        cues=cued("more"),
    ),
    # What was preferred to: whoever took it before does so no more.
    said(
        "prefers",
        rf"i\s?{_OFTEN}prefer\s+[^.!?;:()\n]{{2,60}}?\s+(?:over|rather\s+than|instead\s+of|to(?=\s+(?:the\s+"
        r"|an?\s+)?[\w'-]+(?:\s+(?:seats?|flights?|rooms?|trains?))?\s*(?:[.,!?;]|$|now\b"
        r"|these\b)))\s+(?:the\s+)?",
        Shape.TASTE,
        affirmed=False,
        confidence=0.65,
        cues=_CUES,
    ),
    *did(
        "prefers",
        r"(?:switched|changed|moved|gone|went|converted)\s+(?:over\s+)?from\s+(?P<object>(?!the\s+\w+\s+(?:tea"
        r"m|department|office|school|company))(?-i:[a-z])[^.!?;:,()\n]{1,40}?)\s+to\s+(?=(?-i:[a-z]))(?!work"
        r"|being|a\s+\w+er\b)",
        Shape.TASTE,
        affirmed=False,
        confidence=0.75,
        cues=cued("switched changed moved gone went converted"),
    ),
    *did(
        "prefers",
        r"(?:switched|changed|converted)\s+(?:over\s+)?from\s+(?-i:[a-z])[^.!?;:,()\n]{1,40}?\s+to\s+(?=(?-i:["
        r"a-z]))(?!work|being)",
        Shape.TASTE,
        confidence=0.75,
        cues=cued("switched changed converted"),
    ),
    said("prefers", rf"i\s?{_OFTEN}prefer\s+(?:the\s+)?{_THAT}{_ENDS}", Shape.TASTE, confidence=0.85, cues=_CUES),
    opening(
        "prefers",
        r"(?:(?:strongly|always|generally|usually|still|now|definitely"
        rf"|would)\s+)*prefer\s+(?:the\s+)?{_THAT}{_ENDS}",
        Shape.TASTE,
        confidence=0.8,
        cues=_CUES,
    ),
    mine(
        "prefers",
        rf"{MY}(?:\w+\s+)?preference\s+(?:is|'s|would\s+be|has\s+always\s+been)\s+(?:for\s+"
        rf"|to\s+)?(?:the\s+)?{_THAT}{_ENDS}",
        Shape.TASTE,
        confidence=0.85,
        cues=cued("preference"),
    ),
    mine("prefers", rf"{MY}preferred\s+[\w-]+(?:\s+\w+)?\s+(?:is|are)\s+", Shape.TASTE, confidence=0.8, cues=_CUES),
    anywhere(
        "prefers",
        r"\b(?:i'd|i\s+would|id)\s+(?:always\s+|generally\s+|usually\s+|much\s+|honestly\s+)*(?:rather|sooner"
        r"|choose|take|pick|go\s+for)\s+(?:have\s+|take\s+|get\s+|eat\s+|drink\s+"
        rf"|go\s+for\s+)?(?:the\s+)?{_THAT}\s+(?:than|over|rather\s+than|any\s+day|every\s+time|in\s+general"
        r"|in\s+any\s+case)\b",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("rather sooner choose take pick go"),
    ),
    said(
        "prefers",
        r"i\s+(?:always|only|usually|generally|normally|tend\s+to|almost\s+always|typically|now\s+always"
        rf"|still\s+always)\s+(?:(?:like|try|prefer)\s+to\s+)?{_CHOOSES}\s+(?:(?:the"
        rf"|an?)\s+)?(?P<object>{_SEATS})\b",
        confidence=0.85,
    ),
    said(
        "prefers",
        r"i\s+(?:now\s+)?(?:want|take|need|like|book|pick|choose|go\s+for|opt\s+for)\s+(?:(?:the"
        rf"|an?)\s+)?(?P<object>{_SEATS})\s+(?:every\s+(?:single\s+)?time|always|whenever|from\s+now\s+on"
        r"|if\s+possible|where\s+possible)",
        Shape.TASTE,
        confidence=0.85,
    ),
    said(
        "prefers",
        r"i\s+(?:always\s+|usually\s+|generally\s+|tend\s+to\s+)(?:go\s+for|opt\s+for|go\s+with|stick\s+(?:to"
        rf"|with)|choose|pick)\s+(?:the\s+)?{_THAT}{_ENDS}",
        Shape.TASTE,
        confidence=0.8,
    ),
    said(
        "prefers",
        r"i\s+(?:only|always)\s+(?:ever\s+)?(?:fly(?:\s+with)?|drink|eat|use(?=\s+(?:organic|paper|cash|mac"
        r"|windows|linux))|buy|wear|stay\s+in|stay\s+at|shop\s+at|travel\s+(?:with"
        r"|by)|read(?=\s+(?:paper|physical|on|e-?books))|sit)\s+(?!it\b|the\s+same\b|when\b|if\b|to\b|this\b"
        r"|that\b|there\b|here\b|home\b|with\s+you\b)",
        Shape.TASTE,
        confidence=0.75,
    ),
    said(
        "prefers",
        rf"{I_AM}(?!not\b)(?:more\s+of\s+)?an?\s+(?P<object>{_SEATS}|morning|night|evening|paper|mac|windows"
        r"|android|iphone|linux|spreadsheet|list|early\s+bird|night\s+owl)\s+(?:person|kind\s+of\s+(?:person"
        r"|guy|girl)|type|guy|girl|traveller|user)\b",
        Shape.TASTE,
        confidence=0.8,
    ),
    said(
        "prefers",
        rf"i\s+{_OFTEN}(?:like|love|enjoy)\s+(?P<object>[^.!?;:,()\n]{{2,50}}?)\s+(?:better|more)(?:\s+than\b"
        r"|\s+now\b|\s*[.!,;]|$)",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("better more"),
    ),
    anywhere(
        "prefers",
        r"(?:^|(?<=[.!?,;:]\s)|(?<=\n))(?:(?:so|always|just|please|for\s+me"
        rf"|and)\s+)*(?P<object>{_SEATS})\s+(?:(?:works?|suits?|are|is)\s+(?:always\s+)?(?:best|better)"
        r"|for\s+me|only|please,?\s+always|always|every\s+time|any\s+day|over\s+\w+)\b",
        Shape.TASTE,
        confidence=0.8,
    ),
    anywhere(
        "prefers",
        r"(?:^|(?<=[.!?,;:]\s)|(?<=\n))(?P<object>(?!it\b|this\b|that\b|which\b|what\b|the\s+first\b"
        r"|anything\b)[\w'-]+(?:\s+[\w'-]+){0,2}?)\s+over\s+[\w'-]+(?:\s+[\w'-]+){0,2}?\s+(?:any\s+day"
        r"|every\s+time|always)\b",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("over"),
    ),
    anywhere(
        "prefers",
        r"(?:^|(?<=[.!?,;:]\s)|(?<=\n))(?P<object>(?:early\s+|late\s+)?(?:mornings?|afternoons?|evenings?"
        r"|weekends?|weekdays?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?"
        r"|sundays?))\s+(?:(?:always\s+)?(?:works?|suits?)\s+(?:me\s+)?(?:best|better)|(?:are|is)\s+(?:best"
        r"|better)\s+for\s+me)",
        confidence=0.8,
        cues=cued("best better"),
    ),
)
