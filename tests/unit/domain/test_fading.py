"""What nobody repeats loses weight, each kind of fact at its own pace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.fading import half_life, weight
from continuo.domain.predicates import Fading

confidences = st.floats(0, 1)
ages = st.timedeltas(timedelta(0), timedelta(days=40_000))
classes = st.sampled_from(Fading)


def test_a_recent_weak_fact_outweighs_an_old_strong_one() -> None:
    moved_to_berlin = weight(0.6, timedelta(days=3), half_life(Fading.MONTHS))
    lives_in_paris = weight(0.9, timedelta(days=3 * 365), half_life(Fading.MONTHS))

    assert moved_to_berlin > lives_in_paris


def test_a_fact_has_half_of_its_weight_at_its_half_life() -> None:
    assert weight(0.8, timedelta(days=21), half_life(Fading.WEEKS)) == pytest.approx(0.4)
    assert weight(0.8, timedelta(days=180), half_life(Fading.MONTHS)) == pytest.approx(0.4)
    assert weight(0.8, timedelta(days=3 * 365), half_life(Fading.YEARS)) == pytest.approx(0.4)


def test_an_allergy_never_fades() -> None:
    assert half_life(Fading.NEVER) is None
    assert weight(0.8, timedelta(days=30_000), half_life(Fading.NEVER)) == 0.8


def test_every_class_has_a_half_life_or_never_fades() -> None:
    assert [half_life(f) for f in Fading if f is not Fading.NEVER] == sorted(
        (half_life(f) for f in Fading if f is not Fading.NEVER), key=lambda h: h or timedelta.max, reverse=True
    )


@given(confidences, ages, ages, classes)
def test_growing_older_never_adds_weight(confidence: float, age: timedelta, more: timedelta, fading: Fading) -> None:
    younger = weight(confidence, age, half_life(fading))
    older = weight(confidence, age + more, half_life(fading))

    assert 0 <= older <= younger <= confidence


@given(confidences, confidences, ages, classes)
def test_of_one_age_the_surer_fact_weighs_more(one: float, other: float, age: timedelta, fading: Fading) -> None:
    weights = [weight(c, age, half_life(fading)) for c in sorted([one, other])]

    assert weights == sorted(weights)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(AssertionError):
        weight(1.2, timedelta(0), None)
    with pytest.raises(AssertionError):
        weight(0.5, timedelta(days=-1), None)
