"""What the rules about studies have in common: subjects, schools, degrees and languages."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.known import (
    is_place,
    languages,
)
from continuo.memory.consolidation.extraction.patterns.phrase import (
    any_of,
)
from continuo.memory.consolidation.extraction.shapes import (
    Span,
)

CAP = r"(?-i:[A-ZÀ-ÖØ-Þ])"
DEGREE = (
    r"(?:(?:bachelor|master|associate|undergrad(?:uate)?|graduate|honou?rs|doctoral|postgrad(?:uate)?"
    r"|second)(?:'?s)?(?:\s+degree)?(?:\s+of\s+(?:science|arts))?|b\.?a\.?|b\.?sc?\.?|b\.?eng\.?"
    r"|m\.?a\.?|m\.?sc?\.?|m\.?phil\.?|m\.?eng\.?|ll\.?[bm]\.?|mba|ph\.?d\.?|doctorate|degree|diploma"
    r"|certificate|apprenticeship|licence|a-levels?"
    r"|(?:\S+\s+)?distinction|minor|major)"
)
SCHOOL = (
    rf"(?P<object>(?:the\s+)?{CAP}[\w.&'-]*(?:\s+(?:(?:of|the|at|and|for"
    rf"|in|de|di|da)\s+)*{CAP}[\w.&'-]*)*(?:,\s+{CAP}[a-z]+)?)"
)
UNI = (
    r"(?P<object>(?:the\s+)?(?:(?-i:[A-ZÀ-Þ])[\w.'-]*\s+){0,3}(?:University|Uni|College|Institute|Academy"
    r"|Polytechnic|School|Faculty|Conservatory|Conservatoire)"
    r"(?:\s+(?:of|for|in)\s+(?:the\s+)?(?-i:[A-ZÀ-Þ])[\w'-]*(?:\s+(?:(?:and"
    r"|of)\s+)?(?-i:[A-ZÀ-Þ])[\w'-]*){0,2})?|(?-i:ETH|MIT|LSE|UCL|NYU|UCLA|EPFL|KTH|TU\s+\w+|Oxford"
    r"|Cambridge|Harvard|Stanford|Yale|Princeton|Caltech|Cornell|Sorbonne|Berkeley))(?![\w'])"
)
LEVEL = (
    r"(?:(?:first|second|third|fourth|fifth|final|1st|2nd|3rd|4th|last)[\s-]year\s+|mature\s+"
    r"|part-time\s+|full-time\s+|undergrad(?:uate)?\s+|grad(?:uate)?\s+|phd\s+|master'?s\s+|doctoral\s+"
    r"|former\s+|exchange\s+|international\s+)*"
)
BEFORE_SCHOOL = r"(?:[^.!?;,]{0,80}?\s)"
NOT_FIELD = (
    r"(?!for\b|hard\b|at\b|how\b|abroad\b|to\b|the\b|in\b|with\b|a\b|an\b|this\b|my\b|it\b|more\b|about\b"
    r"|when\b|best\b|every\b|all\b|from\b|on\b|and\b|here\b|there\b|that\b|these\b"
    r"|now\b|so\b|well\b|better\b|alone\b|online\b|part\b|full\b|late\b|tonight\b|today\b|tomorrow\b"
    r"|too\b|very\b|really\b|lots\b|day\b|night\b|up\b|some\b|again\b|by\b|under\b|until\b|where\b|what\b"
    r"|as\b)"
)
FIELD_ENDS = (
    r"(?=\s*(?:$|[,.;:!?()]|-\s|–|—)|\s+(?:at|in|from|for|with|since|now|and|but|so|student|this|last"
    r"|next|because|here|on|as|online|part-time|major|while|by|to)\b)"
)
_NOT_SUBJECT = re.compile(
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june"
    r"|july|august|september"
    r"|october|november|december|time|it|high|college|university|grad|graduate|student|exchange|full|good"
    r"|first|second|third|fourth|phd"
    r"|master|masters|current|international|bad|straight|new|old|visual|fast|slow|mature|part|time|year"
    r"|final|final-year|lifelong|quick|nursery|school|postgraduate|undergraduate|undergrad|evening|former"
    r"|poor|broke|lazy|busy|struggling|A|an?|the|foreign|doctoral|local|sophomore|lesson|everything)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:he|she|they|his|her|their|who|your|you|sister|brother|mom|mum|dad|mother|father|wife|husband"
    r"|friend|cousin|aunt|uncle|son|daughter"
    r"|boyfriend|girlfriend|partner|nephew|niece|kids?|roommate)\b[^.!?;,]*\Z",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:appl(?:y|ied|ying)|consider(?:ing)?|want|dream(?:ing)?|hop(?:e|ing)|interested|thinking|would"
    r"|could|might|if|plan(?:ning)?|look(?:ing)?|admission)\b",
    re.IGNORECASE,
)
LANGUAGE = (
    rf"(?P<object>(?:"
    rf"{'|'.join(sorted((re.escape(name) for name in languages() if name != 'sign language'), key=len, reverse=True))}"
    rf"))(?![\w-])"
)
ABLE = r"(?:(?:also\s+|only\s+|just\s+|still\s+|already\s+|actually\s+|even\s+|now\s+|mostly\s+|both\s+)*)"
SOME = (
    r"(?:(?:a\s+little(?:\s+bit\s+of)?|a\s+bit\s+of|some|fluent(?:ly)?|basic|decent|good|native"
    r"|conversational|mostly|only|both|mainly|perfect|rusty|passable|broken|enough|excellent)\s+)*"
)


def is_subject(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object is something to study."""
    words = match.string[slice(*span)]
    return _NOT_SUBJECT.match(words) is None and not is_place(words) and words.lower() not in {"it", "abroad"}


