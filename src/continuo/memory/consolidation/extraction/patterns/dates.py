"""Days of events of the speaker: said for the first time, moved to another day, or called off."""

from __future__ import annotations

import re

from continuo.domain.moments.words import WEEKDAY
from continuo.memory.consolidation.extraction.days import DAY, day_ahead, day_behind
from continuo.memory.consolidation.extraction.events import EVENT
from continuo.memory.consolidation.extraction.patterns.phrase import Check, Pattern, any_of, anywhere, did, said
from continuo.memory.consolidation.extraction.shapes import Span

_ABOUT = r"(?:\s+(?:with|at|in|for|to|of|from)\s+[^.!?;:,\n]{1,45}?)?"
_CLOCK = r"(?:(?:at\s+)?(?:\d{1,2}(?::\d\d)?\s*(?:am|pm)?|noon|midday)\s*,?\s+(?:on\s+)?)?"
_ON = rf"(?:on\s+|for\s+|the\s+)?{_CLOCK}"
_WHEN = rf"(?P<object>{DAY})(?![\w-])"
_SET = (
    r"(?:(?:now|still|currently|all|finally|just|officially)\s+)*"
    r"(?:(?:set|scheduled|booked|planned|confirmed|arranged|fixed|due|happening|taking\s+place|coming\s+up)\s+)?"
)
_IS = (
    rf"(?:\s+(?:is|are|'s|will\s+be|falls|takes\s+place|starts|begins|leaves|departs|lands|ends|comes\s+up"
    rf"|has\s+been|have\s+been|got|gets)|'s|s(?=\s))\s+{_SET}"
)
_MOVED = (
    r"(?:moved|shifted|pushed|rescheduled|postponed|delayed|changed|bumped|switched|brought|put|slipped"
    r"|slid|rebooked|transferred|deferred"
    r"|carried|swapped|adjusted|relocated)"
)
_WAYS = r"(?:\s+(?:it|back|forward|forwards|up|out|ahead|off|down|earlier|later|again|around))*"
_OLD = rf"(?:\s+from\s+(?:the\s+)?(?:{DAY}))?"
_TO = rf"{_WAYS}{_OLD}{_WAYS}\s+(?:to|until|till|for|by\s+\w+\s+(?:days?|weeks?)\s+to)\s+(?:be\s+)?(?:on\s+)?"
_OFF = (
    r"(?:cancell?ed|called\s+off|scrapped|off(?!\s+to\b)(?=\s*(?:$|[,.;:!?]|now\b|because\b|again\b"
    r"|the\b))|axed|dropped|not\s+happening)"
)
_NOT_MINE = re.compile(
    r"(?:\b(?:his|her|their|your|its)|(?:(?!parent|doctor|dentist|driver|vet)\b\w+)'s|\b(?:sister|brother"
    r"|mom|mum|mother|dad|father|friend|cousin"
    r"|boss|son|daughter|neighbou?r)s?'?s?)\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bwhen(?:'s|\s+is|\s+was)\b|(?:^|[,;.]\s|\b(?:or|and|so)\s+)(?:is|was|are|isn't|wasn't)\s+(?:my|our|the)\b",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"\b(?:attended|went|had|met|participated|celebrated|completed|earned|sold|recently|ran|during|after"
    r"|before|accepted|joined|came"
    r"|was|were|did|set\s+a|last|consider(?:ing)?|wondering|let's|schedule|yesterday|ago|watched|saw"
    r"|loved|enjoyed|got\s+back)\b[^.!?;,]*\Z",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?:if|could|would|either|whether|suppose|imagine|what\s+if|or\s+is\s+it|should)\b[^.!?;]*\Z",
    re.IGNORECASE,
)


def _is_own(match: re.Match[str], span: Span) -> bool:
    """Tell whether the event is the speaker's, and said outright."""
    before = match.string[: match.start("kind") if "kind" in match.re.groupindex else match.start()]
    return _NOT_MINE.search(before) is None and _IF.search(before) is None


def _is_ahead(match: re.Match[str], span: Span) -> bool:
    """Tell whether an event beside a bare day is one to come, and not told of the past or only thought about."""
    return _is_told(match, span) and _TOLD_OF.search(match.string[: match.start("kind")]) is None


def _is_told(match: re.Match[str], span: Span) -> bool:
    """Tell whether no question asks for the day."""
    return _is_own(match, span) and _ASKED.search(match.string[: match.start("object")]) is None


_START = (
    rf"(?:(?<![\w'])(?:my|our|the|a|an|(?:{WEEKDAY})'s)\s+(?:new\s+)?|^|(?<=[.!?,:;(\n]\s)|(?<=[-–—]\s)|(?<=\band\s)"
    r"|(?<=\bbut\s)|(?<=\bso\s)|(?<=\bthat\s)|(?<=\bnew\s)|(?<=\bfor\s))"
)
_DAY_WORDS = (
    any_of(
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat "
        "sun january jan february feb "
        "march mar april apr may june jun july jul august aug september sept sep october oct november nov "
        "december dec today "
        "tomorrow tonight days"
    )
    | frozenset(f"{n}{ending}" for n in range(1, 32) for ending in ("st", "nd", "rd", "th"))
    | frozenset(str(y) for y in range(1990, 2050))
)


