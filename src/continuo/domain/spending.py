"""What a provider was paid, and for what: tokens, money, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Price:
    """What a provider asks for tokens.

    Args:
        tokens_in: micro-dollars for a million tokens of a prompt; 0 for a model of one's own.
        tokens_out: micro-dollars for a million tokens of an answer.
    """

    tokens_in: int = 0
    tokens_out: int = 0

    def of(self, tokens_in: int, tokens_out: int) -> int:
        """Return the price of so many tokens in micro-dollars, rounded up.

        >>> Price(150_000, 600_000).of(1_000, 100)
        210
        """
        return -(-(tokens_in * self.tokens_in + tokens_out * self.tokens_out) // 1_000_000)


@dataclass(frozen=True, slots=True)
class Spent:
    """What some calls cost and what became of their answers.

    Args:
        calls: requests sent, those that failed included.
        tokens_in: tokens of the prompts, as the provider counts them; estimated where its answer was lost.
        tokens_out: tokens of the answers, likewise.
        micro_dollars: their price.
        fallbacks: parts of conversations that the rules read in the end because no answer could be used.
        dropped: statements that did not stand up to the words they were said to stand on.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    micro_dollars: int = 0
    fallbacks: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Spending:
    """What one tenant's work cost on one day.

    Args:
        day: in UTC.
        model: as the provider names it.
        purpose: what it was asked for, such as ``extraction``.
    """

    day: date
    model: str
    purpose: str
    spent: Spent


class Meter:
    """Runs along with calls to a provider and knows at any moment what they have cost, also when they fail."""

    def __init__(self, price: Price) -> None:
        self._price = price
        self._calls = self._tokens_in = self._tokens_out = 0
        self._fallbacks = self._dropped = 0

    def sent(self) -> None:
        """Count a request that goes out."""
        self._calls += 1

    def charged(self, tokens_in: int, tokens_out: int) -> None:
        """Count the tokens of a request; once for each that the provider may have worked on."""
        assert tokens_in >= 0, tokens_in
        assert tokens_out >= 0, tokens_out
        self._tokens_in += tokens_in
        self._tokens_out += tokens_out

    def fell_back(self) -> None:
        """Count a part that the rules had to read."""
        self._fallbacks += 1

    def dropped(self, statements: int) -> None:
        """Count statements that were not believed."""
        self._dropped += statements

    @property
    def spent(self) -> Spent:
        """Return what it comes to so far."""
        return Spent(
            calls=self._calls,
            tokens_in=self._tokens_in,
            tokens_out=self._tokens_out,
            micro_dollars=self._price.of(self._tokens_in, self._tokens_out),
            fallbacks=self._fallbacks,
            dropped=self._dropped,
        )
