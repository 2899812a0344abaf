"""What the rules about work have in common: words for jobs and employers, and what makes somebody one."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.known import (
    given_names,
    is_place,
    organisations,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_DO,
    Pattern,
    any_of,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.refusals import (
    is_role,
)
from continuo.memory.consolidation.extraction.shapes import (
    Shape,
    Span,
)

CAP = r"(?-i:[A-ZÀ-ÖØ-Þ])"
ARTICLE = r"(?:(?:a|an|the|their|our)\s+)"
WORDS = r"(?:[\w/&'-]+\s+){0,3}?[\w/&'-]+"
ROLE = rf"(?P<object>{WORDS}(?:\s+of\s+[\w\s]{{3,20}}?)?)"
TITLE_ENDS = (
    r"(?=\s*(?:$|[,.;:!?()]|-\s|–|—)|\s+(?:at|in|for|from|with|here|now|since|as\s+of|on|and|but|so|by"
    r"|who|working|living|based|today|this|again|of\s+(?:the\s+)?[A-Z]|because|these|right|these\s+days"
    r"|myself|btw|rn)\b)"
)
NOW = (
    r"(?:(?:now|currently|still|presently|officially|actually|just|newly|already|finally|also|again|today"
    r"|recently|basically|technically|proudly|happily|back\s+to\s+being|back\s+as)\s+)*"
)
TIME = r"(?:(?:full|part)[\s-]time\s+|remotely\s+|nights\s+|days\s+|now\s+|freelance\s+|mostly\s+|again\s+)*"
GREETING = (
    r"(?:(?:hi|hello|hey|evening|morning|good\s+(?:morning|evening|afternoon)|so|ok|well"
    r"|yes)[,!.\s]+(?:there[,!.\s]+)?)?"
)
BODY = (
    r"(?:boss|manager|team|colleagues?|coworkers?|co-workers?|desk|office|shifts?|job|role|position"
    r"|contract|internship|placement|apprenticeship|work|employer|supervisor|traineeship|gig"
    r"|line\s+manager|first\s+(?:day|week|month)|probation|department|day\s+job|salary|stint)"
)
SINCE = r"(?=[^.!?;,]*\b(?:since|for\s+(?!sale|lunch|dinner|a\s+(?:bit|few\s+(?:minutes|hours)))|years|months|now)\b)"
TRADES = (
    r"(?:teach|drive|fly|fix|repair|code|program|develop|design|build|cook|bake|clean|sell|write|edit"
    r"|manage|run|handle|coordinate|do|coach|train|care|nurse|translate|research|paint|weld|deliver|test"
    r"|audit|market|recruit|tend|guard|operate|supervise|lead|consult|intern|volunteer|freelance|lecture"
    r"|tutor|model|report|edit|man|staff|wait|serve|stock|pack)"
)
_ELSEWHERE = re.compile(
    r"(?:home|airport|station|hospital(?=\s+(?:right|today|with|visiting|for))|hotel|party|gym|beach|park"
    r"|mall|cinema|concert|restaurant|dentist|doctor|bar|pub|bus|stop|a\s+loss|peace|risk|work|school"
    r"|least|lunch|dinner|sea|university|college|uni\b|the\s+(?:moment|top|end|beginning|bottom|point"
    r"|same|office|gym|airport|station|beach|hospital|doctor|dentist|store|shop|park|library\s+(?:right"
    r"|today)|bar|pub|table|door|part|stage|hotel|party|mall|cinema|bus))\b",
    re.IGNORECASE,
)
_NOT_EMPLOYER = re.compile(
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June"
    r"|July|August|September|October"
    r"|November|December|Christmas|Easter|Level|Chapter|Grade|Year|GCSE|A-level|PhD|MBA|Heathrow"
    r"|University|Uni|College|School|Python|Java|I)\b"
    r"|(?:the\s+)?(?:University|Faculty|ETH|MIT|TU|UCL|LSE|NYU|UCLA)\b",
)
_OVER = re.compile(
    r"\b(?:finished|completed|done\s+with|ended|quit|left|lost|resigned\s+from|wrapped\s+up|applied\s+for"
    r"|interview\s+for|applying\s+for|end\s+of)\s+\Z",
    re.IGNORECASE,
)
_PRONOUNS = any_of("they he she it we my the who i you them us")
REALLY = re.compile(
    r"\b(?:if|would|could|might|want|wants|hope|hoping|dream|thinking|consider\w*|applied|applying)\b[^.!?;]*\Z",
    re.IGNORECASE,
)
_SCHOOLED = re.compile(
    r"\b(?:student|studying|undergrad|freshman|sophomore|phd\s+candidate|degree|semester|pupil|enrolled)\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:he|she|they|his|her|their|who|your|you|sister|brother|mom|mum|dad|mother|father|wife|husband"
    r"|friend|cousin|aunt|uncle|son|daughter|boyfriend|girlfriend|partner|neighbou?r)\b[^.!?;,]*\Z",
    re.IGNORECASE,
)


def is_title(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object names a job and nothing around it."""
    words = match.string[slice(*span)]
    if re.search(r"\b(?:an?|to|as|my|with|than|not|the)\s", words, re.IGNORECASE) or is_place(words.rpartition(" ")[0]):
        return False
    return (
        is_role(words)
        and re.match(
            r"(?:no|not|like|better|any|every|your|his|her|their|my|this|that|each|some|good|another|one|excited"
            r"|happy|able|glad|ready|as|\w+'s|he|she|they|it|who|if|for|from|to|with|than|and|or|but|was|were"
            r"|when|because|so|book|call|find|get|need|hire|ask|see|tell|thank|email|write|draft|make|pay|meet"
            r"|visit|want"
            r"|looking|be|become|i|i'm|you|we|how|what|is|are|do|did|does|has|have|had|got|really|very|pretty|which)\b",
            words,
            re.IGNORECASE,
        )
        is None
    )


