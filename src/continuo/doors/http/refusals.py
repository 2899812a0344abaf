"""What the door itself refuses, before `Continuo` is asked."""

from __future__ import annotations


class DoorRefusal(Exception):
    """The root of what the door refuses; the message may be shown to the caller."""


class Unauthenticated(DoorRefusal):
    """No credential, or none that is known.

    Args:
        challenge: what to answer in ``WWW-Authenticate``.
    """

    def __init__(self, detail: str, challenge: str) -> None:
        super().__init__(detail)
        self.challenge = challenge


class Malformed(DoorRefusal):
    """The request cannot be read."""


class BodyTooLarge(DoorRefusal):
    """The body is longer than this door takes."""


class WrongMediaType(DoorRefusal):
    """The body is not declared as JSON."""


class TooSlow(DoorRefusal):
    """The body did not arrive in time."""
