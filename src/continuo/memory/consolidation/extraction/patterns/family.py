"""The people and animals one has, with their names where they are said."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    I_DID,
    I_HAVE,
    MY,
    NAMED,
    Pattern,
    anywhere,
    did,
    mine,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape
from continuo.memory.consolidation.extraction.vocabulary import PETS

KIN = {
    "has_child": r"sons?|daughters?|kids?|child|children|toddlers?|twins|stepsons?|stepdaughters?|step-?children"
    r"|newborn",
    "has_sibling": r"brothers?|sisters?|siblings?|twin\s+(?:brother|sister)|half-?(?:brother|sister)"
    r"|step-?(?:brother|sister)|stepbrothers?|stepsisters?",
    "partner": r"wife|husband|partner|spouse|fianc[eé]e?|boyfriend|girlfriend",
    "has_parent": r"mom|mum|mother|dad|father|parents|stepmom|stepdad|stepmother|stepfather",
    "has_relative": r"cousins?|nieces?|nephews?|uncle|aunt|auntie|grandma|grandmother|grandpa|grandfather"
    r"|grandparents|granddaughters?|grandsons?|grandchildren|grandkids|mother-in-law|father-in-law"
    r"|sister-in-law|brother-in-law|godson|goddaughter",
    "has_friend": r"friends?|best\s+friend|bestie|buddy|roommate|flatmate|housemate|neighbou?r|pal",
    "has_colleague": r"colleagues?|co-?workers?|boss|manager|supervisor|mentor|teammates?|business\s+partner"
    r"|thesis\s+advisor|advisor|professor",
    "has_pet": PETS,
}
_ADJECTIVES = (
    r"(?:(?:older|younger|elder|eldest|oldest|youngest|little|big|baby|new|best|close|closest|dear|dearest|lovely"
    r"|beautiful|beloved|amazing|wonderful|sweet|old|good|own|long-?time|childhood|high-?school"
    r"|first|second|only|two|three|four|five|twin|adorable|cute|furry|romantic|family|rescue|pet|teenage|adult"
    r"|young|middle|grown|college|school|work|\w+-year-old|\d+[\s-]years?[\s-]old|[a-z]+\s+retriever|golden|german"
    r"|orange|black|white|gray|grey|brown|tabby|mini|current|great|super|dearly|lifelong)\s+){0,3}"
)
_PERSON = (
    r"(?-i:(?P<object>[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:(?:,\s*(?:and\s+)?|\s+and\s+"
    r"|\s*&\s*)[A-Z][a-z]+(?=[\s,.!?;)]|$|'s))*))"
)
# The name ends with its clause, or the clause goes on with a verb or "and": "my sister, Anna!" may speak to Anna.
_NAME_GOES_ON = (
    r"(?=\s*(?:,|'s\b|\s(?:and|is|was|who|has|had|just|from|said|told|will|loves?|likes?|recently|also"
    r"|are|were|have|to|at|in|on|for|with|by|about|might|would|in|over|as|that|when|but|because|so"
    r"|actually|went|got|came|gave|lives|works|suggested|recommended|mentioned|asked|helped|moved)\b"
    r"|[.!?;)\n]|$))"
)
_COUNT = r"(?:a|an|one|two|three|four|five|six|\d|twin|both|some|several)\s+"
_AMOUNT = rf"(?:{_COUNT}|my\s+)"


def _named(predicate: str, kin: str) -> tuple[Pattern, ...]:
    """Return the rules for one kinship with a name."""
    return (
        mine(
            predicate,
            rf"{MY}{_ADJECTIVES}(?P<kin>{kin})\s+{_PERSON}{_NAME_GOES_ON}",
            Shape.NAMES,
            presupposed=True,
            confidence=0.85,
        ),
        mine(
            predicate,
            rf"{MY}{_ADJECTIVES}(?P<kin>{kin})(?:\s+from\s+\w+)?,\s+{_PERSON}(?=,|\s*\(|\s+(?:and|who|is|was|has"
            rf"|are|were)\b|'s\b)",
            Shape.NAMES,
            presupposed=True,
            confidence=0.8,
        ),
        mine(
            predicate,
            rf"{MY}{_ADJECTIVES}(?P<kin>{kin})(?:'s?)?\s+(?:names?\s+(?:is|are)|(?:is|are)\s+(?:called|named)"
            rf"|called|named)\s+{_PERSON}",
            Shape.NAMES,
            presupposed=True,
        ),
        said(predicate, rf"{I_HAVE}{_AMOUNT}{_ADJECTIVES}(?P<kin>{kin}),?\s+(?:{NAMED}|,\s*)?{_PERSON}", Shape.NAMES),
        anywhere(
            predicate, rf"(?-i:(?P<object>[A-Z][a-z]+))\s+is\s+my\s+{_ADJECTIVES}(?P<kin>{kin})\b(?!')", Shape.NAMES
        ),
    )


def _bare(predicate: str, kin: str) -> tuple[Pattern, ...]:
    """Return the rules for one kinship without a name."""
    return (
        said(
            predicate,
            rf"{I_HAVE}(?P<object>{_COUNT}{_ADJECTIVES}(?:{kin}))\b(?!\s+(?:of|in\s+law|food|breed|toy|person|lover"
            rf"|video|picture|photo|cafe|shelter)\b)(?!-)(?!')",
        ),
        said(
            predicate,
            rf"(?:i\s+(?:don't|do\s+not|dont)\s+have|i\s+have\s+no|i\s+haven't\s+got|i\s+no\s+longer\s+have"
            rf"|we\s+don't\s+have)\s+(?P<object>(?:a\s+"
            rf"|any\s+)?(?:{kin}{'|pets?' if predicate == 'has_pet' else ''}))\b(?!\s+(?:food|breed|toy|in)\b)",
            affirmed=False,
        ),
        # Mid-sentence capitals make a title: "My Brother, My Brother and Me".
        mine(
            predicate,
            rf"{MY}{_ADJECTIVES}(?-i:(?P<object>{kin}))\b(?!-)(?!'s?\s+(?:friend|name|wife"
            rf"|husband)s?\b)(?!\s+(?:plant|rescue|charity|walker|walking|park|sitter|groomer|training|trainer"
            rf"|recipe|salad|soup|curry|breast|thigh|sandwich|wing|nugget|stew"
            rf"|dinner)s?\b)(?!\s+(?:shelter|food|breed|toy|of\s+choice|in\s+crime|in-law|company|teacher|clinic)\b)",
            presupposed=True,
            confidence=0.7,
        ),
    )


_STATUS = (
    ("wife|husband|spouse", "married"),
    ("fianc[eé]e?", "engaged"),
    ("partner|boyfriend|girlfriend", "in a relationship"),
)


def _together(kin: str, status: str) -> tuple[Pattern, ...]:
    """Return the rules for a partner without a name."""
    return (
        mine(
            "relationship_status",
            rf"{MY}{_ADJECTIVES}(?-i:{kin})\b(?!-)(?!,?\s+(?-i:[A-Z][a-z]+))(?!\s+(?:in\s+crime|company|school"
            rf"|organi[sz]ation|teacher))",
            presupposed=True,
            confidence=0.65,
            fixed=status,
        ),
        said(
            "relationship_status",
            rf"{I_HAVE}(?:a|an)\s+{_ADJECTIVES}(?:{kin})\b(?!-|\s+(?:company|school))",
            fixed=status,
        ),
        said(
            "relationship_status",
            rf"(?:i\s+(?:don't|do\s+not|dont|no\s+longer)\s+have|i\s+have\s+no)\s+(?:a\s+|any\s+)?(?:{kin})\b",
            affirmed=False,
            fixed=status,
        ),
    )


PATTERNS: tuple[Pattern, ...] = (
    said("partner", rf"{I_AM}(?:happily\s+)?(?:married|engaged)\s+to\s+{_PERSON}", Shape.NAMES),
    said("partner", rf"{I_AM}(?:dating|seeing)\s+{_PERSON}", Shape.NAMES, confidence=0.75),
    *did("partner", rf"(?:got\s+)?(?:married|engaged)(?:\s+to)?\s+{_PERSON}", Shape.NAMES, confidence=0.8),
    *did(
        "partner",
        r"(?:broke\s+up|broken\s+up|split\s+up|split|separated)\s+(?:with|from)\s+(?:my\s+)?(?P<object>boyfriend"
        r"|girlfriend|partner|wife|husband|fianc[eé]e?|(?-i:[A-Z][a-z]+))\b",
        affirmed=False,
    ),
    *did(
        "partner", r"(?:divorced|left)\s+my\s+(?P<object>wife|husband|partner|boyfriend|girlfriend)\b", affirmed=False
    ),
    said(
        "relationship_status",
        rf"{I_AM}(?!not\b)(?:a\s+)?(?:happily\s+|recently\s+|newly\s+)?(?P<object>married|divorced|engaged|widowed"
        rf"|single)\b(?=\s*(?:$|[,.;!?]|and\b|with\b|to\b|but\b|since\b|for\b|now\b))(?!\s+to\s+(?:the\s+)?(?:idea"
        rf"|work))",
        confidence=0.85,
    ),
    said(
        "relationship_status",
        r"i(?:'ve)?\s+(?:just\s+|recently\s+)?got(?:ten)?\s+(?P<object>married|divorced|engaged)\b(?!\s+(?:to\s+the"
        r"|in\s+the\s+game))",
        confidence=0.85,
    ),
    said("has_sibling", rf"{I_AM}an\s+only\s+child\b", affirmed=False, fixed="sibling"),
    said(
        "has_child",
        rf"{I_AM}a\s+(?:(?:stay-at-home|single|proud|new|working|busy)\s+)*(?:mom|mum|mother|dad|father"
        rf"|parent)\b(?=\s+(?:of|to)\s|\s*[.,!;]|$)",
        fixed="child",
    ),
    mine(
        "has_pet",
        rf"{MY}{_ADJECTIVES}(?P<object>(?:{PETS})(?:\s+[A-Z][a-z]+)?),?\s+(?:\w+ly\s+)?(?:just\s+)?(?:passed\s+away"
        rf"|has\s+passed|died|is\s+dead)\b",
        affirmed=False,
    ),
    *did(
        "has_pet",
        rf"(?:got|adopted|rescued|bought|brought\s+home"
        rf"|welcomed)\s+(?P<object>{_COUNT}{_ADJECTIVES}"
        rf"(?:{PETS})(?:\s+(?:{NAMED})(?-i:[A-Z][a-z]+)(?:\s+and\s+(?-i:[A-Z][a-z]+))?)?)\b(?!\s+(?:food|bed|toy"
        rf"|house|cage|tank|of|a|carrier|leash|bowl|for\s+my)\b)(?!')",
    ),
    said(
        "has_pet",
        rf"{I_HAVE}(?P<object>{_COUNT}{_ADJECTIVES}"
        rf"(?:{PETS})\s+(?:{NAMED})(?-i:[A-Z][a-z]+)(?:\s+and\s+(?-i:[A-Z][a-z]+))?)",
    ),
    mine(
        "has_pet",
        rf"{MY}(?P<object>{_ADJECTIVES}(?:{PETS}),?\s+(?-i:[A-Z][a-z]+)(?:\s+and\s+(?-i:[A-Z][a-z]+))?)(?=[\s,.'!?]"
        rf"|$)",
        presupposed=True,
        confidence=0.85,
    ),
    mine(
        "has_pet",
        rf"{MY}(?P<object>{_ADJECTIVES}(?:{PETS})(?:'s\s+name\s+is|\s+is\s+(?:called|named)|\s+(?:called"
        rf"|named))\s+(?-i:[A-Z][a-z]+))",
        presupposed=True,
    ),
    said(
        "has_child",
        rf"{I_DID}(?:had|gave\s+birth\s+to|adopted)\s+(?P<object>(?:a|our\s+first|twin)\s+(?:baby\s+)?(?:boy|girl"
        rf"|son|daughter|boys|girls))\b",
        confidence=0.85,
    ),
    *(pattern for predicate, kin in KIN.items() if predicate != "has_pet" for pattern in _named(predicate, kin)),
    *(pattern for predicate in ("has_child", "has_sibling", "has_pet") for pattern in _bare(predicate, KIN[predicate])),
    # A partner without a name says that there is one; a slot for one name must not be filled with "wife".
    *(pattern for kin, status in _STATUS for pattern in _together(kin, status)),
)
