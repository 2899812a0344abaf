"""Pieces of English patterns that several rules share, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import Range
from continuo.domain.moments.reading import Setting, shifted_year
from continuo.domain.moments.words import ANY_YEAR, year_number

BEFORE = r"(?:last|previous|past|this\s+past)"
AFTER = r"(?:next|upcoming|coming|this\s+coming|following)"
LEAD = (
    r"(?P<lead>(?:in|since|until|till|til|by|before|after|during|through|throughout|from|around|for|on|of)"
    r"\s+(?:the\s+)?)?"
)
EDGE = r"(?P<edge>(?:early|mid|late)[\s-]+(?:in\s+)?|(?:beginning|start|middle|end)\s+of\s+(?:the\s+)?)?"
WHICH = rf"(?:(?P<which>{BEFORE}|{AFTER}|this)\s+)?"
OF_YEAR = rf"(?:\s*,?\s+(?:of\s+|in\s+)?(?:(?P<year>{ANY_YEAR})|(?P<near_year>last|this|next)\s+year))?"


def shift_of(which: str | None) -> int:
    """Return -1 for "last", 1 for "next", 0 for "this" or nothing."""
    word = " ".join((which or "").lower().split())
    if word in {"last", "previous", "past", "this past"}:
        return -1
    return 1 if word in {"next", "upcoming", "coming", "this coming", "following"} else 0


def year_of(match: re.Match[str], setting: Setting) -> int | None:
    """Return the year that ``OF_YEAR`` read: "2019", "of last year"; ``None`` where it read nothing."""
    if match["year"]:
        return year_number(match["year"])
    return setting.now.year + shift_of(match["near_year"]) if match["near_year"] else None


def which_year(setting: Setting, which: str | None, reckon: Callable[[int], Range | None]) -> Range | None:
    """Return the "last", "this" or "next" of something yearly; the nearest where it is not said."""
    return shifted_year(setting, shift_of(which) if which else None, reckon)


def edge_of(whole: Range, edge: str | None) -> Range:
    """Return the early, middle or late part of a range, or all of it."""
    if not edge:
        return whole
    word = edge.lower().split()[0].rstrip("-").split("-")[0]
    if word in {"early", "beginning", "start", "begin", "first"}:
        return almanac.early(whole)
    return almanac.middle(whole) if word in {"mid", "middle"} else almanac.late(whole)
