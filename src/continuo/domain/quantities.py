"""Numbers with a unit, so that "1.8 m" and "180 cm" are the same height and "176 lbs" is hardly news after "80 kg"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS: dict[str, tuple[str, float]] = {
    "mm": ("m", 0.001),
    "cm": ("m", 0.01),
    "m": ("m", 1.0),
    "metre": ("m", 1.0),
    "meter": ("m", 1.0),
    "km": ("m", 1000.0),
    "kilometre": ("m", 1000.0),
    "kilometer": ("m", 1000.0),
    "in": ("m", 0.0254),
    "inch": ("m", 0.0254),
    "ft": ("m", 0.3048),
    "foot": ("m", 0.3048),
    "feet": ("m", 0.3048),
    "mile": ("m", 1609.344),
    "mi": ("m", 1609.344),
    "g": ("kg", 0.001),
    "gram": ("kg", 0.001),
    "kg": ("kg", 1.0),
    "kilo": ("kg", 1.0),
    "kilogram": ("kg", 1.0),
    "lb": ("kg", 0.45359237),
    "pound": ("kg", 0.45359237),
    "stone": ("kg", 6.35029318),
    "st": ("kg", 6.35029318),
    "minute": ("s", 60.0),
    "min": ("s", 60.0),
    "hour": ("s", 3600.0),
    "hr": ("s", 3600.0),
    "day": ("s", 86400.0),
    "week": ("s", 604800.0),
    "usd": ("usd", 1.0),
    "dollar": ("usd", 1.0),
    "buck": ("usd", 1.0),
    "eur": ("eur", 1.0),
    "euro": ("eur", 1.0),
    "gbp": ("gbp", 1.0),
    "quid": ("gbp", 1.0),
}
"""A unit's dimension and how much of the dimension's own unit it is; pounds are those of weight.

Source: the international yard and pound agreement of 1959 for inch, foot, mile, pound and stone.
"""

_SIGNS = {"$": "usd", "€": "eur", "£": "gbp"}
_FEET = re.compile(r"(\d+)\s*(?:'|ft|feet|foot)\s*(\d{1,2})\s*(?:\"|''|in(?:ch(?:es)?)?)?\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"([$€£]?)\s*(\d[\d,]*(?:\.\d+)?)\s*(k\b)?\s*([a-z]*)", re.IGNORECASE)

NEAR = 0.015
"""Two quantities that differ by less than this share are one: people round when they change the unit."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the unit of its dimension; the dimension is empty for a bare number."""

    amount: float
    dimension: str


def quantity(text: str) -> Quantity | None:
    """Return the quantity that a text is, or ``None`` where it is not one.

    >>> quantity("180 cm")
    Quantity(amount=1.8, dimension='m')
    >>> quantity("a lot") is None
    True
    >>> quantity("2024-05-03") is None
    True
    """
    feet = _FEET.match(text.strip())
    if feet is not None:
        return Quantity(int(feet[1]) * 0.3048 + int(feet[2]) * 0.0254, "m")
    found = _NUMBER.match(text.strip())
    if found is None:
        return None
    sign, digits, thousands, unit = found.groups()
    amount = float(digits.replace(",", "")) * (1000 if thousands else 1)
    name = _SIGNS.get(sign) or unit.lower()
    known = _UNITS.get(name) or _UNITS.get(name.removesuffix("s"))
    if known is None:
        # What goes on behind a bare number is something else: "2024-05-03" is no 2024.
        bare = not name and found.end() == len(text.strip())
        return Quantity(amount, "") if bare else None
    return Quantity(round(amount * known[1], 6), known[0])


def same_quantity(one: str, other: str) -> bool | None:
    """Tell whether two texts are the same quantity; ``None`` where they cannot be compared.

    >>> same_quantity("180 cm", "1.8 m")
    True
    >>> same_quantity("3", "4")
    False
    """
    first, second = quantity(one), quantity(other)
    if first is None or second is None or first.dimension != second.dimension:
        return None
    if not first.dimension:
        return first.amount == second.amount
    return abs(first.amount - second.amount) <= NEAR * max(abs(first.amount), abs(second.amount))
