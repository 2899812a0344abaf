"""The medicines one takes, began to take, or takes no more."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.health_words import MEDICINE
from continuo.memory.consolidation.extraction.patterns.phrase import (
    ADVERBS,
    I_AM,
    Pattern,
    anywhere,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.patterns.rows import rows_of

_MEDICINES = rows_of(MEDICINE)
_O_MEDICINE = rf"(?P<object>{MEDICINE})"
_DOCTOR = (
    r"(?:(?:my|the|a|our)\s+)?(?:new\s+)?(?:doctor|doc|gp|psychiatrist|cardiologist"
    r"|dermatologist|neurologist|endocrinologist|specialist|physician|nurse|dentist"
    r"|pediatrician|rheumatologist|gynecologist|dr\.?\s+\w+|they|he|she)"
)
_SWITCHED = frozenset(("switched", "moved", "changed", "swapped"))
_PRESCRIBED = frozenset(("prescribed", "put", "started", "gave", "ordered", "has", "recommended", "wants"))


PATTERNS: tuple[Pattern, ...] = (
    anywhere(
        "takes",
        r"\b(?:swapped|switched|replaced|exchanged|traded)\s+(?:(?:my"
        rf"|the)\s+)?{_O_MEDICINE}(?=\s+(?:for|with|by|to)\s)",
        affirmed=False,
        presupposed=True,
        cues=_SWITCHED | frozenset(("replaced", "exchanged", "traded")),
    ),
    anywhere(
        "takes",
        r"\b(?:swapped|switched|replaced|exchanged|traded)\s+(?:(?:my"
        rf"|the)\s+)?{MEDICINE}\s+(?:for|with|by|to)\s+(?:the\s+)?{_O_MEDICINE}",
        presupposed=True,
        cues=_SWITCHED | frozenset(("replaced", "exchanged", "traded")),
    ),
    opening("takes", rf"no\s+more\s+{_O_MEDICINE}", parts=_MEDICINES, affirmed=False),
    anywhere(
        "takes",
        r"\b(?:ok|okay|safe|fine|allowed|drink|eat|fly|drive|run"
        rf"|train)\s+(?:\w+\s+){{0,3}}?(?:while\s+|when\s+)?on\s+{_O_MEDICINE}",
        presupposed=True,
        confidence=0.7,
        cues=frozenset(("on",)),
    ),
    said(
        "takes",
        rf"i\s+(?:was\s+(?:on|taking)|took)\s+{_O_MEDICINE}(?=[^.!?]{{0,20}}?\bbut\s+(?:i\s+"
        r")?(?:switched|stopped|quit|now|changed)\b)",
        parts=_MEDICINES,
        past=True,
        confidence=0.85,
    ),
    opening("takes", rf"take\s+(?:daily\s+)?{_O_MEDICINE}", parts=_MEDICINES, confidence=0.75),
    anywhere(
        "takes",
        rf"\b(?:switched|moved|changed|swapped)\s+(?:me\s+|over\s+)*from\s+{_O_MEDICINE}",
        parts=_MEDICINES,
        affirmed=False,
        presupposed=True,
        cues=_SWITCHED,
    ),
    anywhere(
        "takes",
        rf"\b(?:switched|moved|changed|swapped)\s+(?:me\s+|over\s+)*(?:from\s+{MEDICINE}\s+"
        r")?(?:on)?to\s+(?:an?\s+(?:\w+\s+){0,2}(?:shot|dose|course"
        rf"|injection)\s+of\s+)?{_O_MEDICINE}",
        parts=_MEDICINES,
        presupposed=True,
        confidence=0.85,
        cues=_SWITCHED,
    ),
    said(
        "takes",
        r"(?:i|we)(?:'ve|\s+have|'m|\s+am)?\s+(?:(?:just|recently|finally|now|also|completely"
        r"|slowly)\s+)*(?:stopped\s+(?:taking|using)|quit(?:\s+taking)?|came\s+off|come\s+off"
        r"|coming\s+off|got\s+off|went\s+off|gone\s+off|go\s+off|off"
        r"|(?:weaned|tapered)\s+(?:myself\s+)?off|weaning\s+off|finished|done\s+with|no\s+longer\s+(?:on"
        r"|tak(?:e|ing)|us(?:e|ing)|need)|not\s+(?:on|taking)|discontinued|stopped)\s+(?:my\s+"
        rf"|the\s+|my\s+course\s+of\s+)?{_O_MEDICINE}",
        parts=_MEDICINES,
        affirmed=False,
    ),
    opening(
        "takes",
        r"(?:(?:just|finally|also|recently|now)\s+)*(?:stopped\s+taking|came\s+off"
        rf"|quit\s+taking|off|done\s+with|finished)\s+(?:my\s+|the\s+)?{_O_MEDICINE}",
        parts=_MEDICINES,
        affirmed=False,
    ),
    said(
        "takes",
        rf"i\s+(?:don't|do\s+not|dont|never)\s+(?:take|use|need)\s+(?:any\s+|my\s+)?{_O_MEDICINE}",
        parts=_MEDICINES,
        affirmed=False,
    ),
    anywhere(
        "takes",
        rf"\b(?:took|taking|taken|got|getting|weaned)\s+me\s+off\s+(?:the\s+|my\s+)?{_O_MEDICINE}",
        parts=_MEDICINES,
        affirmed=False,
        presupposed=True,
        cues=frozenset(("off",)),
    ),
    said(
        "takes",
        r"i\s+(?:used\s+to\s+(?:take|be\s+on|use)|was\s+on|took"
        rf"|was\s+taking)\s+{_O_MEDICINE}(?=[^.!?]*\b(?:for\s+\w+\s+(?:years|months)|until"
        r"|before|back\s+then|years\s+ago|in\s+(?:19|20)\d\d|as\s+a)\b)",
        parts=_MEDICINES,
        past=True,
        confidence=0.8,
    ),
    said(
        "takes", rf"i\s+used\s+to\s+(?:take|be\s+on|use)\s+{_O_MEDICINE}", parts=_MEDICINES, past=True, confidence=0.85
    ),
    said(
        "takes",
        rf"(?:i|we)(?:'ve|\s+have)?{ADVERBS}\s+(?:been\s+)?(?:tak(?:e|ing)"
        r"|started(?:\s+(?:taking|on|using))?|began\s+taking|us(?:e|ing)|rely\s+on|inject"
        rf"|carry|prescribed|put\s+on|went\s+on|gone\s+back\s+on)\s+{_O_MEDICINE}",
        parts=_MEDICINES,
        confidence=0.85,
    ),
    said(
        "takes",
        rf"{I_AM}(?!not\b)(?:(?:back|still|now|currently)\s+)*(?:tak(?:e|ing)|on|using"
        r"|prescribed|medicated\s+with)\s+(?:a\s+(?:low|high)\s+dose\s+of\s+"
        rf"|a\s+course\s+of\s+)?{_O_MEDICINE}",
        parts=_MEDICINES,
        confidence=0.9,
    ),
    said(
        "takes",
        r"i\s+(?:(?:just|recently)\s+)?(?:was|got|have\s+been|been)\s+(?:(?:just|recently"
        r"|also)\s+)?(?:prescribed|put\s+on|started\s+on|given)\s+(?:some\s+"
        rf"|a\s+course\s+of\s+)?{_O_MEDICINE}",
        parts=_MEDICINES,
        confidence=0.9,
    ),
    said("takes", rf"i(?:'ve|\s+have)\s+been\s+on\s+{_O_MEDICINE}", parts=_MEDICINES, confidence=0.9),
    anywhere(
        "takes",
        rf"\b{_DOCTOR}\s+(?:(?:just|has|also|recently)\s+)*(?:prescribed|put\s+me\s+on"
        r"|started\s+me\s+on|gave\s+me|ordered|has\s+me\s+on|recommended\s+(?:me\s+)?to\s+take"
        rf"|wants\s+me\s+on)\s+(?:me\s+|some\s+)?{_O_MEDICINE}",
        parts=_MEDICINES,
        presupposed=True,
        confidence=0.85,
        cues=_PRESCRIBED,
    ),
    mine(
        "takes",
        rf"my\s+(?:daily\s+|morning\s+|new\s+)?{_O_MEDICINE}(?!\s+(?:expensive\b))",
        parts=_MEDICINES,
        presupposed=True,
        confidence=0.75,
    ),
    opening(
        "takes",
        r"(?:(?:currently|now|also|still|just)\s+)*(?:on|taking|started|started\s+(?:taking|on)"
        rf"|prescribed)\s+(?:the\s+|a\s+)?{_O_MEDICINE}",
        parts=_MEDICINES,
        confidence=0.8,
    ),
)
