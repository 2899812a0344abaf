"""What a device that follows a session is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from continuo.domain.turn import Turn


@dataclass(frozen=True, slots=True)
class Said:
    """Turns that the device has not seen yet.

    Args:
        after: the position up to which the device had everything before.
        position: the position up to which it has everything now; turns that expired in between are not shown.
    """

    after: int
    position: int
    turns: Sequence[Turn]


@dataclass(frozen=True, slots=True)
class Learned:
    """What was said up to a position has become memory."""

    consolidated_to: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """Questions to the person were opened or settled; ``open`` of them wait for an answer, at most 100 are counted."""

    open: int


@dataclass(frozen=True, slots=True)
class Edited:
    """Memories of the person changed otherwise than by this session: a device reads anew what it shows of them."""

    memory: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The session was declared over; a later turn reopens it."""

    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Present:
    """Another device came or went."""

    device: str
    present: bool


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody writes at another device, or has stopped."""

    device: str
    typing: bool


News = Said | Learned | Unsure | Edited | Ended | Present | Typing


class Ending(StrEnum):
    """Why a device is followed no longer."""

    ERASED = "erased"
    """The person's memory was erased: what the device keeps of it has to go."""
    REFUSED = "refused"
    """Its credential is no longer good."""
    UNCHECKED = "unchecked"
    """Its credential cannot be checked."""
    CLOSING = "closing"
    """This process ends."""


class Farewell(Exception):
    """Nothing more comes on this line.

    Args:
        epoch: the person's, as far as it is known; after an erasure, that which begins now.
    """

    def __init__(self, ending: Ending, epoch: int) -> None:
        super().__init__(ending.value)
        self.ending = ending
        self.epoch = epoch
