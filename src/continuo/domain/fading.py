"""How a fact loses weight while nobody repeats it."""

from __future__ import annotations

import math
from datetime import timedelta

from continuo.domain.predicates import Fading

_HALF_LIVES = {
    Fading.NEVER: None,
    Fading.YEARS: timedelta(days=3 * 365),
    Fading.MONTHS: timedelta(days=180),
    Fading.WEEKS: timedelta(days=21),
}


def half_life(fading: Fading) -> timedelta | None:
    """Return the age at which a fact of this class has half of its confidence left; ``None`` where it never fades.

    Source: choices, by how long such things last: homes and jobs a few years, tastes half a year, plans some weeks.

    >>> half_life(Fading.WEEKS)
    datetime.timedelta(days=21)
    """
    return _HALF_LIVES[fading]


def weight(confidence: float, age: timedelta, half_life: timedelta | None) -> float:
    """Return the present weight of a fact.

    weight = confidence * 2 ** (-age / half_life)

    Args:
        confidence: how sure the reading was, 0 to 1.
        age: since the fact was last said or confirmed; not negative.
        half_life: the age at which half of the confidence is left; ``None`` where it never fades.

    Source: a choice; human forgetting is nearer a power law (Wixted & Ebbesen 1991), see decision 0013.

    >>> weight(0.8, timedelta(days=30), half_life=timedelta(days=30))
    0.4
    """
    assert 0 <= confidence <= 1, confidence
    assert age >= timedelta(0), age
    return confidence if half_life is None else confidence * math.exp2(-(age / half_life))
