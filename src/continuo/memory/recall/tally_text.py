"""What was counted, said in one sentence that is true to the letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from continuo.domain.mentions import Stretch
from continuo.domain.turn import Role
from continuo.memory.recall.asking import Asked, Want

_SPEAKERS = {Role.USER: "the user", Role.ASSISTANT: "the assistant"}


def tally_text(asked: Asked, total: int, ends: Sequence[datetime], elsewhere: int) -> str:
    """Return the sentence.

    Args:
        total: turns, or conversations, that are meant.
        ends: when the first and the last turn of what is meant were said, in the zone of asking; none of nothing.
        elsewhere: turns that differ only in having been said at another time.

    >>> tally_text(Asked(Want.COUNT, "running", (Role.USER,)), 0, [], 0)
    '0 turns of the user mention "running"'
    """
    if asked.of_sessions and asked.want in (Want.FIRST, Want.LAST) and ends:
        which = "first" if asked.want is Want.FIRST else "last"
        of_how_many = "" if total == 1 else f" of {total}"
        about = f' with turns that mention "{asked.topic}"' if asked.topic else ""
        return f"the {which} conversation{of_how_many}{about}: its turns were said from {_moment(ends[0])} on"
    sentence = f"{total} {_things(asked, total)}{_when(asked.stretches)}{_mention(asked, one=total == 1)}"
    if ends:
        sentence += f", said on {_moment(ends[0])}" if total == 1 else _from_to(ends)
    if asked.stretches and elsewhere:
        sentence += f"; {elsewhere} at other times"
    return sentence


def _things(asked: Asked, total: int) -> str:
    if asked.of_sessions:
        return "conversation" if total == 1 else "conversations"
    things = "turn" if total == 1 else "turns"
    if asked.speaker:
        return f"{things} of {asked.speaker}"
    return f"{things} of {_SPEAKERS[asked.roles[0]]}" if asked.roles else things


def _mention(asked: Asked, *, one: bool) -> str:
    if not asked.topic:
        return "" if asked.of_sessions else " was found" if one else " were found"
    return f' {"mentions" if one else "mention"} "{asked.topic}"'


def _when(stretches: Sequence[Stretch]) -> str:
    return " said " + " or ".join(_stretch(*stretch) for stretch in stretches) if stretches else ""


def _stretch(since: datetime, until: datetime) -> str:
    last = until - timedelta(microseconds=1)
    if since.date() == last.date():
        return f"on {_day(since)}"
    return f"from {_day(since)} to {_day(last)}"


def _from_to(ends: Sequence[datetime]) -> str:
    return f": the first on {_moment(ends[0])}, the last on {_moment(ends[-1])}"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)} at {moment:%H:%M}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"
