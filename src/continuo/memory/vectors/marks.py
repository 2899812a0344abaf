"""What a stretch of text tells of itself by its form: that it asks, wishes, speaks of its speaker or of a change, or is
code."""

from __future__ import annotations

import re

from continuo.domain.item import Mark

_QUESTION = re.compile(r"[?？؟](?:[\s\"'”’)\]*]|$)")
_INSTRUCTION = re.compile(
    r"(?:^|[.!?\n;,]\s*)(?:(?:so|and|but|also|ok|okay),?\s+)?(?:please\s+)?"
    r"(?:always|never|from\s+now\s+on|going\s+forward|in\s+(?:the\s+)?future|whenever|every\s+time)\b"
    r"|\b(?:when(?:ever)?|each\s+time|every\s+time|if)\s+i\s+ask\b"
    r"|\bremember\s+(?:to|that\s+i)\b|\bkeep\s+in\s+mind\b|\bmake\s+sure\s+(?:to|you)\s+always\b"
    r"|\bi(?:['’]d|\s+would)?\s+(?:strongly\s+|really\s+|much\s+|always\s+)?(?:prefer|rather)\b|\bmy\s+preference\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|my|mine|myself|me|we|our|us)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:now|nowadays|currently|recently|these\s+days|since\s+then|by\s+now|so\s+far|finally|actually|instead"
    r"|no\s+longer|any\s?more|new|newly|newest|latest|additional|(?:up|down|back)\s+to|turns?\s+out|turned\s+out"
    r"|just\s+(?:\w+ed|got|hit|won|bought|took|began|became|went|found|made|had|switched)"
    r"|moved|switched|swapped|replaced|changed|updated|upgraded|upped|bumped|raised|increased|decreased|lowered|reduced"
    r"|dropped|doubled|tripled|halved|extended|shortened|expanded|grew|grown|improved|adjusted|revised|reached"
    r"|postponed|delayed|rescheduled|pushed|shifted|brought\s+forward|cut\s+(?:down|to)|went\s+(?:up|down|from|to)"
    r"|renamed|renewed|promoted|became)\b",
    re.IGNORECASE,
)
_SYMBOLS = re.compile(r"[{}<>;=|\\\[\]()_#*+/$&^~`]|\d")

_CODE_SHARE = 0.15
"""Share of symbols and digits from which text without fences counts as code or a table. Prose stays below 0.05; of this
repository's own Python a tenth reaches it: only what is dense with symbols or numbers counts."""


def mark_of(text: str, *, is_code: bool) -> Mark:
    """Return what the words tell.

    Args:
        is_code: the text stands between fences.
    """
    mark = Mark.NONE
    if is_code or _is_symbolic(text):
        mark |= Mark.CODE
    if _QUESTION.search(text) and not is_code:
        mark |= Mark.QUESTION
    if _INSTRUCTION.search(text) and not is_code:
        mark |= Mark.INSTRUCTION
    if _FIRST_PERSON.search(text) and not is_code:
        mark |= Mark.FIRST_PERSON
    if _CHANGE.search(text) and not is_code:
        mark |= Mark.CHANGE
    return mark


def _is_symbolic(text: str) -> bool:
    return len(text) >= 40 and len(_SYMBOLS.findall(text)) > _CODE_SHARE * len(text)
