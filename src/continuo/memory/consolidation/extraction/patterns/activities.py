"""What one does again and again: hobbies, sports, instruments, lessons, clubs, voluntary work."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import (
    DO_NOT,
    I_AM,
    I_DO,
    I_HAVE,
    I_HAVE_BEEN,
    MY,
    Pattern,
    anywhere,
    did,
    mine,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape
from continuo.memory.consolidation.extraction.vocabulary import ACTIVITIES, HABIT_VERBS, INSTRUMENTS, LANGUAGES

_SKILL = (
    rf"(?P<object>(?:{ACTIVITIES}))\b(?!-)(?!\s+(?:about|through|up|down|off|back|away|over|into|a|an|the|this|that"
    rf"|some|out"
    rf"|for\s+(?:a|some|the)|game|shop|store|ticket|class|shoes|gear|equipment|school|test)s?\b)"
)
_PLAYED = rf"(?P<object>(?:play(?:ing)?|practi[cs](?:e|ing))\s+(?:the\s+|a\s+)?(?:{INSTRUMENTS}|{ACTIVITIES}))\b"
_OFTEN = r"(?:usually|often|regularly|always|sometimes|mostly|still|generally|typically|occasionally)"
_LANGUAGE = "|".join(sorted(LANGUAGES))

PATTERNS: tuple[Pattern, ...] = (
    said(
        "does",
        rf"i\s+(?:{DO_NOT}|never\s+)(?P<object>(?:play|practi[cs]e|do|smoke|run|swim|dance|sing"
        rf"|paint)(?:\s+(?:the\s+)?(?:{INSTRUMENTS}|{ACTIVITIES}))?)\b(?=\s+(?:any\s?more|any\s+longer)|\s*[.,!;]|$)",
        affirmed=False,
        confidence=0.75,
    ),
    said(
        "does",
        rf"i(?:'ve|\s+have)?\s+(?:recently\s+|just\s+|finally\s+)?(?:quit|gave\s+up|given\s+up"
        rf"|stopped)\s+(?P<object>smoking|drinking|playing\s+\w+|{ACTIVITIES})\b",
        affirmed=False,
        confidence=0.85,
    ),
    said(
        "does",
        rf"i\s+used\s+to\s+(?!(?:be|have|think|live|work|love|like|hate|enjoy|own|know|feel|want|believe|get|see"
        rf"|hear|say|find|use|it|that|go\s+there)\b)(?=(?:{HABIT_VERBS}|compete|do|perform|compose|wrestle|lift"
        rf"|fence|go)\b)",
        Shape.ACTIVITY,
        past=True,
        confidence=0.8,
    ),
    said("does", rf"{I_DO}{_PLAYED}", confidence=0.85),
    said("does", rf"(?:i've|i\s+have)\s+been\s+(?:\w+ly\s+)?{_PLAYED}", confidence=0.8),
    said(
        "does",
        rf"{I_DO}(?P<object>volunteer(?:\s+(?:at|for|with|as)\s+(?!yesterday\b|today\b|last\b|next\b|this\b|times\b"
        rf"|every\b|least\b|and\b)[^.!?;,\n]{{2,60}}?)?)(?=[.!?;,\n]|\s+(?:and|but"
        rf"|every|on|in|so|when|because|which|where)\s|$)",
        confidence=0.85,
    ),
    *did(
        "does",
        r"(?:started|begun|began|taken\s+up|took\s+up|picked\s+up|gotten\s+into|got\s+into|been\s+getting\s+into"
        r"|resumed)\s+(?:learning\s+|doing\s+|practicing\s+)?(?:to\s+)?" + _SKILL,
        confidence=0.85,
    ),
    said(
        "does",
        rf"{I_DO}(?P<object>teach\s+(?!you\b|them\b|him\b|her\b|my|it\b|this\b|that\b|how\b|people\b"
        rf"|us\b)[a-z]+(?:\s+(?:classes|lessons|literature|science|history))?)\b",
        confidence=0.8,
    ),
    said(
        "does",
        rf"{I_HAVE_BEEN}(?P<object>(?:learning|relearning"
        rf"|teaching\s+myself)\s+(?:how\s+)?(?:to\s+)?(?:play\s+(?:the\s+)?[a-z]+(?:\s+guitar|\s+drums)?"
        rf"|(?:{_LANGUAGE}|{ACTIVITIES}|{INSTRUMENTS})))\b",
        confidence=0.85,
    ),
    said(
        "does",
        r"(?:(?:i'm|i\s+am|i've\s+been|i\s+have\s+been)\s+(?:also\s+|currently\s+|now\s+)?taking|i(?:'ve"
        r"|\s+have)?\s+(?:recently\s+"
        r"|just\s+|also\s+)?(?:take(?=\s+(?:\w+\s+){0,3}(?:lessons|classes)\b)|started(?:\s+taking)?"
        r"|signed\s+up\s+for|enrolled\s+in|joined))\s+(?!the\b|my\b"
        r"|this\b|that\b|these\b|your\b|\w+ing\s+(?:a|the|some|my)\b)(?P<object>(?:(?:a|an|some|weekly|online"
        r"|private|beginner)\s+)*(?:[a-z]+\s+){0,2}[a-z]+\s+(?:lessons|classes|class|course|club|choir|band|team))\b",
        confidence=0.8,
    ),
    said(
        "does",
        rf"i\s+{_OFTEN}\s+(?!{DO_NOT})(?P<object>(?:do\s+)?(?:{ACTIVITIES})(?:\s+and\s+(?:{ACTIVITIES}))?)\b",
        confidence=0.8,
    ),
    said(
        "does",
        rf"i\s+(?:{_OFTEN}\s+)?(?P<object>(?:do|practi[cs]e|go|enjoy\s+doing)\s+(?:a\s+lot\s+of\s+"
        rf"|some\s+)?(?:{ACTIVITIES})(?:\s+and\s+(?:{ACTIVITIES}))?)\b(?!\s+(?:shopping|for\s+a\s+new|class))",
        confidence=0.85,
    ),
    said(
        "does",
        rf"i\s+{_OFTEN}\s+(?=(?:{HABIT_VERBS})\b(?!\s+(?:it|that|this|them|into|out|up|off|to\s+be|a\s+bit\s+of"
        rf"|with\s+(?:it|this|that))\b))",
        Shape.ACTIVITY,
        confidence=0.75,
    ),
    said(
        "does",
        rf"i\s+(?=(?:{HABIT_VERBS})\b[^.!?;\n]{{0,60}}\b(?:every|twice|once|three\s+times"
        rf"|each)\s+(?:single\s+)?(?:a\s+)?(?:day|week|morning|evening|weekend|night|month|monday|tuesday|wednesday"
        rf"|thursday|friday|saturday|sunday)s?\b)",
        Shape.ACTIVITY,
        confidence=0.8,
    ),
    said(
        "does",
        rf"{I_AM}(?:a|an)\s+(?:avid|keen|amateur|passionate|hobby|enthusiastic|casual|competitive|recreational"
        rf"|regular|serious|weekend)\s+(?P<object>[a-z]+(?:\s+[a-z]+)?)(?=[\s.,!?;]|$)",
        confidence=0.8,
    ),
    said(
        "does",
        r"i\s+collect\s+(?!my\b|the\b|data\b|it\b|all\b|them\b|this\b|these\b"
        r"|information\b)(?P<object>[a-z]+(?:\s+[a-z]+){0,3}?)(?=\s*[.,!?;]|\s+(?:and|from|for|as|since|because"
        r"|when)\b|$)",
        confidence=0.8,
    ),
    mine("does", rf"{MY}(?:(?:main|biggest|favou?rite|new|other)\s+)?(?:hobby|pastime)(?:\s+is|'s)\s+", Shape.TASTE),
    mine("does", rf"{MY}(?:main\s+)?hobbies\s+(?:are|include)\s+", Shape.TASTE),
    anywhere(
        "does",
        r"\bin\s+my\s+(?:free|spare)\s+time,?\s+i\s+(?:usually\s+|often\s+|mostly\s+|like\s+to\s+|love\s+to\s+"
        r"|enjoy\s+)?(?!am\b|have\b|can\b|would\b|will\b)",
        Shape.ACTIVITY,
        confidence=0.8,
    ),
    said(
        "does",
        rf"{I_HAVE}(?:a|my)\s+(?P<object>(?:yoga|piano|guitar|dance|dancing|pottery|painting|cooking|language"
        rf"|french|spanish|italian|german|pilates|karate|swimming|tennis|ballet|art|violin|singing"
        rf"|drawing)\s+(?:class|classes|lesson|lessons|practice))\b",
        confidence=0.8,
    ),
)
