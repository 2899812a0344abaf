"""Closed lists of words that stand beside a statement and speak against it; English first, a little of others."""

from __future__ import annotations

import re

_NEGATION = (
    r"not|no|never|neither|nor|none|nobody|nothing|without|cannot|can't|cant|don't|dont|doesn't|didn't|isn't|aren't"
    r"|wasn't|weren't|won't|wouldn't|shouldn't|couldn't|haven't|hasn't|hadn't|ain't|hardly|barely|longer|anymore"
    r"|any\s+more|nicht|nichts|nie|niemals|kein\w*|ne|n'\w+|pas|jamais|rien|sin|nunca|jamás|tampoco|ya\s+no|non|niente"
    r"|não|niet|geen|nooit"
)

UNSPACED_NEGATION = re.compile(r"不|没|沒|别|ない|ません|なかった")
"""The same in scripts that put no blanks between words."""

DENIED = re.compile(rf"\b(?:{_NEGATION})\b", re.IGNORECASE)
"""A denial, in the words of several languages."""

ENDED = re.compile(
    r"\b(?:quit|quitting|left|leaving|sold|selling|stopp(?:ed|ing)|gave\s+up|giv(?:en|ing)\s+up|broke(?:n)?\s+up|split"
    r"|divorc(?:ed|ing)|separated|used\s+to|former|formerly|previous|previously|ex|lost|moved\s+(?:out|away|from|back)"
    r"|died|passed\s+away|cancel(?:led|ed|ling|ing)|dropped|dropping|done\s+with|finished|retired|resigned"
    r"|fired|laid\s+off|got\s+rid|outgrew|outgrown|back\s+then|gekündigt|aufgehört|verkauft|früher"
    r"|getrennt|quitté|vendu|arrêté|avant|dejé|vendí|antes)\b|以前|离开|卖了|分手|已经不|辞",
    re.IGNORECASE,
)
"""Says that something is over, or denies it: without such a word, or a denial, nothing is denied."""

OF_THE_PAST = re.compile(
    r"\b(?:used\s+to|formerly|previously|back\s+then|lived|worked|früher|damals|autrefois|antes)\b|以前", re.IGNORECASE
)
"""Says that something held once."""

STILL = re.compile(r"(?:'ve|\bhave|\bhas|\bive)\s+(?:\w+\s+){0,2}(?:lived|worked)\b", re.IGNORECASE)
"""Says that it holds still, in a tense that looks like the past."""

GIVEN_UP = re.compile(
    r"\b(?:quit|left|sold|stopped|gave\s+up|broke\s+up|split|divorced|lost|moved\s+(?:out|away|from)|resigned|retired"
    r"|got\s+rid|cancel(?:led|ed)|outgrew)\b(?!.*\bto\s*\Z)",
    re.IGNORECASE,
)
"""Between a speaker and an object these say that it is over, as plainly as a denial."""

DOES_NOT = frozenset({"dislikes", "avoids", "wishes"})
"""Predicates that are said with a negation: "I don't eat pork"."""

_SUBJECT = r"i|i'm|im|i've|ive|i'd|i'll|we|we're|we've|ich|wir|je|nous|yo|nosotros|nosotras"

_POSSESSIVE = r"my|our|mein\w*|unser\w*|mon|ma|mes|notre|nos|mi|mis|nuestr\w+"

FIRST_PERSON = re.compile(rf"\b(?:{_SUBJECT}|{_POSSESSIVE}|me|myself)\b|我", re.IGNORECASE)
"""The speaker, in any case."""

SPEAKER = re.compile(rf"\b(?:{_SUBJECT})\b|我", re.IGNORECASE)
"""The speaker as subject."""

OWN = re.compile(rf"(?:{_POSSESSIVE})\b", re.IGNORECASE)
"""What is the speaker's."""

OTHERS = re.compile(r"\b(?:he|she|they|he's|she's|they're|who|whose|er|ella|él|elle|ils|elles|他|她)\b", re.IGNORECASE)
"""Somebody else as subject."""

