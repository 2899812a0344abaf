"""Reads the phrases of a table: fills their gaps with its words, and reckons what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import DAY, WEEK, Range
from continuo.domain.moments.moment import MomentKind
from continuo.domain.moments.numerals import full_date
from continuo.domain.moments.reading import (
    UNIT_KINDS,
    Reading,
    Setting,
    Tense,
    around,
    calendar_unit,
    last_weekday,
    moved,
    nearest_year,
    shifted_year,
    some,
    stretch,
    weekday_by_tense,
)
from continuo.domain.moments.table import Meaning, Table

Value = TypeVar("Value")

_FIGURES = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
_MOST = 7  # What "a few" reaches to at most.


def spread(words: Mapping[str, Value]) -> dict[str, Value]:
    """Return the words one by one, with the spaces that the table writes as underscores."""
    return {word.replace("_", " "): value for group, value in words.items() for word in group.split()}


def either(words: Iterable[str]) -> str:
    """Return a pattern of the words, the longest first; one that matches nothing where there are none."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered) or "(?!)"


class Meanings:
    """Fills the gaps of a table's phrases and reads what was found in them."""

    def __init__(self, table: Table) -> None:
        words = table.words
        self._table = table
        self._months, self._weekdays = spread(words.months), spread(words.weekdays)
        self._units, self._numbers, self._dates = spread(words.units), spread(words.numbers), spread(words.dates)
        self._days, self._parts, self._shifts = spread(words.days), spread(words.parts), spread(words.shifts)
        self._day_parts, self._near_years = spread(words.day_parts), spread(words.near_years)
        self._seasons, self._holidays = spread(words.seasons), spread(words.holidays)
        self._gaps = {
            "month": either(self._months),
            "weekday": either(self._weekdays),
            "unit": either(self._units),
            "count": rf"\d{{1,4}}|{either(self._numbers)}",
            "few": words.few,
            "date": rf"[12]\d|3[01]|0?[1-9]|{either(self._dates)}",
            "day": either(self._days),
            "part": either(self._parts),
            "day_part": either(self._day_parts),
            "shift": either(self._shifts),
            "near_year": either(self._near_years),
            "season": either(self._seasons),
            "holiday": either(self._holidays),
            "year": r"(?:19|20|21)\d\d",
            "figures": _FIGURES,
            "short": r"\d{1,2}[./]\d{1,2}(?:\.|(?![\d/]))",
        }

    def filled(self, template: str) -> str:
        """Return the template as a pattern: gaps as named groups, a space as any space."""
        pattern = template
        for name, words in self._gaps.items():
            # A name may be a group only once: a second gap of a kind is looked at and not read.
            pattern = pattern.replace(f"{{{name}}}", f"(?P<{name}>{words})", 1).replace(f"{{{name}}}", f"(?:{words})")
        # A look behind has to know its width: there a space is one space.
        parts = re.split(r"(\(\?<[!=][^)]*\))", pattern)
        return "".join(part if part.startswith("(?<") else part.replace(" ", r"\s+") for part in parts)

    def number(self, words: str) -> int:
        """Return the value of a number in digits or words."""
        return int(words) if words.isdigit() else self._numbers[words.lower()]

    def unit(self, words: str) -> str:
        """Return the English singular of a unit."""
        return self._units[_plain(words)]

    def resolver(self, meaning: Meaning) -> Callable[[re.Match[str], Setting], Reading | None]:
        """Return what reads a phrase of this meaning."""
        return getattr(self, f"_read_{meaning.name.lower()}")  # type: ignore[no-any-return]

    def _shift(self, match: re.Match[str]) -> int | None:
        words = match.groupdict().get("shift")
        return self._shifts[_plain(words)] if words else None

    def _read_day(self, match: re.Match[str], setting: Setting) -> Reading | None:
        at = setting.now + self._days[_plain(match["day"])] * DAY
        return self._in_part(almanac.day(at), match)

    def _in_part(self, day: Range, match: re.Match[str]) -> Reading:
        part = match.groupdict().get("part")
        if part:
            return almanac.part_of_day(day.since, self._parts[_plain(part)]), MomentKind.PART_OF_DAY
        return day, MomentKind.DAY

    def _read_day_part(self, match: re.Match[str], setting: Setting) -> Reading | None:
        days, part = self._day_parts[_plain(match["day_part"])]
        return almanac.part_of_day(setting.now + days * DAY, part), MomentKind.PART_OF_DAY

    def _read_weekday(self, match: re.Match[str], setting: Setting) -> Reading | None:
        wanted, shift = self._weekdays[_plain(match["weekday"])], self._shift(match)
        today = almanac.midnight(setting.now)
        if shift is None:
            since = weekday_by_tense(setting, wanted)
        elif shift == 0 or self._table.shifts_weeks:
            since = today + (wanted - today.weekday()) * DAY + shift * WEEK
        elif shift < 0:
            since = last_weekday(setting.now, wanted)
        else:
            since = today + ((wanted - today.weekday()) % 7 or 7) * DAY
        return self._in_part(Range(since, since + DAY), match)

    def _read_weekday_of_week(self, match: re.Match[str], setting: Setting) -> Reading | None:
        monday = almanac.week(setting.now).since + (self._shift(match) or 0) * WEEK
        since = monday + self._weekdays[_plain(match["weekday"])] * DAY
        return Range(since, since + DAY), MomentKind.DAY

    def _read_unit(self, match: re.Match[str], setting: Setting) -> Reading | None:
        unit, shift = self.unit(match["unit"]), self._shift(match)
        if shift is None:
            is_near = unit != "weekend" or setting.ahead or setting.now.weekday() >= 5
            shift = 0 if is_near else -1
        return calendar_unit(setting.now, unit, shift)

    def _read_stretch(self, match: re.Match[str], setting: Setting) -> Reading | None:
        shift = self._shift(match)
        if not shift:
            return None
        return stretch(setting.now, self._count(match), self.unit(match["unit"]), shift)

    def _count(self, match: re.Match[str]) -> int:
        return self.number(match["count"]) if match["count"] else _MOST

    def _read_for(self, match: re.Match[str], setting: Setting) -> Reading | None:
        since = moved(setting.now, -self.number(match["count"]), self.unit(match["unit"]))
        return Range(almanac.midnight(since), setting.now), MomentKind.OPEN

    def _read_ago(self, match: re.Match[str], setting: Setting) -> Reading | None:
        return self._away(match, setting.now, -1)

    def _read_ahead(self, match: re.Match[str], setting: Setting) -> Reading | None:
        # "In drei Tagen gelesen" says how long it took.
        return None if setting.tense is Tense.PAST else self._away(match, setting.now, 1)

    def _away(self, match: re.Match[str], now: datetime, way: int) -> Reading | None:
        unit = self.unit(match["unit"])
        said = match.groupdict()
        if said.get("few"):
            return some(_MOST, unit, way, now)
        at = moved(now, way * self.number(said["count"]), unit) if said.get("count") else now
        if said.get("half"):
            at = moved(at, 6 * way, "month") if unit == "year" else at + way * (around(at, unit).until - at)
        return around(at, unit), UNIT_KINDS[unit] if unit in {"day", "weekend"} else MomentKind.ROUGH

    def _year(self, match: re.Match[str], setting: Setting) -> int | None:
        said = match.groupdict()
        if said.get("year"):
            return int(said["year"])
        near = said.get("near_year")
        return setting.now.year + self._near_years[_plain(near)] if near else None

    def _yearly(
        self, match: re.Match[str], setting: Setting, reckon: Callable[[int], Range | None], kind: MomentKind
    ) -> Reading | None:
        said = self._year(match, setting)
        found = reckon(said) if said else shifted_year(setting, self._shift(match), reckon)
        return (found, kind) if found else None

    def _read_date(self, match: re.Match[str], setting: Setting) -> Reading | None:
        month = self._months[_plain(match["month"])]
        day = int(match["date"]) if match["date"].isdigit() else self._dates[_plain(match["date"])]
        return self._yearly(match, setting, lambda y: almanac.date(setting.now, y, month, day), MomentKind.DAY)

    def _read_month(self, match: re.Match[str], setting: Setting) -> Reading | None:
        month = self._months[_plain(match["month"])]
        return self._yearly(match, setting, lambda y: almanac.month(setting.now, y, month), MomentKind.MONTH)

    def _read_season(self, match: re.Match[str], setting: Setting) -> Reading | None:
        name = self._seasons[_plain(match["season"])]
        return self._yearly(match, setting, lambda y: almanac.season(setting.now, y, name), MomentKind.SEASON)

    def _read_holiday(self, match: re.Match[str], setting: Setting) -> Reading | None:
        name = self._holidays[_plain(match["holiday"])]

        def reckon(year: int) -> Range | None:
            found = almanac.holiday(setting.now, year, name)
            return Range(found.since - DAY, found.until + DAY) if found and name == "christmas" else found

        return self._yearly(match, setting, reckon, MomentKind.DAY)

    def _read_year(self, match: re.Match[str], setting: Setting) -> Reading | None:
        year = self._year(match, setting)
        return (almanac.year(setting.now, year), MomentKind.YEAR) if year else None

    def _read_figures(self, match: re.Match[str], setting: Setting) -> Reading | None:
        said = match.groupdict()
        if said.get("figures"):
            found = full_date(said["figures"], setting, is_day_first=True)
        else:
            day, month = (int(part) for part in re.findall(r"\d+", said["short"]))
            found = nearest_year(setting, lambda year: almanac.date(setting.now, year, month, day))
        return (found, MomentKind.DAY) if found else None


def _plain(words: str) -> str:
    return " ".join(words.lower().split())
