"""Other libraries behind one form. None of them is a dependency: install what is to be compared.

pip install dateparser parsedatetime ctparse timefhuman datefinder
pip install --pre recognizers-text-date-time
"""

from __future__ import annotations

import calendar
import importlib
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bench.moment_libraries.scoring import Found

DAY = timedelta(days=1)
Reader = Callable[[str, datetime], list[Found]]


def _stretch(at: datetime, width: str) -> tuple[datetime, datetime]:
    """Return the day, week, month or year around a point."""
    midnight = datetime.combine(at.date(), time(), at.tzinfo)
    if width == "year":
        return midnight.replace(month=1, day=1), midnight.replace(year=at.year + 1, month=1, day=1)
    if width == "month":
        first = midnight.replace(day=1)
        return first, first + calendar.monthrange(at.year, at.month)[1] * DAY
    if width == "week":
        monday = midnight - at.weekday() * DAY
        return monday, monday + 7 * DAY
    return midnight, midnight + DAY


def with_dateparser(language: str) -> Reader:
    """Return dateparser's search, each find widened to the period that its parser tells."""
    search = importlib.import_module("dateparser.search").search_dates
    parser_of = importlib.import_module("dateparser.date").DateDataParser

    def read(text: str, now: datetime) -> list[Found]:
        settings = {"RELATIVE_BASE": now.replace(tzinfo=None), "RETURN_TIME_AS_PERIOD": True}
        parser = parser_of(languages=[language], settings=settings)
        found, position = [], 0
        for words, at in search(text, languages=[language], settings=settings) or []:
            start = max(text.find(words, position), 0)
            position = start + len(words)
            period = parser.get_date_data(words).period or "day"
            point = at.replace(tzinfo=UTC)
            if period == "time":
                found.append(Found(start, position, "datetime", point, None))
                continue
            since, until = _stretch(point, period)
            found.append(Found(start, position, "date" if period == "day" else "daterange", since, until))
        return found

    return read


def with_parsedatetime(language: str) -> Reader:
    """Return parsedatetime's nlp; it knows points only."""
    assert language == "en", language
    module = importlib.import_module("parsedatetime")
    constants = module.Constants(usePyICU=False)
    reader = module.Calendar(constants, version=module.VERSION_CONTEXT_STYLE)

    def read(text: str, now: datetime) -> list[Found]:
        found = []
        for at, context, start, end, _ in reader.nlp(text, sourceTime=now.timetuple()) or ():
            point = at.replace(tzinfo=UTC)
            if context.hasDate and not context.hasTime:
                found.append(Found(start, end, "date", *_stretch(point, "day")))
            else:
                found.append(Found(start, end, "datetime" if context.hasDate else "time", point, None))
        return found

    return read


def with_datefinder(language: str) -> Reader:
    """Return datefinder; it knows absolute points only."""
    assert language == "en", language
    module = importlib.import_module("datefinder")

    def read(text: str, now: datetime) -> list[Found]:
        finds = module.find_dates(text, index=True, base_date=now.replace(tzinfo=None))
        return [Found(start, end, "date", *_stretch(at.replace(tzinfo=UTC), "day")) for at, (start, end) in finds if at]

    return read


def with_timefhuman(language: str) -> Reader:
    """Return timefhuman: points, pairs and lengths."""
    assert language == "en", language
    module = importlib.import_module("timefhuman")

    def read(text: str, now: datetime) -> list[Found]:
        config = module.tfhConfig(now=now.replace(tzinfo=None), return_matched_text=True)
        found: list[Found] = []
        for _, (start, end), value in module.timefhuman(text, config=config):
            found.extend(_from_timefhuman(start, end, value))
        return found

    return read


