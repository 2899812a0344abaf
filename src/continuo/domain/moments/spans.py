"""Reads a text for the moments it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from continuo.domain.moments.anchors import anchor_rule, has_anchor
from continuo.domain.moments.frame import Frame, is_repeated, joined, opened, tense_at
from continuo.domain.moments.languages import tongues_of
from continuo.domain.moments.moment import Moment
from continuo.domain.moments.reading import Rule, Setting
from continuo.domain.moments.tongue import Tongue, words_of
from continuo.domain.moments.windows import windows

NO_ANCHORS: Mapping[str, date] = {}
"""No names of moments."""


def spans(text: str, *, now: datetime, anchors: Mapping[str, date] = NO_ANCHORS) -> list[Moment]:
    """Return the moments that a text names, in order, without overlaps.

    Words that name a time only now and then ("may", "march", "second", "fall") count where the words around them
    leave no doubt. A time without a year, or a bare weekday, is the last such one unless its sentence looks ahead.
    Lengths ("for three days"), repetitions ("every Tuesday") and clock times without a day are not moments.

    Args:
        text: English, German, French, Spanish or Chinese; the language whose words it has most of is read.
        now: the moment of speaking, aware; days begin and end in its zone, and so do all answers.
        anchors: days, or aware moments, by the name that a text may give them ("my birthday", "we met"); birthdays
            and anniversaries recur every year.
    """
    assert now.tzinfo is not None, now
    plain = text.replace("’", "'")
    words = words_of(plain)
    named = bool(anchors) and has_anchor(plain, anchors)
    own = (anchor_rule(anchors),) if named else ()
    readings = [_read(plain, now, one, own) for one in tongues_of(plain, words, is_sure=named)]
    return max(readings, key=_covered, default=[])


def _covered(moments: list[Moment]) -> int:
    return sum(_length(moment) for moment in moments)


def _read(text: str, now: datetime, tongue: Tongue, own: tuple[Rule, ...]) -> list[Moment]:
    """Return what the rules of a language find, put together and opened as it says."""
    matched = [
        (rule, match)
        for start, end in windows(text, tongue.triggers)
        for rule in _rules_for(tongue, text[start:end])
        for match in rule.pattern.finditer(text, start, end)
    ]
    matched += [(rule, match) for rule in own for match in rule.pattern.finditer(text)]
    if not matched:
        return []
    frame = tongue.frame()
    found: list[Moment] = []
    for moment in sorted(_resolved(text, now, matched, frame), key=lambda m: (m.start, -m.end)):
        if not found or moment.start >= found[-1].end:
            found.append(moment)
    refined = [tongue.refined(text, moment) for moment in found]
    whole = [_opened(text, moment, now, frame) for moment in joined(text, _apart(refined), frame)]
    return [moment for moment in _apart(whole) if not is_repeated(text, moment.start, frame)]


def _rules_for(tongue: Tongue, text: str) -> Iterator[Rule]:
    words = words_of(text)
    return (rule for rule in tongue.rules() if rule.may_match(words))


def _opened(text: str, moment: Moment, now: datetime, frame: Frame) -> Moment:
    try:
        return opened(text, moment, now, frame)
    except (OverflowError, ValueError):
        # "9000 years before Easter": what the calendar cannot say is left at what it can.
        return moment


def _apart(moments: list[Moment]) -> list[Moment]:
    """Return the moments without those that a longer one, grown by the words around it, has come to touch."""
    apart: list[Moment] = []
    for moment in moments:
        while apart and moment.start < apart[-1].end and _length(moment) > _length(apart[-1]):
            apart.pop()
        if not apart or moment.start >= apart[-1].end:
            apart.append(moment)
    return apart


def _length(moment: Moment) -> int:
    return moment.end - moment.start


def _resolved(text: str, now: datetime, matched: list[tuple[Rule, re.Match[str]]], frame: Frame) -> Iterator[Moment]:
    for rule, match in matched:
        start, end = match.span("span" if "span" in rule.pattern.groupindex else 0)
        if is_repeated(text, start, frame):
            continue
        try:
            reading = rule.resolve(match, Setting(now, tense_at(text, start, end, frame)))
        except (OverflowError, ValueError):
            # "4000 years ago" lies outside of what the calendar of the standard library can say.
            continue
        if reading:
            yield Moment(start, end, reading[0].since, reading[0].until, reading[1])
