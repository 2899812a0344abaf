"""Who one is, counted up without verbs: "About me: Ines, 34, nurse, two kids, coeliac, no pork"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.being_words import GIVEN_NAMES
from continuo.memory.consolidation.extraction.beings import beings, names_at
from continuo.memory.consolidation.extraction.health_words import BEING_ILL, BODY, CONDITION, DIETS, FOODS
from continuo.memory.consolidation.extraction.patterns.oneself import is_name
from continuo.memory.consolidation.extraction.patterns.owning import told
from continuo.memory.consolidation.extraction.patterns.phrase import Anchor, Part, Pattern, anywhere, opening, said
from continuo.memory.consolidation.extraction.vocabulary import OCCUPATIONS

FEWEST_ITEMS = 2
"""Items that have to be understood at the beginning of a list, so that it is one about its speaker."""

MOST_WORDS = 6
"""Words of the longest item; what is longer is a clause, which other rules read."""

_HEADED = (
    r"(?=[^:!?\n–—-]{2,45}[:–—-])"
    r"(?:[\w,.' ]{0,24}?\b)?(?:about\s+me|about\s+myself|my\s+background|background(?:\s+for\s+you|\s+info)?"
    r"|(?:quick\s+|short\s+)?intro(?:duction)?|for\s+the\s+record|for\s+context|context|some\s+facts|my\s+facts"
    r"|in\s+short|in\s+brief|who\s+i\s+am|my\s+(?:details|profile|situation|data|bio)|bio|me)\s*[:–—-]\s+"
)
_I_AM = r"(?:(?:hello|hi|hey|good\s+\w+)(?:\s+there)?[,!]?\s+)?(?:i'?m|i\s+am)\s+"
_GREETED = re.compile(r"\W*(?:(?:hello|hi|hey|ok|okay|so|well|good\s+\w+)(?:\s+there)?[,!.]*\s*)*", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:example|characters?|persona|client|patient|customer|someone|somebody|he|she|his|her|their|they|wanted"
    r"|hiring|search\w*|looking\s+like|role|pretend|imagine|story|novel)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?P<words>[^,;.!?()\n]+?)\s*(?:\((?P<aside>[^()]*)\)\s*)?(?P<end>[,;.!?]|(?=\s[-–—]\s)|$)")
_LEAD = re.compile(r"(?:(?:and|also|plus|still|now|happily|newly|recently|currently|a|an)\s+)*", re.IGNORECASE)


def _rule(predicate: str, *, affirmed: bool = True) -> Pattern:
    return Pattern(predicate, Anchor.OPENING, re.compile(""), affirmed=affirmed, confidence=0.8)


_RULES = {
    predicate: _rule(predicate)
    for predicate in (
        "name",
        "age",
        "relationship_status",
        "job_title",
        "lives_in",
        "from",
        "diet",
        "has_condition",
        "avoids",
        "allergic_to",
        "weight",
        "height",
    )
}
_PERSONAL = frozenset(("name", "age", "relationship_status", "job_title"))
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (predicate, re.compile(expression, re.IGNORECASE))
    for predicate, expression in (
        ("age", r"(?:[fm]\s?)?(?P<object>[1-9]\d)(?:\s?[fm]|\s*(?:years?\s+old|yo|y/o|yrs?(?:\s+old)?))?"),
        ("weight", r"(?P<object>\d{2,3}\s?(?:kg|kilos?|lbs?|pounds))"),
        ("height", r"(?P<object>1[.,]\d\d\s?m|1\d\d\s?cm|[4-7]\s?ft(?:\s?\d{1,2})?)(?:\s+tall)?"),
        (
            "relationship_status",
            r"(?P<object>single|married|divorced|engaged|widowed|separated)(?:\s+(?:for|since)\s+.+)?",
        ),
        ("diet", rf"(?P<object>{DIETS})(?:\s+(?:diet|since\s+.+|for\s+.+))?"),
        ("allergic_to", rf"(?:allergic\s+to\s+(?P<object>{FOODS})|(?P<other>{FOODS})\s+allergy)"),
        ("has_condition", rf"(?P<object>(?:bad|dodgy|weak|stiff|sore|ruined)\s+(?:{BODY})|{CONDITION}|{BEING_ILL})"),
        ("avoids", rf"no\s+(?P<object>{FOODS})"),
        ("lives_in", r"(?:in|based\s+in|living\s+in|lives?\s+in)\s+(?P<object>(?-i:[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?))"),
        (
            "from",
            r"(?:originally\s+)?from\s+(?P<object>(?-i:[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?))(?:\s+originally)?",
        ),
    )
)
_WIDOW = re.compile(r"(?:widow|widower)(?:\s+(?:for|since)\s+.+)?", re.IGNORECASE)


def _portrait(match: re.Match[str]) -> Iterator[Part]:
    """Yield what each item of a list says, if its first items speak of a person."""
    text = match.string
    if _GREETED.fullmatch(text, 0, match.start()) is None:
        return
    headed = match["head"] is not None
    found: list[Part] = []
    understood = number = 0
    at = match.end()
    while at < len(text) and (item := _ITEM.match(text, at)) is not None:
        parts = list(_of_item(item, is_first=number == 0, headed=headed))
        if not parts and number == 1 and headed and found and found[0].predicate == "name":
            parts = list(_place(item))
        understood += bool(parts)
        number += 1
        found += parts
        if number == FEWEST_ITEMS and not headed and understood < FEWEST_ITEMS:
            return
        at = item.end()
        if item["end"] not in {",", ";"}:
            break
    predicates = {part.predicate or (part.rule.predicate if part.rule else "") for part in found}
    if understood >= FEWEST_ITEMS and predicates & _PERSONAL and _OF_OTHERS.search(text) is None:
        yield from found


def _place(item: re.Match[str]) -> Iterator[Part]:
    """Yield the home of a list whose first item is a name: "About me: Jule, Rostock, nurse"."""
    if _CAPITAL.fullmatch(item["words"]) and item["words"].lower() not in GIVEN_NAMES:
        yield Part("", item.span("words"), "lives_in", "", _RULES["lives_in"])


_CAPITAL = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{3,}")


def _of_item(item: re.Match[str], *, is_first: bool, headed: bool) -> Iterator[Part]:
    text, end = item.string, item.end("words")
    lead = _LEAD.match(text, item.start("words"), end)
    start = lead.end() if lead is not None else item.start("words")
    if len(text[start:end].split()) > MOST_WORDS:
        return
    for predicate, form in _FORMS:
        said = form.fullmatch(text, start, end)
        # "I'm in Paris, married": whoever begins with a place may be on a journey.
        if said is not None and not (is_first and predicate in {"lives_in", "avoids"}):
            group = "object" if said["object"] else "other"
            yield Part("", said.span(group), predicate, "", _RULES[predicate])
            return
    if _WIDOW.fullmatch(text, start, end):
        yield Part("widowed", (start, end), "relationship_status", "", _RULES["relationship_status"])
    elif _is_role(text[start:end], is_first=is_first):
        yield Part("", (start, end), "job_title", "", _RULES["job_title"])
    elif is_first and _is_name(text, start, end, headed=headed):
        yield Part("", (start, end), "name", "", _RULES["name"])
    else:
        yield from _beings(text, item.start("words"), end)


def _beings(text: str, start: int, end: int) -> Iterator[Part]:
    row = list(beings(text, start))
    if row and row[-1].end >= end and not any(being.predicate in _NOT_HAD for being in row):
        yield from (part for being in row for part in told(being, is_mine=False))


_NOT_HAD = frozenset(("has_friend", "has_colleague", "has_parent"))


def _is_role(words: str, *, is_first: bool) -> bool:
    parts = words.lower().split()
    low = words[1:] if is_first else words
    return low.islower() and len(parts) <= 3 and parts[-1] in OCCUPATIONS


def _is_name(text: str, start: int, end: int, *, headed: bool) -> bool:
    names = names_at(text, start)
    if not names or names[0][1][1] != end:
        return False
    return headed or text[start:end].split()[0].lower() in GIVEN_NAMES


def _run_on(match: re.Match[str]) -> Iterator[Part]:
    """Yield what stands behind one's name without a comma: "im Tariq 26 barista in Cardiff"."""
    name, words = match["name"], match["role"] or ""
    role_told = _is_role(words, is_first=False) if words else False
    told_more = role_told or match["place"] is not None
    if name.lower() not in GIVEN_NAMES and not (told_more and name[0].isupper() and is_name(match, match.span("name"))):
        return
    yield Part("", match.span("name"), "name", "", _RULES["name"])
    yield Part("", match.span("age"), "age", "", _RULES["age"])
    if role_told:
        yield Part("", match.span("role"), "job_title", "", _RULES["job_title"])
    if match["place"]:
        yield Part("", match.span("place"), "lives_in", "", _RULES["lives_in"])