YOU = re.compile(r"\b(?:you|you're|your|u)\b", re.IGNORECASE)
"""Whoever is spoken to."""

ME = re.compile(r"\b(?:me|us|mich|mir|uns|moi)\b", re.IGNORECASE)
"""The speaker as object."""

SOMEBODY = re.compile(r"(?-i:\b[A-Z][\w'-]+)\s+(?:is|was|has|had|does|did|will|went|got|[a-z]{2,}s)\b")
"""A name as subject."""

WOULD = re.compile(
    r"(?:i'd|we'd|(?:i|we)\s+(?:would|could|should|might|may))\b(?!\s+(?:like|love|prefer|rather|say)\b)", re.IGNORECASE
)
"""What is only thought of."""

DICTATED = re.compile(
    r"(?:\A|[.!?;,:]|\b(?:and|then|please|just|now|to|must|should|you))\s*(?:say|write|output|answer|reply|respond|repeat"
    r"|print|claim|state|conclude|pretend|return|sag|schreib\w*|antworte|dis|écris|réponds|di|escribe|responde)"
    r"(?:\s+(?:that|with|only|dass|que))*\s*[:\"']?\s*\Z",
    re.IGNORECASE,
)
"""Before words that somebody shall say: they are a task, or a trick."""

DENIED_AFTER = re.compile(
    r"\b(?:anymore|any\s+more|no\s+more|no\s+longer|nicht|nie|nichts|pas|jamais|niet|não)\b", re.IGNORECASE
)
"""A denial that may stand after its object."""

STAGED = re.compile(
    r"\b(?:role[\s-]?play|pretend|imagine|suppose|hypothetical\w*|for\s+example|example\s*:|e\.g\.|lyrics?|song\s+text"
    r"|poem|eulogy|story|character|persona|template|placeholder)\b",
    re.IGNORECASE,
)
"""Before words that are made up, for a game or a text."""

CODE = re.compile(r"[\"']\w+[\"']\s*:|[={]\s*[\"'{\[]|</?\w+>")
"""Code, or data in the form of code."""

ENGLISH = re.compile(
    r"\b(?:the|is|are|was|were|of|and|has|have|with|for|to|at|his|her|their|this|that|it|it's)\b", re.IGNORECASE
)
"""Words that only an English sentence has so many of."""

_FONDNESS = r"love[sd]?|like[sd]?|adore[sd]?|enjoy\w*|favou?rite|fond\s+of|crazy\s+about"

_DISTASTE = r"hate[sd]?|despise[sd]?|loathe[sd]?|can't\s+stand|allerg\w*|intoleran\w*|hives"

_VISIT = r"born|visit\w*|travel\w*|trip|flights?|fly|flying|holidays?|vacation|tickets?|booked"

_NOT_YET = r"want|wanna|wish|rent\w*|borrow\w*|going\s+to|gonna|thinking\s+(?:of|about)|would\s+like|looking\s+for"

CLASHES = {
    predicate: re.compile(words, re.IGNORECASE)
    for predicates, words in (
        (("allergic_to", "dislikes", "avoids"), rf"\b(?:{_FONDNESS})\b"),
        (("likes",), rf"\b(?:{_DISTASTE})\b"),
        (("lives_in",), rf"\b(?:{_VISIT})\b|\bfrom\s+\Z"),
        (("works_at",), r"\b(?:interview\w*|client|customer|appl(?:y|ied|ying|ication)|offer)\b"),
        (("owns", "drives", "has_pet"), rf"\b(?:{_NOT_YET})\b"),
        (("age",), r"\b(?:before|until|till|by|when|since|diagnosed|at|aged?)\s+(?:\w+\s+){0,3}\Z"),
    )
    for predicate in predicates
}
"""Words between a speaker and an object that say something else than the predicate does."""

STOP = re.compile(r"[,.;:!?]|\b(?:but|and|so|because|aber|und|mais|et|pero|y)\b", re.IGNORECASE)
"""Where a thought ends."""
