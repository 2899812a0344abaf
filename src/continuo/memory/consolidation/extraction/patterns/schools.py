"""Where one studies or studied."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.patterns.learning import (
    BEFORE_SCHOOL,
    CAP,
    DEGREE,
    SCHOOL,
    UNI,
    is_enrolled,
    is_school,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    I_DID,
    I_DO,
    I_HAVE,
    Pattern,
    any_of,
    anywhere,
    did,
    mine,
    opening,
    said,
)

_SCHOOLS = (
    said(
        "studied_at",
        rf"(?:i'?m|i\s+am)\s+(?:an?)\s+(?:[\w-]+\s+){{0,3}}(?:student|undergrad)\s+(?:in"
        rf"|of)\s+[a-z\s]{{2,30}}?\s+at\s+{SCHOOL}",
        check=is_school,
    ),
    said(
        "studied_at",
        rf"{I_DO}(?:go\s+to|attend|study(?:\s+[\w\s]{{2,40}}?)?\s+at"
        rf"|read\s+[\w\s]{{2,30}}?\s+at)\s+(?=(?:the\s+)?{CAP}){SCHOOL}(?<=\w)(?=[\s.,!?]|$)(?<!\bI)",
        confidence=0.75,
        check=lambda match, span: (
            not match.group().lower().startswith(("i go to", "we go to"))
            or re.search(r"Uni|College|School|Institute|Academy|Tech|State|ETH|MIT", match.string[slice(*span)])
            is not None
        ),
    ),
    said(
        "studied_at",
        rf"(?:{I_AM}|i've\s+been\s+|i\s+have\s+been\s+)(?:studying(?:\s+[\w\s]{{2,40}}?)?|enrolled"
        rf"|doing\s+[^.!?;,\n]{{2,40}}?|reading\s+[\w\s]{{2,40}}?|(?:a|an)\s+(?:[\w-]+\s+){{0,4}}(?:student"
        rf"|undergrad|freshman|sophomore|phd\s+candidate|postgrad)"
        rf"|majoring\s+in\s+[\w\s]{{2,40}}?|in\s+(?:my\s+)?(?:first|second|third|fourth|final"
        rf"|last)\s+year\s+(?:of\s+[\w\s]{{2,30}}?\s+)?)\s*(?:at|in(?=\s+{CAP}))\s+{SCHOOL}",
        check=is_school,
    ),
    said(
        "studied_at",
        rf"(?:i'?m|i\s+am|i've\s+been)\s+(?:a\s+[\w\s-]{{3,30}}?\s+)?(?:now\s+|currently\s+|still\s+"
        rf"|back\s+)?(?:at|with)\s+{UNI}",
        confidence=0.75,
    ),
    opening(
        "studied_at",
        rf"(?:studying|enrolled|majoring)(?:\s+[\w\s]{{2,40}}?)?\s+(?:at|in(?=\s+{CAP}))\s+{SCHOOL}",
        confidence=0.75,
        check=is_school,
    ),
    said("studied_at", rf"{I_DID}(?:go|went|gone|been|got\s+into|transferred|transfer)\s+to\s+{UNI}", confidence=0.8),
    *did(
        "studied_at",
        rf"(?:transferred|got\s+(?:in|accepted)|enrolled|started"
        rf"|switched)\s+(?:from\s+[^.!?;,\n]{{2,40}}?\s+)?(?:to|into|at)\s+{UNI}",
        confidence=0.75,
    ),
    *did("studied_at", rf"graduated{BEFORE_SCHOOL}?\s*(?:from|at)\s+{SCHOOL}", check=is_school),
    *did(
        "studied_at",
        r"(?:finished|completed|graduated\s+from)\s+(?P<object>(?:carpentry|culinary|art|med(?:ical)?|law"
        r"|drama|film|nursing|music|cooking|business|flight|acting)\s+school)\b",
        confidence=0.8,
    ),
    said(
        "studied_at",
        rf"{I_HAVE}{BEFORE_SCHOOL}?(?:degree|bachelor'?s|master'?s|ph\.?d|mba|b\.?sc?|m\.?sc?"
        rf"|diploma){BEFORE_SCHOOL}?(?:from|at)\s+{SCHOOL}",
        check=is_school,
    ),
    *did(
        "studied_at",
        rf"(?:studied|majored\s+in|did\s+(?:my|a|an)\s+[^.!?;,\n]{{2,40}}?|got\s+my\s+(?:\w+\s+)?{DEGREE}"
        rf"|read\s+\w+){BEFORE_SCHOOL}?\s*(?:at|from)\s+{SCHOOL}",
        check=is_school,
    ),
    *did(
        "studied_at",
        rf"did\s+(?:my|a|an)\s+(?:\w+\s+)?{DEGREE}(?:\s+degree)?(?:\s+in\s+[a-z\s]{{2,30}}?)?\s+in\s+{SCHOOL}"
        rf"(?=\s*(?:$|[,.;!?]|and\b))",
        check=is_school,
        confidence=0.8,
    ),
    said(
        "studied_at",
        rf"(?:i'?ll\s+start|i\s+started|i'?m\s+starting|i\s+start|i'm\s+doing|i\s+did|i'm\s+in|doing)\s+(?:a"
        rf"|an|my|the)\s+(?:[\w-]+\s+)?{DEGREE}\s+(?:degree\s+)?in\s+[a-z\s]{{2,30}}?\s+(?:in|at)\s+{SCHOOL}",
        check=is_school,
        confidence=0.75,
    ),
    said("studied_at", rf"{I_AM}studying\s+[a-z\s]{{2,40}}?\s+(?:in|at)\s+{SCHOOL}", check=is_school, confidence=0.8),
    mine(
        "studied_at",
        rf"my\s+(?:[\w-]+\s+)?(?:university|uni|college|school|alma\s+mater|high\s+school)(?:'s|\s+is|\s+was|,"
        rf"|\s*:)\s+{SCHOOL}",
        check=is_school,
    ),
    mine(
        "studied_at",
        rf"my\s+(?:professor|prof|supervisor|course|dorm|lecturer|advisor|studies|degree|semester|phd"
        rf"|master'?s|bachelor'?s|tutor|thesis|class)(?:\s+in\s+[a-z\s]{{2,30}}?)?\s+at\s+{SCHOOL}",
        presupposed=True,
        check=is_school,
        confidence=0.75,
    ),
    anywhere(
        "studied_at",
        rf"\b{DEGREE}\s+in\s+[a-z\s]{{3,30}},?\s+(?:(?:from|at)\s+)?{UNI}",
        check=is_enrolled,
        confidence=0.75,
        presupposed=True,
        cues=any_of(
            "university uni college institute academy polytechnic school eth mit lse oxford cambridge harvard "
            "stanford yale"
        ),
    ),
    anywhere(
        "studied_at",
        rf"\b{DEGREE}\s+(?:from|at)\s+{UNI}",
        check=is_enrolled,
        confidence=0.7,
        presupposed=True,
        cues=any_of(
            "university uni college institute academy polytechnic school eth mit lse oxford cambridge harvard "
            "stanford yale"
        ),
    ),
    anywhere(
        "studied_at",
        rf"\b(?:freshers'?\s+week|first\s+(?:day|week|semester|term))\s+at\s+{SCHOOL}(?=[^.!?]*\b(?:student"
        rf"|lecture|semester|essay|studies|uni|campus|professor|philosophy|law|biology|history)\b)",
        check=is_school,
        confidence=0.7,
        cues=any_of("freshers week day semester term"),
    ),
)

PATTERNS: tuple[Pattern, ...] = _SCHOOLS
