"""Tokens are counted as they are charged, and paid for to the last started micro-dollar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.spending import Meter, Price, Spent

TOKENS = st.integers(0, 10**9)


def test_a_price_is_for_a_million_tokens_and_rounded_up() -> None:
    price = Price(150_000, 600_000)

    assert price.of(1_000_000, 1_000_000) == 750_000
    assert price.of(1, 0) == 1
    assert price.of(0, 0) == 0


@given(TOKENS, TOKENS, TOKENS, TOKENS)
def test_counted_together_tokens_never_cost_more_than_counted_apart(a: int, b: int, c: int, d: int) -> None:
    price = Price(150_000, 600_000)

    assert price.of(a + c, b + d) <= price.of(a, b) + price.of(c, d) <= price.of(a + c, b + d) + 1


@given(st.lists(st.tuples(TOKENS, TOKENS)))
def test_a_meter_adds_up_what_it_is_told(charges: list[tuple[int, int]]) -> None:
    meter = Meter(Price(1_000_000, 2_000_000))
    for tokens_in, tokens_out in charges:
        meter.sent()
        meter.charged(tokens_in, tokens_out)
    meter.fell_back()
    meter.dropped(3)

    tokens_in, tokens_out = sum(i for i, _ in charges), sum(o for _, o in charges)
    expected = Spent(len(charges), tokens_in, tokens_out, tokens_in + 2 * tokens_out, fallbacks=1, dropped=3)
    assert meter.spent == expected
