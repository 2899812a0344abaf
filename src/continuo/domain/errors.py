"""What can go wrong, named for what the caller can do next.

``retryable`` says whether a worker may simply try again. Messages carry ids and numbers, never what a person said.
"""

from __future__ import annotations


class ContinuoError(Exception):
    """The root of every error that continuo raises on purpose."""

    retryable = False


class NotFound(ContinuoError):
    """The thing is not there, or not in your scope; the two look the same."""


class Conflict(ContinuoError):
    """Someone wrote first: read again, then decide."""

    retryable = True


class StalePosition(Conflict):
    """The journal has moved on from the position that was expected."""


class StaleEpoch(ContinuoError):
    """The memory was erased since the epoch that the caller knew: drop what is kept of it, and do not send it again."""


class KeyReused(ContinuoError):
    """An idempotency key or client event id came back with another body."""


class WrongState(ContinuoError):
    """What is asked cannot be done to something in this state, such as restoring a fact that is in force."""


class Invalid(ContinuoError):
    """A value breaks a rule; ``field`` names it.

    Args:
        field: the path of the value as the caller wrote it, such as ``turns[3].text``.
        problem: what is wrong, in words that do not repeat the value.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class Refused(ContinuoError):
    """You may not."""


class OutOfScope(Refused):
    """The credential does not reach this far."""


class QuotaExceeded(Refused):
    """A limit of the tenant, user or key is used up."""


class Unavailable(ContinuoError):
    """A store or provider is away; nothing was stored."""

    retryable = True


class Busy(ContinuoError):
    """More waits for the session already than may; nothing was stored, and a moment later there is room."""

    retryable = True


class Misconfigured(ContinuoError):
    """The installation is not as it has to be; the message names the remedy."""


class Broken(ContinuoError):
    """An invariant does not hold; a person has to look."""
