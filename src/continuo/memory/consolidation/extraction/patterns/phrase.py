"""What a rule is, and the fragments that rules are written in.

A rule's regular expression begins where the subject begins. It names its object in a group ``object``, or ends where
the object begins and leaves its end to :mod:`continuo.memory.consolidation.extraction.objects`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from continuo.memory.consolidation.extraction.shapes import Shape, Span


class Anchor(StrEnum):
    """The word a rule begins with; a rule is only tried where that word stands."""

    I = "i"  # noqa: E741
    MY = "my"
    OPENING = "opening"  # the beginning of a sentence that leaves "I" out: "Moved to Berlin last week"
    ELIDED = "elided"  # a verb that shares the subject of one before it: "I love the sea and hate swimming"
    ANYWHERE = "anywhere"


Check = Callable[[re.Match[str], Span], bool]
"""Tells from a match and the place of its object whether it is a statement."""


@dataclass(frozen=True, slots=True)
class Part:
    """One statement of a rule whose words hold several.

    Args:
        words: the object, where it has to be put together; else the words of the span are.
        span: the place of its words.
        predicate: where it is another than the rule's.
        kin: the word for the kinship beside a name: "sister".
        rule: where it is said in another way than the rule says, such as a denial.
    """

    words: str
    span: Span
    predicate: str = ""
    kin: str = ""
    rule: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One rule.

    Args:
        predicate: what is said; a group ``kind`` of the expression completes a name that ends in an underscore.
        affirmed: False for rules that read a denial.
        past: whether the words say that it no longer holds.
        ended: of what is past, whether a time beside it is that of its end: "my grandfather died in 2010".
        presupposed: whether the words take it for granted, so that a question may hold it.
        confidence: 0 to 1, of a statement without hedges.
        fixed: the object where the words do not name one; empty in a denial of whatever there was.
        value: makes the object of the words and the moment of speaking, as for dates; ``None`` drops it.
        check: tells, from the match and the place of the object, whether the statement is one.
        cues: words of which one has to stand in the sentence, in small letters, else the rule is not tried: that saves
            time; empty for rules that are always tried.
        parts: finds the statements behind a match, where one object by its shape does not do.
    """

    predicate: str
    anchor: Anchor
    expression: re.Pattern[str]
    shape: Shape = Shape.WORDS
    affirmed: bool = True
    past: bool = False
    ended: bool = False
    presupposed: bool = False
    confidence: float = 0.9
    fixed: str | None = None
    parts: Callable[[re.Match[str]], Iterable[Part]] | None = None
    value: Callable[[str, datetime], str | None] | None = None
    cues: frozenset[str] = frozenset()
    check: Callable[[re.Match[str], Span], bool] | None = None


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


def cued(words: str) -> frozenset[str]:
    """Return the cues of a rule, written as one line of words."""
    return frozenset(words.split())


def said(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> Pattern:
    """Return a rule that begins with "I" or "we"."""
    return _pattern(Anchor.I, predicate, expression, shape, rest)


def mine(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> Pattern:
    """Return a rule that begins with "my" or "our"."""
    return _pattern(Anchor.MY, predicate, expression, shape, rest)


def opening(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> Pattern:
    """Return a rule for sentences that leave "I" out."""
    return _pattern(Anchor.OPENING, predicate, expression, shape, rest)


def elided(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> Pattern:
    """Return a rule for a verb that shares its subject with a verb before it."""
    return _pattern(Anchor.ELIDED, predicate, expression, shape, rest)


def anywhere(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> Pattern:
    """Return a rule that may begin with any word; its expression is searched for, so these are few."""
    return _pattern(Anchor.ANYWHERE, predicate, expression, shape, rest)


def did(predicate: str, expression: str, shape: Shape = Shape.WORDS, **rest: object) -> tuple[Pattern, Pattern]:
    """Return the rule for "I" with a verb in the past, and the same without "I" at the beginning of a sentence."""
    return (
        said(predicate, I_DID + expression, shape, **rest),
        opening(predicate, rf"(?:(?:just|recently|finally|also|actually)\s+)*{expression}", shape, **rest),
    )


def any_of(words: str) -> frozenset[str]:
    """Return words between blanks as a set: the cues of a rule."""
    return frozenset(words.split())


def _pattern(anchor: Anchor, predicate: str, expression: str, shape: Shape, rest: dict[str, object]) -> Pattern:
    compiled = re.compile(expression, re.IGNORECASE)
    return Pattern(predicate, anchor, compiled, shape, **rest)  # type: ignore[arg-type]