def is_own_title(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object names a job, and the speaker's own."""
    return is_title(match, span) and OTHERS.search(match.string[: span[0]]) is None


def is_employer(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object can employ somebody: no place to live or visit, and no school of a student."""
    words = match.string[slice(*span)]
    if (words[:1].islower() and _ELSEWHERE.match(words)) or _NOT_EMPLOYER.match(words) or is_place(words):
        return False
    if (words.endswith("'s") and not re.match(r"\s+[a-z]", match.string[span[1] :])) or (
        re.search(r"\bwith\s+\Z", match.group()) and words.lower().split()[0] in given_names()
    ):
        return False
    if _OVER.search(match.string[: match.start()]) or match.string[slice(*span)].lower() in _PRONOUNS:
        return False
    return _SCHOOLED.search(match.group()) is None and OTHERS.search(match.string[: match.start()]) is None


def is_named_employer(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object can employ somebody and is written as a name."""
    words = match.string[slice(*span)].removeprefix("the ")
    return is_employer(match, span) and words[:1].isupper()


def is_new_employer(match: re.Match[str], span: Span) -> bool:
    """Tell whether one employer was left for another, and not a tool, a town or a team."""
    old, new = match["old"].lower(), match.string[slice(*span)].lower().removeprefix("the ")
    if not is_named_employer(match, span) or is_place(old):
        return False
    by_verb = re.search(r"\b(?:left|quit|jump(?:ed)?|defected|join|work|jobs)\b", match.group(), re.IGNORECASE)
    return by_verb is not None or bool({old, new} & organisations())


def is_own_role(match: re.Match[str]) -> bool:
    """Tell whether the words before "at" name the speaker's own job."""
    return is_own_title(match, match.span("role"))


def verb(predicate: str, expression: str, shape: Shape, **rest: object) -> tuple[Pattern, Pattern]:
    """Return the rule for "I" with a verb in the present, and the same where the verb shares its subject."""
    return said(predicate, rf"{I_DO}{expression}", shape, **rest), opening(predicate, expression, shape, **rest)
