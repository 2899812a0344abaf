"""What one is allergic to."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.health_words import FOODS
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    I_HAVE,
    Pattern,
    anywhere,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.patterns.rows import of_nobody_else, row, row_before
from continuo.memory.consolidation.extraction.shapes import Span

_BADLY = (
    r"(?:(?:severely|deathly|highly|mildly|slightly|very|super|quite|badly|a\s+(?:bit"
    r"|little)|terribly|extremely|violently|seriously|horribly|super|really|also"
    r"|officially|actually|insanely|incredibly|mega|life-threateningly"
    r"|anaphylactically)\s+)*"
)
_SEVERE = (
    r"(?:(?:severe|bad|mild|serious|terrible|slight|life-threatening|deadly|nasty|strong"
    r"|confirmed|known|official|major|awful|bad|huge)\s+)?"
)
_ALLERGY = frozenset(("allergy", "allergies", "allergic"))
_REACTION = frozenset(
    (
        "hives",
        "sneeze",
        "wheeze",
        "itch",
        "itchy",
        "swell",
        "rash",
        "break",
        "throat",
        "face",
        "lips",
        "mouth",
        "gums",
        "tongue",
        "kill",
        "er",
        "hospital",
        "anaphylaxis",
    )
)
_ALLERGEN = (
    rf"(?:{FOODS}|pollen|dust(?:\s+mites?)?|mold|mould|cats?|dogs?|bees?|wasps?"
    r"|bee\s+stings?|pet|grass|birch|ragweed|sulfa|nickel|codeine|animal|insect|fragrance"
    r"|lanolin|morphine)"
)
_THING = (
    r"(?P<object>(?!(?:it|this|that|they|he|she|which|what|something|everything|nothing"
    r"|stress|work|life|there|he's|music|people)\b)[a-zà-ÿ'-]+(?:\s+[a-zà-ÿ'-]+){0,1}?)"
)

_KNOWS = re.compile(
    r"\b(?:doctor|doc|gp|allergist|dermatologist|tests?|results?|nurse|specialist|they)\b", re.IGNORECASE
)


def _from_one_who_knows(match: re.Match[str], _: Span) -> bool:
    """Tell whether it was a doctor or a test that said so."""
    return _KNOWS.search(match.string, 0, match.start() + 12) is not None


PATTERNS: tuple[Pattern, ...] = (
    opening(
        "allergic_to",
        rf"(?:(?:and|so|tested|checked|turns\s+out|apparently|i'm)[,.]?\s+)*{_BADLY}allergic(?:\s+(?:it|they|the\s+test"
        rf"|the\s+doctor|the\s+results?)\s+says?)?\s*[,:;-]\s*(?:to\s+)?(?={_ALLERGEN}\b)",
        parts=row("allergic_to"),
        confidence=0.85,
        cues=_ALLERGY,
    ),
    opening("allergic_to", r"(?:no\s+longer|not)\s+allergic\s+to\s+", parts=row("allergic_to"), affirmed=False),
    said(
        "allergic_to",
        r"i\s+(?:(?:always|still|usually|really)\s+)*(?:break\s+out(?:\s+in\s+(?:hives"
        r"|a\s+rash))?|get\s+(?:hives|a\s+rash|itchy|an\s+itchy\s+(?:mouth|throat))"
        r"|swell\s+up(?:\s+like\s+a\s+\w+)?|react(?:\s+(?:badly|terribly|strongly))?"
        r"|come\s+out\s+in\s+(?:hives|a\s+rash))\s+"
        r"(?:from|with|to|(?:when|if|whenever)\s+i\s+(?:eat|have|touch|drink))\s+",
        parts=row("allergic_to"),
        presupposed=True,
        confidence=0.85,
    ),
    said(
        "allergic_to",
        rf"{I_AM}(?!not\b){_BADLY}(?:anaphylactic|hypersensitive|reactive)\s+to\s+",
        parts=row("allergic_to"),
    ),
    anywhere(
        "allergic_to",
        r"\b(?:says?|said|told\s+me|confirmed|shows?|showed)\s+(?:that\s+)?i(?:'m"
        r"|\s+am)\s+(?:\w+ly\s+)?allergic\s+to\s+",
        parts=row("allergic_to"),
        presupposed=True,
        confidence=0.8,
        check=_from_one_who_knows,
        cues=_ALLERGY,
    ),
    opening(
        "allergic_to",
        r"(?:tested\s+positive\s+for|diagnosed\s+with|developed|have|having)\s+(?:an?\s+"
        rf"|the\s+)?{_SEVERE}(?P<object>{_ALLERGEN})\s+allergy\b",
    ),
    anywhere(
        "allergic_to",
        rf"\bwith\s+(?:a|an|my)\s+{_SEVERE}(?P<object>{_ALLERGEN})\s+allergy\b",
        presupposed=True,
        confidence=0.75,
        check=of_nobody_else,
        cues=_ALLERGY,
    ),
    said(
        "allergic_to",
        r"(?:i'm|i\s+am|im|i\s+was)\s+(?:not|no\s+longer|never)\s+(?:actually\s+|really\s+|even\s+)?allergic\s+to\s+",
        parts=row("allergic_to"),
        affirmed=False,
        cues=_ALLERGY,
    ),
    said(
        "allergic_to",
        r"i(?:'ve|\s+have)?\s+(?:\w+\s+)?(?:outgrew|outgrown|grew\s+out\s+of"
        r"|grown\s+out\s+of)\s+(?:my|the|an?)\s+(?P<object>[\w-]+(?:\s+nut)?)\s+allerg(?:y"
        r"|ies)\b",
        affirmed=False,
        cues=_ALLERGY,
    ),
    said(
        "allergic_to",
        rf"i\s+used\s+to\s+(?:be\s+{_BADLY}allergic\s+to|break\s+out\s+(?:from|with)|react\s+(?:badly\s+)?to)\s+",
        parts=row("allergic_to"),
        past=True,
    ),
    said(
        "allergic_to",
        rf"i\s+was\s+{_BADLY}allergic\s+to\s+(?=[^.!?]*\b(?:as\s+a\s+(?:kid|child)|until"
        r"|growing\s+up|when\s+i\s+was)\b)",
        parts=row("allergic_to"),
        past=True,
    ),
    said(
        "allergic_to",
        rf"{I_AM}(?!not\b){_BADLY}allergic\s+(?:to|against)\s+",
        parts=row("allergic_to"),
        confidence=0.95,
    ),
    said(
        "allergic_to",
        rf"i(?:'ve|\s+have)\s+(?:always\s+)?been\s+{_BADLY}allergic\s+to\s+",
        parts=row("allergic_to"),
        confidence=0.95,
        cues=_ALLERGY,
    ),
    said(
        "allergic_to",
        r"i\s+(?:just\s+|recently\s+)?(?:found\s+out|learned|discovered)\s+(?:that\s+)?i(?:'m"
        rf"|\s+am|\s+was)\s+{_BADLY}allergic\s+to\s+",
        parts=row("allergic_to"),
        presupposed=True,
        cues=_ALLERGY,
    ),
    opening(
        "allergic_to",
        rf"(?:(?:and|also|still|turns\s+out|i'm|was|just)\s+)*{_BADLY}allergic\s+to\s+",
        parts=row("allergic_to"),
        confidence=0.85,
        cues=_ALLERGY,
    ),
    said(
        "allergic_to",
        rf"(?:{I_HAVE}|i\s+(?:suffer\s+from|developed|have\s+developed|struggle\s+with"
        r"|deal\s+with|live\s+with|was\s+diagnosed\s+with)\s+)(?:an?\s+"
        rf"|some\s+)?{_SEVERE}allerg(?:y|ies)\s+to\s+",
        parts=row("allergic_to"),
        cues=_ALLERGY,
    ),
    said(
        "allergic_to",
        rf"(?:{I_HAVE}|i\s+(?:(?:just|recently)\s+)?(?:suffer\s+from|developed|have\s+developed"
        r"|was\s+diagnosed\s+with|got\s+diagnosed\s+with|tested\s+positive\s+for)\s+)(?:an?\s+"
        rf"|the\s+)?{_SEVERE}(?P<object>(?!(?:seasonal|food|skin|no|an?"
        r"|any)\b)[\w-]+(?:\s+(?:nut|and\s+\w+|or\s+\w+))?)\s+allerg(?:y|ies)\b",
        parts=row_before("allergic_to"),
        cues=_ALLERGY,
    ),
    mine(
        "allergic_to",
        rf"my\s+{_SEVERE}allerg(?:y|ies)\s+(?:to|are|include|is(?!\s+(?:\w+ing|bad|getting|worse|so|really)\b))\s+",
        parts=row("allergic_to"),
        presupposed=True,
        confidence=0.85,
        cues=_ALLERGY,
    ),
    mine(
        "allergic_to",
        rf"my\s+{_SEVERE}(?P<object>(?!(?:seasonal|food|skin|new|bad|other|severe|spring|own"
        r"|kid's|son's)\b)[\w-]+(?:\s+nut)?)\s+allerg(?:y|ies)\b",
        presupposed=True,
        confidence=0.8,
        cues=_ALLERGY,
    ),
    anywhere(
        "allergic_to",
        rf"\b{_SEVERE}(?P<object>(?!(?:the|an?|have|has|my|his|her|their|your|for|food|skin|no"
        r"|any|severe|bad|seasonal|by|because|with|of|due|to|pet's|this"
        r"|that)\b)[a-z-]+(?:\s+nut)?)\s+allergy\s+(?:here|over\s+here)\b",
        confidence=0.85,
        cues=_ALLERGY,
    ),
    anywhere(
        "allergic_to",
        r"(?<![\w-])(?<!his\s)(?<!her\s)(?<!their\s)(?<!your\s)(?<!['’]s\s)(?<!\ba\s"
        rf")(?<!with\s)(?<!no\s)(?P<object>{_ALLERGEN})\s+allergy\s*(?=[,.!;:)]|$|since\b|too\b|here\b"
        r"|as\s+well\b|and\b|so\b)(?<!his)",
        confidence=0.8,
        cues=_ALLERGY,
    ),
    opening(
        "allergic_to",
        rf"(?:(?:with|due\s+to|because\s+of)\s+)?{_SEVERE}(?P<object>(?!(?:the|an?|have|has|my"
        r"|his|her|their|your|food|skin|no|any|severe|bad|seasonal|is"
        r"|are)\b)[a-z-]+(?:\s+nut)?)\s+allerg(?:y|ies)(?=\s*(?:[,.;!:]|$))",
        confidence=0.8,
        cues=_ALLERGY,
    ),
    opening(
        "allergic_to",
        r"(?:(?:my|known|food)\s+)?allerg(?:y|ies)\s*[:=-]\s*(?!none\b|no\b)",
        parts=row("allergic_to"),
        confidence=0.85,
        cues=_ALLERGY,
    ),
    anywhere(
        "allergic_to",
        rf"(?:^|(?<=[.!?,;]\s)|(?<=\band\s)|(?<=\bbut\s)){_THING}\s+(?:(?:puts?|lands?"
        r"|landed)\s+me\s+in\s+(?:the\s+)?(?:hospital|er)|(?:gives?|gave)\s+me\s+(?:hives"
        r"|a\s+rash)|makes?\s+me\s+(?:break\s+out|sneeze|wheeze|swell(?:\s+up)?|itch\w*)"
        r"|makes?\s+my\s+(?:throat|face|lips"
        r"|tongue|mouth|gums)\s+(?:swell|close|itch|tingl|burn|go\s+numb)\w*|closes?\s+(?:up\s+)?my\s+throat|could\s+kill\s+me"
        r"|sends?\s+me\s+(?:in)?to\s+(?:the\s+(?:er|hospital)|anaphyla\w+))\b",
        parts=row_before("allergic_to"),
        confidence=0.85,
        cues=_REACTION,
    ),
    anywhere(
        "allergic_to",
        r"\bno\s+(?P<object>[a-z]+(?:\s+[a-z]+)?)\s+(?:for\s+me\s+)?(?:ever\s*)?,\s+(?:it's\s+"
        r"an\s+allergy|i'm\s+allergic|allergic)\b",
        confidence=0.85,
        cues=_ALLERGY,
    ),
    said(
        "allergic_to",
        r"i\s+can(?:'t|not|\s+not)\s+(?:eat|have|touch|be\s+near)\s+(?P<object>[a-z]+(?:\s+"
        r"[a-z]+)?),?\s*(?:[-–—(]\s*)?(?:because\s+|cause\s+|since\s+|as\s+|-\s*)?(?:i'm"
        rf"|i\s+am)\s+{_BADLY}allergic(?!\s+to)",
        confidence=0.9,
    ),
)
