"""Tells whether words can be the object of a statement: whether they name something that stands alone."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.possessions import names_kept
from continuo.memory.consolidation.extraction.shapes import Shape, Span
from continuo.memory.consolidation.extraction.vocabulary import NOT_NAMES, OCCUPATIONS

_POINTING = re.compile(r"\b(?:this|that|these|those|it|them|yours?)$", re.IGNORECASE)
_ONE_OF_SEVERAL = re.compile(
    r"(?:the|this|that|these|those|your|our|all)\s.*\b(?:ideas?|suggestions?|templates?|options?|approach|plans?"
    r"|formats?|concepts?|tips|recommendations?|versions?)$",
    re.IGNORECASE,
)
# What stands with "the" is mostly the thing at hand ("the video", "the part where"), but for what all know.
_AT_HAND = re.compile(
    r"the\s+(?!(?-i:[A-Z])|(?:ocean|sea|seaside|beach|mountains?|outdoors|countryside|city|woods|forest|desert|snow"
    r"|rain|sun|cold|heat"
    r"|night|mornings?|water|theat(?:re|er)|opera|cinema|movies|piano|guitar|violin|cello|drums|arts?|smell"
    r"|sound\s+of|taste\s+of|internet"
    r"|gym|library|circus|weekends?|summer|winter|autumn|spring|fall|holidays|80s|90s|eighties|nineties|blues|color"
    r"|colour)\b)",
    re.IGNORECASE,
)
_WITH_PRONOUN = re.compile(r"(?:\w+\s+)?(?:it|this|that|them|dis|dat|do|best|better|more|most)\b", re.IGNORECASE)
NOT_ORGANISATION = re.compile(
    r"(?:home|night|nights|work|times?|it|this|that|them|him|her|you|me|my(?:self)?|all|least|least|first|free|fun"
    r"|money|hours?|days?|weeks?|months?|years?|\d|an?\s+(?:job|living|while|few|project|better|new|long|couple"
    r"|time|change|good|bit|great|desk|table|computer|laptop|team|client|friend|colleague|group|bunch|lot)"
    r"|the\s+(?:moment|same|time|weekend|past|last|next|first|best|day|night|most|rest|project|essay|code"
    r"|conference|following)|some|both|different|weekends|[a-z]+ing)\b",
    re.IGNORECASE,
)
"""What may follow "work at" or "work for" and is no employer."""

_EMPTY_TASTE = re.compile(
    r".*\byou\s+(?:suggest|mention|gave|give|list|said|sent|provide|recommend|made|shared?|wrote)"
    r"|(?:is|are|was|were|it|its|it's|that|this|those|these|them|they|him|her|you|your|u|ya|how|what|when|where|why"
    r"|the\s+(?:idea"
    r"|way|fact|thought|look|sound|vibe|concept|new|photo|pic|picture|name|suggestion|part|energy\s+you|one|ones"
    r"|same|rest|other|process|experience|feeling|result)s?"
    r"|being\s+(?:able|here|there|a\s+part)|to\s+(?:be\s+able|hear|see|know|say|think|believe|share|ask|admit|point"
    r"|learn\s+more|know\s+more|discuss|include|add|have|get|make\s+sure|use|explore|be|keep|try|find|start"
    r"|go\s+with|bother|chat|help|thank)|hear|hearing|seeing\s+(?:you|your|this|that|it|these|those|what|how)|their"
    r"|his|all\s+(?:of|the"
    r"|these|your)|everything|anything|something"
    r"|nothing|talking\s+(?:to|with)\s+you|chatting|one|ones|some|both|mine|yours|a\s+(?:lot|bit|few)"
    r"|having\s+(?:you|this|that|it)|every|each|here|there|from|for|about|like|and|too|so|as|such|using\s+(?:this"
    r"|that|it|these)|people\s+like|knowing|learning\s+(?:more\s+)?about\s+(?:this|that|it))\b",
    re.IGNORECASE,
)
_EMPTY_THING = re.compile(
    r"(?:called|named|is|are|was|were|it|that|this|those|these|them|one|ones|some|a\s+(?:few|lot|bit|ton|couple|bunch|ride|chance|call|question"
    r"|ticket|gift|present|drink|coffee(?!\s)|beer|snack|lunch|deal|discount|good|great|bad)|tickets?|groceries|food"
    r"|lunch|dinner|coffee|time|everything|something|nothing|more|any|all|what|how|into|used|to|out|up|in|over|from"
    r"|for|him|her|you|your|\d+%)\b"
    r"|.*\b(?:tickets?|gifts?|presents?|groceries|insurance|time|shares|stocks?|drinks?|snacks?|flights?|meals?"
    r"|coffee|pizza|lunch|dinner)$"
    r"|.*\bfor\s+(?:my|his|her|their|our|a|the)\s+(?:\w+\s+){0,2}(?:friend|mom|mum|dad|wife|husband|sister|brother"
    r"|son|daughter|partner|kids?|niece|nephew|cousin|boss|birthday|party|girlfriend|boyfriend|mother|father|class"
    r"|school)",
    re.IGNORECASE,
)
_EMPTY_PLAN = re.compile(
    r"(?:buy|use|make|get|take|do|wear|visit|see|have|try|give|send|bring|order|add|include)$"
    r"|(?:it|that|this|those|these|them|ahead|accordingly|for\s+(?:it|that|this|them)|to\s+(?:be|do\s+(?:it|that"
    r"|this|so)|use\s+(?:it|this|that|your|these)|try\s+(?:it|that|this|these|those|your|them)|check\s+(?:it|that"
    r"|this|them)|make\s+sure|keep|include|ask|give|start\s+with|say|incorporate|focus)|on\s+(?:it|that|this"
    r"|using\s+(?:it|this|that)|it)|everything|something|my\s+(?:day|time|week|next|schedule|budget|finances|life"
    r"|tasks|workout|workouts|meals|routine)|out|things|and|or|in|the\s+(?:best|next|rest)|what|how|so|a\s+(?:lot"
    r"|bit|few))\b",
    re.IGNORECASE,
)
_EMPTY_ACTIVITY = re.compile(
    r"(?:it|that|this|those|these|them|a\s+(?:role|part|lot|bit|big|huge|key|game)|around|along|with|on|for|to|at"
    r"|in|and|well|so|great|some|all|the\s+(?:same|game|part|role|long|first|last|next)|what|how|your|you|my|more"
    r"|better|about|as|together|every|each|out|up|out\s+of|into|against|eating|sleeper|dont|don't"
    r"|(?:eat|do|use|try|make|have|like|love|want|need)\s+(?:it|that|this|them|one|so))\b",
    re.IGNORECASE,
)
_EMPTY: dict[Shape, re.Pattern[str]] = {
    Shape.TASTE: _EMPTY_TASTE,
    Shape.THING: _EMPTY_THING,
    Shape.KEPT_THING: _EMPTY_THING,
    Shape.PLAN: _EMPTY_PLAN,
    Shape.ACTIVITY: _EMPTY_ACTIVITY,
    Shape.ORGANISATION: NOT_ORGANISATION,
}

_AGENT = re.compile(r"(?:[a-z]{3,}(?:er|or|ist|ian|eer|ant|ess|man|woman|person|smith|wright|worker))$")
"""How words for somebody who does something end."""


def fits(text: str, span: Span, shape: Shape) -> bool:
    """Tell whether the words of a span can be an object of that shape."""
    words = text[span[0] : span[1]]
    if not words or not any(c.isalnum() for c in words):
        return False
    empty = _EMPTY.get(shape)
    if empty is not None and empty.match(words):
        return False
    if shape is Shape.TASTE and not _stands_alone(words):
        return False
    if shape in {Shape.ROLE, Shape.TRADE}:
        return is_role(words) or (shape is Shape.TRADE and _AGENT.search(_head(words)) is not None)
    if shape is Shape.KEPT_THING:
        return names_kept(words)
    if shape in {Shape.NAME, Shape.NAMES}:
        return words.split()[0].lower().rstrip(".,") not in NOT_NAMES
    return True


def _stands_alone(words: str) -> bool:
    """Tell whether a liking can be understood without what was said before."""
    if not words[0].isalnum() and words[0] not in '"“':
        return False
    return not any(p.match(words) for p in (_ONE_OF_SEVERAL, _AT_HAND, _WITH_PRONOUN)) and not _POINTING.search(words)


def is_role(words: str) -> bool:
    """Tell whether the words name a job: one of them, at the end of the first noun group, is an occupation."""
    last = re.split(r"[\s/]", _head(words))[-1]
    return last in OCCUPATIONS or last.removesuffix("s") in OCCUPATIONS


def _head(words: str) -> str:
    """Return the first noun group, in lower case."""
    return re.split(r"\s+(?:at|for|in|with|from|of|on|by|and|who|here|now)\b|[,(]", words.lower())[0].strip()
