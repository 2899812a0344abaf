"""The plain forms in which people ask what was said: English, and simple ones in German, French and Spanish.

A form names ``who`` speaks, ``topic`` and ``nth``. Times are taken out of a question before it is compared with a form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from continuo.domain.turn import Role

_OWN, _OTHER = (Role.USER,), (Role.ASSISTANT,)
WHO: Mapping[str, tuple[Role, ...] | None] = {
    **dict.fromkeys(("i", "ich", "je", "j'ai", "yo", "my", "me"), _OWN),
    **dict.fromkeys(("you", "du", "sie", "tu", "vous", "usted"), _OTHER),
    **dict.fromkeys(("we", "wir", "nous", "on", "nosotros", "our"), None),
}
"""Whose turns a pronoun means; those of both where the value is ``None``."""

_FILLERS = """
    a an the my our your his her their this that these those any anything something everything things thing stuff
    topic topics subject ever again before yet all about of so far
    der die das den dem des ein eine einen einem einer mein meine meinen meinem meiner unser unsere unseren etwas je
    schon le la les l un une des mon ma mes notre nos du de el los las una mi mis nuestro nuestra algo
"""
FILLERS = frozenset(_FILLERS.split())
"""Words at the edges of a topic that say nothing of it."""

CUE = re.compile(
    r"\b(?:mention|discuss|br(?:ing|ought)\b|refer|talk|sp(?:eak|ok)|chat|sa(?:y|id)\b|t(?:ell|old)\b|wr(?:ite|ote|itt)|ask"
    r"|complain|conversation|session|messages|turns|gesagt|gesprochen|geredet|erzählt|geschrieben|erwähnt|parlé|dit\b"
    r"|raconté|évoqué|écrit|mencion|habla|hablé|dije|dicho|cont[ée]\b)",
    re.IGNORECASE,
)
"""One of these words is in every question of these forms: without it, nothing else is looked at."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a question.

    Args:
        opening: words in lower case of which a question of this form has one at its beginning.
        want: as in ``asking.Want``, unless the words say first or last.
        pattern: of the whole question, times and marks at its ends taken away.
        of_sessions: whether it asks of conversations.
        who: who speaks, where the form of a verb tells it.
    """

    opening: tuple[str, ...]
    want: str
    pattern: re.Pattern[str]
    of_sessions: bool = False
    who: str = ""

    def may_match(self, text: str) -> bool:
        """Tell by its beginning alone whether a question may be of this form."""
        return text.casefold().lstrip("¿¡\"' ").startswith(self.opening)


def _form(opening: str, want: str, pattern: str, *, of_sessions: bool = False, who: str = "") -> Form:
    for name, words in _PARTS.items():
        pattern = pattern.replace(f"{{{name}}}", words)
    return Form(tuple(opening.split("|")), want, re.compile(pattern, re.IGNORECASE), of_sessions, who)


_PARTS = {
    "who": r"(?P<who>(?!(?:the|that|this|it|they|he|she)\b)\w[\w'-]*(?: \w[\w'-]*)??)",
    "topic": r"(?P<topic>\S.*?)",
    "nth": r"(?P<nth>first|earliest|last|latest|most recently|most recent)",
    # What takes its topic directly, and what takes it with a preposition.
    "saying": (
        r"(?:(?:mention(?:ed)?|discuss(?:ed)?|br(?:ing|ought) up|refer(?:red)? to)"
        r"|(?:talk(?:ed)?|sp(?:eak|oke|oken)|chat(?:ted)?|sa(?:y|id)|t(?:ell|old)|wr(?:ite|ote|itten)|ask(?:ed)?"
        r"|mention(?:ed)?|complain(?:ed)?)(?: you| me| us)?(?: (?:to|with) (?:you|me|each other))?"
        r"(?: anything| something)? (?:about|regarding|concerning))"
    ),
    "bare": (
        r"(?:sa(?:y|id)|t(?:ell|old) (?:you|me)|talk(?:ed)? about|sp(?:eak|oke|oken) about|chat(?:ted)? about"
        r"|discuss(?:ed)?|mention(?:ed)?|write|wrote|ask(?:ed)?(?: you| me)?)(?: to (?:you|me))?"
    ),
    "did": r"(?:did|do|does|have|has|had)",
    "ever": r"(?: ever| already| actually)?",
    "talk": r"(?:conversation|chat|session|discussion)",
    "habe": r"(?:habe|haben|hast|hat)",
    "über": r"(?:über|von|zu)",
    "gesagt": r"(?:gesagt|gesprochen|geredet|erzählt|geschrieben|erwähnt)",
    "sur": r"(?:sur|de|du|des|d'|à propos de|au sujet de)\s?",
    "parlé": r"(?:parlé|dit|raconté|mentionné|évoqué|écrit)",
    "sobre": r"(?:sobre|de|acerca de)",
}

_ENGLISH = (
    _form("how often|how many times|how frequently", "count",
          r"how (?:often|many times|frequently) {did} {who}{ever} {saying} {topic}"),
    _form("how many", "count", r"how many (?:of )?(?:(?P<who>my|our) )?(?:messages|turns) "
          r"(?:mention|(?:are|were|talk) about) {topic}"),
    _form("did|have", "count", r"(?:did|have) {who}{ever} {saying} {topic}"),
    _form("when", "last", r"when (?:did|have) {who} {nth} {saying} {topic}"),
    _form("when", "last", r"when (?:did|have) {who} {saying} {topic}(?: for)?(?: the)? {nth}(?: time)?"),
    _form("when", "last", r"when was (?:it )?(?:the )?{nth} time (?:that )?{who} {saying} {topic}"),
    _form("when", "every", r"when (?:did|have) {who} {saying} {topic}"),
    _form("what", "first", r"what was (?:the )?(?:very )?{nth} thing (?:that )?{who} (?:{saying} {topic}|{bare})"),
    _form("list|show|give|find|tell|everything|every time|all the times", "every",
          r"(?:(?:list|show|give|find|tell)(?: me)? )?(?:everything|all|anything|every time|all the times)"
          r"(?: of what| that| which)? {who}(?: ever| have| had|'ve)? {saying} {topic}"),
    _form("list|show|give|find", "every",
          r"(?:list|show|give|find)(?: me)? (?:all|every)(?: of)?(?: (?P<who>my|our)| the)? "
          r"(?:mentions?|messages|turns) (?:of|about|on|that mention|mentioning) {topic}"),
    _form("what|when|show|tell|how", "first",
          r"(?:what|when|show|tell|how)\b.{0,60}?\b(?:our|my|the) (?:very )?{nth} {talk}(?: (?:about|on) {topic})?",
          of_sessions=True),
    _form("what", "said", r"what(?: all| else)? (?:did|have|has|had) {who}{ever} {saying} {topic}"),
    _form("what", "said", r"what(?: all| else)? (?:did|have|has|had) {who}{ever} {bare}(?: (?P<nth>first|last))?"),
    _form("how many", "count", r"how many {talk}s (?:did|have) we (?:had|have)(?: about {topic})?", of_sessions=True),
)  # fmt: skip
_GERMAN = (
    _form("wie oft|wie häufig", "count", r"wie (?:oft|häufig) {habe} {who} (?:{über} )?{topic} {gesagt}"),
    _form("wann", "last", r"wann {habe} {who} (?P<nth>zuletzt|zuerst|das (?:erste|letzte) mal) "
          r"{über} {topic} {gesagt}"),
    _form("was", "said", r"was {habe} {who} {über} {topic} {gesagt}"),
    _form("was", "said", r"was {habe} {who} {gesagt}"),
    _form("habe|haben", "count", r"(?:habe|haben) {who}(?: je| jemals| schon)? (?:{über} )?{topic} {gesagt}"),
)  # fmt: skip
_FRENCH = (
    _form("combien de fois", "count", r"combien de fois (?:ai-|avons-|as-)(?P<who>je|nous|tu) {parlé} "
          r"(?:{sur})?{topic}"),
    _form("combien de fois", "count", r"combien de fois (?:est-ce que )?(?P<who>j'ai|nous|tu) ?(?:avons |as )?{parlé} "
          r"(?:{sur})?{topic}"),
    _form("quand", "last", r"quand (?:ai-|avons-)(?P<who>je|nous) {parlé} {sur}{topic} "
          r"pour la (?P<nth>première|dernière) fois"),
    _form("qu'est-ce que", "said", r"qu'est-ce que (?P<who>j'ai|nous|tu) ?(?:avons |as )?{parlé}(?: {sur}{topic})?"),
    _form("qu'", "said", r"qu'(?:ai-|avons-|as-)(?P<who>je|nous|tu) {parlé}(?: {sur}{topic})?"),
)  # fmt: skip
_SPANISH = (
    _form("cuántas veces|cuantas veces", "count",
          r"cu[áa]ntas veces (?:he )?(?:mencionado|mencion[ée]|habl[ée]|hablado)(?: {sobre})? {topic}", who="yo"),
    _form("cuándo|cuando", "last",
          r"cu[áa]ndo (?:hablamos|hemos hablado) {sobre} {topic} por (?P<nth>primera|última|ultima) vez",
          who="nosotros"),
    _form("qué|que", "said", r"qu[ée] (?:te )?(?:dije|he dicho|cont[ée])(?: {sobre} {topic})?", who="yo"),
    _form("de qué|de que", "said", r"de qu[ée] (?:hablamos|hemos hablado)", who="nosotros"),
)  # fmt: skip

FORMS = (*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH)
"""All of them, in the order in which they are tried."""
