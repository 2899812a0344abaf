"""Standing wishes to the assistant: how to answer from now on."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import Pattern, anywhere, said
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
)
