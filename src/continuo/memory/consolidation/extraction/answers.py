"""Reads short answers: "in Oslo" after "Where do you live?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from continuo.memory.consolidation.extraction.framing import read_framed
from continuo.memory.consolidation.extraction.reading import Read
from continuo.memory.consolidation.extraction.sentences import Sentence

LONGEST_QUESTIONS = 1_500
"""Characters at the end of a turn in which its questions are looked for."""

MOST_WORDS_OF_ANSWER = 14
"""Words of the longest answer that is read in the frame of its question."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A kind of question.

    Args:
        frames: beginnings of a sentence that the answer completes; the first that makes a statement counts.
        wanted: predicates that the answer may be read as; a family by the underscore at its end.
        tail: what the sentence ends with after the answer.
    """

    asked: re.Pattern[str]
    frames: tuple[str, ...]
    wanted: tuple[str, ...]
    tail: str = ""


def _question(asked: str, frames: str, wanted: str) -> _Question:
    return _Question(re.compile(asked, re.IGNORECASE), tuple(frames.split("|")), tuple(wanted.split()))


_WHAT = r"\bwhat(?:'s|\s+is|\s+was|\s+are|s)\s+"
_MAY = r"(?:should|can|may|shall|could|do|would\s+you\s+like\s+me\s+to)"
_KIN = (
    r"(?P<kind>wife|husband|partner|girlfriend|boyfriend|fianc[eé]e?|spouse|dog|cat|puppy|kitten|pet|rabbit|parrot"
    r"|hamster|horse|son|daughter|baby|child|sister|brother|mother|father|mum|mom|dad|boss|best\s+friend)"
)
_QUESTIONS = (
    _question(
        r"\bwhere\s+(?:\w+\s+){0,3}?(?:do\s+you\s+(?:currently\s+|now\s+)?live|are\s+you\s+(?:based|living|located|writing))"
        r"|\b(?:what|which)\s+(?:city|town|country|place|part\s+of\s+\w+|neighbou?rhood|area)\s+(?:do\s+you\s+live|are\s+you"
        r"|you'?re)|\byour\s+(?:city|location|home\s*town\s+now)\b|\bwhere'?s\s+home\b|\bwhere\s+(?:have\s+you|did\s+you)"
        r"\s+move|\bwhere\s+are\s+you(?:\s+right\s+now)?\?",
        "I live in |I live near ",
        "lives_in",
    ),
    _question(
        r"\bwhere\s+(?:are|were)\s+you\s+(?:originally\s+)?(?:from|born)|\bwhere\s+did\s+you\s+grow\s+up"
        r"|\bwhere\s+(?:do|did)\s+you\s+come\s+from|\byour\s+home\s?town\b",
        "I'm from ",
        "from",
    ),
    _question(
        rf"{_WHAT}your\s+(?:\w+\s+)?name|\bwho\s+am\s+i\s+(?:speaking|talking|chatting)|\bwhat\s+{_MAY}\s+(?:i\s+)?call\s+you"
        rf"|\bmay\s+i\s+(?:have|ask|know)\s+your\s+name|\bhow\s+{_MAY}\s+i\s+(?:call|address)\s+you|\byour\s+name\?",
        "My name is |I'm ",
        "name",
    ),
    _question(
        rf"\bwhat\s+do\s+you\s+do(?:\s+(?:for\s+(?:a\s+living|work|money)|professionally|these\s+days|now))?\?|{_WHAT}your\s+"
        r"(?:current\s+|new\s+)?(?:job|profession|occupation|line\s+of\s+work|role|position|trade|title|job\s+title)"
        r"|\bwhat\s+(?:kind|sort|type|line)\s+of\s+(?:work|job)|\bwhat\s+do\s+you\s+work\s+as|\byour\s+(?:job|occupation)\?",
        "I'm a |I'm ",
        "job_title works_at lives_in studies studied_at",
    ),
    _question(
        r"\bwhere\s+(?:do\s+you|are\s+you)\s+(?:currently\s+)?work|\b(?:who|which\s+company|what\s+company)\s+(?:do\s+you|are\s+you)"
        r"\s+work|\bwho'?s\s+your\s+employer|\byour\s+employer\b|\b(?:which|what)\s+(?:company|employer|firm|hospital)",
        "I work at |I work as a ",
        "works_at job_title",
    ),
    _question(r"\bhow\s+old\s+are\s+you|\byour\s+age\b", "I'm |I'm age ", "age"),
    _question(
        r"\bwhen(?:'s|\s+is|\s+was)\s+your\s+birthday|\byour\s+(?:birthday|date\s+of\s+birth|birth\s?date)\b"
        r"|\bwhen\s+were\s+you\s+born",
        "My birthday is |I was born on |I was born in ",
        "birthday",
    ),
    _question(
        r"\ballerg(?:y|ies|ic)\b|\bintoleran(?:t|ces?)\b",
        "I'm allergic to |I'm ",
        "allergic_to diet avoids has_condition",
    ),
    _question(
        r"\b(?:diet(?:ary)?|eat\s+meat|vegan|vegetarian|food\s+(?:restrictions|preferences|you\s+avoid)"
        r"|anything\s+you\s+(?:don't|can't|do\s+not|avoid)\s*(?:eat)?)\b",
        "I'm |I don't eat ",
        "diet avoids allergic_to",
    ),
    _question(
        r"\b(?:have|own|got)\s+(?:any\s+)?(?:a\s+)?(?:pets?|animals|dogs?|cats?)\b|\bany\s+pets\b|\b(?:what|which)\s+(?:kind|sort|type)?"
        r"(?:\s+of\s+)?(?:pets?|animals?|dog|cat|breed)\b",
        "I have |I have a ",
        "has_pet number_of_",
    ),
    _question(
        r"\b(?:have|got)\s+(?:any\s+)?(?:kids|children|siblings|brothers|sisters)\b|\bany\s+(?:kids|children|siblings)\b",
        "I have |I have a ",
        "has_child has_sibling number_of_",
    ),
    _question(r"\b(?:what|which|how\s+many)\s+(?:other\s+)?languages?\b", "I speak ", "speaks"),
    _question(
        r"\b(?:hobby|hobbies|for\s+fun|free\s+time|spare\s+time|like\s+(?:to\s+do|doing))\b",
        "My hobbies are |My hobby is |I like ",
        "does likes",
    ),
    _question(
        r"\bwhat\s+(?:are|do|did)\s+you\s+stud(?:y|ying)|\b(?:what'?s|what\s+is|which|what)\s+(?:your\s+)?(?:major|degree|field|subject)",
        "I study |I'm studying ",
        "studies studied_at",
    ),
    _question(
        r"\bwhere\s+(?:are|do|did)\s+you\s+(?:study|go\s+to\s+(?:school|college|uni\w*))"
        r"|\b(?:which|what)\s+(?:uni\w*|college|school)\b",
        "I study at |I studied at ",
        "studied_at studies",
    ),
    _question(
        r"\bare\s+you\s+(?:married|single|in\s+a\s+relationship|seeing|engaged)|\brelationship\s+status|\bmarital\s+status",
        "I'm ",
        "relationship_status partner",
    ),
    _question(
        r"\b(?:what|which)\s+(?:\w+\s+){0,2}(?:car|vehicle)?\s*(?:do|are)\s+you\s+driv", "I drive a |I drive ", "drives"
    ),
    _question(r"\bhow\s+tall\b|\byour\s+height\b", "My height is |I'm ", "height"),
    _question(
        r"\bhow\s+(?:much\s+do\s+you\s+weigh|heavy)|\byour\s+(?:current\s+)?weight\b",
        "I weigh |My weight is ",
        "weight",
    ),
    _question(r"\bbudget\b", "My budget is ", "budget"),
    _question(
        r"\bmedica(?:tion|tions|ments?)\b|\bmedicines?\b|\bwhat\s+(?:are\s+you\s+taking|do\s+you\s+take)",
        "I take ",
        "takes",
    ),
    _question(
        r"\b(?:medical\s+)?conditions?\b|\b(?:illness|injur(?:y|ies)|diagnos\w+)\b",
        "I have |I have a ",
        "has_condition",
    ),
    _question(r"\b(?:what|which)\s+(?:\w+\s+)?(?:instruments?|sports?)\b", "I play |I do ", "does"),
    _question(
        r"\b(?:what|which)\s+(?:\w+\s+)?(?:phone|laptop|computer|camera|bike|guitar|console|tv|oven|machine|device)\b.{0,12}\b(?:have|use|own|got)\b",
        "I have a |I have an |I own a ",
        "owns",
    ),
)
_FAVOURITE = re.compile(
    r"\bfavou?rite\s+(?P<kind>[a-z]+(?:\s+(?!is\b|and\b|or\b|at\b|so\b|in\b|to\b|of\b)[a-z]+)?)\s*\??", re.IGNORECASE
)
_NAME_OF = re.compile(
    rf"(?:{_WHAT}|\bwhat\s+do\s+you\s+call\s+)(?:the\s+name\s+of\s+)?your\s+(?:new\s+)?{_KIN}(?:'s\s+name|\s+called|\?)",
    re.IGNORECASE,
)
_WHEN_IS = re.compile(
    r"\bwhen(?:'s|\s+is)\s+(?:your|the)\s+(?P<kind>[a-z]+(?:\s+[a-z]+)?)\s*\?|\bwhat\s+(?:day|date)\s+is\s+(?:your|the)\s+(?P<day>[a-z]+(?:\s+[a-z]+)?)\s*\?",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow\s+many\s+(?P<kind>[a-z]+)\s+do\s+you\s+(?:have|own)", re.IGNORECASE)
_ASKED = re.compile(r"[^.?!\n]*\?")
_LEAD = re.compile(
    r"\W*(?:(?:well|oh|um+|uh+|hm+|hi|hey|yes|yeah|yep|yup|sure|ok|okay|just|it'?s|its|it\s+is|that'?s|mostly|mainly|only"
    r"|currently|now|the\s+name\s+is|that\s+would\s+be|would\s+be|probably|he'?s|she'?s|they'?re|called|named|born)(?![\w'])[,:.!\s–—-]*)*",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(
    r"(?:no|nope|none|nothing|not|never|why|what|who|how|where|when|which|you|that|this|there|skip|later|can|could|do"
    r"|does|did|is|are|if|i'?d|i'?ll|i|i'?m|i'?ve|my|we|thanks|thank|please|good|great|fine|correct|right|exactly"
    r"|guess|none|idk|dunno|don'?t|dont|both|neither|either|same|let|maybe|depends|it|doesn'?t|whatever|anything"
    r"|everything|any|all|tell|write|make|give|show|find|more|less|enough|still|too|very|nowhere|somewhere)\b",
    re.IGNORECASE,
)


def answered(sentence: Sentence, asked: str) -> list[Read]:
    """Return what the first sentence of a turn says as the answer to the turn before it.

    Args:
        asked: what somebody else said just before.
    """
    if sentence.asks or "?" not in asked:
        return []
    lead = _LEAD.match(sentence.text)
    start = lead.end() if lead else 0
    said = sentence.text[start:].rstrip(" .!")
    if not said or len(said.split()) > MOST_WORDS_OF_ANSWER or _NO_ANSWER.match(said):
        return []
    # "nurse, at Charité" is said of one breath; blanks keep every character in its place.
    plain = Sentence(
        sentence.start, sentence.end, re.sub(r",(?=\s+(?:at|in|for|with|near|from)\s)", " ", sentence.text)
    )
    for question in _questions(asked[-LONGEST_QUESTIONS:]):
        for frame in question.frames:
            reads = read_framed(frame, plain, (start, start + len(said)), question.wanted, question.tail)
            if reads and reads[0].object[0] - start <= 12:
                return reads
    return []


def _questions(asked: str) -> Iterator[_Question]:
    """Yield what the last questions of a text ask for, the last one first."""
    for question in reversed(_ASKED.findall(asked)[-2:]):
        yield from _open_kinds(question)
        yield from (known for known in _QUESTIONS if known.asked.search(question))


def _open_kinds(question: str) -> Iterator[_Question]:
    favourite = _FAVOURITE.search(question)
    if favourite is not None:
        kind = favourite["kind"].lower()
        yield _Question(_FAVOURITE, (f"My favourite {kind} is ",), ("favourite_", "likes"))
    named = _NAME_OF.search(question)
    if named is not None:
        kind = " ".join(named["kind"].lower().split())
        kinds = ("has_pet", "has_child", "has_sibling", "has_parent", "has_friend", "has_colleague", "partner")
        yield _Question(_NAME_OF, (f"My {kind} is called ", f"My {kind} is named ", f"My {kind}'s name is "), kinds)
    due = _WHEN_IS.search(question)
    if due is not None and (due["kind"] or due["day"]).lower() not in {"birthday"}:
        kind = (due["kind"] or due["day"]).lower()
        yield _Question(_WHEN_IS, (f"My {kind} is on ", f"My {kind} is "), ("date_of_",))
    counted = _HOW_MANY.search(question)
    if counted is not None:
        yield _Question(
            _HOW_MANY, ("I have ",), ("number_of_", "has_pet", "has_child", "has_sibling"), f" {counted['kind']}"
        )
