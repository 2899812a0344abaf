"""What the rules about the end of a job have in common."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.known import (
    is_place,
    organisations,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    any_of,
)
from continuo.memory.consolidation.extraction.refusals import (
    is_role,
)
from continuo.memory.consolidation.extraction.shapes import (
    Span,
)

CAP = r"(?-i:[A-ZÀ-ÖØ-Þ])"
ROLE_WORDS = r"[\w/&'-]+(?:\s+[\w/&'-]+){0,3}?"
NAME = rf"{CAP}[\w.&'-]*(?:\s+(?:(?:of|the|and|&|de)\s+)?{CAP}[\w.&'-]*){{0,3}}"
JOB = r"(?:job|position|role|post|gig|work|contract)"
LEFT = (
    r"(?:quit|quitted|left|lost|resigned\s+from|walked\s+out\s+of|gave\s+up|given\s+up"
    r"|handed\s+in\s+my\s+notice\s+(?:at|to)|dropped|packed\s+in|chucked(?:\s+in)?|ditched|(?:got|was"
    r"|been)\s+(?:fired|laid\s+off|sacked|let\s+go|made\s+redundant|dismissed)\s+from)"
)
DISMISSED = r"(?:fired|laid\s+off|sacked|let\s+go|made\s+redundant|dismissed|canned|axed|terminated)"
_NOT_LEFT = re.compile(
    r"(?:home|early|late|the\s+(?:house|room|party|building|country|office\s+(?:at|early|late)|lights?"
    r"|door|keys?|window|meeting|table|restaurant|car"
    r"|stove|oven|tv|kids|dog|cat|city|town|group|band|chat|club|church|bar|pub|bus|train)|my|a|an|it|him"
    r"|her|them|me|us|at|for|in|on|with|without|behind|this|that|some|two|three|\d|everything|nothing"
    r"|comments?)\b",
    re.IGNORECASE,
)
_PRONOUNS = any_of("they he she it we my the who i you them us")
OTHERS = re.compile(
    r"\b(?:he|she|they|his|her|their|who|your|you|sister|brother|mom|mum|dad|mother|father|wife|husband"
    r"|friend|cousin|aunt|uncle|son"
    r"|daughter|boyfriend|girlfriend|boss|partner|guy|candidate|colleague)\b[^.!?;,]*\Z",
    re.IGNORECASE,
)


def is_employer(match: re.Match[str], span: Span) -> bool:
    """Tell whether what was left employed somebody: no room, no person, no known place."""
    words = match.string[slice(*span)]
    return _NOT_LEFT.match(words) is None and not is_place(words)


def is_named(match: re.Match[str], span: Span) -> bool:
    """Tell whether what was left is written as a name."""
    words = match.string[slice(*span)].removeprefix("the ")
    return (
        is_employer(match, span)
        and words[:1].isupper()
        and words.lower() not in _PRONOUNS
        and OTHERS.search(match.string[: match.start()]) is None
    )


def is_title(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object names a job and nothing around it."""
    return is_role(match.string[slice(*span)])


def is_own(match: re.Match[str], span: Span) -> bool:
    """Tell whether it is the speaker's, and not somebody else's."""
    return OTHERS.search(match.string[: match.start()]) is None


def is_no_place(match: re.Match[str], span: Span) -> bool:
    """Tell whether one employer was left for another, and not a tool or a town."""
    names = [name.lower().removeprefix("the ") for name in match.groupdict().values() if name]
    by_verb = re.search(r"\b(?:left|quit|jump(?:ed)?|defected|jobs)\b", match.group(), re.IGNORECASE)
    known = by_verb is not None or bool(set(names) & organisations())
    return known and not any(is_place(name) for name in names) and is_employer(match, span)
