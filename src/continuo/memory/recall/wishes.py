"""What kind of answer a question wants, read from its words."""

from __future__ import annotations

import re
from enum import IntFlag


class Wish(IntFlag):
    """What kind of answer is wanted; several may be."""

    NONE = 0
    LATEST = 1  # the value in force: "now", "currently", "most recent"
    FIRST = 2  # the beginning: "first", "originally"
    WHEN = 4  # a date, an age, a length of time
    COUNT = 8  # how many, how much in all
    LIST = 16  # several things, or all of them
    COMPARE = 32  # two things set against each other
    SUMMARY = 64  # the whole of a matter
    ORDER = 128  # in which order things happened
    INTERVAL = 256  # what lies between two happenings
    WHETHER = 512  # yes or no


_SIGNS = {
    Wish.LATEST: (
        "now|nowadays|current(?:ly)?|latest|(?:most|more) recent(?:ly)?|these days|still|so far|at the moment",
        "any ?more|last time",
    ),
    Wish.FIRST: ("first|initial(?:ly)?|original(?:ly)?|earliest|at the beginning|to begin with|used to",),
    Wish.WHEN: (
        "when|(?:what|which) (?:date|day|month|year|time)|how long|how old|how many (?:days|weeks|months|years)",
        "(?:days|weeks|months|years) (?:ago|passed|between|before|after|since)",
    ),
    Wish.COUNT: (
        "how (?:many|often|much)|(?:total|average|overall) (?:number|amount|cost|time)",
        "in total|altogether|number of|count",
    ),
    Wish.LIST: (
        r"(?:what|which) (?:\w+ ){0,2}\w{3,}s|all (?:the|of|my)|list|name (?:all|the)",
        "both|different|various|several|everything",
    ),
    Wish.COMPARE: (
        "compared?|than|versus|vs|difference between|between .+ and|rather than|instead of|in common|both|or",
    ),
    Wish.SUMMARY: (
        "summar(?:y|ies|ise|ize)|overview|comprehensive|recap|walk me through|over time",
        "progress(?:ed|ion)?|throughout|across (?:our|all|my)",
    ),
    Wish.ORDER: (
        "in (?:what|which) order|order (?:in which|of)|sequence|chronological(?:ly)?|timeline",
        "earliest to latest|step by step",
    ),
    Wish.INTERVAL: ("between|passed|elapsed|apart|ago|from .+ (?:to|until)",),
}
_WHETHER = re.compile(
    r"\s*(?:have|has|had|do|does|did|is|are|am|was|were|can|could|will|would|should)(?:n['’]t)?\b", re.IGNORECASE
)
_PATTERNS = {
    wish: re.compile(rf"\b(?:{'|'.join(signs)})\b".replace(" ", r"\s+"), re.IGNORECASE)
    for wish, signs in _SIGNS.items()
}


def wish_of(text: str) -> Wish:
    """Return every kind of answer that the question's words ask for.

    >>> wish_of("How many dogs do I have now?") == Wish.COUNT | Wish.LATEST
    True
    """
    wish = Wish.NONE
    for kind, pattern in _PATTERNS.items():
        if pattern.search(text):
            wish |= kind
    return wish | Wish.WHETHER if _WHETHER.match(text) else wish
