"""Finds verbs that share their subject with a verb before them: "I love the sea and hate swimming"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JOINT = re.compile(
    r"(?:\b(?:and|but|then|plus|yet)|[,;:&]|\s[–—-])\s+"
    r"(?:(?:also|then|now|just|recently|finally|still|already|really|always|never\s+not|only|even|actually"
    r"|absolutely|eventually|instead|today|yesterday|last\s+\w+)\s+)*",
    re.IGNORECASE,
)
_SELF = re.compile(r"(?<![\w'])(?:i|we|im|ive)(?=['\s])", re.IGNORECASE)
# Another subject, another's words, an infinitive or a modal between "I" and the joint: the verb is not "mine" there,
# or not one of what is so.
_ANOTHER = re.compile(
    r"\b(?:he|she|they|who|whose|which|people|everyone|everybody|someone|somebody|nobody|others?"
    r"|said|says?|told|tells?|thinks?|thought|knows?|hopes?|wish\w*|if|when|while|unless|whether|imagin\w+|suppos\w+"
    r"|would|could|should|might|may|will|can|can't|won't|wouldn't|couldn't|don't|dont|didn't|not|never|must|gonna"
    r"|let|lets|make|makes|made|help|helps|see|saw|watch|watched|hear|heard)\b"
    r"|'(?:d|ll)\b|\bto\s+(?!the\b|a\b|an\b|my\b|our\b|work\b|school\b)(?-i:[a-z])"
    r"|(?:^|[,;]|\b(?:and|but|because|so|since|as|that))\s+(?:it|this|that|there|you)\b"
    r"|\bmy\s+(?:\w+\s+)?(?:sister|brother|wife|husband|partner|mom|mum|mother|dad|father|son|daughter|kids?|friends?"
    r"|boyfriend|girlfriend|boss|parents|cousins?|uncle|aunt|dog|cat|roommate|flatmate|neighbou?rs?)\b",
    re.IGNORECASE,
)
# "My dentist, Dr Lee, moved": somebody is spoken of.
_SUBJECT = re.compile(
    r"\W*(?:my|our|the|his|her|their)\s+(?:\w+\s+)?\w+,\s+(?-i:[A-Z])|\W*(?-i:[A-Z]\w+),\s+(?:my|our|the|an?)\s",
    re.IGNORECASE,
)
_BARE_LEAD = 24
"""Characters that may stand before a verb without any subject: "ok cool, sold the van"."""


def elided(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a verb without a subject of its own may begin, and where the subject it shares stands."""
    subjects = [found.start() for found in _SELF.finditer(text)]
    for joint in _JOINT.finditer(text):
        before = [start for start in subjects if start < joint.start()]
        if before and not _ANOTHER.search(text, before[-1], joint.start()):
            yield joint.end(), before[-1]
        elif before or joint.start() > _BARE_LEAD or _SUBJECT.match(text):
            continue
        elif not _ANOTHER.search(text, 0, joint.start()):
            yield joint.end(), joint.end()
