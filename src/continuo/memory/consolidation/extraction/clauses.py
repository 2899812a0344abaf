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
    r"|doesn't\s+mean|(?:not|isn't|never|wasn't)\s+(?:true|the\s+case|correct|right)\s+that"
    r"|(?:false|wrong|nonsense|untrue|a\s+(?:lie|myth|rumou?r))\s+that|who\s+(?:says|said|told\s+you)"
    r"|(?:don't|do\s+not|dont)\s+(?:think|believe|feel|guess|suppose|mean)(?:\s+that)?|doubt(?:\s+that)?"
    r"|(?:never|didn't|not|wasn't)\s+(?:say|said|saying|mean|meant|claim\w*)(?:\s+that)?"
    r"|nobody\s+in|no\s?one\s+in|none\s+of|someone\s+in|half\s+of|as\s+soon\s+as|by\s+the\s+time"
    r"|isn't\s+that|someday|one\s+day)\s*(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:he|she|they|you|who|which|people|someone|everyone|everybody|nobody|mom|mum|dad|mother|father|sister|brother"
    r"|wife|husband|friend|friends|boss|doctor|teacher|partner|colleague|article|character|song|lyrics?|book|[A-Z]\w+"
    r"|(?i:my|your|his|her|our|their|the|an?|some|this|that|one\s+of\s+my)\s+(?:\w+\s+)?\w+)"
    r"\s+(?:(?:always|just|once|also|often|still|keeps?|kept|keep|had|has|have|even)\s+)*"
    r"(?:says?|said|saying|told\s+\w+|telling\s+\w+|tells?\s+\w+|thinking|claiming|insisting|ask(?:s|ed)?(?:\s+\w+)?|thinks?|thought|claims?|claimed"
    r"|believes?|believed|insists?"
    r"|insisted|wrote|writes|goes|(?:was|were|is|are)\s+like|assum(?:es?|ed)|jok(?:es|ed)|suggest(?:s|ed)?|figured"
    r"|wonders?|wondered)"
    r"(?:\s+that|\s+why|\s+how|\s+where|\s*[,:])?\s*[\"“']?\s*$"
)
# Whoever it was that said so, it was not "I": "a kid at school said my dad is a pilot".
_SAID_BY = re.compile(r"\b(?P<who>[\w']+)\s+(?:said|says|claims?|claimed|wrote|writes)\s+(?:that\s+)?$", re.IGNORECASE)
_SPEAKERS = frozenset(("i", "i've", "ive", "we", "just", "already", "also", "once", "before", "as", "have", "i'd"))
_TOLD_YOU = re.compile(r"\bi\s+(?:already\s+|just\s+)?(?:told\s+you|said|mentioned)\s+(?:that\s+)?$", re.IGNORECASE)
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
    r"\b(?:jk|just\s+kidding|just\s+joking|not\s+really(?=\s*[.,!?)]|\s*$)|/s|lol\s+no|in\s+my\s+dreams|i\s+wish)\b",
    re.IGNORECASE,
)
# "I just love Mondays, said no one": the opposite is meant.
_IRONY = re.compile(
    r"\bsaid\s+(?:no\s+one|nobody)\b|\boh\s+(?:great|joy|goody|wonderful|fantastic|lovely|brilliant|perfect)\b"
    r"|\bjust\s+what\s+i\s+(?:needed|wanted)|\b(?:yay|lucky)\s+me\b|(?:^|\s)/s\b|\bhow\s+(?:wonderful|delightful)\b",
    re.IGNORECASE,
)
# "We humans", "in Germany we", "as a nation we": a crowd, not the speaker and theirs.
_CROWD = re.compile(r"(?:we|us)\s+(?:all|humans|people|mortals|women|men|girls|guys|(?-i:[A-Z]\w+s))\b", re.IGNORECASE)
_OF_A_CROWD = re.compile(
    r"(?:\bas\s+an?\s+(?:nation|society|country|species|people|culture|community|company|team|industry)"
    r"|\bin\s+(?-i:[A-Z]\w+)|\b(?:nowadays|these\s+days))[,\s]+$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[;:]|,|\s[-–—]+\s|--|—|\b(?:but|and|so|because|then)\b", re.IGNORECASE)
_AGE_OF_LIFE = re.compile(
    r"\b(?:when|back\s+when|while|before|till|as\s+a\s+(?:kid|child|teen\w*|student|boy|girl))\s*$", re.IGNORECASE
)


def mood(clause: Clause) -> Mood:
    """Return whether the speaker says, guesses or does not say what stands in the clause."""
    text = clause.sentence.text
    before, after = text[: clause.start], text[clause.end :]
    near = _near(before)
    if _REPORTED.search(before) or _JOKE.search(text[clause.start :]):
        return Mood.NOT_SAID
    if not clause.presupposed and _IRONY.search(text):
        return Mood.NOT_SAID
    said_by = _SAID_BY.search(before)
    if said_by is not None and said_by["who"].lower() not in _SPEAKERS:
        return Mood.NOT_SAID
    # "Explain it like I'm ten", "I feel like I'm a robot".
    if _LIKENED.search(before) or _is_asked(clause, before, after):
        return Mood.NOT_SAID
    if _is_of_a_crowd(text, clause.start):
        return Mood.NOT_SAID
    if not clause.presupposed and (_NOT_REAL.search(before) or _NOT_REAL.search(near + " ")):
        return Mood.NOT_SAID
    if _AGE_OF_LIFE.search(before) and not clause.presupposed:
        return Mood.NOT_SAID
    if clause.presupposed:
        return Mood.SAID
    hedged = _HEDGE.search(near) or _HEDGE.search(text[clause.start : clause.end]) or _HEDGE.match(after.lstrip(" ,-"))
    return Mood.HEDGED if hedged else Mood.SAID


def _is_of_a_crowd(text: str, start: int) -> bool:
    if text[start : start + 2].lower() != "we":
        return False
    return _CROWD.match(text, start) is not None or _OF_A_CROWD.search(text, 0, start) is not None


def _near(before: str) -> str:
    """Return what stands before the clause since the last boundary that may begin a thought of its own."""
    cuts = [m.end() for m in _BOUNDARY.finditer(before)]
    last = cuts[-1] if cuts else 0
    # A boundary directly before the subject separates nothing yet: "I think, I live ..." is still a guess.
    if not before[last:].strip() and len(cuts) > 1:
        last = cuts[-2]
    return before[last:]


def _is_asked(clause: Clause, before: str, after: str) -> bool:
    if clause.presupposed or _TOLD_YOU.search(before):
        return False
    if _INVERTED.search(before):
        return True
    if not clause.sentence.asks:
        return False
    if _ASKING.search(before):
        return _OPENS_REASON.search(before) is None
    # "I live in Rome?" asks; "I live in Rome, any tips?" does not.
    return len(after.strip(" ?!.")) == 0
