"""Reads what leans on those spoken of just before: "Ours (Kiwi) is alone", "we have six", "the older one is Bram"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from continuo.domain.predicates import NUMBER_OF
from continuo.memory.consolidation.extraction.being_words import ANY_BEING, PREDICATE_OF, SINGULARS
from continuo.memory.consolidation.extraction.beings import NUMBERS, names_at
from continuo.memory.consolidation.extraction.clauses import Mood
from continuo.memory.consolidation.extraction.patterns.phrase import Anchor, Pattern
from continuo.memory.consolidation.extraction.patterns.rows import row
from continuo.memory.consolidation.extraction.reading import Read
from continuo.memory.consolidation.extraction.sentences import Sentence
from continuo.memory.consolidation.extraction.slots import slot

_RULE = Pattern("has_pet", Anchor.ANYWHERE, re.compile(""), presupposed=True, confidence=0.8)
_WORDS = re.compile(rf"(?<![\w'’-])(?P<noun>{ANY_BEING})(?![\w’-])", re.IGNORECASE)
_OURS = re.compile(r"(?<![\w'])(?:(?P<whose>mine|ours)\s*(?:\(\s*|,\s+))(?=(?-i:[A-Z]))", re.IGNORECASE)
_ONE_OF_THEM = re.compile(
    r"(?<![\w'])(?:the|my|our)\s+(?:\d{1,2}[\s-]?(?:yo|y/o|years?[\s-]old)|older|younger|eldest|oldest|youngest"
    r"|little|big|middle|other|first|second)(?:\s+one)?(?:\s+is|['’]s)\s+(?:called\s+|named\s+)?(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(NUMBERS)})"
_SO_MANY = re.compile(
    rf"(?:(?<![\w'])(?:(?:i|we)\s+(?:now\s+)?(?:have|keep|own)|(?:we|i)['’]ve\s+got)\s+(?:now\s+)?{_NUMBER}"
    r"(?=\s*(?:[.,!;)]|$)|\s+(?:so|now|in\s+total|altogether|left|at\s+the\s+moment)\b)"
    rf"|^\W*(?:(?:ok|okay|so|well|yes|now)[,.]?\s+)*{_NUMBER.replace('number', 'left')}\s+"
    r"(?:of\s+them(?!\s+\w+ed)|left\s*[.!]?$))",
    re.IGNORECASE,
)
_ME_TO = re.compile(r"^\W*(?:(?:and|but)\s+)?(?:i'?m|i\s+am|me|mine(?:\s+is)?)\s+to\s+(?=[a-z])", re.IGNORECASE)
_ALLERGIC = re.compile(r"\ballerg(?:ic|y|ies)\b", re.IGNORECASE)
_ALLERGY = Pattern("allergic_to", Anchor.I, re.compile(""), confidence=0.85)
_BORN = re.compile(
    r"(?<![\w'-])(?P<name>(?-i:[A-Z][a-zà-ÿ]+))\s+(?:(?:finally|just|has)\s+)*"
    r"(?:was\s+born|arrived|came|is\s+here|is\s+born)(?=\s*(?:[.!,]|$)|\s+(?:on|at|last|this|two|three|a|early"
    r"|yesterday|today|with|and)\b)"
)
_EXPECTED = re.compile(
    r"\b(?:due\s+(?:in|on|date|any)|pregnant|newborns?|new\s+baby|baby\s+(?:is|was|girl|boy)|maternity|contractions"
    r"|weeks\s+along|under\s+two|birth\s+announcement|in\s+labou?r|trimester|midwife)\b",
    re.IGNORECASE,
)
_HOLDING = ("have ", "keep ", "own ", "ve got ", "of them", " left")
_COMING = ("born", "arrived", "came", "is here")
_KINDS = ("has_child", "has_sibling", "has_pet")


def calling_back(sentence: Sentence, before: Sequence[str]) -> Iterator[Read]:
    """Yield what a sentence says of those spoken of in it or just before.

    Args:
        before: what the same speaker said just before, oldest first.
    """
    text = sentence.text
    low = text.lower()
    # Plain searches for letters first: most sentences call nobody back.
    if "ours" in low or "mine" in low:
        for told in _OURS.finditer(text):
            yield from _named(told, [*before, text[: told.start()]], ("has_pet",))
    for told in _ONE_OF_THEM.finditer(text) if "the " in low or "my " in low or "our " in low else ():
        yield from _named(told, [*before, text[: told.start()]], _KINDS)
    for told in _SO_MANY.finditer(text) if any(word in low for word in _HOLDING) else ():
        yield from _counted(told, [*before, text[: told.start()]])
    if before and " to " in low and (told_to := _ME_TO.match(text)) is not None and _ALLERGIC.search(before[-1]):
        for part in row("allergic_to")(told_to):
            yield Read(_ALLERGY, "allergic_to", (told_to.start(), part.span[1]), part.span, Mood.SAID)
    if not sentence.asks and any(word in low for word in _COMING):
        yield from _born(sentence, before)


def _named(told: re.Match[str], texts: Sequence[str], kinds: Sequence[str]) -> Iterator[Read]:
    noun = _last_noun(texts, kinds)
    names = names_at(told.string, told.end(), several=True) if noun else ()
    for name, span in names if noun else ():
        predicate = PREDICATE_OF[noun]
        words = f"{noun} named {name}" if predicate == "has_pet" and noun != "pet" else name
        kin = "" if predicate == "has_pet" else noun
        yield Read(_RULE, predicate, (told.start(), span[1]), span, Mood.SAID, kin, words)


def _counted(told: re.Match[str], texts: Sequence[str]) -> Iterator[Read]:
    """Yield how many there are of the animals that were spoken of in the plural."""
    group = "number" if told["number"] else "left"
    for text in reversed(texts):
        phrases = [" ".join(found["noun"].lower().split()) for found in _WORDS.finditer(text)]
        if not phrases:
            continue
        if PREDICATE_OF[phrases[-1]] == "has_pet" and phrases[-1] in SINGULARS:
            number = str(NUMBERS.get(told[group].lower(), told[group]))
            span = told.span(group)
            yield Read(_RULE, slot(NUMBER_OF, phrases[-1]), told.span(), span, Mood.SAID, "", number)
        return


def _born(sentence: Sentence, before: Sequence[str]) -> Iterator[Read]:
    for told in _BORN.finditer(sentence.text):
        if not any(_EXPECTED.search(text) for text in (*before, sentence.text)):
            continue
        names = names_at(sentence.text, told.start())
        if names and names[0][0] == told["name"]:
            yield Read(_RULE, "has_child", told.span(), told.span("name"), Mood.SAID, "", told["name"])


def _last_noun(texts: Sequence[str], kinds: Sequence[str]) -> str:
    """Return the word for the last being of some kinds that was spoken of, in the singular; empty if there is none."""
    for text in reversed(texts):
        phrases = [" ".join(found["noun"].lower().split()) for found in _WORDS.finditer(text)]
        fitting = [phrase for phrase in phrases if PREDICATE_OF[phrase] in kinds]
        if phrases:
            return SINGULARS.get(fitting[-1], fitting[-1]) if fitting else ""
    return ""
