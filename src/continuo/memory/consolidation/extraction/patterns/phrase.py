"""What a rule is, and the fragments that rules are written in.

A rule's regular expression begins where the subject begins. It names its object in a group ``object``, or ends where
the object begins and leaves its end to :mod:`continuo.memory.consolidation.extraction.objects`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from continuo.memory.consolidation.extraction.shapes import Shape


class Anchor(StrEnum):
    """The word a rule begins with; a rule is only tried where that word stands."""

    I = "i"  # noqa: E741
    MY = "my"
    OPENING = "opening"  # the beginning of a sentence that leaves "I" out: "Moved to Berlin last week"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One rule.

    Args:
        predicate: what is said; a group ``kind`` of the expression completes a name that ends in an underscore.
        affirmed: False for rules that read a denial.
        past: whether the words say that it no longer holds.
        presupposed: whether the words take it for granted, so that a question may hold it.
        confidence: 0 to 1, of a statement without hedges.
        fixed: the object where the words do not name one.
    """

    predicate: str
    anchor: Anchor
    expression: re.Pattern[str]
    shape: Shape = Shape.WORDS
    affirmed: bool = True
    past: bool = False
    presupposed: bool = False
    confidence: float = 0.9
    fixed: str | None = None


ADVERBS = (
    r"(?:\s+(?:also|really|actually|currently|now|just|still|recently|always|usually|mostly|kinda|kind\s+of|sorta"
    r"|basically|originally|absolutely|totally"
    r"|definitely|truly|honestly|both|presently|already|generally|often|sometimes|finally|newly|officially|even"
    r"|personally|particularly|especially|proudly"
    r"|literally|probably|maybe|pretty|only|genuinely|quite|so|very|super|too|never\s+not|simply|regularly|happily"
    r"|been|at\s+heart|myself|do|to\s+this\s+day))*"
)
I_AM = rf"(?:i'?m|i\s+am|i\s+m)(?!\w){ADVERBS}\s+"
WE_ARE = rf"(?:i'?m|i\s+am|we'?re|we\s+are|i\s+are)(?!\w){ADVERBS}\s+"
I_DO = rf"(?:i|we){ADVERBS}\s+"
I_DID = rf"(?:i|we)(?:'ve|\s+have|'d|\s+had)?{ADVERBS}\s+"
I_HAVE = rf"(?:(?:i|we){ADVERBS}\s+have|i(?:'ve)?{ADVERBS}\s+got|ive\s+got|we've\s+got|i've){ADVERBS}\s+"
DO_NOT = r"(?:don't|do\s+not|dont|no\s+longer|can't|cannot)\s+(?:really\s+|actually\s+|even\s+|currently\s+|ever\s+)*"
MY = r"(?:my|our)\s+"
I_HAVE_BEEN = rf"(?:i'?m|i\s+am|i've\s+been|i\s+have\s+been)(?!\w){ADVERBS}\s+"
NAMED = r"(?:named|called|whose\s+name\s+is|who\s+is\s+called)\s+"


def said(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> Pattern:
    """Return a rule that begins with "I" or "we"."""
    return _pattern(Anchor.I, predicate, expression, shape, rest)


def mine(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> Pattern:
    """Return a rule that begins with "my" or "our"."""
    return _pattern(Anchor.MY, predicate, expression, shape, rest)


def opening(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> Pattern:
    """Return a rule for sentences that leave "I" out."""
    return _pattern(Anchor.OPENING, predicate, expression, shape, rest)


def anywhere(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> Pattern:
    """Return a rule that may begin with any word; its expression is searched for, so these are few."""
    return _pattern(Anchor.ANYWHERE, predicate, expression, shape, rest)


def did(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> tuple[Pattern, Pattern]:
    """Return the rule for "I" with a verb in the past, and the same without "I" at the beginning of a sentence."""
    return (
        said(predicate, I_DID + expression, shape, **rest),
        opening(predicate, rf"(?:(?:just|recently|finally|also|actually)\s+)*{expression}", shape, **rest),
    )


def _pattern(anchor: Anchor, predicate: str, expression: str, shape: Shape, rest: dict[str, object]) -> Pattern:
    compiled = re.compile(expression, re.IGNORECASE)
    return Pattern(predicate, anchor, compiled, shape, **rest)  # type: ignore[arg-type]
