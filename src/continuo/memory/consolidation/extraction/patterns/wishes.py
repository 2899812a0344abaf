"""Standing wishes to the assistant: how to answer from now on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.gerunds import base_form
from continuo.memory.consolidation.extraction.patterns.phrase import Part, Pattern, anywhere, cued, said
from continuo.memory.consolidation.extraction.shapes import Shape
from continuo.memory.consolidation.extraction.vocabulary import WISH_VERBS

_VERB = rf"(?:{'|'.join(sorted(WISH_VERBS, key=len, reverse=True))})"
_FIRST = r"(?:^|(?<=[.!?\n]\s)|(?<=\n)|(?<=[.!?\n]\s\s)|(?<=\bBTW,\s)|(?<=\balso,\s))"
_OPENER = r"(?:(?:please|and|also|ok|okay|hey|hi|so|oh|btw|by\s+the\s+way|remember(?:\s+to)?|just)[,!]?\s+)*"
_FROM_NOW = (
    r"(?:from\s+now\s+on|going\s+forward|from\s+here\s+on(?:\s+out)?|in\s+(?:the\s+"
    r"|all\s+)?future(?:\s+(?:answers|replies|responses|messages|chats))?|in\s+all\s+(?:your\s+)?(?:answers"
    r"|replies|responses))"
)
_ANSWERS = r"(?:answers?|repl(?:y|ies)|responses?|explanations?|messages?)"
_FORMS = (
    r"(?:emojis?|emoticons|smileys|bullet\s*points?|bullets|bulleted\s+lists?|lists|tables|markdown|headings"
    r"|headers|bold|jargon|slang|swearing|disclaimers?|caveats|apologies|pleasantries|small\s+talk|fluff"
    r"|filler"
    r"|flattery|compliments|exclamation\s+(?:marks|points)|em[\s-]?dashes|hashtags|intros?|introductions?"
    r"|preambles?|summar(?:y|ies)|follow[\s-]up\s+questions|moralizing|lectures|spoilers|puns|jokes"
    r"|technical\s+terms|abbreviations|acronyms|buzzwords|cliches|clichés|code\s+comments)"
)


def _allowed_again(match: re.Match[str]) -> Iterator[Part]:
    """Yield the wishes that fall with a permission: "you can use emojis again" ends "don't use emojis"."""
    span, words = match.span("object"), match["object"]
    thing = words.split(maxsplit=1)[-1]
    for at, wish in enumerate((f"don't {words}", f"no {thing}", f"never {words}")):
        yield Part(wish, span if at == 0 else (span[1], span[1]))


def _not_asked_any_more(match: re.Match[str]) -> Iterator[Part]:
    """Yield the wish that is taken back, with the verb as it was asked: "stop answering in French" ends "ans"
    "wer in French"."""
    span = match.span("object")
    first, _, rest = match["object"].partition(" ")
    yield Part(f"{base_form(first.casefold())} {rest}", span)


PATTERNS: tuple[Pattern, ...] = (
    anywhere("wishes", rf"{_FIRST}{_OPENER}(?P<object>(?:always|never)\s+{_VERB}\b[^.!?\n]*)", Shape.WISH),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}{_FROM_NOW},?\s+(?:please\s+|i(?:'d|\s+would)?\s+(?:want|like)\s+you\s+to\s+"
        rf"|you\s+should\s+|can\s+you\s+|could\s+you\s+)?(?P<object>(?:always\s+|never\s+|only\s+|don't\s+"
        rf"|do\s+not\s+)?{_VERB}\b[^.!?\n]*)",
        Shape.WISH,
    ),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}(?P<object>(?:don't|do\s+not|stop|only|{_VERB})\b[^.!?\n]*?),?\s+{_FROM_NOW}\b",
        Shape.WISH,
    ),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}(?P<object>when(?:ever)?\s+i\s+(?:ask|say|mention|write|send"
        rf"|talk)\b[^.!?\n]{{2,80}},\s+(?:please\s+)?(?:always\s+|never\s+|only\s+|don't\s+"
        rf"|do\s+not\s+)?{_VERB}\b[^.!?\n]*)",
        Shape.WISH,
    ),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}(?P<object>(?:don't\s+ever|do\s+not\s+ever|stop)\s+(?:using|asking|calling|adding"
        rf"|giving|apologi[sz]ing|suggesting|telling|repeating|sending|writing|including|{_VERB})\b[^.!?\n]*)",
        Shape.WISH,
        confidence=0.8,
    ),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}please\s+(?P<object>(?:don't|do\s+not)\s+(?:use|call|ask|add|send|suggest|mention"
        rf"|include|apologi[sz]e|repeat)\b[^.!?\n]*\b(?:emojis?|emoticons|jargon|{_ANSWERS}|me|bullet\s+points"
        rf"|markdown|slang|lists?)\b[^.!?\n]*)",
        Shape.WISH,
        confidence=0.8,
    ),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}(?P<object>(?:keep|make|give\s+me)\s+(?:all\s+)?(?:your|the)\s+{_ANSWERS}\s+[^.!?\n]*)",
        Shape.WISH,
        confidence=0.8,
    ),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}(?P<object>(?:answer|reply|respond|speak|talk|write)\s+(?:to\s+me\s+"
        rf"|back\s+)?(?:only\s+)?in\s+(?-i:[A-Z])[a-z]+)\s*(?=[.!\n]|$|\bplease\b)",
        Shape.WISH,
        confidence=0.75,
    ),
    anywhere(
        "wishes",
        rf"(?:{_FIRST}|(?<=[,.!?]\s)|\b)please\s+(?P<object>call\s+me\s+(?-i:[A-Z])\w+)",
        Shape.WISH,
        confidence=0.85,
    ),
    said(
        "wishes",
        rf"i(?:'d|\s+would)?\s+(?:want|like|prefer|need)\s+(?:for\s+)?you\s+to\s+(?P<object>(?:always"
        rf"|never)\s+{_VERB}\b[^.!?\n]*)",
        Shape.WISH,
    ),
    said(
        "wishes",
        rf"i\s+(?:always\s+|usually\s+|really\s+|generally\s+|much\s+)?prefer\s+(?P<object>(?:short|brief|concise"
        rf"|long|detailed|simple|direct|formal|informal|casual|step-by-step"
        rf"|bulleted)(?:,?\s+(?:and\s+)?[\w-]+){{0,3}}?\s+{_ANSWERS})\b",
        confidence=0.85,
    ),
    # "No emojis please": what is asked of the form of every answer.
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}(?P<object>no\s+(?:more\s+)?{_FORMS}(?:\s+(?:and|or)\s+{_FORMS})?)\s*(?:please|pls"
        r"|plz|from\s+now\s+on|thanks|thank\s+you|ever|$|[.!])",
        Shape.WORDS,
        confidence=0.75,
        cues=cued("no"),
    ),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}(?P<object>(?:skip|drop|leave\s+out|leave\s+off|omit|cut|lose|ditch|avoid"
        rf"|don't\s+use|do\s+not\s+use|stop\s+using|stop\s+with)\s+(?:all\s+|the\s+|any\s+|your\s+)*{_FORMS})",
        confidence=0.75,
    ),
    anywhere(
        "wishes",
        r"\bplease\s+(?P<object>(?:use|stick\s+to|write\s+in|speak\s+in|answer\s+in"
        r"|reply\s+in)\s+(?:only\s+)?(?:the\s+)?(?:simple(?:r)?|plain|metric|imperial|british|american"
        r"|short(?:er)?|formal|informal|easy|basic|celsius|fahrenheit|kilomet(?:er|re)s|bullet|numbered"
        r"|24[\s-]?hour|everyday|gender-neutral|my\s+first\s+name)\b[^.!?,;\n]{0,30}?)(?=\s*[.,!?;\n]|\s*$"
        r"|\s+(?:because|since|as|so|i'm|when)\b)",
        confidence=0.8,
        cues=cued("please"),
    ),
    anywhere(
        "wishes",
        r"(?:^|(?<=[.!?,;]\s)|(?<=\n))(?:please\s+|can\s+you\s+|could\s+you\s+|just\s+|but\s+"
        r"|and\s+)*(?P<object>(?:please\s+)?be\s+(?:more\s+|less\s+|very\s+|a\s+bit\s+more\s+"
        r"|always\s+)*(?:concise|brief|blunt|direct|honest|formal|informal|casual|patient|gentle|precise"
        r"|detailed|specific|critical|polite|friendly|verbose|technical|funny|kind|short|succinct"
        r"|strict)(?:\s+(?:and|but)\s+\w+)?(?:\s+with\s+me)?)(?=\s*(?:[.!?,;]|$)|\s+(?:please|from\s+now\s+on"
        r"|in\s+your)\b)",
        presupposed=True,
        confidence=0.7,
        cues=cued("be"),
    ),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}(?P<object>(?:talk|speak|write|explain\s+(?:things|it"
        r"|everything))\s+(?:to\s+me\s+)?(?:like|as\s+if|as\s+though)\s+(?:you're\s+|i'm\s+|a\s+|an\s+"
        rf"|you\s+are\s+|i\s+am\s+|you\s+would\s+)[^.!?\n]{{2,50}}?)(?=\s*(?:[.!?,;]|$)|\s+(?:please"
        r"|from\s+now)\b)",
        confidence=0.7,
    ),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}(?P<object>(?:don't|do\s+not"
        rf"|stop)\s+call(?:ing)?\s+me\s+[^.!?,;\n]{{2,30}}?)(?=\s*(?:[.!?,;]|$)|\s+(?:please|any\s?more|ever"
        r"|again)\b)",
        confidence=0.85,
        cues=cued("call calling"),
    ),
    anywhere(
        "wishes",
        r"\b(?:you\s+can\s+|you\s+may\s+|just\s+|please\s+|rather\s+)(?P<object>(?:call"
        r"|address)\s+me\s+(?:as\s+|by\s+)?(?-i:[A-Z])[\w.'-]+(?:\s+(?-i:[A-Z])[\w'-]+)*)",
        confidence=0.8,
        cues=cued("call address"),
    ),
    anywhere(
        "wishes",
        r"\b(?:i'd|i\s+would|id)\s+(?:like|prefer|want|love|appreciate\s+it\s+if)\s+(?:for\s+)?you\s+(?:to\s+"
        r"|would\s+)?(?P<object>(?:always|never|not|only|stop)\s+[^.!?\n]{3,80})",
        Shape.WISH,
        confidence=0.8,
        cues=cued("like prefer want love appreciate"),
    ),
    anywhere(
        "wishes",
        rf"{_FIRST}{_OPENER}(?P<object>(?:keep|make)\s+(?:it|things|everything|this)\s+(?:short|brief|simple"
        r"|concise|formal|casual|light|professional)(?:\s+and\s+\w+)?)(?=[^.!?]*\b(?:always|from\s+now\s+on"
        r"|in\s+future|every\s+time|going\s+forward|in\s+general)\b)",
        confidence=0.75,
    ),
    anywhere(
        "wishes",
        r"(?:^|(?<=[.!?,;]\s)|(?<=\n))(?P<object>(?:short|shorter|brief|concise|longer|long|detailed|simple"
        r"|formal|informal|bulleted|plain|normal)(?:,?\s+(?:and\s+)?\w+)?\s+(?:answers|replies|responses"
        r"|explanations|paragraphs|sentences))\s*(?:,?\s*(?:please|pls|from\s+now\s+on|always|thanks))",
        confidence=0.75,
        cues=cued("answers replies responses explanations paragraphs sentences"),
    ),
    # A wish taken back.
    anywhere(
        "wishes",
        r"\byou\s+(?:can|may)\s+(?P<object>(?:use|add|include|call\s+me|suggest|mention|ask|send"
        r"|write)\b[^.!?,;\n]{0,40}?)\s+again\b",
        parts=_allowed_again,
        affirmed=False,
        confidence=0.8,
        cues=cued("again"),
    ),
    anywhere(
        "wishes",
        r"\b(?:you\s+(?:can|may|could)\s+(?:now\s+)?|please\s+|no\s+need\s+to\s+|you\s+don't\s+(?:need"
        r"|have)\s+to\s+)(?:stop\s+|quit\s+)?(?P<object>(?:answer|reply|respond|write|speak|keep|call|use|add"
        r"|include|using|adding|including|answering|replying|writing|speaking|calling"
        r"|keeping)\b[^.!?,;\n]{2,50}?)\s+(?:any\s?more|any\s+longer|now)\b",
        parts=_not_asked_any_more,
        affirmed=False,
        confidence=0.75,
        cues=cued("anymore more longer now"),
    ),
)
