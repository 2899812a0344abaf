"""Moments of a person's own life, by the names that texts give them: "my birthday", "we met"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from continuo.domain.moments import almanac
from continuo.domain.moments.almanac import Range
from continuo.domain.moments.moment import MomentKind
from continuo.domain.moments.reading import Reading, Rule, Setting, nearest_year

MOST_ANCHORS = 200
"""Names that a person can have moments for at one time."""

_FIRST_HAN = 0x2E80

_SPOKEN_BY_OWNER = (
    r"(?:(?:my|our|the|mein\w*|unser\w*|de[mnrs]|die|das|mon|ma|notre|le|la|mi|nuestr[oa]|el)\s+|l'|我的|我们的)"
)
# "Her birthday" and "Tom's birthday" are not the one that is known as "my birthday".
_OF_ANOTHER = (
    "".join(
        rf"(?<!\b{word} )"
        for word in ("her", "his", "their", "your", "its", "ihrem", "seinem", "son", "leur", "su", "tu", "ton")
    )
    + r"(?<!'s )(?<!他的)(?<!她的)(?<!你的)"
)
_OWN = re.compile(rf"^{_SPOKEN_BY_OWNER}(?=\S)", re.IGNORECASE)
_YEARLY = re.compile(
    r"birthday|anniversary|geburtstag|hochzeitstag|jahrestag|anniversaire|cumpleaños|aniversario|生日|纪念日"
)


def has_anchor(text: str, anchors: Mapping[str, date]) -> bool:
    """Tell whether a text names one of the anchors."""
    plain = " ".join(text.lower().split())
    return any(core_of(name) in plain for name in anchors)


def core_of(name: str) -> str:
    """Return a name in lower case without "my" or "the".

    >>> core_of("My  birthday")
    'birthday'
    """
    plain = " ".join(name.lower().replace("’", "'").split())
    return _OWN.sub("", plain, count=1)


def anchor_rule(anchors: Mapping[str, date]) -> Rule:
    """Return the rule that reads the names of anchors as the days they stand for.

    Args:
        anchors: at most ``MOST_ANCHORS``; a moment must be aware.
    """
    assert len(anchors) <= MOST_ANCHORS, len(anchors)
    days = {core_of(name): day for name, day in anchors.items()}
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(days, key=len, reverse=True))
    # Chinese sets no spaces between words.
    is_spaced = not any(ord(name[-1]) >= _FIRST_HAN for name in days)
    before, after = (r"(?<!\w)", r"(?!\w)") if is_spaced else ("", "")

    def resolve(match: re.Match[str], setting: Setting) -> Reading | None:
        name = core_of(match["anchor"])
        found = _of_every_year(days[name], setting) if _YEARLY.search(name) else day_of(days[name], setting.now)
        return (found, MomentKind.DAY) if found else None

    # The words of an owner are looked back at as well, because the pattern could begin behind them.
    span = rf"{before}{_OF_ANOTHER}(?P<span>{_SPOKEN_BY_OWNER}?(?P<anchor>{names})){after}"
    pattern = re.compile(span, re.IGNORECASE)
    return Rule(pattern, resolve, ())


def day_of(anchor: date, now: datetime) -> Range:
    """Return the day of an anchor in the zone of now."""
    if isinstance(anchor, datetime):
        assert anchor.tzinfo is not None, anchor
        return almanac.day(anchor.astimezone(now.tzinfo))
    return almanac.day(datetime(anchor.year, anchor.month, anchor.day, tzinfo=now.tzinfo))


def _of_every_year(anchor: date, setting: Setting) -> Range | None:
    """Return the last or next day that recurs; 29 February is kept on 1 March in common years."""
    first = day_of(anchor, setting.now).since

    def reckon(year: int) -> Range | None:
        return almanac.date(setting.now, year, first.month, first.day) or almanac.date(setting.now, year, 3, 1)

    return nearest_year(setting, reckon)