RUN_ON: tuple[Pattern, ...] = (
    said(
        "age",
        r"(?:i'?m|i\s+am|im)\s+(?P<name>[^\W\d_]{2,})\s+(?P<age>[1-9]\d)(?![\w.,:%-])(?!\s*(?:%|years?|minutes|kg|km))"
        r"(?:\s+(?:an?\s+)?(?P<role>[a-z]+(?:\s[a-z]+)?)(?=\s+(?:in|from|based|living|and|i)\b))?"
        r"(?:\s+(?:based\s+in|living\s+in|in)\s+(?P<place>(?-i:[A-Z][\w'-]+)))?",
        parts=_run_on,
        confidence=0.8,
    ),
)
"""Rules that read more than a single rule of another family would, so that they have to be tried before those."""

PATTERNS: tuple[Pattern, ...] = (
    anywhere(
        "name",
        r"(?<!\w)me\s+\((?P<object>(?-i:[A-Z][a-zà-ÿ]{2,}))(?=,\s+\d|\))",
        check=is_name,
        presupposed=True,
        confidence=0.75,
        cues=frozenset(("me",)),
    ),
    opening(
        "age",
        rf"(?P<head>{_HEADED}|{_I_AM})?(?=(?:[^\s,.!?]++\s?){{1,4}},\s+[^,.;!?()]{{1,40}}(?:[,.;!?(]|$))",
        parts=_portrait,
        confidence=0.8,
    ),
)
