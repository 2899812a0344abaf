"""Makes languages of tables: rules of their phrases, and the words around a moment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import Range
from continuo.domain.moments.frame import REACH, Frame
from continuo.domain.moments.meanings import Meanings, either, spread
from continuo.domain.moments.moment import Moment, MomentKind
from continuo.domain.moments.reading import DIGIT, Rule, Tense
from continuo.domain.moments.table import Meaning, Table
from continuo.domain.moments.tongue import Tongue


def tongue(table: Table) -> Tongue:
    """Return the language of a table; its patterns are compiled when first asked for."""
    edges = lru_cache(maxsize=1)(lambda: _edges(table))
    return Tongue(
        name=table.name,
        triggers=_triggers(table) if table.is_spaced else frozenset(),
        signs=frozenset(table.signs.split()),
        rules=lru_cache(maxsize=1)(lambda: _rules(table)),
        frame=lru_cache(maxsize=1)(lambda: _frame(table)),
        refined=lambda text, moment: _refined(text, moment, edges()),
    )


_Edges = tuple[tuple[Callable[[Range], Range], re.Pattern[str], re.Pattern[str]], ...]
_WITH_EDGES = {MomentKind.MONTH, MomentKind.YEAR, MomentKind.SEASON, MomentKind.WEEK}


def _edges(table: Table) -> _Edges:
    parts = (almanac.early, almanac.middle, almanac.late)
    start = r"\b" if table.is_spaced else ""
    around = zip(parts, table.around.edges, table.around.edges_after, strict=True)
    return tuple(
        (part, re.compile(f"{start}(?:{before})$", re.IGNORECASE), re.compile(f"(?:{after})", re.IGNORECASE))
        for part, before, after in around
    )


def _refined(text: str, moment: Moment, edges: _Edges) -> Moment:
    """Return the early, middle or late part of a moment where the words beside it say so: "Ende 2021"."""
    if moment.kind not in _WITH_EDGES:
        return moment
    kind = moment.kind if moment.kind is MomentKind.MONTH else MomentKind.RANGE
    for part, before, after in edges:
        first, last = before.search(text[max(0, moment.start - REACH) : moment.start]), after.match(text, moment.end)
        if first or last:
            reach = part(Range(moment.since, moment.until))
            start, end = (
                moment.start - len(first.group()) if first else moment.start,
                last.end() if last else moment.end,
            )
            return Moment(start, end, reach.since, reach.until, kind)
    return moment


def _triggers(table: Table) -> frozenset[str]:
    """Return one word of each name of time, the longest, as ``words_of`` parts a text."""
    words = table.words
    named: Iterable[Mapping[str, object]] = (
        words.months,
        words.weekdays,
        words.units,
        words.days,
        words.day_parts,
        words.seasons,
        words.holidays,
    )
    return frozenset(_longest(name) for mapping in named for name in spread(mapping))


def _longest(name: str) -> str:
    return str(max(re.findall(r"[^\W\d_]+", name), key=len))


_NEEDED = {
    Meaning.DAY: "days",
    Meaning.DAY_PART: "day_parts",
    Meaning.WEEKDAY: "weekdays",
    Meaning.WEEKDAY_OF_WEEK: "weekdays",
    Meaning.UNIT: "units",
    Meaning.STRETCH: "units",
    Meaning.FOR: "units",
    Meaning.AGO: "units",
    Meaning.AHEAD: "units",
    Meaning.DATE: "months",
    Meaning.MONTH: "months",
    Meaning.SEASON: "seasons",
    Meaning.HOLIDAY: "holidays",
}


def _rules(table: Table) -> tuple[Rule, ...]:
    reader = Meanings(table)
    bounds = (r"(?<![\w/.$€£-])(?<!\d:)", r"(?!\w)") if table.is_spaced else (r"(?<![\d.])", "")
    made = []
    for meaning, template in table.phrases:
        pattern = re.compile(f"{bounds[0]}(?:{reader.filled(template)}){bounds[1]}", re.IGNORECASE)
        made.append(Rule(pattern, reader.resolver(meaning), _needs(table, meaning)))
    return tuple(made)


def _needs(table: Table, meaning: Meaning) -> tuple[frozenset[str], ...]:
    if not table.is_spaced:
        return ()
    if meaning in {Meaning.YEAR, Meaning.FIGURES}:
        return (frozenset({DIGIT}),)
    return (frozenset(_longest(name) for name in spread(getattr(table.words, _NEEDED[meaning]))),)


def _frame(table: Table) -> Frame:
    reader, words, speech = Meanings(table), table.words, table.around
    edge, space = (r"\b", r"\s+") if table.is_spaced else ("", "")

    def before(pattern: str) -> re.Pattern[str]:
        closing = rf"(?:{space}|(?<=')|(?<=[-–—]))$" if table.is_spaced else "$"
        return re.compile(rf"{edge}(?:{reader.filled(pattern)}){closing}", re.IGNORECASE)

    def anywhere(pattern: str) -> re.Pattern[str]:
        return re.compile(rf"{edge}(?:{reader.filled(pattern)}){edge}", re.IGNORECASE)

    months = either(spread(words.months))
    return Frame(
        ahead=anywhere(speech.ahead),
        behind=anywhere(speech.behind),
        repeated=before(speech.repeated),
        opening=before(speech.opening),
        closing=re.compile(rf"\s*{reader.filled(speech.closing)}", re.IGNORECASE),
        away=before(speech.away),
        away_after=re.compile(reader.filled(speech.away_after), re.IGNORECASE),
        range_start=before(speech.range_start),
        range_middle=re.compile(rf"\s*(?:{reader.filled(speech.range_middle)})\s*", re.IGNORECASE),
        one_way=anywhere(speech.one_way),
        dash=re.compile("[-–—~]"),
        month=re.compile(months, re.IGNORECASE),
        number=reader.number,
        # These languages mark the past on the verb; what bears no mark is about now or later.
        untold=Tense.FUTURE,
        unit=reader.unit,
        # "2021年3月到5月": the year stands with the first; elsewhere it stands with the last.
        is_year_first=not table.is_spaced,
    )
