"""The days of a person's own that a question reckons from: "two weeks before my birthday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from continuo.domain.fact import THE_USER, Status
from continuo.domain.moments import MomentKind, spans
from continuo.domain.moments.unresolved import unresolved
from continuo.domain.predicates import DATE_OF
from continuo.ports.facts import FactFilter, FactStore

MOST_OCCASIONS = 3
"""Occasions of one question that are looked up."""

_BIRTHDAY = "birthday"
_ANNIVERSARY = "anniversary"
_OF_EVERY_YEAR = f" {_ANNIVERSARY}"
_LEAP_YEAR = 2000  # A birthday without its year may be 29 February.
_OWN = re.compile(r"(?:my|our|the)\s+(?P<words>[^\W\d_]+(?:[\s-]+[^\W\d_]+)*)", re.IGNORECASE)
_FURTHER = re.compile(r"\s+(?:in|to|with|at)\s.*", re.IGNORECASE)
_RECURS = re.compile(rf"\s+{_ANNIVERSARY}\b", re.IGNORECASE)
_RECKONED = r"\b(?:before|prior\s+to|after|since|until|till)"
_YEARLESS = re.compile(r"(?:--)?(?P<month>\d\d)-(?P<day>\d\d)")


def occasions(question: str) -> dict[str, tuple[str, ...]]:
    """Return the occasions that a question reckons from, each with the predicates that may tell their days.

    The predicate that says most stands first. Nobody else's days are among them, nor what is counted ("my 30th
    birthday"): of those no fact tells the year. English only, as ``domain.moments.unresolved``.

    >>> occasions("What did I do a week before my final exam?")
    {'my final exam': ('date_of_final_exam', 'date_of_exam')}
    """
    text = question.replace("’", "'")
    names = [one.name + (_OF_EVERY_YEAR if _RECURS.match(text, one.end) else "") for one in unresolved(text)]
    found = {name: tuple(_predicates(name)) for name in names}
    return dict([(name, predicates) for name, predicates in found.items() if predicates][:MOST_OCCASIONS])


def _predicates(name: str) -> Iterator[str]:
    own = _OWN.fullmatch(_FURTHER.sub("", name))
    words = re.split(r"[\s-]+", own["words"].lower()) if own else []
    if _BIRTHDAY in words:
        yield _BIRTHDAY
        return
    yield from (DATE_OF + "_".join(words[begin:]) for begin in range(len(words)))
    if words and words[-1] == _ANNIVERSARY:
        yield from (DATE_OF + word for word in words[:-1] or ["wedding"])


def without_occasions(question: str, anchors: Mapping[str, date]) -> str:
    """Return a question without the occasions that it reckons from: the day is what counts, and not its name.

    "On my birthday" keeps its words: of that day they may well be said.

    >>> without_occasions("Where was I a week before my exam?", {"my exam": date(2026, 5, 4)})
    'Where was I a week before ?'
    """
    for name in anchors:
        words = re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]")
        question = re.sub(rf"(?P<from>{_RECKONED}\s+){words}\b", r"\g<from>", question, flags=re.IGNORECASE)
    return question


async def read_anchors(
    facts: FactStore, wanted: Mapping[str, tuple[str, ...]], known_at: datetime | None
) -> dict[str, date]:
    """Return the days of these occasions as far as facts tell them, by the names that the question gives them.

    Args:
        wanted: predicates by name, as ``occasions`` returns them.
        known_at: as it was known at that moment; ``None`` as it is known now.
    """
    found = {name: await _day(facts, predicates, known_at) for name, predicates in wanted.items()}
    return {name: day for name, day in found.items() if day is not None}


async def _day(facts: FactStore, predicates: tuple[str, ...], known_at: datetime | None) -> date | None:
    for predicate in predicates:
        # Whether it is over makes no difference: a day that has passed is reckoned from as well.
        held = await facts.find(FactFilter(about=THE_USER, predicate=predicate, known_at=known_at))
        for fact in sorted(held, key=lambda f: f.said_at, reverse=True):
            day = day_told(fact.object, fact.said_at) if fact.status is Status.CURRENT else None
            if day is not None:
                return day
    return None


def day_told(value: str, said_at: datetime) -> date | None:
    """Return the day that the value of a fact names, ``None`` if it names none, or more than one.

    Args:
        said_at: the moment against which "May 12" is read.

    >>> from datetime import UTC
    >>> str(day_told("05-12", datetime(2026, 1, 1, tzinfo=UTC)))
    '2000-05-12'
    """
    if yearless := _YEARLESS.fullmatch(value.strip()):
        try:
            return date(_LEAP_YEAR, int(yearless["month"]), int(yearless["day"]))
        except ValueError:
            return None
    days = [moment.since.date() for moment in spans(value, now=said_at) if moment.kind is MomentKind.DAY]
    return days[0] if len(days) == 1 else None
