"""What one does for a living, for whom, and what one studies or studied."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import (
    DO_NOT,
    I_AM,
    I_DID,
    I_DO,
    I_HAVE,
    I_HAVE_BEEN,
    Pattern,
    anywhere,
    did,
    mine,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape

_DEGREE = (
    r"(?:(?:bachelor|master|associate)(?:'?s)?(?:\s+degree)?(?:\s+of\s+(?:science|arts))?|b\.?a\.?|b\.?sc?\.?"
    r"|m\.?a\.?|m\.?sc?\.?|mba|ph\.?d\.?|doctorate|degree|diploma"
    r"|(?:\S+\s+)?distinction|minor|major)"
)
_SCHOOL = (
    r"(?P<object>(?:the\s+)?(?-i:[A-Z])[\w.&'-]*(?:\s+(?:(?:of|the|at|and|for"
    r"|in)\s+)*(?-i:[A-Z])[\w.&'-]*)*(?:,\s+(?-i:[A-Z])[a-z]+)?)"
)
_ROLE_WORDS = r"(?:(?:a|an|the|their)\s+)?"
_BEFORE_SCHOOL = r"(?:[^.!?;,]{0,80}?\s)"
_NO_JOB = (
    r"(?:quit|left|lost|resigned\s+from|got\s+(?:fired|laid\s+off)\s+from|was\s+(?:fired|laid\s+off)\s+from"
    r"|gave\s+up)"
)

PATTERNS: tuple[Pattern, ...] = (
    *did("job_title", rf"{_NO_JOB}\s+my\s+(?:\w+\s+)?(?:job|position|role|work)\s+as\s+", Shape.ROLE, affirmed=False),
    *did(
        "works_at",
        rf"{_NO_JOB}\s+my\s+(?:\w+\s+)?(?:job|position|role)\s+(?:at|with)\s+",
        Shape.ORGANISATION,
        affirmed=False,
    ),
    *did(
        "works_at",
        r"(?:resigned\s+from|(?:got|was|been)\s+(?:fired|laid\s+off)\s+(?:from|by)|quit\s+working\s+(?:at|for)"
        r"|stopped\s+working\s+(?:at|for))\s+(?!my\b)",
        Shape.ORGANISATION,
        affirmed=False,
    ),
    said("works_at", rf"i\s+{DO_NOT}work\s+(?:at|for)\s+", Shape.ORGANISATION, affirmed=False),
    said(
        "job_title",
        r"(?:i'm|i\s+am)\s+(?:not|no\s+longer)\s+(?:working\s+as\s+)?(?:a|an|the)\s+",
        Shape.ROLE,
        affirmed=False,
    ),
    said("job_title", rf"i\s+{DO_NOT}work\s+as\s+(?:a|an)\s+", Shape.ROLE, affirmed=False),
    said(
        "works_at",
        r"i\s+(?:used\s+to\s+work|worked|was\s+working|had\s+worked)\s+(?:at|for)\s+(?!a\s+(?:while|long|year|month"
        r"|week|bit)|an?\s+hour|\w+\s+(?:years|months|weeks|hours))",
        Shape.ORGANISATION,
        past=True,
        confidence=0.8,
    ),
    said(
        "job_title",
        r"i\s+(?:used\s+to\s+(?:be|work\s+as)|worked\s+as|was\s+working\s+as)\s+(?:a|an|the)\s+",
        Shape.ROLE,
        past=True,
        confidence=0.85,
    ),
    said(
        "job_title",
        r"i\s+was\s+(?:once\s+)?(?:a|an|the)\s+(?=[^.!?]{3,60}\b(?:for\s+(?:\w+\s+)?years|until|back\s+then"
        r"|before\s+(?:that|i)|in\s+(?:19|20)\d\d))",
        Shape.ROLE,
        past=True,
        confidence=0.75,
    ),
    said("job_title", rf"{I_DO}work\s+(?:\w+[\s-]time\s+)?as\s+", Shape.TRADE, confidence=0.9),
    said("job_title", rf"{I_DO}work\s+(?:at|for|in|with)\s+[^.!?;,\n]{{2,40}}?\s+as\s+(?:a|an|the)\s+", Shape.ROLE),
    said(
        "job_title", rf"{I_HAVE_BEEN}(?:working|employed|training|freelancing)\s+(?:\w+[\s-]time\s+)?as\s+", Shape.TRADE
    ),
    said("job_title", r"(?:i\s+have|i've)\s+(?:been\s+)?(?:working|worked)\s+as\s+", Shape.ROLE),
    said("job_title", rf"{I_HAVE_BEEN}(?!not\b|like\b)(?:a|an|the|one\s+of\s+the)\s+", Shape.ROLE, confidence=0.85),
    said(
        "job_title",
        rf"{I_AM}(?P<object>retired|self-employed|unemployed|between\s+jobs)(?=\s*(?:$|[,.;!?]|and\b|but\b|now\b"
        rf"|so\b))",
    ),
    *did(
        "job_title",
        rf"(?:(?:got|been|was|were)\s+)?promoted\s+(?:from\s+[\w\s]{{2,30}}?\s+)?to\s+(?:be\s+)?{_ROLE_WORDS}",
        Shape.ROLE,
    ),
    *did(
        "job_title",
        r"(?:(?:got|was|been)\s+hired|(?:got|found|landed|accepted|started|took)\s+(?:a|the"
        r"|my)\s+(?:\w+\s+){0,2}(?:job|position|role|gig))\s+as\s+",
        Shape.ROLE,
    ),
    *did("job_title", r"(?:became|started(?:\s+working)?\s+as)\s+(?:a|an|the)\s+", Shape.ROLE, confidence=0.8),
    *did(
        "job_title",
        r"(?:got|found|landed|accepted|started)\s+(?:a|the|my)\s+(?:\w+\s+){0,2}(?:job|position|role)\s+(?:at"
        r"|with)\s+"
        r"[^.!?;,\n]{2,40}?\s+as\s+(?:a|an|the)\s+",
        Shape.ROLE,
    ),
    mine(
        "job_title",
        r"my\s+(?:\w+\s+)?(?:job|career|position|role|day\s+job|work|profession)(?:\s+is|'s)?\s+as\s+",
        Shape.ROLE,
        presupposed=True,
        confidence=0.8,
    ),
    mine(
        "job_title",
        r"my\s+(?:job\s+title|profession|occupation|day\s+job|title)(?:\s+is|'s)\s+(?:a|an|the)?\s*",
        Shape.ROLE,
    ),
    mine(
        "job_title",
        r"my\s+(?:new\s+|current\s+)?(?P<object>[a-z]+(?:[/\s][a-z]+)?)\s+job\b",
        Shape.ROLE,
        presupposed=True,
        confidence=0.75,
    ),
    anywhere(
        "job_title",
        r"\bas\s+(?:a|an)\s+(?P<object>[\w/-]+(?:\s+[\w/-]+){0,3}?)(?=,\s+(?:i|my)\b)",
        Shape.ROLE,
        confidence=0.75,
    ),
    said(
        "works_at",
        rf"{I_DO}work\s+(?:(?:full|part)[\s-]time\s+|remotely\s+)?(?:as\s+(?:a|an|the)\s+[\w\s-]{{3,40}}?\s+)?(?:at"
        rf"|for)\s+",
        Shape.ORGANISATION,
    ),
    said(
        "works_at",
        rf"{I_HAVE_BEEN}(?:working|employed|interning)\s+(?:(?:full|part)[\s-]time\s+)?(?:as\s+(?:a|an"
        rf"|the)\s+[\w\s-]{{3,40}}?\s+)?(?:at|by|for)\s+",
        Shape.ORGANISATION,
        confidence=0.85,
    ),
    said(
        "works_at",
        r"(?:i'm|i\s+am)\s+(?:a|an|the)\s+(?![^.!?;,]{0,40}\bstudent\b)(?P<role>[\w\s/-]{3,40}?)\s+(?:at"
        r"|for)\s+(?=(?-i:[A-Z]))",
        Shape.ORGANISATION,
        confidence=0.85,
    ),
    *did(
        "works_at",
        r"(?:started|begun|began)\s+(?:working\s+|a\s+(?:new\s+)?job\s+|my\s+(?:new\s+)?job\s+)?(?:at"
        r"|for)\s+(?=(?-i:[A-Z])|an?\s)",
        Shape.ORGANISATION,
        confidence=0.85,
    ),
    *did(
        "works_at",
        r"(?:got|landed|found|accepted|took)\s+(?:a|an|the|my)\s+(?:\w+\s+){0,3}(?:job|position|role|internship"
        r"|offer)\s+(?:at|(?:with|from)(?=\s+(?-i:[A-Z])))\s+",
        Shape.ORGANISATION,
        confidence=0.85,
    ),
    *did(
        "works_at",
        r"(?:(?:got|was|been)\s+hired\s+(?:at|by)|joined)\s+(?=(?-i:[A-Z])[\w\s.&-]{1,40}?\s+as\s+an?\b)",
        Shape.ORGANISATION,
        confidence=0.85,
    ),
    mine("works_at", r"my\s+(?:\w+\s+)?job\s+at\s+", Shape.ORGANISATION, presupposed=True, confidence=0.8),
    mine("works_at", r"my\s+(?:current\s+)?(?:employer|company)\s+is\s+", Shape.ORGANISATION),
    said(
        "studied_at",
        rf"{I_DO}(?:go\s+to|attend"
        rf"|study(?:\s+[\w\s]{{2,40}}?)?\s+at)\s+(?=(?:the\s+)?(?-i:[A-Z])){_SCHOOL}(?<=\w)(?=[\s.,!?]|$)(?<!\bI)",
        confidence=0.75,
    ),
    said(
        "studied_at",
        rf"{I_AM}(?:studying(?:\s+[\w\s]{{2,40}}?)?|enrolled|a\s+(?:[\w-]+\s+){{0,3}}student"
        rf"|majoring\s+in\s+[\w\s]{{2,40}}?)\s+at\s+{_SCHOOL}",
    ),
    *did("studied_at", rf"graduated{_BEFORE_SCHOOL}?\s*from\s+{_SCHOOL}"),
    said(
        "studied_at",
        rf"{I_HAVE}{_BEFORE_SCHOOL}?(?:degree|bachelor'?s|master'?s|ph\.?d|mba|b\.?sc?"
        rf"|m\.?sc?){_BEFORE_SCHOOL}?(?:from|at)\s+{_SCHOOL}",
    ),
    said("studied_at", rf"{I_DID}(?:studied|majored\s+in){_BEFORE_SCHOOL}?\s*at\s+{_SCHOOL}"),
    said(
        "studies",
        rf"{I_AM}(?:studying|majoring\s+in|double\s+majoring\s+in)\s+(?!for\b|hard\b|at\b|how\b|abroad\b|to\b|the\b"
        rf"|in\b|with\b|a\b|this\b|my\b|it\b|more\b|about\b)",
        Shape.FIELD,
    ),
    said(
        "studies",
        rf"{I_DO}(?:study|major\s+in)\s+(?!for\b|hard\b|at\b|how\b|abroad\b|to\b|the\b|in\b|with\b|a\b|this\b|my\b"
        rf"|it\b|more\b|about\b|when\b|best\b|every\b)",
        Shape.FIELD,
        confidence=0.85,
    ),
    *did(
        "studies",
        r"(?:studied|majored\s+in)\s+(?!for\b|hard\b|at\b|how\b|abroad\b|to\b|the\b|in\b|with\b|a\b|this\b|my\b"
        r"|it\b|more\b|about\b|all\b)",
        Shape.FIELD,
        confidence=0.8,
    ),
    said(
        "studies",
        rf"{I_AM}(?:doing|pursuing|getting|finishing|working\s+on|completing)\s+(?:a|an"
        rf"|my)\s+(?:\w+\s+)?{_DEGREE}\s+(?:degree\s+)?in\s+",
        Shape.FIELD,
    ),
    said("studies", rf"{I_HAVE}(?:a|an|my)\s+(?:\w+\s+)?{_DEGREE}\s+(?:degree\s+)?in\s+", Shape.FIELD),
    *did(
        "studies",
        rf"(?:graduated(?:\s[^.!?;,\n]{{2,60}}?)?|earned|got|finished|completed"
        rf"|received)\s+(?:\w+\s+)?(?:with\s+)?(?:a|an|my)\s+(?:[\w-]+\s+){{0,2}}?{_DEGREE}\s+(?:degree\s+)?in\s+",
        Shape.FIELD,
    ),
    said(
        "studies",
        rf"{I_AM}a(?:n)?\s+(?:\w+[\s-]year\s+)?(?P<object>(?!high\b|college\b|university\b|grad\b|graduate\b"
        rf"|student\b|exchange\b|full\b|good\b|first\b|phd\b|master\b|current\b|international\b|bad\b|straight\b"
        rf"|new\b)[a-z]+(?:\s+(?:science|engineering|studies|history|design))?)\s+(?:student|major)\b",
        confidence=0.85,
    ),
    mine("studies", r"my\s+major\s+(?:is|was)\s+", Shape.FIELD),
)
