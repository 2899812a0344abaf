"""What the rules about names, ages and origins have in common."""

from __future__ import annotations

import re
from collections.abc import (
    Iterator,
)
from datetime import (
    datetime,
)

from continuo.domain.moments.words import (
    MONTH,
    WEEKDAY,
)
from continuo.memory.consolidation.extraction.days import (
    anniversary,
)
from continuo.memory.consolidation.extraction.known import (
    given_names,
    is_place,
)
from continuo.memory.consolidation.extraction.numerals import (
    numeral,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    Part,
)
from continuo.memory.consolidation.extraction.refusals import (
    is_role,
)
from continuo.memory.consolidation.extraction.shapes import (
    Span,
)
from continuo.memory.consolidation.extraction.vocabulary import (
    NOT_NAMES,
)

CAPITAL = r"(?-i:(?!I\b)[A-ZÀ-ÖØ-ÞĀ-Ž])[\w'-]*"
FULL = rf"(?P<object>{CAPITAL}(?:\s+(?:(?:de|da|dos|van|von|der|bin|al|el|la|O')\s+){{0,2}}{CAPITAL}){{0,2}})(?![\w'])"
ONE = rf"(?P<object>{CAPITAL}(?:\s+{CAPITAL}){{0,2}})(?![\w'])"
LOW = r"(?P<object>(?-i:[a-z]{3,12}))(?![\w'-])"
GREETING = (
    r"(?:(?:hi|hiya|hey|hello|yo|evening|morning|afternoon|greetings|good\s+(?:morning|evening|afternoon)|ciao|hola)"
    r"(?:\s+(?:there|everyone|all|guys|again|team|folks))?[,!.:\s]+)"
)
_NOT_NAME = re.compile(
    r"(?:Hi|Hello|Hey|Not|No|Yes|So|Just|From|In|On|At|Back|Here|There|Same|New|Still|Also|Day|Week|Dear"
    r"|Please|Thanks|Thank"
    r"|Sorry|OK|Ok|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April"
    r"|May|June|July|August"
    r"|September|October|November|December|The|My|Your|Our|Is|Was|Are|AI|GPT|ChatGPT|Claude|Assistant|Mr"
    r"|Mrs|Dr|German|French"
    r"|English|Spanish|Italian|Dutch|Christmas|Easter|It|This|That|What|How|Who|Why|When|Where|One|Two"
    r"|Three|First|Mom|Mum|Dad"
    r"|Team|Sales|Support|HR|IT|Good|Great|Fine|Quick|Nope|Yep|Well|And|But|Or|If|As|Best|Regards|Cheers"
    r"|Love|Out|Over|Again)\b"
)
AGE = (
    r"(?P<object>[1-9]\d|10\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two"
    r"|three|four|five|six|seven|eight|nine))?|eighteen|nineteen|seventeen|sixteen)"
)
AGE_ENDS = (
    r"(?:-|\s*(?:years?|yrs?)[\s-](?:old|young)\b|\s*y/?o\b|\s*[mf]\b"
    r"|(?=\s*(?:$|[,.;:!?)\n(…]|-\s|—|–|and\b|years?\b(?!\s+(?:in|into|of|at|sober|clean))"
    r"|yrs?\b(?!\s+in)|now\b|but\b|so\b|with\b(?!\s+\d)|male\b|female\b|this\b|today\b|old\b"
    r"|single\b|from\b|living\b|live\b|at\b|who\b|because\b|already\b|next\s+(?!to)|tomorrow\b|since\b"
    r"|as\s+of\b|in\s+a\s+(?:week|month)|married\b|male|lol\b|haha|then\b|if\s+that\b))(?!\.\d|:\d"
    r"|,\d\d\d))"
)
DATE = (
    rf"(?P<object>(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}\b"
    rf"|{MONTH}\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2})(?:[,/.]?\s?\d{4})?)(?![\w/])"
)
NEAR_DATE = rf"(?P<object>today|tomorrow|(?:this|next)\s+{WEEKDAY}|{WEEKDAY})(?![\w-])"
_NOT_YET = re.compile(
    r"\b(?:before|when|until|till|once|after|since|by\s+the\s+time|while|whenever|if|day)\s*\Z", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:his|her|their|he|she|they|who|your|you|character|son|daughter|cat|dog|named|friend)\b[^.!?;,]*\Z",
    re.IGNORECASE,
)


def is_name(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object can be a name of a person."""
    words = match.string[slice(*span)]
    return (
        _NOT_NAME.match(words) is None
        and words.split()[0].lower() not in NOT_NAMES
        and not is_role(words.lower())
        and not is_place(words)
    )


def is_known_name(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object is a given name that is no everyday word."""
    return match.string[slice(*span)].lower() in given_names()


def is_mine(match: re.Match[str], span: Span) -> bool:
    """Tell whether it is said of the speaker."""
    return _OTHERS.search(match.string[: match.start()]) is None


def is_my_name(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object can be the name of the speaker."""
    return is_name(match, span) and is_mine(match, span)


def is_reached(match: re.Match[str], span: Span) -> bool:
    """Tell whether the age is one now, and not one to come: "before I'm 50"."""
    return _NOT_YET.search(match.string[: match.start()]) is None


def is_origin(match: re.Match[str], span: Span) -> bool:
    """Tell whether the words name a place, and no department, day or thing."""
    words = match.string[slice(*span)]
    return is_place(words) or (
        any(word[:1].isupper() for word in words.split())
        and re.match(r"(?:HR|IT|QA|Mars|Venus|Earth|Python|Java|JavaScript|Excel|Monday|Friday|God)\b", words) is None
    )


def digits(words: str, said_at: datetime) -> str | None:
    """Return a number in words as digits; ``None`` where it is no number."""
    number = numeral(words)
    return str(number) if number is not None else None


def numbered(match: re.Match[str]) -> Iterator[Part]:
    """Yield the age that a birthday has for its number."""
    group = "object" if match["object"] else "today"
    yield Part(match[group], match.span(group))


def turned(words: str, said_at: datetime) -> str | None:
    """Return the birthday of somebody who says "turning 50 on 1 December", with the year it began in."""
    age, _, day = words.partition(" on ")
    number, date = numeral(age.strip()), anniversary(day.strip(), said_at)
    if number is None or not re.fullmatch(r"\d\d-\d\d", date):
        return date if re.match(r"\d", date) else None
    ahead = date >= f"{said_at:%m-%d}"
    return f"{said_at.year - number + (0 if ahead else 1)}-{date}"


BORN = r"(?:birthday|bday|b-day|birth\s?date|date\s+of\s+birth|d\.?o\.?b\.?)"
