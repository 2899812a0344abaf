"""What one is going to do, where the words commit to it: "might", "would like to" and "thinking of" do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from continuo.memory.consolidation.extraction.listing import listed
from continuo.memory.consolidation.extraction.objects import grown
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_DO,
    I_HAVE,
    MY,
    WE_ARE,
    Part,
    Pattern,
    anywhere,
    cued,
    did,
    elided,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_WHEN = (
    r"(?:tomorrow|tonight|next\s+\w+|this\s+(?:week|weekend|month|year|summer|winter|spring|fall|autumn"
    r"|friday|saturday|sunday|monday|tuesday|wednesday|thursday|evening|afternoon|coming)"
    rf"|in\s+(?:\w+\s+){{1,2}}(?:days|weeks|months|years)|in\s+a\s+(?:week|month|year|fortnight)|(?:on|in|by"
    rf"|for)\s+(?:the\s+|early\s+|late\s+|mid[\s-])*(?:{_MONTH}\b|{_WEEKDAY}|spring|summer|autumn|fall|winter"
    r"|(?:19|20)\d\d)"
    rf"|on\s+the\s+\d+(?:st|nd|rd|th)|(?-i:{_MONTH})\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?\s+(?:of\s+)?(?-i:{_MONTH})|{_WEEKDAY})\b"
)
_DATED = rf"(?=[^.!?,;\n]{{0,100}}?\b{_WHEN})"
_EVENT = (
    r"(?:(?!(?:from|of|about|with|for|in|at|on|to|and|the|like|a|an|my|me"
    r"|us)\b)[\w'-]+[\s-]){0,3}?(?:appointment|flight|interview"
    r"|exam|trip|wedding|surgery|recital|concert|reservation|cruise|tour|ferry|safari|honeymoon|getaway"
    r"|operation|checkup"
    r"|marathon|race|competition|tournament|date|vacation|holiday|retreat|presentation|audition|conference"
    r"|course|workshop)"
)
_DEEDS = (
    r"(?:move|visit|go|travel|get|marry|attend|take|quit|start|study|learn|buy|sell|adopt|become|open|run"
    r"|leave|apply|join|switch|fly|drive|build|write|launch|enrol{1,2}|retire|renovate|propose|quit|stop"
    r"|climb|hike|cycle|sail|spend|do|finish|read|save|have|host"
    r"|train|teach|give\s+up|rent|record|publish|plant|lose|knit|paint|make|try)"
)
_NOT_OF_HERE = (
    r"(?!(?:try\s+to\b|be\b|need\b|say\b|use\b|make\s+(?:sure|it|this)\b|try\s+(?:it|this|that|these|those"
    r"|your|them)\b"
    r"|do\s+(?:it|that|this|so)\b|get\s+(?:it|that|this|back|started|more|some)\b|have\s+(?:to|a\s+look)\b"
    r"|take\s+(?:a\s+look|it|this|that|your)\b|go\s+(?:with|ahead|through|for)\b|give\s+(?:it|this|that|you)\b"
    r"|start\s+(?:with|by)\b|look\b|see\b|think\b|ask\b|check\b|include\b|focus\b|keep\b))"
)
_GOING = (
    r"(?:flying|travell?ing|moving|visiting|leaving|starting|getting\s+married|going|heading|hosting|attending"
    r"|running|taking|having|throwing|meeting|training|driving|sailing|adopting|buying|selling|opening|launching"
    r"|joining|retiring|returning|quitting|renovating|getting(?=\s+(?:my|a|an|our|married))|spending)"
)
_CALLED_OFF = (
    r"(?:cancel{1,2}ed|called\s+off|scrapped|dropped|abandoned|gave\s+up\s+on|backed\s+out\s+of|pulled\s+out\s+of"
    r"|shelved|ditched)"
)
_FELL = (
    r"(?:(?:is|are|was|were|'s|has\s+been|got|have\s+been)\s+(?:off(?!\s+to)|cancel{1,2}ed|called\s+off"
    r"|not\s+happening|dead|history|scrapped|over\s+before)|fell\s+through|isn't\s+happening|won't\s+happen"
    r"|aren't\s+happening|didn't\s+happen|never\s+happened|has\s+fallen\s+through)"
)
_BEGINS = r"(?:^|(?<=[.!?,;:]\s)|(?<=\n)|(?<=\bthe\s)|(?<=\bmy\s)|(?<=\bour\s))"


def _goals(match: re.Match[str]) -> Iterator[Part]:
    """Yield what stands behind "goals:", one by one."""
    text = match.string
    whole = grown(text, match.start("object"), Shape.PLAN)
    for begin, end in listed(text, whole) if whole else ():
        yield Part(text[begin:end], (begin, end))


def _there(match: re.Match[str]) -> Iterator[Part]:
    """Yield the trip to a place."""
    yield Part(f"trip to {match['object']}", match.span("object"))


DROPPED: tuple[Pattern, ...] = (
    said(
        "plans_to",
        r"(?:i'm|i\s+am|im|we're|we\s+are)\s+(?:not|no\s+longer)\s+(?:planning\s+(?:to|on)|going\s+to"
        rf"|gonna)\s+(?:{_DEEDS}\s+(?:to|on)\s+)?(?={_DEEDS}\b)",
        Shape.PLAN,
        affirmed=False,
        confidence=0.75,
    ),
    said(
        "plans_to",
        r"(?:i|we)\s+(?:no\s+longer\s+(?:plan|intend|want)|don't\s+(?:plan|intend))\s+(?:to|on)\s+",
        Shape.PLAN,
        affirmed=False,
        confidence=0.75,
        cues=cued("plan intend want"),
    ),
    *did(
        "plans_to",
        r"(?:decided|chose|opted)\s+(?:not\s+to|against)\s+(?!use\b|use\b|the\s+(?:first|second)\b)",
        Shape.PLAN,
        affirmed=False,
        confidence=0.75,
        cues=cued("decided chose opted"),
    ),
    *did(
        "plans_to",
        r"changed\s+(?:my|our)\s+minds?\s+(?:about|on)\s+(?:the\s+)?(?!it\b|that\b|this\b)",
        Shape.PLAN,
        affirmed=False,
        confidence=0.75,
        cues=cued("changed"),
    ),
    said(
        "plans_to",
        r"(?:i|we)\s+won't\s+be\s+(?=(?:going|moving|visiting|travel{1,2}ing|attending|flying|starting)\b)",
        Shape.PLAN,
        affirmed=False,
        confidence=0.75,
        cues=cued("won"),
    ),
    *did(
        "plans_to",
        rf"{_CALLED_OFF}\s+(?:(?:my|our|the)\s+)?(?:(?:idea|plan)s?\s+(?:to|for|of)\s+(?:an?\s+)?|(?:(?:my|our"
        rf"|the)\s+)?(?={_EVENT}\b|plan|move|marathon))",
        Shape.PLAN,
        affirmed=False,
        confidence=0.8,
    ),
    anywhere(
        "plans_to",
        rf"{_BEGINS}(?P<object>{_EVENT}(?:\s+(?:to|in|for)\s+[\w'-]+)?|move(?:\s+to\s+[\w'-]+)?)\s*{_FELL}\b",
        Shape.PLAN,
        affirmed=False,
        confidence=0.8,
        cues=cued("off cancelled canceled happening dead history scrapped through happen happened"),
    ),
    mine(
        "plans_to",
        rf"{MY}(?:original\s+|first\s+|old\s+|initial\s+)?(?:plan|goal|dream)\s+(?:was|used\s+to\s+be)\s+(?:to\s+)?",
        Shape.PLAN,
        affirmed=False,
        confidence=0.75,
        cues=cued("plan goal dream"),
    ),
    said(
        "plans_to",
        r"(?:i|we)\s+(?:was|were)\s+(?:going|planning)\s+to\s+(?=[^.!?;]{3,60}\b(?:but|until)\b)",
        Shape.PLAN,
        affirmed=False,
        confidence=0.7,
        cues=cued("going planning"),
    ),
)

_TRAVEL = re.compile(
    r"(?:an?\s+|my\s+|our\s+)?(?:(?:visit|see|tour|explore)(?:ing)?|(?:(?:go|fly|drive|sail|head)(?:ing)?"
    r"|travel(?:l?ing)?|headed|off|leav(?:e|ing)|be(?:\s+back)?|trip|flight|holiday|vacation|cruise|honeymoon"
    r"|road\s+trip|city\s+break|tour)\s+(?:back\s+)?(?:to|for|in|through|around|of))\s+(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_MOVE = re.compile(r"(?:mov(?:e|ing)|relocat(?:e|ing))\s+(?:back\s+|over\s+)?to\s+", re.IGNORECASE)
_NAMED = r"(?P<object>(?-i:[A-Z])[\w'-]+(?:\s+(?-i:[A-Z])[\w'-]+)*)"


def plan_named(words: str, said_at: datetime) -> str:
    """Return a plan by one name, however it was said: who cancels the trip to Malta does not fly to Malta.

    >>> plan_named("flying to Malta", datetime(2026, 1, 1))
    'trip to Malta'
    """
    del said_at
    words = re.sub(r"^([A-Z][\w'-]+) (?:trip|holiday|vacation|cruise)$", r"trip to \1", words)
    return _MOVE.sub("move to ", _TRAVEL.sub("trip to ", words, count=1), count=1)


_RULES: tuple[Pattern, ...] = (
    *DROPPED,
    anywhere(
        "plans_to",
        r"(?:^|(?<=[.!?,;:]\s))(?:so\s+)?(?:the|our)\s+(?:new\s+|current\s+)?(?:plan|goal|idea)\s+is\s+to\s+",
        Shape.PLAN,
        confidence=0.75,
        cues=cued("plan goal idea"),
    ),
    anywhere(
        "plans_to",
        r"(?:^|(?<=[.!?,;:]\s)|(?<=\bi'm\s)|(?<=\bam\s)|(?<=\bim\s)|(?<=\bgot\s)|(?<=\bjust\s)|(?<=\bflew\s)"
        r"|(?<=\bcame\s)|(?<=\bare\s)|(?<=\bwe're\s))(?:just\s+|safely\s+"
        r"|home\s+)?(?:got\s+)?back\s+(?:home\s+)?from\s+"
        rf"(?:(?:my|our|the)\s+)?(?:trip\s+to\s+)?{_NAMED}",
        parts=_there,
        affirmed=False,
        confidence=0.75,
        cues=cued("back"),
    ),
    said(
        "plans_to",
        r"(?:i'm|i\s+am|im|we're|we\s+are)\s+(?:not|no\s+longer)\s+(?:going|flying"
        rf"|travel{{1,2}}ing)\s+to\s+{_NAMED}",
        parts=_there,
        affirmed=False,
        confidence=0.75,
        cues=cued("going flying traveling travelling"),
    ),
    said(
        "plans_to",
        r"(?:i'm|i\s+am|im|we're|we\s+are)\s+(?:not|no\s+longer)\s+moving\s+to\s+",
        Shape.PLACE,
        affirmed=False,
        value=lambda words, _: f"move to {words}",
        confidence=0.75,
        cues=cued("moving"),
    ),
    said(
        "plans_to",
        rf"(?:i|we)(?:'ll|\s+will|\s+shall)\s+be\s+in\s+{_NAMED}{_DATED}",
        parts=_there,
        confidence=0.75,
        cues=cued("ll will shall"),
    ),
    said(
        "plans_to",
        rf"(?:{I_HAVE}|(?:i|we)\s+got\s+)(?:\w+\s+)?tickets\s+(?:to|for)\s+(?:see\s+|watch\s+"
        r"|go\s+to\s+)?(?:the\s+)?",
        Shape.PLAN,
        confidence=0.75,
        cues=cued("tickets"),
    ),
    said(
        "plans_to",
        rf"(?:i|we)\s+(?:really\s+)?want\s+to\s+(?={_DEEDS}\b){_NOT_OF_HERE}"
        r"(?=[^.!?,;]{0,60}\b(?:this|next)\s+(?:year|summer|winter|spring|autumn|fall|month)\b)",
        Shape.PLAN,
        confidence=0.7,
        cues=cued("want"),
    ),
    anywhere(
        "plans_to",
        r"\b(?P<object>(?:\d+|[\w-]+)\s+\w+)\s+(?:that\s+)?i\s+(?:set\s+out|plan|planned|aim|intend"
        r"|want)\s+to\s+(?:read|run|write|visit|finish|do)\b",
        Shape.PLAN,
        confidence=0.7,
        cues=cued("set"),
    ),
    *(
        make(
            "plans_to",
            rf"{lead}planning\s+(?:to\s+|on\s+|for\s+(?=(?:a|an|my|our)\s))?(?!for\b|my\s+(?:day|week|meals"
            rf"|time|budget)\b|out\b|the\s+(?:menu|day|week)\b){_NOT_OF_HERE}",
            Shape.PLAN,
            confidence=0.8,
            cues=cued("planning"),
        )
        for make, lead in ((said, rf"{WE_ARE}(?!not\b)"), (opening, r"(?:currently\s+|now\s+|also\s+)?"))
    ),
    *(
        make(
            "plans_to",
            rf"{lead}(?:plan|intend|aim|propose|mean)\s+(?:to\s+|on\s+)(?!be\s+able){_NOT_OF_HERE}",
            Shape.PLAN,
            confidence=0.8,
            cues=cued("plan intend aim propose mean"),
        )
        for make, lead in ((said, rf"{I_DO}(?!(?:don't|do\s+not|no\s+longer)\b)"),)
    ),
    opening(
        "plans_to",
        r"(?:(?:the\s+|my\s+|our\s+)?(?:new\s+|next\s+|big\s+|current\s+|main\s+)*(?:plan|goal|resolution"
        r"|new\s+year'?s\s+resolution|mission|aim)s?(?:\s+(?:for|in|this)\s+(?:the\s+|this\s+"
        r"|next\s+)?[\w\s]{2,20}?)?(?:,[^:]{2,30})?)\s*(?::|\s-)\s*(?:to\s+)?(?=(?P<object>[^.!?;\n]{3,150}))",
        parts=_goals,
        confidence=0.8,
        cues=cued("plan plans goal goals resolution resolutions mission aim"),
    ),
    mine(
        "plans_to",
        rf"{MY}(?:new\s+|next\s+|big\s+|current\s+|main\s+|long-term\s+|short-term\s+)*(?:plan|goal|resolution"
        r"|aim|target|mission)(?:\s+(?:for|in|this|now)\s+(?:the\s+|this\s+"
        rf"|next\s+)?[\w\s]{{2,20}}?)?(?:\s+is|'s|\s+are)\s+(?:to\s+|for\s+me\s+to\s+)?(?!that\b|this\b|it\b"
        r"|not\b|simple\b|working\b)",
        Shape.PLAN,
        confidence=0.8,
        cues=cued("plan goal resolution aim target mission"),
    ),
    *did(
        "plans_to",
        rf"(?:decided|set\s+out|resolved|committed|agreed|signed\s+up|arranged)\s+to\s+(?={_DEEDS}\b){_NOT_OF_HERE}",
        Shape.PLAN,
        confidence=0.75,
        cues=cued("decided set resolved committed agreed signed arranged"),
    ),
    said(
        "plans_to",
        rf"{WE_ARE}(?!not\b)(?:going\s+to|gonna)\s+(?!be\b|the\b|a\b|an\b|my\b|our\b|bed\b|work\b"
        rf"|school\b)(?=(?-i:[a-z]+)\b){_NOT_OF_HERE}(?:{_DATED}|(?=(?:move|marry|adopt|buy\s+(?:a|my|our"
        r"|the)\s+\w+|sell\s+(?:my|our|the)|quit|propose|retire|open|start\s+a)\b))",
        Shape.PLAN,
        confidence=0.8,
        cues=cued("going gonna"),
    ),
    said(
        "plans_to",
        rf"{WE_ARE}(?!not\b){_DATED}(?!(?:visiting|starting|hosting|attending|running|taking|having|throwing"
        r"|meeting)\s+(?:next|this|tomorrow|tonight|on|in|soon|at|by"
        rf"|for)\b)(?P<object>{_GOING}\s+(?!to\s+be\b|to\s+(?:say|need|make|use|try|feel|get|see|think|wonder"
        rf"|understand|like)\b|through\b|over\b|it\b|on\b)[^.!?;\n]{{2,90}}?)(?=[.!?;\n]|,|\s+(?:and|but|so"
        r"|because|which|since)\s|$)",
        Shape.PLAN,
        confidence=0.8,
    ),
    said(
        "plans_to",
        rf"{WE_ARE}(?!not\b)moving\s+to\s+(?=(?-i:[A-Z]))",
        Shape.PLACE,
        confidence=0.8,
        cues=cued("moving"),
    ),
    said(
        "plans_to",
        rf"{WE_ARE}(?!not\b)(?=(?:off|headed|heading)\s+to\s+(?-i:[A-Z]))",
        Shape.PLAN,
        confidence=0.75,
        cues=cued("off headed heading"),
    ),
    opening(
        "plans_to",
        r"(?:(?:next|this)\s+\w+\s+)?(?:flying|travell?ing|heading|off)\s+"
        rf"(?:from\s+)?(?:(?-i:[A-Z])[\w-]+\s+)?to\s+{_NAMED}",
        parts=_there,
        confidence=0.75,
        cues=cued("flying traveling travelling heading off"),
    ),
    opening(
        "plans_to",
        rf"(?:visiting|moving\s+to|leaving\s+for)\s+(?=(?-i:[A-Z])){_DATED}",
        Shape.PLAN,
        confidence=0.75,
        cues=cued("visiting moving leaving"),
    ),
    # "On Monday I start at the library", "I'll start a master's in September".
    said(
        "plans_to",
        rf"(?:i|we)(?:'ll|\s+will|\s+shall)\s+(?:finally\s+|then\s+|be\s+(?=\w+ing\b))?(?={_DEEDS}\b"
        rf"|{_GOING}\b){_NOT_OF_HERE}{_DATED}",
        Shape.PLAN,
        confidence=0.75,
        cues=cued("ll will shall"),
    ),
    *(
        make(
            "plans_to",
            rf"{lead}(?=(?:start|leave|fly|begin|move|travel|depart|set\s+off|return|join|graduate"
            rf"|retire)\s){_NOT_OF_HERE}(?=[^.!?;\n]{{0,60}}\b(?:on|in|next|this"
            rf"|tomorrow)\b)(?![^.!?;\n]{{0,60}}\b(?:every|each|usually|always|years\s+ago)\b){_DATED}",
            Shape.PLAN,
            confidence=0.75,
            cues=cued("start leave fly begin move travel depart set return join graduate retire"),
        )
        for make, lead in ((said, r"(?:i|we)\s+"), (elided, ""))
    ),
    anywhere(
        "plans_to",
        rf"\b(?:on\s+(?:{_WEEKDAY})|tomorrow|next\s+(?:week|month|{_WEEKDAY}))\s*,?\s+i\s+(?P<object>(?:start"
        rf"|leave|fly|begin|move|join|go)\s+(?!every\b)[^.!?;,\n]{{2,50}}?)(?=\s+so\b|[.!?;,\n]|\s+(?:and"
        r"|but)\b|$)",
        Shape.PLAN,
        confidence=0.75,
        cues=cued("start leave fly begin move join go"),
    ),
    anywhere(
        "plans_to",
        r"\b(?:next\s+(?:year|month|summer|spring|winter|autumn|fall)|this\s+(?:year|summer|spring|winter"
        rf"|autumn|fall)),?\s+i\s+(?:really\s+)?want\s+to\s+(?={_DEEDS}\b){_NOT_OF_HERE}",
        Shape.PLAN,
        confidence=0.7,
        cues=cued("want"),
    ),
    *did(
        "plans_to",
        rf"booked\s+(?:(?:a|an|my|our|the|us)\s+)*(?P<object>{_EVENT}[^.!?;,\n]{{0,60}})",
        Shape.PLAN,
        confidence=0.8,
        cues=cued("booked"),
    ),
    *did(
        "plans_to",
        r"(?:booked|reserved)\s+(?=(?-i:[A-Z]))(?P<object>(?-i:[A-Z])[\w-]+(?:\s+(?-i:[A-Z])[\w-]+)*)\s+for\b",
        Shape.PLAN,
        confidence=0.75,
        cues=cued("booked reserved"),
    ),
    *did(
        "plans_to",
        r"(?:signed\s+up|registered|entered|enrolled)\s+(?:for|in|to)\s+(?:the\s+|a\s+|an\s+"
        r"|my\s+first\s+)?(?P<object>(?:[\w-]+\s+){0,3}?(?:marathon|half|triathlon|race|10k|5k|competition"
        r"|tournament|ironman|retreat|conference))\b",
        Shape.PLAN,
        confidence=0.8,
        cues=cued("signed registered entered enrolled"),
    ),
    said(
        "plans_to",
        rf"{WE_ARE}(?!not\b)(?:saving\s+(?:up\s+)?(?:for|to\s+buy)|training\s+for|preparing\s+for"
        r"|studying\s+for)\s+(?=(?:a|an|my|our|the)\s)(?!my\s+(?:life|future))",
        Shape.PLAN,
        confidence=0.75,
        cues=cued("saving training preparing studying"),
    ),
    said(
        "plans_to",
        rf"(?:{I_HAVE}|(?:i|we)\s+got\s+)(?:(?:a|an|my"
        rf"|our)\s+)(?P<object>{_EVENT}\b[^.!?;,\n]{{0,60}}?)(?=[.!?;,\n]|\s+(?:and|but|so|because|which)\s"
        r"|$)(?<!\bago)",
        Shape.PLAN,
        confidence=0.7,
    ),
    mine(
        "plans_to",
        rf"{MY}(?:upcoming\s+|next\s+|big\s+|first\s+|planned\s+)*(?P<object>(?:trip|move|flight|holiday"
        r"|vacation|honeymoon|cruise|road\s+trip|tour)\s+(?:to|in|around"
        r"|through)\s+(?-i:[A-Z])[\w'-]+(?:\s+(?-i:[A-Z])[\w'-]+)*)(?=\s*(?:next|in\s|this|on\s|is\b|[.?!,]"
        r"|$))(?![^.!?]*\b(?:was|last|went)\b)",
        Shape.PLAN,
        presupposed=True,
        confidence=0.7,
    ),
)

PATTERNS: tuple[Pattern, ...] = tuple(
    replace(rule, value=plan_named) if rule.value is None and rule.predicate == "plans_to" else rule for rule in _RULES
)
