"""For whom one no longer works: left, quit, dismissed, used to work."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.patterns.phrase import (
    DO_NOT,
    Pattern,
    any_of,
    anywhere,
    did,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.patterns.quitting import (
    CAP,
    DISMISSED,
    JOB,
    LEFT,
    NAME,
    is_employer,
    is_named,
    is_no_place,
)
from continuo.memory.consolidation.extraction.shapes import (
    Shape,
)

_LOST_EMPLOYER = (
    anywhere(
        "works_at",
        r"\b(?:last|final)\s+(?:shift|day|week)\s+(?:ever\s+)?at\s+(?!work\b|school\b"
        r"|home\b)(?P<object>(?:the\s+)?[\w&' -]{2,30}?)"
        r"(?=,?\s+(?:was|is\s+(?:done|over|behind)|yesterday|done|over|last)\b)",
        affirmed=False,
        check=is_employer,
        cues=frozenset({"shift", "day", "week"}),
    ),
    *did(
        "works_at",
        r"(?:clocked|checked|walked)\s+out\s+of\s+(?P<object>(?:the\s+)?[\w\s&'-]{2,25}?)\s+for\s+(?:the\s+las"
        r"t\s+time|good)\b",
        affirmed=False,
        check=is_employer,
    ),
    *did(
        "works_at",
        r"(?:turned\s+my\s+back\s+on|waved\s+goodbye\s+to|escaped|bailed\s+on"
        r"|bowed\s+out\s+of)\s+(?=(?:the\s+)?(?-i:[A-Z]))",
        Shape.ORGANISATION,
        affirmed=False,
        check=is_named,
    ),
    *did(
        "works_at",
        rf"{LEFT}\s+(?:my|the|that)\s+(?:\w+\s+){{0,2}}{JOB}\s+(?:at|with|in(?=\s+(?:the|a)\b))\s+",
        Shape.ORGANISATION,
        affirmed=False,
    ),
    *did(
        "works_at",
        rf"(?:resigned\s+from|(?:got|was|been|were|am|just)\s+{DISMISSED}\s+(?:from|by|at)"
        rf"|{DISMISSED}\s+(?:from|by)|quit\s+(?:working\s+)?(?:at|for)|stopped\s+(?:working|work)\s+(?:at"
        rf"|for)|finished\s+(?:up\s+)?(?:working\s+)?at|handed\s+in\s+(?:my|the)\s+(?:notice|resignation|badge"
        rf"|keys|laptop|uniform)\s+(?:at|to)|gave\s+(?:in\s+)?(?:my\s+)?notice\s+(?:at|to)|walked\s+out\s+of"
        rf"|retired\s+from|parted\s+ways\s+with|cut\s+ties\s+with|done\s+(?:at|with\s+working\s+(?:at|for))"
        rf"|wrapped\s+up\s+at|wound\s+up\s+my\s+time\s+at|said\s+goodbye\s+to\s+my\s+team\s+at"
        rf"|quit\s+my\s+(?:job|position|role)\s+at)\s+(?!my\s+(?:job|work|position)\b)",
        Shape.ORGANISATION,
        affirmed=False,
        check=is_employer,
    ),
    *did(
        "works_at",
        rf"(?:left|quit|ditched)\s+(?=(?:the\s+)?{CAP})",
        Shape.ORGANISATION,
        affirmed=False,
        check=is_named,
    ),
    *did(
        "works_at",
        r"(?:left|quit)\s+(?P<object>(?:the|that)\s+(?:\w+\s+)?(?:hospital|company|firm|agency|bank|factory"
        r"|school|shop|store|restaurant|bakery|studio|clinic|lab|startup|start-up|army|navy|police|force"
        r"|council|university|post\s+office|newspaper|magazine|charity|call\s+cent(?:re|er)|plant|practice"
        r"|museum|library|farm|office|hotel|cafe|café|salon|warehouse|garage|industry|service|corporation"
        r"|team))\b",
        fixed="",
        affirmed=False,
        confidence=0.8,
    ),
    *did(
        "works_at",
        rf"(?:gave|handed|given)\s+(?:the\s+)?(?P<object>(?:the\s+)?{NAME})\s+(?:my|their"
        rf"|a)\s+(?:\w+\s+)?(?:notice|resignation)",
        affirmed=False,
        check=is_named,
    ),
    *did(
        "works_at",
        rf"(?:{LEFT}\s+(?:my|that|the)\s+(?:(?:old|last|awful|boring|corporate|office|day|full-time|part-time"
        rf"|stressful|current|9-5|\w+ing)\s+)?(?:job|position|employer|workplace|company)(?!\s+(?:at|with"
        rf"|for\s+[A-Z]|interview|offer|hunt|search)\b)|(?:got|was|were|been|am)\s+(?:just\s+|recently\s+"
        rf"|finally\s+)?{DISMISSED}(?!\s+(?:from|by|at|up)\b)|handed\s+in\s+my\s+(?:notice"
        rf"|resignation)(?!\s+(?:at|to)\b)|gave\s+(?:in\s+)?(?:my\s+)?(?:\w+\s+weeks?\s+)?notice(?!\s+(?:at"
        rf"|to)\b)|resigned(?=\s*(?:$|[,.!;]|last|this|today|yesterday|in\b|on\b|and\b|two|three"
        rf"|a\s+\w+\s+ago))|retired(?=\s*(?:$|[,.!;]|last|this|in\b|and\b|two|three|a\s+\w+\s+ago)))",
        fixed="",
        affirmed=False,
        confidence=0.85,
    ),
    said(
        "works_at",
        r"(?:i'?m|i\s+am)\s+(?:now\s+|currently\s+|officially\s+|sadly\s+|happily\s+)*(?:retired|unemployed"
        r"|between\s+jobs|out\s+of\s+(?:work|a\s+job)|jobless|not\s+(?:working"
        r"|employed)(?=\s+(?:at\s+the\s+moment|right\s+now|any|now|currently|anywhere)|\s*[,.]|\s*$)"
        r"|laid\s+off|job\s?hunting\s+again|self-employed)\b",
        fixed="",
        affirmed=False,
        confidence=0.8,
    ),
    opening(
        "works_at",
        r"(?:now\s+|currently\s+|newly\s+|recently\s+)*(?:retired|unemployed|jobless)\b(?!\s+(?:people|person"
        r"|teacher|man|woman|dad|mom))",
        fixed="",
        affirmed=False,
        confidence=0.75,
    ),
    said("works_at", rf"i\s+{DO_NOT}work\s+(?:at|for|with)\s+(?!it\b|me\b|him\b)", Shape.ORGANISATION, affirmed=False),
    said(
        "works_at",
        r"i\s+(?:never|haven't\s+ever|have\s+never)\s+(?:actually\s+|even\s+)?worked\s+(?:at|for)\s+",
        Shape.ORGANISATION,
        affirmed=False,
    ),
    opening("works_at", r"never\s+(?:actually\s+|even\s+)?worked\s+(?:at|for)\s+", Shape.ORGANISATION, affirmed=False),
    said(
        "works_at",
        rf"(?:i'?m|i\s+am)\s+(?:not|no\s+longer)\s+(?:working\s+|employed\s+)?(?:at|with|by"
        rf"|for)\s+(?=(?:the\s+)?(?:{CAP}|(?:hospital|bank|university|company|firm|school)\b))",
        Shape.ORGANISATION,
        affirmed=False,
        check=is_employer,
    ),
    opening(
        "works_at",
        rf"(?:no\s+longer|not)\s+(?:working\s+)?(?:at|with|for)\s+(?=(?:the\s+)?{CAP})",
        Shape.ORGANISATION,
        affirmed=False,
        check=is_named,
    ),
    anywhere(
        "works_at",
        rf"(?<![\w'])(?P<object>(?:the\s+)?{NAME})\s+(?:has\s+|have\s+|just\s+|finally\s+"
        rf"|recently\s+)*(?:{DISMISSED}\s+me|let\s+me\s+go|made\s+me\s+redundant|closed\s+my\s+(?:post"
        rf"|position)|cut\s+my\s+(?:job|position|role)|laid\s+me\s+off)\b",
        affirmed=False,
        check=is_named,
        cues=frozenset({"me", "my"}),
    ),
    anywhere(
        "works_at",
        rf"\b(?:they|he|she|the\s+\w+|my\s+(?:boss|company|employer|firm|job))\s+(?:has\s+|have\s+|just\s+"
        rf"|finally\s+|recently\s+)*(?:{DISMISSED}\s+me|let\s+me\s+go|made\s+me\s+redundant|laid\s+me\s+off"
        rf"|closed\s+my\s+(?:post|position|role)|cut\s+my\s+(?:job|position|role))\b",
        fixed="",
        affirmed=False,
        confidence=0.8,
        cues=frozenset({"me", "my"}),
    ),
    *did(
        "works_at",
        rf"(?:moved|switched|transferred|jumped|jumped\s+ship|defected|changed|went|left|quit|swapped"
        rf"|traded)\s+(?:jobs\s+)?(?:over\s+)?(?:from\s+)(?P<object>{CAP}[\w.&'-]*(?:\s+{CAP}[\w.&'-]*){{0,2"
        rf"}})\s+(?:to|for)\s+(?P<new>(?:the\s+)?{NAME})",
        affirmed=False,
        check=is_no_place,
    ),
    *did(
        "works_at",
        rf"(?:swapped|traded|left|quit|ditched)\s+(?P<object>{CAP}[\w.&'-]*(?:\s+{CAP}[\w.&'-]*){{0,2}})\s+fo"
        rf"r\s+(?P<new>(?:the\s+)?{NAME})",
        affirmed=False,
        check=is_no_place,
    ),
    said(
        "works_at",
        r"i\s+(?:used\s+to\s+(?:work|be)|worked|was\s+working|had\s+worked|was\s+employed|was)\s+(?:at|for"
        r"|by)\s+(?!a\s+(?:while|long|year|month"
        r"|week|bit|loss)|an?\s+hour|\w+\s+(?:years|months|weeks|hours)|home\b|school\b|the\s+(?:time|moment"
        r"|gym|beach|party|store|shop|doctor|park|dentist|airport))(?=(?:the\s+|a\s+)?\w)",
        Shape.ORGANISATION,
        past=True,
        confidence=0.8,
        check=lambda match, span: (
            "work" in match.group().lower()
            or "used" in match.group().lower()
            or (
                bool(
                    re.search(
                        r"\b(?:until|for\s+\w+\s+years|before|back\s+then|from\s+(?:19|20)\d\d)\b",
                        match.string[match.end() :],
                    )
                )
                and match.string[slice(*span)][:1].isupper()
            )
        ),
    ),
    anywhere(
        "works_at",
        r"\b(?:when|while|back\s+when)\s+i\s+(?:still\s+)?(?:worked|was\s+working|was)\s+(?:at"
        r"|for)\s+(?=(?:the\s+)?(?-i:[A-Z]))",
        Shape.ORGANISATION,
        past=True,
        presupposed=True,
        check=is_named,
        confidence=0.8,
        cues=frozenset({"when", "while"}),
    ),
    mine(
        "works_at",
        r"my\s+(?:old|former|previous|last|ex|first)[\s-]+(?:job|boss|manager|team|employer|colleagues?"
        r"|company|role|position|gig|workplace|coworkers?)(?:\s+(?:at|was)\s+|,\s+)(?=(?:the\s+|a\s+)?\w)",
        Shape.ORGANISATION,
        past=True,
        presupposed=True,
        confidence=0.8,
        check=is_employer,
    ),
    anywhere(
        "works_at",
        rf"\b(?:formerly|previously|ex)(?:\s+(?:at|of|with)\s+|[\s-]+)(?P<object>{NAME})(?=\s*(?:$|[,.;:!?)]"
        rf"|now\b|and\b|here\b))",
        past=True,
        check=is_named,
        confidence=0.8,
        cues=frozenset({"formerly", "previously", "ex"}),
    ),
    anywhere(
        "works_at",
        rf"\b(?:years|months|decade|time|stint|days)\s+at\s+(?P<object>{NAME})(?=[,.!]?\s+(?:i|and|are|is"
        rf"|taught|behind|over|came|ended|was)\b)(?![^.!?]*\b(?:and\s+counting|so\s+far"
        rf"|still)\b)(?=[^.!?]*\b(?:left|moved\s+on|over|behind|ended|quit|now\s+(?:at|with)|joined|retired)\b)",
        past=True,
        presupposed=True,
        check=is_named,
        confidence=0.7,
        cues=any_of("years months decade time stint days"),
    ),
    anywhere(
        "works_at",
        r"\b(?:let\s+me\s+go|made\s+me\s+redundant|laid\s+me\s+off|fired\s+me|sacked\s+me)\s+(?:from|at)\s+",
        Shape.ORGANISATION,
        affirmed=False,
        check=is_employer,
        cues=frozenset({"me"}),
    ),
    mine(
        "works_at",
        rf"my\s+(?:contract|job|position|internship|time|role|stint|placement|apprenticeship)\s+(?:at"
        rf"|with)\s+(?P<object>(?:the\s+)?{NAME})\s+(?:has\s+|just\s+|is\s+)*(?:ended|over|wasn't\s+renewed"
        rf"|not\s+renewed|was\s+not\s+renewed|terminated|ran\s+out|expired"
        rf"|finished|came\s+to\s+an\s+end|ends\s+today|up)\b",
        affirmed=False,
        presupposed=True,
    ),
    mine(
        "works_at",
        r"my\s+last\s+day\s+(?:at\s+work\s+)?(?:at|with)\s+(?=[^.!?]*\b(?:was|yesterday|last)\b)",
        Shape.ORGANISATION,
        affirmed=False,
        check=is_employer,
        presupposed=True,
    ),
)

PATTERNS: tuple[Pattern, ...] = _LOST_EMPLOYER
