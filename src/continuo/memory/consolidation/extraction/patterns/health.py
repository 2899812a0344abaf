"""The illnesses and other conditions one has, and those one got over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.health_words import BEING_ILL, CONDITION
from continuo.memory.consolidation.extraction.patterns.phrase import (
    ADVERBS,
    I_AM,
    I_HAVE,
    Part,
    Pattern,
    anywhere,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.patterns.rows import of_nobody_else, rows_of
from continuo.memory.consolidation.extraction.shapes import Span

_BADLY = (
    r"(?:(?:severely|deathly|highly|mildly|slightly|very|super|quite|badly|a\s+(?:bit"
    r"|little)|terribly|extremely|violently|seriously|horribly|super|really|also"
    r"|officially|actually|insanely|incredibly|mega|life-threateningly"
    r"|anaphylactically)\s+)*"
)
_CONDITIONS = rows_of(CONDITION)
_O_CONDITION = (
    rf"(?P<object>{CONDITION})(?![\w-])(?!\s+(?:medication|meds|pills|clinic|awareness"
    r"|levels?|research|charity|fundraiser|test|vaccine|shot|drink|beer|brew|water|weather"
    r"|shower|pizza|coffee|feet|hands))"
)
_O_ILL = rf"(?P<object>{BEING_ILL})\b(?!-)(?!\s+(?:recipe|food|friendly|women|people|person|friend|wife|woman))"
_DOCTOR = (
    r"(?:(?:my|the)\s+)?(?:new\s+)?(?:doctor|doc|gp|psychiatrist|cardiologist"
    r"|dermatologist|neurologist|specialist|physician)"
)
_CURED = frozenset(("gone", "healed", "cured", "over", "done", "finished", "history"))
_AS = frozenset(("as",))
_HERE = frozenset(("here", "btw", "fyi"))


def _well_again(match: re.Match[str]) -> Iterator[Part]:
    """Yield the passing illnesses that are over when somebody is well again."""
    yield from (Part(ill, (match.end(), match.end())) for ill in ("cold", "flu", "covid"))


def _of_oneself(match: re.Match[str], _: Span) -> bool:
    """Tell whether a sentence speaks of its speaker at all."""
    return re.search(r"\b(?:i|i'm|im|me|my)\b", match.string, re.IGNORECASE) is not None


PATTERNS: tuple[Pattern, ...] = (
    said(
        "has_condition",
        r"i\s+was\s+(?:always\s+|once\s+)?(?:told|diagnosed|misdiagnosed)\s+(?:that\s+)?(?:i'm|i\s+am|i\s+had|i\s+have"
        rf"|i\s+was|as|with)\s+(?:an?\s+)?(?P<object>{CONDITION}|{BEING_ILL})(?![\w-])(?=[^.!?]*\b(?:turns\s+out|turned\s+out"
        r"|wrong(?:ly)?|mistake\w*|misdiagnos\w+|rubbish|nonsense|false|mix-?up)\b)",
        past=True,
        confidence=0.85,
    ),
    anywhere(
        "has_condition",
        rf"(?:\bso\s+|\bnow\s+){_O_CONDITION}\s+at\s+(?:age\s+)?[1-9]\d\b",
        confidence=0.75,
        check=of_nobody_else,
        cues=frozenset(("at",)),
    ),
    opening(
        "has_condition",
        rf"it'?s\s+(?:officially\s+|definitely\s+|just\s+)?(?:an?\s+)?{_O_CONDITION}(?=\s*(?:[.,;!]|$))",
        confidence=0.75,
    ),
    opening("has_condition", r"(?P<object>type\s+(?:1|2|one|two))(?=\s+(?:since|here|for)\b)", confidence=0.8),
    anywhere(
        "has_condition",
        r"\b(?:as\s+(?:someone|somebody|a\s+person|a\s+\w+)|living)\s+with\s+(?:an?\s+"
        rf")?{_O_CONDITION}(?=,|\s+(?:i|my)\b)",
        confidence=0.8,
        cues=frozenset(("with",)),
    ),
    anywhere(
        "has_condition",
        rf"\bbeing\s+(?:an?\s+)?{_O_ILL}(?=,?\s+(?:i|my)\b)",
        confidence=0.8,
        cues=frozenset(("being",)),
    ),
    anywhere(
        "has_condition",
        rf"\bdiagnosed\s+me\s+with\s+(?:an?\s+)?{_O_CONDITION}",
        presupposed=True,
        cues=frozenset(("diagnosed",)),
    ),
    anywhere("has_condition", rf"(?:^|(?<=[.!?,;]\s)){_O_CONDITION}(?=\s+here\b)", confidence=0.8, cues=_HERE),
    anywhere(
        "has_condition",
        r"\b(?:turns\s+out|diagnosis|came\s+back|(?:blood\s+)?tests?\s+says?"
        r"|result)\s*[:,]?\s*(?:that\s+)?(?:it's|it\s+is|i\s+have|i've\s+got"
        rf"|is)?\s*(?:an?\s+)?{_O_CONDITION}",
        presupposed=True,
        confidence=0.8,
        cues=frozenset(("turns", "diagnosis", "came", "test", "tests", "result")),
    ),
    anywhere(
        "has_condition",
        rf"(?:^|(?<=[.!?,;]\s)|(?<=\bso\s)){_O_CONDITION}\s+it\s+is\b",
        confidence=0.8,
        cues=frozenset(("it",)),
    ),
    anywhere(
        "has_condition",
        rf"\b(?:can|should|may|could|do)\s+i\s+[^.?!,]{{2,40}}?\swith\s+(?:an?\s+|my\s+)?{_O_CONDITION}",
        presupposed=True,
        confidence=0.75,
        cues=frozenset(("with",)),
    ),
    anywhere(
        "has_condition",
        rf"(?<![\w-]){_O_CONDITION}\s+(?:sufferer|patient|survivor)\s+here\b",
        confidence=0.8,
        cues=frozenset(("sufferer", "patient", "survivor")),
    ),
    said(
        "has_condition",
        rf"(?:i'm|i\s+am|i've\s+been)\s+(?:now\s+|finally\s+)?{_O_CONDITION}[\s-]free\b",
        affirmed=False,
    ),
    anywhere(
        "has_condition",
        rf"\b{_DOCTOR}\s+(?:says?|said|told\s+me|confirmed)\s+(?:that\s+)?i(?:'m|\s+am|'ve\s+got|\s+have)\s+(?:an?\s+)?"
        rf"(?P<object>{CONDITION}|{BEING_ILL})(?![\w-])",
        presupposed=True,
        confidence=0.8,
        cues=frozenset(("says", "say", "said", "told", "confirmed")),
    ),
    anywhere(
        "has_condition",
        rf"\b(?:because\s+of|due\s+to|on\s+account\s+of)\s+(?:my\s+)?(?!covid|the\s+flu|a\s+cold){_O_CONDITION}",
        check=_of_oneself,
        confidence=0.75,
        cues=frozenset(("because", "due", "account")),
    ),
    # Conditions.
    said(
        "has_condition",
        r"(?:i|we)\s+(?:(?:don't|do\s+not|dont)\s+(?:actually\s+|even\s+|really\s+)?have"
        r"|no\s+longer\s+(?:have|suffer\s+from)|never\s+had|have\s+no)\s+(?:an?\s+|any\s+"
        rf"|my\s+)?{_O_CONDITION}",
        parts=_CONDITIONS,
        affirmed=False,
    ),
    said(
        "has_condition",
        rf"(?:i'm|i\s+am)\s+(?:not|no\s+longer)\s+(?:actually\s+|really\s+)?(?:an?\s+)?{_O_ILL}",
        affirmed=False,
    ),
    said(
        "has_condition",
        r"i(?:'ve|\s+have|'m|\s+am)?\s+(?:(?:just|fully|finally|completely|now"
        r"|already)\s+)*(?:recovered\s+from|got(?:ten)?\s+over|over|beat(?:en)?|cured\s+of"
        r"|got\s+rid\s+of|free\s+of|outgrew|grew\s+out\s+of)\s+(?:my\s+|the\s+"
        rf"|a\s+)?(?:bout\s+of\s+)?{_O_CONDITION}",
        parts=_CONDITIONS,
        affirmed=False,
    ),
    mine(
        "has_condition",
        rf"my\s+{_O_CONDITION}\s+(?:is|are|has|have|finally|just|went"
        r"|'s)\s*(?:\w+ly\s+)?(?:gone|healed|cured|cleared(?:\s+up)?|over|disappeared"
        r"|in\s+remission|away|better\s+now|all\s+better|resolved|history)\b",
        affirmed=False,
        presupposed=True,
    ),
    anywhere(
        "has_condition",
        rf"\b(?:the\s+)?{_O_CONDITION}\s+is\s+(?:finally\s+|now\s+|all\s+)?(?:gone|healed|cured|over)\b",
        affirmed=False,
        presupposed=True,
        cues=_CURED,
    ),
    said(
        "has_condition",
        r"(?:i|we)\s+(?:(?:just|finally|recently)\s+)?(?:gave\s+birth|had\s+the\s+baby"
        r"|had\s+our\s+baby|had\s+a\s+miscarriage|miscarried)\b",
        affirmed=False,
        fixed="pregnant",
        confidence=0.85,
    ),
    said(
        "has_condition",
        rf"i\s+used\s+to\s+(?:have|suffer\s+from|get|struggle\s+with)\s+(?:an?\s+|really\s+bad\s+)?{_O_CONDITION}",
        parts=_CONDITIONS,
        past=True,
    ),
    said(
        "has_condition",
        rf"i\s+(?:had|suffered\s+from)\s+(?:an?\s+)?{_O_CONDITION}(?=[^.!?]*\b(?:as\s+a\s+"
        r"(?:kid|child|teen\w*)|years\s+ago|in\s+(?:19|20)\d\d|back\s+then|last\s+(?:year"
        r"|month|week|winter|summer)|growing\s+up|when\s+i\s+was)\b)",
        past=True,
        confidence=0.85,
    ),
    said(
        "has_condition",
        rf"{I_HAVE}(?:also\s+)?(?:an?\s+|some\s+|this\s+|such\s+an?\s+)?{_O_CONDITION}",
        parts=_CONDITIONS,
        confidence=0.9,
    ),
    said(
        "has_condition",
        r"(?<!thought\s)(?:i|we)(?:'ve|'m|'re|\s+am|\s+have|\s+was|\s+also|\s+just|\s+recently|\s+got"
        r"|\s+currently|\s+been|\s+still|\s+do|\s+sometimes|\s+often"
        r"|\s+both)*\s+(?:suffer(?:ing)?\s+from|diagnosed\s+with|diagnosed\s+as\s+having"
        r"|living\s+with|live\s+with|deal(?:ing)?\s+with|struggl(?:e|ing)\s+with|battl(?:e"
        r"|ing)"
        r"|recovering\s+from|fighting|managing|manage|getting|get|got|caught"
        r"|came\s+down\s+with|come\s+down\s+with|down\s+with|sick\s+with|ill\s+with|developed"
        r"|home\s+with|in\s+bed\s+with|nursing|having|had|treated\s+for)\s+(?:an?\s+|some\s+"
        rf"|my\s+)?{_O_CONDITION}(?![^.!?]*\b(?:years\s+ago|as\s+a\s+(?:kid|child))\b)",
        parts=_CONDITIONS,
        confidence=0.85,
    ),
    opening(
        "has_condition",
        rf"(?:(?:newly|recently|just|got|been|was)\s+)*diagnosed\s+with\s+(?:an?\s+)?{_O_CONDITION}",
        parts=_CONDITIONS,
        confidence=0.85,
    ),
    anywhere(
        "has_condition",
        r"\b(?:still\s+)?(?:at\s+home|in\s+bed|off\s+work|off\s+sick"
        rf"|down)\s+with\s+(?:an?\s+)?{_O_CONDITION}(?<!\bkid)",
        confidence=0.75,
        cues=frozenset(("home", "bed", "off", "down")),
    ),
    mine(
        "has_condition",
        rf"my\s+(?:own\s+)?{_O_CONDITION}(?!'s)(?!\s+(?:test|brother|sister|friend|therapist\s+friend))",
        parts=_CONDITIONS,
        presupposed=True,
        confidence=0.85,
    ),
    said(
        "has_condition",
        rf"(?:i'm|i\s+am|im|i've\s+been|i\s+have\s+been)(?!\w){ADVERBS}\s+(?!not\b"
        rf")(?:(?:about\s+)?[\w-]+\s+(?:weeks|months)\s+|an?\s+|{_BADLY})?{_O_ILL}",
        confidence=0.9,
    ),
    anywhere(
        "has_condition",
        rf"\bas\s+an?\s+{_O_ILL}(?=,|\s+(?:i|my|person|woman|man|who|adult)\b)",
        confidence=0.85,
        cues=_AS,
    ),
    opening(
        "has_condition",
        rf"(?:(?:currently|now|also|and|i'm)\s+)*{_O_ILL}(?=\s*[,.;!(:]|\s+(?:here|and|since|with|so|for)\b)",
        confidence=0.8,
        check=of_nobody_else,
    ),
    anywhere("has_condition", rf"(?:^|(?<=[.!?,;]\s)){_O_CONDITION}\s+here\b", confidence=0.8, cues=_HERE),
    anywhere(
        "has_condition",
        rf"(?<=,\s){_O_ILL}(?=\s*[.!;]|$)(?<!pregnant)",
        check=_of_oneself,
        confidence=0.7,
        cues=frozenset(
            (
                "intolerant",
                "celiac",
                "coeliac",
                "diabetic",
                "asthmatic",
                "pregnant",
                "anemic",
                "dyslexic",
                "autistic",
                "blind",
            )
        ),
    ),
    said(
        "has_condition",
        rf"{I_AM}(?:deathly\s+|terribly\s+|really\s+|so\s+)*(?P<object>(?:afraid|scared"
        r"|terrified)\s+of\s+(?:heights|flying|spiders|dogs|needles|the\s+dark|water|clowns"
        r"|snakes|blood|enclosed\s+spaces|public\s+speaking))\b",
        confidence=0.8,
    ),
    said("has_condition", rf"{I_HAVE}an?\s+(?P<object>(?:fear|phobia)\s+of\s+\w+)\b", confidence=0.85),
    # Medicines.
    opening(
        "has_condition",
        rf"(?=[^,.!?]{{2,45}}?(?:,|\s(?:again|since|is)\b))(?:my\s+)?{_O_CONDITION}(?=\s*,|\s+(?:again|since|is\s+(?:back|killing|acting|so|really|bad|getting))\b)",
        confidence=0.75,
    ),
    opening(
        "has_condition",
        r"(?:(?:and|finally|all|fully|am|i'm|feeling)\s+)*(?:healthy|well|fit|recovered)\s+again\b",
        parts=_well_again,
        affirmed=False,
    ),
    said(
        "has_condition",
        r"(?:i'm|i\s+am|im)\s+(?:(?:finally|all|fully|feeling|completely|now)\s+)*(?:healthy"
        r"|well|fit|recovered)(?:\s+again|\s+now)\b",
        parts=_well_again,
        affirmed=False,
    ),
    anywhere(
        "has_condition",
        r"\bbaby\s+(?-i:[A-Z])\w+\s+(?:is\s+(?:here|born|\w+\s+(?:days?|weeks?|months?))|was\s+born|arrived)\b",
        affirmed=False,
        presupposed=True,
        fixed="pregnant",
        cues=frozenset(("baby",)),
    ),
)
