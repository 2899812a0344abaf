"""The reader of this repository in the form that all readers are scored in."""

from __future__ import annotations

from datetime import UTC, datetime, time

from bench.moment_libraries.scoring import Found
from continuo.domain.moments import ClockTime, Length, Moment, MomentKind, Repetition, Unresolved, expressions

_FORMS = {
    MomentKind.OPEN: "open",
    MomentKind.ROUGH: "rough",
    MomentKind.RANGE: "range",
    MomentKind.PART_OF_DAY: "within_day",
    MomentKind.CLOCK: "within_day",
}
_KINDS = {
    MomentKind.DAY: "date",
    MomentKind.ROUGH: "date",
    MomentKind.CLOCK: "datetime",
    MomentKind.PART_OF_DAY: "datetimerange",
}
_LETTERS = {"minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "W", "month": "M", "year": "Y"}
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def read(text: str, now: datetime) -> list[Found]:
    """Return all that ``expressions`` finds but unresolved names."""
    return [_found(one) for one in expressions(text, now=now) if not isinstance(one, Unresolved)]


def read_moments(text: str, now: datetime) -> list[Found]:
    """Return the moments alone."""
    return [_found(one) for one in expressions(text, now=now) if isinstance(one, Moment)]


def _found(one: Moment | Length | Repetition | ClockTime) -> Found:
    if isinstance(one, Moment):
        kind = _KINDS.get(one.kind, "daterange")
        return Found(one.start, one.end, kind, one.since, one.until, _FORMS.get(one.kind, "exact"))
    if isinstance(one, Length):
        return Found(one.start, one.end, "duration", value=str(int(one.elapsed.total_seconds())))
    if isinstance(one, Repetition):
        return Found(one.start, one.end, "set", value=_timex(one))
    since, until = _on_any_day(one.since), _on_any_day(one.until)
    if since == until:
        return Found(one.start, one.end, "time", since, None)
    return Found(one.start, one.end, "timerange", since, until)


def _timex(one: Repetition) -> str:
    if one.weekday is not None and one.every == 1:
        return f"XXXX-WXX-{one.weekday + 1}"
    if one.unit == "quarter":
        return f"P{3 * one.every}M"
    letter = _LETTERS.get(one.unit, one.unit)
    return f"P{letter[:-1]}{one.every}{letter[-1]}"


def _on_any_day(at: time) -> datetime:
    return datetime.combine(_ANY_DAY, at, UTC)
