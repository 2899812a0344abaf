"""Which levels a question leans on, read from its words without a model, and the shares that follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from continuo.domain.moments import Moment
from continuo.memory.vectors.stop_words import STOP_WORDS
from continuo.memory.vectors.terms import words

FEW_TERMS = 2
"""A question of so few telling words says little by itself: what it asks for was said just before."""

# "And the other one?", "why?", "tell me more about it": words that point back, in the languages that dates are read in.
_POINTS_BACK = re.compile(
    r"^\W*(?:and|so|then|but|what about|how about|why|und|oder|warum|et|ou|pourquoi|y|pero|entonces)\b"
    r"|\b(?:it|that|this|those|these|they|them|the other|the first|the second|the last one|the same|more|again"
    r"|es|das|dies|diese[rs]?|jene[rs]?|der andere|die andere|mehr|nochmal"
    r"|ça|cela|ceci|celui|celle|l'autre|eso|esto|aquello|el otro|la otra)\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(
    r"\b(?:about me|know me|who am i|my (?:name|favou?rite|diet|allerg\w+|job|birthday|age|partner|wife|husband|family"
    r"|preferences?|habits?|hobb\w+|likes?)"
    r"|do i (?:like|prefer|love|hate|eat|usually|always|live|work)|should i|recommend|suggest|for me"
    r"|über mich|wer bin ich|mein(?:e|en|em|er)? (?:name|liebling\w*|beruf|geburtstag)|mag ich|soll(?:te)? ich"
    r"|sur moi|qui suis-je|mon (?:nom|travail|anniversaire)|sobre mí|quién soy|mi (?:nombre|trabajo|cumpleaños))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shares:
    """Parts of the budget that each level may take before what is left flows on; the sum is 1 at most.

    Args:
        immediate: for the last turns.
        session: for what was said before them in the same conversation.
        user: for facts, wishes and open questions.
        recalled: for the best hits, whatever else there is: no level starves them.
    """

    name: str
    immediate: float
    session: float
    user: float
    recalled: float


# Choices. Those of "default" were swept on the dev files (decision 0023); no public data asks within a session, so the
# others follow from what each question needs, and the examples in the tests hold them.
DEFAULT = Shares("default", immediate=0.25, session=0.1, user=0.2, recalled=0.45)
FOLLOW_UP = Shares("follow-up", immediate=0.5, session=0.15, user=0.1, recalled=0.25)
ONESELF = Shares("oneself", immediate=0.2, session=0.05, user=0.4, recalled=0.35)
PAST = Shares("past", immediate=0.1, session=0.1, user=0.1, recalled=0.7)


def leaning(question: str, moments: Sequence[Moment]) -> Shares:
    """Return the shares for a question.

    Args:
        moments: that the question names.

    >>> leaning("and the other one?", []).name
    'follow-up'
    """
    if moments:
        return PAST
    if _OF_ONESELF.search(question):
        return ONESELF
    telling = {word for word in words(question) if word not in STOP_WORDS}
    if len(telling) <= FEW_TERMS and (not telling or _POINTS_BACK.search(question)):
        return FOLLOW_UP
    return DEFAULT