_MOVE_WORDS = any_of(
    "moved shifted pushed rescheduled postponed delayed changed bumped switched brought put slipped slid "
    "rebooked transferred deferred "
    "carried swapped adjusted relocated move moving push pushes pushing moves shift shifting rescheduling postponing"
)


def _dated(expression: str, *, behind: bool = False, check: Check = _is_told, moves: bool = False) -> Pattern:
    return anywhere(
        "date_of_",
        expression,
        value=day_behind if behind else day_ahead,
        cues=_MOVE_WORDS if moves else _DAY_WORDS,
        check=check,
    )


_MOVES = (
    _dated(rf"\b{_MOVED}\s+me\s+(?:back\s+|forward\s+|up\s+)?to\s+{_WHEN}", moves=True),
    # "the exam was moved from 3 May to 5 May", "surgery got pushed back to the 12th", "the defence slipped to Friday"
    _dated(
        rf"{_START}{EVENT}{_ABOUT}(?:\s+(?:has|have|had|was|is|got|gets|been|just|now|already|'s"
        rf"|being))*(?:'s\s+(?:\w+\s+)?been)?\s+{_MOVED}{_TO}{_WHEN}",
        moves=True,
    ),
    # "they moved my exam to Friday", "I rescheduled the dentist for June 3"
    _dated(
        rf"\b(?:{_MOVED}|move|moving|push|pushing|shifting|rescheduling|postponing)\s+(?:my|our"
        rf"|the)\s+{EVENT}{_ABOUT}{_TO}{_WHEN}",
        moves=True,
    ),
    # "they push it to June 28", "it's been moved to Friday", "Moved forward to the 30th"
    _dated(
        rf"(?:\b(?:{_MOVED}|push|pushes|move|moves|shift)\s+it|\bit(?:'s|\s+is|\s+was|\s+has"
        rf"|\s+got)?(?:\s+(?:been|now|just|got))*\s+{_MOVED}"
        rf"|^\W*(?:(?:just|got|been|update|ok|so|now)\W+)*{_MOVED}){_TO}{_WHEN}",
        moves=True,
    ),
    _dated(
        rf"(?:^|\b(?:so|now|then|but|and|ok|okay|no|wait|sorry|actually)[,\s]+|[.!?,;:]\s+)(?:so\s+|and\s+"
        rf"|now\s+)?(?:it's|it\s+is|its|that's|we\s+say)\s+(?:(?:now|going\s+to\s+be"
        rf"|actually)\s+)*(?:on\s+)?{_WHEN}"
        r"(?=\s*(?:$|[,.;!?]|now|instead|same|at\b))",
    ),
    _dated(rf"\b(?:so\s+|,\s*)(?:on\s+)?{_WHEN}\s+it\s+is\b"),
    _dated(
        rf"\b(?:new\s+(?:date|day)|(?:date|day)\s+(?:changed|moved)(?:\s+to)?)(?:\s+is|'s"
        rf"|:)?\s+(?:now\s+)?(?:on\s+)?{_WHEN}"
    ),
    _dated(rf"\b(?:i'?m|we'?re|i\s+am)\s+(?:now\s+)?up\s+on\s+{_WHEN}"),
)

_CALLED_OFF = (
    anywhere(
        "date_of_",
        rf"{_START}{EVENT}{_ABOUT}(?:\s+(?:has|have|was|is|got|gets|been|just|now|already|again))*(?:'s)?\s+{_OFF}",
        affirmed=False,
        fixed="",
        presupposed=True,
        check=_is_own,
        cues=any_of("cancelled canceled called scrapped off axed dropped happening"),
    ),
    anywhere(
        "date_of_",
        rf"\b(?:cancell?ed|called\s+off|scrapped|dropped\s+out\s+of|pulled\s+out\s+of)\s+(?:my|our|the)\s+{EVENT}",
        affirmed=False,
        fixed="",
        presupposed=True,
        check=_is_own,
        cues=any_of("cancelled canceled called scrapped dropped pulled"),
    ),
    anywhere(
        "date_of_",
        rf"\bno\s+(?:more\s+)?{EVENT}\s+(?:after\s+all|any\s?more|any\s+longer)",
        affirmed=False,
        fixed="",
        presupposed=True,
        check=_is_own,
        cues=frozenset({"anymore", "more", "after", "longer"}),
    ),
)