def _from_timefhuman(start: int, end: int, value: Any) -> list[Found]:
    if isinstance(value, list):
        return _from_timefhuman(start, end, value[0]) if value else []
    if isinstance(value, timedelta):
        return [Found(start, end, "duration", value=str(int(value.total_seconds())))]
    if isinstance(value, tuple):
        first, last = (_from_timefhuman(start, end, one) for one in value)
        if not first or not last or not first[0].since or not last[0].since:
            return []
        return [Found(start, end, "daterange", first[0].since, last[0].until or last[0].since, "range")]
    if isinstance(value, datetime):
        point = value.replace(tzinfo=UTC)
        if value.time() == time():
            return [Found(start, end, "date", *_stretch(point, "day"))]
        return [Found(start, end, "datetime", point, None)]
    if isinstance(value, time):
        return [Found(start, end, "time", datetime.combine(datetime(2000, 1, 1, tzinfo=UTC), value, UTC), None)]
    day = datetime(value.year, value.month, value.day, tzinfo=UTC)
    return [Found(start, end, "date", *_stretch(day, "day"))]


def with_ctparse(language: str) -> Reader:
    """Return ctparse's best reading; it gives one for a text, of English and German."""
    assert language in {"en", "de"}, language
    parse = importlib.import_module("ctparse").ctparse

    def read(text: str, now: datetime) -> list[Found]:
        result = parse(text, ts=now.replace(tzinfo=None), timeout=1.0, max_stack_depth=10)
        value = result.resolution if result else None
        if value is None:
            return []
        start, end = value.mstart, value.mend
        if type(value).__name__ == "Interval":
            first, last = (one.dt.replace(tzinfo=UTC) if one else None for one in (value.t_from, value.t_to))
            return [Found(start, end, "daterange", first or last, last, "range" if first and last else "open")]
        if type(value).__name__ == "Time" and value.year and value.month and value.day:
            point = value.dt.replace(tzinfo=UTC)
            if value.hour is None:
                return [Found(start, end, "date", *_stretch(point, "day"))]
            return [Found(start, end, "datetime", point, None)]
        return []

    return read


_CULTURES = {"en": "English", "fr": "French", "es": "Spanish", "zh": "Chinese"}


def with_recognizers(language: str) -> Reader:
    """Return Recognizers-Text, whose own specification the English labels are taken from."""
    culture = getattr(importlib.import_module("recognizers_text").Culture, _CULTURES[language])
    module = importlib.import_module("recognizers_date_time")
    model = module.DateTimeRecognizer(culture).get_datetime_model(culture, False)

    def read(text: str, now: datetime) -> list[Found]:
        found = []
        for one in model.parse(text, now.replace(tzinfo=None)):
            kind = one.type_name.rpartition(".")[2]
            values = tuple(dict(value) for value in (one.resolution or {}).get("values", ()))
            since, until, form = _bounds(values)
            found.append(Found(one.start, one.end + 1, kind, since, until, form, readings=values))
        return found

    return read


def _bounds(values: tuple[dict[str, Any], ...]) -> tuple[datetime | None, datetime | None, str]:
    """Return the last reading that is not in the future of the list: Recognizers-Text gives past before future."""
    if not values:
        return None, None, "exact"
    value = values[0]
    since, until = (_at(value.get(key)) for key in ("start", "end"))
    if since or until:
        return since or until, until or since, "exact" if since and until else "open"
    point = _at(value.get("value"))
    return (*_stretch(point, "day"), "exact") if point else (None, None, "exact")


def _at(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError:
        return None


LIBRARIES: dict[str, tuple[Callable[[str], Reader], tuple[str, ...]]] = {
    "dateparser": (with_dateparser, ("en", "de", "fr", "es", "zh")),
    "recognizers-text": (with_recognizers, ("en", "fr", "es", "zh")),
    "parsedatetime": (with_parsedatetime, ("en",)),
    "timefhuman": (with_timefhuman, ("en",)),
    "datefinder": (with_datefinder, ("en",)),
    "ctparse": (with_ctparse, ("en",)),
}
"""How each is made for a language, and the languages it is compared in."""
