"""Hides what a speaker shows rather than says: code, quotations, pasted letters, texts to be worked on."""

from __future__ import annotations

import re

from continuo.domain.frames import without_frames
from continuo.memory.consolidation.extraction.shown import without_shown

LONG_PASTE = 400
"""Characters after "here is my essay:" from which on they are taken to be the essay."""

LONG_TURN = 2_500
"""A longer turn is mostly pasted: only its first and last paragraph are read."""

_CODE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`", re.DOTALL)
_QUOTED_LINE = re.compile(r"^[ \t]*(?:>|\|).*$|^(?: {4}|\t)\S.*$", re.MULTILINE)
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,400}\]|<[^<>\n]{1,200}>|https?://\S+")
_QUOTATION = re.compile(
    r"\"[^\"\n]{1,2000}\"|“[^”]{1,2000}”|(?<![\w'])'(?!s\b)[^'\n]{2,400}(?:'\w[^'\n]{0,400})*'(?!\w)"
)
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|my|me|we|our|im)\b", re.IGNORECASE)
_LETTER = re.compile(
    r"^[ \t]*(?:subject\s*:|dear\s+[\w\[]|to\s+whom\s+it\s+may)[^\n]*\n.*?"
    r"(?:^[ \t]*(?:sincerely|(?:best|kind|warm)(?:\s+regards|\s+wishes)?|regards|yours|cheers)\b[^\n]*(?:\n[^\n]*)?"
    r"|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_TASK = re.compile(
    r"\A[^\n:]{0,200}?\b(?:write|draft|rewrite|re-write|revise|proofread|edit|translate|paraphrase|summari[sz]e"
    r"|rephrase|correct|shorten"
    r"|improve|continue|complete|expand|polish|act\s+as|pretend|role-?play|imagine|you\s+are\s+(?:a|an|my)"
    r"|respond\s+as"
    r"|classify|analy[sz]e|tell\s+(?:a|me\s+a)\s+(?:story|joke))\b",
    re.IGNORECASE,
)
_HERE_IT_IS = re.compile(r":[ \t]*\n|:[ \t]+(?=[\"“'])", re.IGNORECASE)


MOST_READ = 20_000
"""Characters; nobody says more than this in one breath."""


def own_words(text: str) -> str:
    """Return the text with everything that is shown blanked out; every character keeps its place.

    Hidden are context blocks of continuo's own, code, quoted lines, bracketed notes and placeholders, letters from
    "Dear" to the closing, quotations in the first person, what follows a request to write or work on a text, lines that
    are put before us as somebody's or nobody's, and role play. Curly apostrophes become straight ones.
    """
    plain = without_frames(text[:MOST_READ]).replace("’", "'").replace("‘", "'")
    for pattern in (_CODE, _QUOTED_LINE, _BRACKETS, _LETTER):
        plain = pattern.sub(_blank, plain)
    plain = _QUOTATION.sub(lambda m: _blank(m) if _FIRST_PERSON.search(m.group()) else m.group(), plain)
    return _without_middle(without_shown(_without_material(plain))) + " " * (len(text) - len(plain))


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if c == "\n" else " " for c in match.group())


def _without_material(text: str) -> str:
    """Hide what follows "rewrite this:", and whatever long text follows a colon and a line break."""
    here = _HERE_IT_IS.search(text)
    task = _TASK.match(text)
    if task is not None:
        cut = here.end() if here else text.find("\n") if "\n" in text else _colon(text)
        return text if cut < 0 else _cut(text, cut)
    if here is not None and len(text) - here.end() > LONG_PASTE:
        return _cut(text, here.end())
    return text


def _colon(text: str) -> int:
    found = re.search(r":\s", text)
    return found.end() if found else -1


def _cut(text: str, at: int) -> str:
    return text[:at] + re.sub(r"[^\n]", " ", text[at:])


def _without_middle(text: str) -> str:
    if len(text) <= LONG_TURN:
        return text
    first = text.find("\n\n")
    last = text.rfind("\n\n")
    if first < 0:
        return text
    return text[:first] + re.sub(r"[^\n]", " ", text[first:last]) + text[last:]