_SAID = (
    # "my appointment is not on Monday but on Wednesday"
    _dated(
        rf"{_START}{EVENT}{_ABOUT}(?:'s|\s+is|\s+was|isn't|\s+wasn't)\s+(?:(?:no\s+longer|not"
        rf"|actually)\s+)*(?:on\s+)?(?:{DAY})(?:\s+any\s?more)?[,;.]?"
        rf"\s+(?:but\s+|it's\s+|it\s+is\s+|rather\s+|now\s+)+(?:now\s+)?(?:on\s+)?{_WHEN}"
    ),
    # "wedding was 7 Oct 2015"
    _dated(rf"{_START}{EVENT}{_ABOUT}\s+(?:was|were|took\s+place|happened)\s+(?:held\s+)?{_ON}{_WHEN}", behind=True),
    # "my exam is on 21 May", "the wedding's set for June 3", "surgery for my hernia is set for April 4th"
    _dated(rf"{_START}{EVENT}{_ABOUT}{_IS}{_ON}{_WHEN}"),
    # "thesis defence: 9 December", "Dentist June 21", "Flight to Addis on 2024-11-08"
    _dated(
        rf"{_START}{EVENT}{_ABOUT}(?:\s*[:=,-]\s*|\s+)(?:on\s+|is\s+)?{_CLOCK}(?!today|tonight){_WHEN}",
        check=_is_ahead,
    ),
    _dated(rf"{_START}{EVENT}{_ABOUT}\s*\((?:[^()\n]{{1,40}},\s+)?(?:on\s+)?{_WHEN}\s*\)"),
)

_DONE = (
    said(
        "date_of_flight",
        rf"(?:i'?m|i\s+am|we'?re|we\s+are|i|we)\s+(?:all\s+)?(?:flying|fly|flies)(?:\s+(?:out|off|home|back"
        rf"|over))*(?:\s+(?:to|from)\s+[^.!?;,\n]{{2,30}}?)?\s+(?:on\s+)?{_WHEN}",
        value=day_ahead,
        cues=_DAY_WORDS,
    ),
    *did(
        "date_of_flight",
        rf"(?:booked\s*:?\s+)(?:a\s+flight\s+)?(?:to\s+)?[A-Z][^.!?;,:\n]{{2,40}}?\s+on\s+{_WHEN}",
        value=day_ahead,
        cues=_DAY_WORDS,
    ),
    anywhere(
        "date_of_flight",
        rf"(?:^|(?<=[.!?,]\s))(?:flying|we\s+fly|i\s+fly)(?:\s+(?:out|off|home"
        rf"|back))*(?:\s+to\s+[^.!?;,\n]{{2,30}}?)?\s+(?:on\s+)?{_WHEN}",
        value=day_ahead,
        cues=_DAY_WORDS,
    ),
    said(
        "date_of_wedding",
        rf"(?:i'?m|i\s+am|we'?re|we\s+are)\s+(?:getting\s+married|tying\s+the\s+knot)(?:\s+(?:in|at"
        rf"|to)\s+[^.!?;,\n]{{2,30}}?)?\s+(?:on\s+)?{_WHEN}",
        value=day_ahead,
        cues=_DAY_WORDS,
    ),
    said(
        "date_of_wedding",
        rf"(?:i|we)\s+(?:got\s+married|married)(?:\s+(?:in|at)\s+[^.!?;,\n]{{2,30}}?)?\s+on\s+{_WHEN}",
        value=day_behind,
        cues=_DAY_WORDS,
    ),
    said(
        "date_of_graduation",
        rf"(?:i'?m\s+graduating|i\s+graduate)(?:\s+[^.!?;,\n]{{2,30}}?)?\s+on\s+{_WHEN}",
        value=day_ahead,
        cues=_DAY_WORDS,
    ),
    said(
        "date_of_move",
        rf"(?:i'?m|i\s+am|we'?re|we\s+are)\s+moving(?:\s+(?:house|home|out|in|flat"
        rf"|to\s+[^.!?;,\n]{{2,30}}?))?\s+on\s+{_WHEN}",
        value=day_ahead,
        cues=_DAY_WORDS,
    ),
    said(
        "date_of_defence",
        rf"i\s+(?:defend|am\s+defending|'m\s+defending)(?:\s+my\s+\w+)?\s+on\s+{_WHEN}",
        value=day_ahead,
        cues=_DAY_WORDS,
    ),
    said(
        "date_of_",
        rf"(?:i|we)(?:'ve|'m|'re|\s+am|\s+are|\s+have)?(?:\s+(?:got|have|seeing|see|taking|take|sitting|sit"
        rf"|doing|do|running|run|booked|going\s+to))*\s+(?:for\s+)?(?:a|an|the|my|our)\s+{EVENT}{_ABOUT}"
        rf"\s+(?:booked\s+|scheduled\s+|coming\s+up\s+|set\s+)?(?:on\s+|for\s+)?{_CLOCK}(?!today|tonight){_WHEN}",
        value=day_ahead,
        cues=_DAY_WORDS,
        check=_is_ahead,
    ),
)

PATTERNS: tuple[Pattern, ...] = (*_MOVES, *_CALLED_OFF, *_DONE, *_SAID)
