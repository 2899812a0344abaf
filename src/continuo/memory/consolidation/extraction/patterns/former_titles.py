"""What one no longer is: stepped down, retired, retrained, used to be."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.patterns.phrase import (
    DO_NOT,
    Pattern,
    any_of,
    anywhere,
    did,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.patterns.quitting import (
    JOB,
    LEFT,
    OTHERS,
    ROLE_WORDS,
    is_own,
    is_title,
)
from continuo.memory.consolidation.extraction.refusals import (
    is_role,
)
from continuo.memory.consolidation.extraction.shapes import (
    Shape,
)

_LOST_TITLE = (
    *did(
        "job_title",
        r"(?:quit|left|gave\s+up|given\s+up|done\s+with|stopped|packed\s+in|retired\s+from"
        r"|walked\s+away\s+from)\s+(?:the\s+)?(?:nursing|teaching|acting|consulting|farming|accounting"
        r"|banking|journalism|law|medicine|plumbing|bartending|waitressing|policing|freelancing|programming"
        r"|engineering|truck\s+driving)\b",
        fixed="",
        affirmed=False,
        confidence=0.8,
    ),
    anywhere(
        "job_title",
        rf"\bfrom\s+(?:an?\s+)?(?P<object>{ROLE_WORDS})\s+to\s+(?:an?\s+)?(?P<new>{ROLE_WORDS})(?=\s*(?:$"
        rf"|[,.;:!?)]|at\b|in\b|now\b|and\b|last\b|this\b))",
        Shape.ROLE,
        affirmed=False,
        check=lambda match, span: is_title(match, span) and is_role(match["new"]) and is_own(match, span),
        cues=frozenset({"from"}),
    ),
    *did(
        "job_title",
        rf"{LEFT}\s+my\s+(?:\w+\s+)?{JOB}\s+(?:as|of)\s+(?:(?:an|a|the)\s+)?",
        Shape.TRADE,
        affirmed=False,
    ),
    *did(
        "job_title",
        r"(?:stepped\s+down|stepped\s+back|resigned|quit|retired|stopped|demoted)(?:\s+(?:last\s+\w+"
        r"|in\s+\w+))?\s+(?:as|from\s+being|being|working\s+as|from\s+my\s+\w+\s+as|from)\s+(?:(?:an|a"
        r"|the)\s+)?",
        Shape.ROLE,
        affirmed=False,
        check=is_title,
    ),
    *did(
        "job_title",
        r"(?:gave\s+up|given\s+up|left|quit|done|finished|through|tired\s+of)\s+(?:with\s+)?(?:being"
        r"|working\s+as|life\s+as)\s+(?:(?:an|a|the)\s+)?",
        Shape.ROLE,
        affirmed=False,
    ),
    said(
        "job_title",
        rf"(?:i'?m|i\s+am)\s+(?:not|no\s+longer)\s+(?:actually\s+|really\s+|even\s+)?(?:working\s+as\s+"
        rf"|employed\s+as\s+)?(?:(?:an|a|the)\s+)?(?P<object>{ROLE_WORDS})(?=\s*(?:$|[,.;:!?]|at\b|in\b"
        rf"|any\s?more|any\s+longer|but\b|and\b|for\b|now\b|lol\b|so\b|btw\b|haha))",
        Shape.ROLE,
        affirmed=False,
        check=is_title,
    ),
    opening(
        "job_title",
        rf"(?:not|no\s+longer)\s+(?:a|an|the)\s+(?P<object>{ROLE_WORDS})(?=\s*(?:$|[,.;:!?]|any\s?more"
        rf"|any\s+longer|now\b|but\b))",
        Shape.ROLE,
        affirmed=False,
        check=is_title,
    ),
    said(
        "job_title",
        rf"(?:i'?m|i\s+am)\s+(?:a\s+)?(?P<object>{ROLE_WORDS})\s+no\s+(?:more|longer)\b",
        Shape.ROLE,
        affirmed=False,
        check=is_title,
    ),
    said("job_title", rf"i\s+{DO_NOT}work\s+as\s+(?:a|an)\s+", Shape.ROLE, affirmed=False),
    *did(
        "job_title",
        rf"(?:switched|swapped|went|gone|moved|changed|traded|transitioned|pivoted|promoted|retrained"
        rf"|shifted)\s+(?:careers?\s+|over\s+)?(?:from\s+)?(?:being\s+|working\s+as\s+)?(?:a\s+"
        rf"|an\s+)?(?P<object>{ROLE_WORDS})\s+(?:to|into|for)\s+(?:being\s+|become\s+)?(?:a\s+|an\s+)?\w",
        Shape.ROLE,
        affirmed=False,
        check=is_title,
    ),
    said(
        "job_title",
        r"i\s+(?:used\s+to\s+(?:be|work\s+as)|worked\s+as|was\s+working\s+as|was\s+employed\s+as"
        r"|had\s+been)\s+(?:(?:an|a|the)\s+)?",
        Shape.ROLE,
        past=True,
        confidence=0.85,
    ),
    opening("job_title", r"used\s+to\s+(?:be|work\s+as)\s+(?:a|an|the)\s+", Shape.ROLE, past=True, confidence=0.85),
    said(
        "job_title",
        r"i\s+was\s+(?:once\s+|previously\s+|originally\s+|formerly\s+)?(?:a|an"
        r"|the)\s+(?=[^.!?]{3,60}\b(?:for\s+(?:\w+\s+)?years|until|til|till|back\s+then|before"
        r"|in\s+(?:19|20)\d\d|at\s+the\s+time|then|years\s+ago|now))",
        Shape.ROLE,
        past=True,
        confidence=0.75,
    ),
    anywhere(
        "job_title",
        rf"\b(?:in\s+(?:19|20)\d\d|back\s+then|that\s+year|years\s+ago|at\s+the\s+time|before\s+that"
        rf"|previously|formerly|in\s+a\s+past\s+life),?\s+i\s+was\s+(?:a|an"
        rf"|the)\s+(?P<object>{ROLE_WORDS})(?=\s*(?:$|[,.;!?]|at\b|for\b|in\b|with\b|and\b))",
        Shape.ROLE,
        past=True,
        check=is_title,
        confidence=0.8,
        cues=frozenset({"was"}),
    ),
    anywhere(
        "job_title",
        rf"\b(?:formerly|previously|once|ex|former|retired)[\s-]+(?:an?\s+"
        rf"|the\s+)?(?P<object>{ROLE_WORDS})(?=\s*(?:$|[,.;:!?)]|here\b|at\b|for\b|and\b|now\b|from\b|with\b"
        rf"|turned\b|who\b|looking\b))",
        Shape.ROLE,
        past=True,
        check=lambda match, span: (
            is_title(match, span)
            and OTHERS.search(match.string[: match.start()]) is None
            and re.search(r"(?:\bmy|\bour|\bthe|'s)\s+\Z", match.string[: match.start()], re.IGNORECASE) is None
        ),
        confidence=0.75,
        cues=any_of("formerly previously ex former retired once"),
    ),
    anywhere(
        "job_title",
        rf"\bafter\s+(?:[\w-]+\s+){{1,4}}(?:as|being|working\s+as)\s+(?:a|an"
        rf"|the)\s+(?P<object>{ROLE_WORDS})(?=,?\s+(?:i|i've|i'm|and|at)\b|,)",
        Shape.ROLE,
        past=True,
        presupposed=True,
        check=is_title,
        confidence=0.8,
        cues=frozenset({"after"}),
    ),
    anywhere(
        "job_title",
        rf"\b(?:retirement|farewell|leaving)[^.!?]{{0,40}}?:\s+(?:[\w-]+\s+)years\s+(?:as\s+)?(?:a"
        rf"|an)\s+(?P<object>{ROLE_WORDS})(?=\s*(?:$|[,.;:!?]))",
        Shape.ROLE,
        past=True,
        presupposed=True,
        check=is_title,
        confidence=0.75,
        cues=any_of("retirement farewell leaving"),
    ),
    *did(
        "job_title",
        r"(?:quit|left|lost|packed\s+in)\s+my\s+(?:(?:old|boring|awful|corporate|office|day|full-time"
        r"|part-time|stressful|current|9-5|\w+ing)\s+)?job(?!\s+(?:at|with|as|of|in|for|interview|offer|hunt"
        r"|search)\b)",
        fixed="",
        affirmed=False,
        confidence=0.75,
    ),
    said(
        "job_title",
        r"i(?:'m|\s+am|'ve|\s+have)?\s+(?:just\s+|completely\s+|totally\s+)*(?:retrained|(?:made|making"
        r"|had)\s+a\s+(?:complete\s+|big\s+)?career\s+(?:change|switch)|chang(?:ed|ing)\s+careers?"
        r"|switch(?:ed|ing)\s+careers?)\b",
        fixed="",
        affirmed=False,
        confidence=0.8,
    ),
)

PATTERNS: tuple[Pattern, ...] = _LOST_TITLE
