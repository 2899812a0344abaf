"""What one studies or studied."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.learning import (
    CAP,
    DEGREE,
    FIELD_BEGINNINGS,
    FIELD_ENDS,
    FIELDS_KNOWN,
    LEVEL,
    NOT_FIELD,
    SCHOOL,
    is_own,
    is_school,
    is_subject,
    is_switch,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    DO_NOT,
    I_AM,
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
from continuo.memory.consolidation.extraction.shapes import (
    Shape,
)

_ENDED = (
    *did(
        "studies",
        r"(?:switched|changed|transferred|moved|went|swapped|dropped|traded)\s+(?:my\s+)?(?:majors?\s+"
        r"|degrees?\s+|courses?\s+|over\s+)?(?:from\s+)?(?P<object>[a-z]+(?:\s+(?:science|engineering|studies"
        r"|history|design))?)\s+(?:to|for)\s+(?P<new>[a-z]+)",
        affirmed=False,
        check=lambda match, span: is_subject(match, span) and is_switch(match, match.string[slice(*span)]),
    ),
    *did(
        "studies",
        r"(?:dropped\s+out\s+of|quit|stopped|gave\s+up|given\s+up|dropped|left|abandoned)\s+(?:studying\s+"
        r"|my\s+(?:studies\s+in|degree\s+in|major\s+in)\s+)(?P<object>[a-z]+(?:\s+(?:science|engineering"
        r"|studies|history|design))?)\b",
        affirmed=False,
        check=is_subject,
    ),
    said("studies", rf"i\s+{DO_NOT}(?:study|major\s+in)\s+{NOT_FIELD}", Shape.FIELD, affirmed=False),
    said(
        "studies",
        r"(?:i'm|i\s+am)\s+(?:not|no\s+longer)\s+(?:studying|majoring\s+in)\s+" + NOT_FIELD,
        Shape.FIELD,
        affirmed=False,
    ),
    *did(
        "studied_at",
        r"(?:dropped\s+out\s+of|flunked\s+out\s+of|got\s+kicked\s+out\s+of|left"
        r"|quit)\s+(?P<object>(?:the\s+)?(?:med(?:ical)?|law|art|drama|film|music|business|grad(?:uate)?"
        r"|nursing|culinary|vet|high)\s+school|uni(?:versity)?|college)\b",
        affirmed=False,
    ),
    *did(
        "studies",
        r"(?:dropped\s+out\s+of|flunked\s+out\s+of|left|quit)\s+(?P<object>(?:med(?:ical)?|law|art|drama|film"
        r"|music|nursing))\s+school\b",
        affirmed=False,
    ),
    *did(
        "studied_at",
        rf"(?:dropped\s+out\s+of|transferred\s+(?:out\s+of|from)|flunked\s+out\s+of)\s+(?:(?:my|a"
        rf"|the)\s+[\w\s]{{2,30}}?\s+at\s+)?{SCHOOL}",
        affirmed=False,
        check=is_school,
    ),
    said(
        "studied_at",
        rf"(?:i\s+(?:never|didn't)\s+(?:went|go|studied|study|attended|attend)\s+(?:to|at)?\s*){SCHOOL}",
        affirmed=False,
        check=is_school,
    ),
)

_FIELDS = (
    said(
        "studies",
        r"(?:i'?m|i\s+am)\s+(?:an?)\s+(?:[\w-]+\s+){0,3}(?:student|postdoc|undergrad)\s+(?:in|of)\s+",
        Shape.FIELD,
        check=is_subject,
        confidence=0.8,
    ),
    said(
        "studies",
        rf"{I_AM}(?:(?:also|in|back)\s+)*(?:studying|majoring\s+in|double\s+majoring\s+in"
        rf"|reading(?=\s+\w+\s+at\s)|minoring\s+in|specialis?zing\s+in|getting\s+trained\s+in"
        rf"|training\s+in)\s+{NOT_FIELD}",
        Shape.FIELD,
        check=is_subject,
    ),
    said("studies", rf"(?:i've|i\s+have)\s+been\s+studying\s+{NOT_FIELD}", Shape.FIELD, check=is_subject),
    said(
        "studies",
        rf"{I_DO}(?:study|major\s+in|read(?=\s+\w+\s+at\s))\s+{NOT_FIELD}",
        Shape.FIELD,
        confidence=0.85,
        check=is_subject,
    ),
    opening(
        "studies",
        rf"(?:(?:currently|now|still)\s+)*(?:studying|majoring\s+in)\s+{NOT_FIELD}",
        Shape.FIELD,
        confidence=0.8,
        check=is_subject,
    ),
    *did(
        "studies",
        rf"(?:studied|majored\s+in|double\s+majored\s+in|minored\s+in|graduated\s+in|qualified\s+in"
        rf"|trained\s+in)\s+{NOT_FIELD}(?!(?:19|20)\d\d|january|february|march|april|may|june|july|august"
        rf"|september|october|november|december)",
        Shape.FIELD,
        confidence=0.8,
        check=is_subject,
    ),
    said(
        "studies",
        rf"i(?:'m|\s+am)\s+(?:(?:now|still|currently)\s+)?doing\s+(?:a\s+"
        rf"|my\s+)?(?P<object>[a-z]+(?:\s+(?:science|engineering|studies|history|design))?){FIELD_ENDS}",
        confidence=0.75,
        check=lambda match, span: match.string[slice(*span)].lower().split()[-1] in FIELDS_KNOWN,
    ),
    said(
        "studies",
        rf"i\s+(?:did|read|took)\s+(?P<object>[a-z]+(?:\s+(?:science|engineering|studies|history|design"
        rf"|biology))?){FIELD_ENDS}",
        confidence=0.75,
        check=lambda match, span: match.string[slice(*span)].lower().split()[-1] in FIELDS_KNOWN,
    ),
    opening(
        "studies",
        rf"(?:instead\s+i\s+)?did\s+(?P<object>[a-z]+(?:\s+(?:science|engineering|studies|history|design"
        rf"|biology))?){FIELD_ENDS}",
        confidence=0.7,
        check=lambda match, span: match.string[slice(*span)].lower().split()[-1] in FIELDS_KNOWN,
    ),
    *did(
        "studies",
        rf"(?:switched|changed|transferred|moved|went|swapped|traded)\s+(?:my\s+)?(?:majors?\s+|degrees?\s+"
        rf"|courses?\s+|over\s+)?(?:from\s+)?(?:[a-z]+(?:\s+(?:science|engineering|studies|history"
        rf"|design))?\s+)?(?:to|for)\s+(?P<object>[a-z]+(?:\s+(?:science|engineering|studies|history"
        rf"|design))?){FIELD_ENDS}",
        check=lambda match, span: (
            match.string[slice(*span)].lower().split()[0] in FIELDS_KNOWN | FIELD_BEGINNINGS
            or "major" in match.group().lower()
        ),
    ),
    said(
        "studies",
        rf"{I_AM}(?:doing|pursuing|getting|finishing|working\s+on|working\s+towards?|completing|taking"
        rf"|starting|enrolled\s+in|on|in)\s+(?:a|an|my|the)?\s*(?:[\w-]+\s+){{0,2}}?{DEGREE}\s+(?:degree\s+"
        rf"|programme\s+|program\s+|course\s+)?(?:in|on|of)\s+",
        Shape.FIELD,
        check=is_subject,
    ),
    said("studies", rf"{I_HAVE}(?:a|an|my)\s+(?:[\w-]+\s+){{0,2}}?{DEGREE}\s+(?:degree\s+)?in\s+", Shape.FIELD),
    opening(
        "studies",
        rf"(?:got\s+|have\s+)?(?:a|an|my)?\s*{DEGREE}\s+(?:degree\s+)?in\s+",
        Shape.FIELD,
        confidence=0.75,
        check=is_subject,
    ),
    *did(
        "studies",
        rf"(?:graduated(?:\s[^.!?;,\n]{{2,60}}?)?|earned|got|finished|completed|did|done|defended|started"
        rf"|began|begun|received)\s+(?:\w+\s+)?(?:with\s+)?(?:a|an"
        rf"|my)\s+(?:[\w-]+\s+){{0,2}}?{DEGREE}\s+(?:degree\s+|thesis\s+)?(?:in|on)\s+",
        Shape.FIELD,
        check=is_subject,
    ),
    said(
        "studies",
        rf"i\s+(?:did|have|got|finished)\s+(?:a|an|my)\s+(?:\w+\s+)?{DEGREE}\s+(?:in"
        rf"|at)\s+{CAP}[\w'-]*,\s+(?P<object>[a-z]+(?:\s+[a-z]+)?)(?=\s*[,.;!?]|\s*$|\s+and\b)",
        confidence=0.8,
        check=lambda match, span: (
            match.string[slice(*span)].lower().split()[-1] in FIELDS_KNOWN | {"materials", "science", "studies"}
        ),
    ),
    anywhere(
        "studies",
        rf"\band\s+(?:the|a|my)\s+{DEGREE}\s+(?:in|at)\s+{CAP}[\w'-]*,\s+(?P<object>[a-z]+)(?=\s*[,.;!?]|\s*$)",
        confidence=0.75,
        check=is_own,
    ),
    anywhere(
        "studied_at", rf"\band\s+(?:the|a|my)\s+{DEGREE}\s+(?:in|at)\s+{SCHOOL}", confidence=0.75, check=is_school
    ),
    said(
        "studies",
        rf"{I_AM}(?:a|an)\s+{LEVEL}(?P<object>[a-z]+(?:\s+(?:science|engineering|studies|history|design"
        rf"|biology|administration|psychology|arts?))?)\s+(?:student|major|undergrad(?:uate)?|grad\s+student"
        rf"|phd\s+student|trainee)\b",
        confidence=0.85,
        check=is_subject,
    ),
    anywhere(
        "studies",
        r"\b(?:as\s+an?|an?)\s+(?P<object>[a-z]+(?:\s+(?:science|engineering|studies|history"
        r"|design))?)\s+(?:student|major)\s+(?:here|in|at|,|i\b)",
        confidence=0.7,
        check=lambda match, span: match.string[slice(*span)].lower().split()[0] in FIELDS_KNOWN and is_own(match, span),
        cues=frozenset({"student", "major"}),
    ),
    opening(
        "studies",
        rf"(?:an?\s+)?{LEVEL}(?P<object>[a-z]+(?:\s+(?:science|engineering|studies|history"
        rf"|design))?)\s+(?:student|major|undergrad)\s+(?:here|at|in)\b",
        confidence=0.75,
        check=is_subject,
    ),
    mine(
        "studies",
        r"my\s+(?:major|minor|field\s+of\s+study|subject|degree|course|programme|program)(?:'s|\s+(?:is|was"
        r"|will\s+be))\s+(?:now\s+)?(?:in\s+)?(?!a\b|an\b|the\b|almost|going|hard|not\b|so\b|very\b|too\b|due)",
        Shape.FIELD,
        check=is_subject,
        confidence=0.85,
    ),
    mine(
        "studies",
        r"my\s+(?P<object>[a-z]+(?:\s+(?:science|engineering|studies|history|design))?)\s+(?:degree|major"
        r"|studies|flashcards|finals?|thesis|dissertation|lectures?|professor|coursework|bachelor'?s?"
        r"|master'?s?|phd)\b",
        presupposed=True,
        confidence=0.7,
        check=lambda match, span: (
            match.string[slice(*span)].lower().split()[0]
            in FIELDS_KNOWN | {"pharmacology", "computer", "marine", "anatomy"}
        ),
    ),
    mine(
        "studies",
        rf"my\s+(?:[\w-]+\s+)?{DEGREE}\s+(?:degree\s+)?(?:in|on)\s+",
        Shape.FIELD,
        presupposed=True,
        check=is_subject,
        confidence=0.8,
    ),
    said(
        "studies",
        r"(?:i'?m|i\s+am|i've\s+been|i\s+have\s+been|i've\s+started|i\s+started|i)\s+(?:also\s+"
        r"|now\s+)?(?:adding|taking|doing|started|signed\s+up\s+for|enrolled\s+in|registered\s+for"
        r"|following)\s+(?:a|an)\s+(?:\w+\s+)?(?:course|class|diploma|module)\s+(?:in|on)\s+",
        Shape.FIELD,
        check=is_subject,
        confidence=0.75,
    ),
    opening(
        "studies",
        r"(?:adding|taking|started|doing)\s+(?:a|an)\s+(?:\w+\s+)?(?:course|class|diploma|module)\s+(?:in|on)\s+",
        Shape.FIELD,
        check=is_subject,
        confidence=0.75,
    ),
    anywhere(
        "studies",
        rf"\b(?:freshers'?\s+week|(?:first|second|third|final|last)\s+(?:day|week|semester|term|year)|(?:month"
        rf"|week|semester|year"
        rf"|term)\s+(?:one|two|three|\d))\s+(?:of\s+(?:my\s+)?(?P<object>[a-z]+)"
        rf"|at\s+{CAP}[\w'-]*,\s+(?P<other>[a-z]+))(?=\s)",
        confidence=0.7,
        check=lambda match, span: match.string[slice(*span)].lower() in FIELDS_KNOWN,
        cues=any_of("week day semester term year month"),
    ),
    *did(
        "studies",
        r"(?:finished|completed|did|graduated\s+from)\s+(?P<object>[a-z]+)\s+(?:school|college|academy|training)\b",
        confidence=0.75,
        check=lambda match, span: (
            match.string[slice(*span)].lower()
            in FIELDS_KNOWN
            | {
                "carpentry",
                "culinary",
                "cooking",
                "flight",
                "acting",
                "hairdressing",
                "welding",
                "med",
                "nursing",
                "plumbing",
                "beauty",
                "bartending",
            }
        ),
    ),
)

_BACK_TO_SCHOOL = did(
    "studies",
    rf"(?:(?:went|gone|going)\s+back\s+to\s+(?:school|uni|university|college)\s+(?:to\s+study|for)"
    rf"|started\s+studying|began\s+studying|took\s+up\s+studying)\s+{NOT_FIELD}",
    Shape.FIELD,
    check=is_subject,
)

PATTERNS: tuple[Pattern, ...] = (
    *_ENDED,
    *_BACK_TO_SCHOOL,
    *_FIELDS,
)