def is_own(match: re.Match[str], span: Span) -> bool:
    """Tell whether it is the speaker's, and not somebody else's."""
    return _OTHERS.search(match.string[: match.start()]) is None


def is_enrolled(match: re.Match[str], span: Span) -> bool:
    """Tell whether it is the speaker's and no wish."""
    return is_own(match, span) and _WISHED.search(match.string[: match.start()]) is None


def _is_own_subject(match: re.Match[str], span: Span) -> bool:
    return is_subject(match, span) and is_own(match, span)


def is_school(match: re.Match[str], span: Span) -> bool:
    """Tell whether the object is a school, or the town where one studies; no day, month or level."""
    words = match.string[slice(*span)]
    return (
        is_own(match, span)
        and re.match(
            r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday"
            r"|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Year|I)\b",
            words,
        )
        is None
    )


FIELDS_KNOWN = any_of(
    "law medicine biology chemistry physics maths mathematics math statistics economics business "
    "marketing finance accounting history geography "
    "philosophy psychology sociology anthropology archaeology linguistics literature english german "
    "french spanish italian theology politics "
    "journalism communications architecture engineering informatics nursing pharmacy dentistry "
    "veterinary veterinary-medicine agriculture forestry "
    "physio ecology geology astronomy astrophysics biochemistry biotechnology neuroscience genetics music art "
    "arts design fashion photography film theatre "
    "theater drama dance education pedagogy teaching midwifery physiotherapy nutrition kinesiology "
    "hydrology oceanography meteorology criminology "
    "logistics management tourism hospitality classics latin greek computing cybersecurity robotics "
    "bioinformatics"
)
FIELD_BEGINNINGS = any_of(
    "data computer political social civil mechanical electrical environmental international public "
    "business graphic software"
)


def is_switch(match: re.Match[str], old: str) -> bool:
    """Tell whether one subject was given up for another, and not a job."""
    first, second = (word.lower().split()[0] in FIELDS_KNOWN | FIELD_BEGINNINGS for word in (old, match["new"]))
    said_so = re.search(r"\b(?:majors?|degrees?|courses?|stud(?:y|ying|ies))\b", match.string, re.IGNORECASE)
    return (first and second) or ((first or second) and said_so is not None)
