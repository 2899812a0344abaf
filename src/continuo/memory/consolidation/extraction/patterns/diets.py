"""Ways of eating: vegan, halal, keto and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.health_words import DIETS
from continuo.memory.consolidation.extraction.patterns.phrase import (
    ADVERBS,
    I_AM,
    I_DO,
    Anchor,
    Part,
    Pattern,
    anywhere,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.patterns.rows import of_nobody_else

_EATS_AGAIN = Pattern("diet", Anchor.I, re.compile(""), affirmed=False, confidence=0.8)
_O_DIET = rf"(?P<object>{DIETS})\b(?!-)"
_NOT_DISH = (
    r"(?!\s+(?:recipe|option|food|dish|meal|restaurant|chef|cook|chili|version|cuisine"
    r"|brand|lunch|dinner|place|menu|cheese|leather|snack|dessert|cake|protein|bread|sauce"
    r"|pasta|friend|ideas?|baking|cooking|breakfast|substitute|alternative)s?\b)"
)
_AS = frozenset(("as",))
_HERE = frozenset(("here", "btw", "fyi"))
_CURED = frozenset(("gone", "healed", "cured", "over", "done", "finished", "history"))


def _meat_again(match: re.Match[str]) -> Iterator[Part]:
    """Yield the ends of the diets that have no meat."""
    for diet in ("vegetarian", "vegan"):
        yield Part(diet, (match.end(), match.end()), "diet", "", _EATS_AGAIN)


PATTERNS: tuple[Pattern, ...] = (
    anywhere("diet", rf"\bbeing\s+(?:an?\s+)?{_O_DIET}(?=,?\s+(?:i|my)\b)", confidence=0.8, cues=frozenset(("being",))),
    anywhere(
        "diet",
        rf"\b(?:ex|former|lapsed|recovering)[\s-]+{_O_DIET}",
        affirmed=False,
        presupposed=True,
        cues=frozenset(("ex", "former", "lapsed", "recovering")),
    ),
    opening("diet", r"(?:(?:and|back\s+to|now)\s+)*eating\s+meat\s+(?:again|now)\b", parts=_meat_again, affirmed=False),
    anywhere(
        "diet",
        rf"\bnot\s+(?:really\s+)?(?:an?\s+)?{_O_DIET}\s+any\s?more\b",
        affirmed=False,
        cues=frozenset(("anymore", "any")),
    ),
    # Ways of eating.
    anywhere(
        "diet",
        rf"\b(?:back\s+when|when|while|years)\s+i\s+was\s+(?:still\s+|on\s+|doing\s+|a\s+|the\s+)*{_O_DIET}{_NOT_DISH}",
        past=True,
        presupposed=True,
        confidence=0.85,
        cues=frozenset(("was",)),
    ),
    anywhere(
        "diet",
        rf"\b(?:that'?s\s+me|that\s+is\s+me|like\s+me|me\s+too)\s*[,:(]\s*(?:an?\s+)?{_O_DIET}{_NOT_DISH}",
        confidence=0.8,
        cues=frozenset(("me",)),
    ),
    said(
        "diet",
        r"(?:i'm|i\s+am|we're|we\s+are)\s+(?:not|no\s+longer)\s+(?:a\s+|strictly\s+|really\s+"
        rf"|doing\s+|on\s+|eating\s+|following\s+)*{_O_DIET}",
        affirmed=False,
    ),
    said(
        "diet",
        r"(?:i|we)(?:'ve|\s+have)?\s+(?:(?:just|recently|finally"
        r"|also)\s+)*(?:stopped\s+(?:being|eating|doing|following|keeping)|quit(?:\s+being)?"
        r"|gave\s+up(?:\s+on)?|given\s+up|dropped|ended|abandoned|ditched|came\s+off"
        rf"|went\s+off|finished)\s+(?:the\s+|my\s+|a\s+)?{_O_DIET}",
        affirmed=False,
    ),
    said(
        "diet",
        r"(?:i|we)\s+(?:don't|do\s+not|no\s+longer)\s+(?:do|follow|keep|eat"
        rf"|stick\s+to)\s+(?:a\s+|the\s+)?{_O_DIET}{_NOT_DISH}",
        affirmed=False,
    ),
    anywhere(
        "diet",
        rf"\b(?:the\s+(?:rest\s+of\s+)?|my\s+)?{_O_DIET}(?:\s+diet)?\s+(?:phase\s+|thing\s+"
        r"|period\s+)?is\s+(?:over|done|finished|history)\b",
        affirmed=False,
        presupposed=True,
        cues=_CURED,
    ),
    said(
        "diet",
        r"(?:i|we)(?:'ve|\s+have)?\s+(?:(?:just|recently|finally)\s+)*(?:switched|went|moved"
        rf"|gone|changed)\s+from\s+(?:being\s+)?(?:a\s+)?{_O_DIET}",
        affirmed=False,
    ),
    said(
        "diet",
        r"(?:i|we)(?:'ve|\s+have|'m|\s+am)?\s+(?:(?:just|now|back\s+to|recently|started"
        r"|again)\s+)*(?:eat(?:ing)?|having)\s+(?:red\s+)?meat\s+(?:again|now|these\s+days)\b",
        parts=_meat_again,
        affirmed=False,
    ),
    said(
        "diet",
        r"(?:i'm|i\s+am|i\s+went|i've\s+gone)\s+back\s+(?:to|on|on\s+to)\s+(?:eating\s+)?meat\b",
        parts=_meat_again,
        affirmed=False,
    ),
    said(
        "diet",
        rf"i\s+used\s+to\s+(?:be|do|follow|eat|keep)\s+(?:a\s+)?(?:strict\s+|strictly\s+)?{_O_DIET}{_NOT_DISH}",
        past=True,
    ),
    said(
        "diet",
        rf"i\s+was\s+(?:a\s+)?(?:strict\s+|strictly\s+)?{_O_DIET}(?=\s+(?:for\s+(?:\w+\s+"
        r")?(?:\w+\s+)?(?:years?|months?|decade)|until|til|till|before|back|when"
        r"|in\s+(?:college|my|19|20)|once|at\s+the\s+time))",
        past=True,
    ),
    said(
        "diet",
        r"(?:(?:i'm|i\s+am|im|we're|we\s+are|i've\s+been|i\s+have\s+been"
        rf"|we've\s+been)(?!\w){ADVERBS}\s+)(?!not\b)(?:a\s+|an\s+|on\s+(?:a|the)\s+|on\s+"
        r"|(?:doing|trying(?:\s+out)?|starting|eating|following|sticking\s+to)\s+(?:(?:a"
        r"|the)\s+)?)?(?:(?:strict|strictly|lifelong|long-time|fully|completely|mostly|mainly"
        rf"|100%|almost|new|newly|ethical|whole-food|very)\s+)*{_O_DIET}{_NOT_DISH}",
    ),
    said(
        "diet",
        r"(?:i|we)(?:'ve|\s+have)?\s+(?:(?:recently|just|finally|also|both)\s+)*(?:went|gone"
        r"|became|become|turned|started(?:\s+(?:doing|eating|on|with))?|switched\s+to"
        r"|moved\s+to|changed\s+to|converted\s+to|began|am\s+trying|go)\s+(?:a\s+|the\s+|an\s+"
        rf"|being\s+|to\s+a\s+)*(?:strict\s+|fully\s+|mostly\s+)?{_O_DIET}{_NOT_DISH}",
    ),
    said(
        "diet",
        r"(?:i|we)(?:'ve|\s+have)?\s+(?:\w+\s+)?(?:switched|went|moved|gone"
        rf"|changed)\s+from\s+[^.!?]{{3,40}}?\s+to\s+(?:being\s+)?(?:a\s+)?{_O_DIET}{_NOT_DISH}",
    ),
    said(
        "diet",
        rf"{I_DO}(?:only\s+|strictly\s+|mostly\s+)?(?:follow|keep|eat|do|observe"
        r"|stick\s+to)\s+(?:only\s+)?(?:a\s+|an\s+|the\s+)?(?:strict\s+"
        rf"|strictly\s+)?{_O_DIET}(?:\s+diet)?{_NOT_DISH}",
    ),
    said(
        "diet",
        rf"{I_AM}on\s+an?\s+(?:strict\s+|very\s+)?(?P<object>(?!new\b|strict\b|special\b"
        r"|serious\b|good\b)[\w-]+(?:\s+[\w-]+)?)\s+diet\b",
    ),
    said(
        "diet",
        rf"{I_DO}follow\s+an?\s+(?:strict\s+)?(?P<object>(?!new\b|strict\b|special\b|balanced\b"
        r"|healthy\b)[\w-]+(?:\s+[\w-]+)?)\s+diet\b",
    ),
    anywhere(
        "diet", rf"\bas\s+an?\s+(?:\w+\s+)?{_O_DIET}(?=,|\s+(?:i|my|myself|for|who)\b)", confidence=0.85, cues=_AS
    ),
    anywhere("diet", rf"(?:^|(?<=[.!?,;(]\s)){_O_DIET}(?:\s+diet)?\s+(?:here|btw|fyi)\b", confidence=0.85, cues=_HERE),
    opening(
        "diet",
        r"(?:(?:still|now|strictly|strict|also|mostly|fully|and|went|gone|currently"
        rf"|btw)\s+)*{_O_DIET}(?:\s+diet)?(?=\s*[,.;!:(]|\s+(?:since|for|and\s+(?:i|allergic)"
        rf"|week|day|now|btw|household|these|at\s+home)\b|$){_NOT_DISH}",
        confidence=0.8,
        check=of_nobody_else,
    ),
    anywhere(
        "diet",
        rf"\b(?:my\s+)?diet(?:ary)?(?:\s+(?:restrictions?|needs|preferences?|requirements?))?\s*[:=]\s*{_O_DIET}",
        cues=frozenset(("diet", "dietary")),
    ),
    mine("diet", rf"my\s+(?:diet|family|household)\s+is\s+(?:\w+ly\s+)?{_O_DIET}", confidence=0.8),
)
