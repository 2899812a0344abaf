"""Names the slots of favourites, days of events and counts, and knows which of them is meant where none is named."""

from __future__ import annotations

import re
from collections import deque

from continuo.domain.predicates import DATE_OF, FAVOURITE, NUMBER_OF
from continuo.memory.consolidation.extraction.events import named

MOST_SENTENCES_BACK = 6
"""Sentences of the same speaker in which the event or the thing may have been named."""

_SPELLINGS = {
    "color": "colour",
    "film": "movie",
    "flavor": "flavour",
    "defense": "defence",
    "licence_renewal": "license_renewal",
    "kitties": "cats",
    "pups": "puppies",
    "check_up": "checkup",
    "check_in": "checkin",
    "op": "operation",
    "gp": "doctor",
    "dental": "dentist",
}
_ALREADY_PLURAL = (
    "children sheep geese mice cattle fish goldfish grandchildren koi deer people offspring stepchildren kids"
)
_PLURALS = dict.fromkeys(_ALREADY_PLURAL.split()) | {
    "child": "children",
    "kid": "kids",
    "grandchild": "grandchildren",
    "goose": "geese",
    "mouse": "mice",
    "ewes": "sheep",
}
_EMPTY_WORDS = (
    "my our the a an new old upcoming next big first own little small dear current final actual real annual yearly "
    "outbound beloved lovely beautiful gorgeous cute grown adult different other more total good great nice older "
    "younger elder big huge tiny job thesis phd own whole spare scheduled rescheduled fine crazy "
    "wonderful amazing adorable s"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words before an event or a thing that do not make it another."""

_WITH_WHOM = "dentist doctor vet optician physio therapist cardiologist dermatologist orthodontist hairdresser lawyer"
_APPOINTMENTS = frozenset(_WITH_WHOM.split())
_WHOLE = frozenset({"due_date", "start_date", "court_date", "moving_day", "open_day", "start_day"})
_SHORTENED = re.compile(r"_(?:appointment|appt|visit|checkup|date|day|booking|slot|session)$")


def slot(prefix: str, kind: str) -> str:
    """Return the slot of a family for a kind of thing; the family alone where the words name no kind.

    Several favourites of a kind are likings, for a slot holds one.

    >>> slot("date_of_", "dentist's appointment")
    'date_of_dentist'
    >>> slot("favourite_", "color")
    'favourite_colour'
    """
    if not kind:
        return prefix
    if prefix == FAVOURITE:
        return _favourite(kind)
    whom = re.search(r"\b(?:with|at)\s+(?:the|my|an?|our)\s+(\w+)$", kind)
    if whom is not None:
        kind = whom[1]
    words = [w for w in re.findall(r"\w+", kind.replace("'s", "").replace("s'", "s")) if w not in _EMPTY]
    name = "_".join(_SPELLINGS.get(word, word) for word in words)
    name = _SPELLINGS.get(name, name)
    if prefix == NUMBER_OF:
        name = _plural(name)
    elif name not in _WHOLE:
        name = _SHORTENED.sub("", name)
    return prefix + name[:50]


def _plural(name: str) -> str:
    before, joint, last = name.rpartition("_")
    if last in _PLURALS:
        return f"{before}{joint}{_PLURALS[last] or last}"
    if name.endswith("s") or not name:
        return name
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}es" if name.endswith(("ch", "sh", "x")) else f"{name}s"


def _favourite(kind: str) -> str:
    if kind.endswith("s") and not kind.endswith(("ss", "us", "series")):
        return "likes"
    name = re.sub(r"[\s-]+", "_", kind)
    return FAVOURITE + _SPELLINGS.get(name, name)


def beside(one: str, other: str) -> bool:
    """Tell whether two statements may stand on the same words: a count or a day beside what is counted or planned."""
    if {one, other} == {"studies", "studied_at"}:
        return True
    return one != other and any(name.startswith((DATE_OF, NUMBER_OF)) for name in (one, other))


class Heard:
    """What was named so far in a conversation, so that "it" can mean the last event, and "three" the last things."""

    def __init__(self) -> None:
        self._named: dict[tuple[str, str], list[str]] = {}
        self._lately: dict[str, deque[str]] = {}

    def hear(self, about: str, text: str) -> None:
        """Take in a sentence of a speaker, before what is said in it is asked about."""
        self._lately.setdefault(about, deque(maxlen=MOST_SENTENCES_BACK)).append(text)

    def meant(self, about: str, predicate: str) -> str | None:
        """Return the slot that a speaker means, and remember it; ``None`` where nothing was named that could be meant.

        Args:
            predicate: a whole name, or only the beginning of its family where the words name no kind.
        """
        family = next((f for f in (DATE_OF, NUMBER_OF) if predicate.startswith(f)), "")
        if not family:
            return predicate
        known = self._named.setdefault((about, family), [])
        if predicate == family:
            lately = self._mentioned(about, family)
            if lately is None:
                return known[-1] if known else None
            predicate = lately
        meant = next((n for n in reversed(known) if _is_short_for(predicate, n, family)), predicate)
        if meant in known:
            known.remove(meant)
        known.append(meant)
        return meant

    def _mentioned(self, about: str, family: str) -> str | None:
        """Return the slot of the last event or thing that was mentioned lately, with or without a day or number."""
        for text in reversed(self._lately.get(about, ())):
            kinds = list(named(family, text))
            if kinds:
                return slot(family, kinds[-1])
        return None


def _is_short_for(one: str, other: str, family: str) -> bool:
    """Tell whether two names of events differ only in how fully they are said: the exam, the maths exam."""
    if family != DATE_OF:
        return one == other
    if one == f"{DATE_OF}appointment" and other.removeprefix(DATE_OF) in _APPOINTMENTS:
        return True
    short, long = sorted((one.removeprefix(family), other.removeprefix(family)), key=len)
    return short == long or long.endswith(f"_{short}")
