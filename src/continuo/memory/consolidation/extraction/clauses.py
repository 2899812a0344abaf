"""What kind of clause a statement stands in: said outright, guessed, asked, imagined, or told of another's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from continuo.memory.consolidation.extraction.sentences import Sentence


class Mood(StrEnum):
    """How far the words commit the speaker."""

    SAID = "said"
    HEDGED = "hedged"
    NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence from where a statement's subject begins to where its object ends.

    Args:
        start: first character within the sentence's text.
        end: one past the last character.
        presupposed: whether the words take the statement for granted ("what should I feed my dog?").
    """

    sentence: Sentence
    start: int
    end: int
    presupposed: bool = False


_NOT_REAL = re.compile(
    r"\b(?:if|unless|whether|suppos(?:e|ing)|imagin(?:e|ing)|pretend(?:ing)?|wish(?:ed|es|ing)?|dream(?:t|ed|s"
    r"|ing)?(?:\s+(?:that|of))?|as\s+though|as\s+if|what\s+if|let's\s+say"
    r"|assum(?:e|ing)|would(?:n't)?|could(?:n't)?|might|hypothetically|in\s+case|even\s+if|hope(?:fully)?|lest"
    r"|until|once"
    r"|people\s+think|everyone\s+thinks|joking|kidding|mak(?:e|ing)\s+sure|ensur(?:e|ing)|worried|afraid|not\s+sure"
    r"|next\s+time|every\s+time|whenever|like\s+to\s+think|to\s+say|not\s+(?:that|like|because)"
    r"|doesn't\s+mean"
    r"|isn't\s+that|someday|one\s+day)\s*(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:he|she|they|who|which|people|someone|everyone|everybody|nobody|mom|mum|dad|mother|father|sister|brother"
    r"|wife|husband|friend|friends|boss|doctor"
    r"|teacher|partner|colleague|article|character|song|lyrics?|book|[A-Z]\w+)\s+(?:always\s+|just\s+|once\s+"
    r"|also\s+|often\s+|keeps?\s+)?"
    r"(?:says?|said|saying|told\s+\w+|tells?\s+\w+|ask(?:s|ed)?(?:\s+\w+)?|thinks?|thought|claims?|claimed"
    r"|believes?|believed|insists?"
    r"|insisted|wrote|writes|goes|(?:was|were|is|are)\s+like|assum(?:es?|ed)|jok(?:es|ed)|suggest(?:s|ed)?|figured"
    r"|wonders?|wondered)"
    r"(?:\s+that|\s+why|\s+how|\s+where|\s*[,:])?\s*[\"“']?\s*$"
)
_INVERTED = re.compile(
    r"\b(?:do|does|did|am|are|is|was|were|have|has|had|can|could|should|would|will|may|shall|might|must|don't"
    r"|didn't|aren't|haven't)\s+$",
    re.IGNORECASE,
)
_LIKENED = re.compile(r"\blike\s+$", re.IGNORECASE)
_ASKING = re.compile(
    r"\b(?:what|how|where|which|who|when|why|can\s+(?:you|i|we)|could\s+(?:you|i|we)|should\s+(?:i|we)|would\s+you"
    r"|do\s+(?:you|i|we)|does|did\s+(?:you|i|we)"
    r"|is\s+(?:it|there|this|that)|are\s+(?:there|you)|any\s+(?:tips|ideas|advice|suggestions|recommendations)"
    r"|will\s+you|have\s+you)\b",
    re.IGNORECASE,
)
_OPENS_REASON = re.compile(
    r"(?:\b(?:since|because|cause|'cause|cuz|considering|given|now|as|so|and|but|also|especially|seeing|though"
    r"|although|while)(?:\s+that)?(?:\s+\w+ly)?|[,;:—–-])\s*$",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:i\s+think|i\s+guess|i\s+suppose|i\s+believe|i\s+feel\s+like|maybe|perhaps|probably|possibly|might"
    r"|kind\s+of\s+think|not\s+sure(?:\s+but)?|i'm\s+pretty\s+sure|apparently"
    r"|supposedly|i\s+assume|i\s+imagine|if\s+i\s+remember|iirc|afaik|seemingly)\b",
    re.IGNORECASE,
)
_JOKE = re.compile(
    r"\b(?:jk|just\s+kidding|just\s+joking|not\s+really|/s|lol\s+no|in\s+my\s+dreams|i\s+wish)\b", re.IGNORECASE
)
_BOUNDARY = re.compile(r"[;:]|,|\s[-–—]+\s|--|—|\b(?:but|and|so|because|then)\b", re.IGNORECASE)
_AGE_OF_LIFE = re.compile(
    r"\b(?:when|back\s+when|while|as\s+a\s+(?:kid|child|teen\w*|student|boy|girl))\s*$", re.IGNORECASE
)


def mood(clause: Clause) -> Mood:
    """Return whether the speaker says, guesses or does not say what stands in the clause."""
    text = clause.sentence.text
    before, after = text[: clause.start], text[clause.end :]
    near = _near(before)
    if _REPORTED.search(before) or _JOKE.search(text[clause.start :]):
        return Mood.NOT_SAID
    # "Explain it like I'm ten", "I feel like I'm a robot".
    if _LIKENED.search(before) or _is_asked(clause, before, after):
        return Mood.NOT_SAID
    if not clause.presupposed and (_NOT_REAL.search(before) or _NOT_REAL.search(near + " ")):
        return Mood.NOT_SAID
    if _AGE_OF_LIFE.search(before) and not clause.presupposed:
        return Mood.NOT_SAID
    if clause.presupposed:
        return Mood.SAID
    hedged = _HEDGE.search(near) or _HEDGE.search(text[clause.start : clause.end]) or _HEDGE.match(after.lstrip(" ,-"))
    return Mood.HEDGED if hedged else Mood.SAID


def _near(before: str) -> str:
    """Return what stands before the clause since the last boundary that may begin a thought of its own."""
    cuts = [m.end() for m in _BOUNDARY.finditer(before)]
    last = cuts[-1] if cuts else 0
    # A boundary directly before the subject separates nothing yet: "I think, I live ..." is still a guess.
    if not before[last:].strip() and len(cuts) > 1:
        last = cuts[-2]
    return before[last:]


def _is_asked(clause: Clause, before: str, after: str) -> bool:
    if clause.presupposed:
        return False
    if _INVERTED.search(before):
        return True
    if not clause.sentence.asks:
        return False
    if _ASKING.search(before):
        return _OPENS_REASON.search(before) is None
    # "I live in Rome?" asks; "I live in Rome, any tips?" does not.
    return len(after.strip(" ?!.")) == 0
