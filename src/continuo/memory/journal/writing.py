"""Letters into the journal: the short way where it is open, several as one where that makes no difference."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from continuo.domain.errors import StaleEpoch
from continuo.domain.job import JobKind
from continuo.domain.session import Appended
from continuo.memory.journal.mailbox import Letter, Outcome, Stored
from continuo.ports.intake import Intake
from continuo.ports.storage import Storage, Transaction

MOST_TURNS_AT_ONCE = 1000
"""Turns of several letters that become one addition."""

MOST_CHARACTERS_AT_ONCE = 1_000_000


class Writing:
    """Writes letters of one session; keeps ``Writes`` of the mailboxes.

    Args:
        intake: the short way for ordinary appends; ``None`` where every one goes the long way.
    """

    def __init__(self, storage: Storage, intake: Intake | None) -> None:
        self._storage = storage
        self._intake = intake

    async def one(self, letter: Letter) -> Stored:
        """Write one letter, and return where its turns lie after the commit."""
        taken = await self._short_way(letter)
        return Stored(taken, letter.addition.now) if taken is not None else await self._long_way(letter)

    async def several(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
        """Write letters, in their order but for those that have to go the long way; return what became of each.

        Plain ones that follow one another are stored as one addition, all in one transaction. Nothing can be wrong
        with one of them alone that was not seen when it was posted; if something is all the same, the addition is not
        stored and each goes the long way by itself.
        """
        runs = list(_runs(letters))
        tried = await asyncio.gather(*(self._short_way(_joined(run)) for run in runs), return_exceptions=True)
        outcomes: list[Outcome] = []
        for run, taken in zip(runs, tried, strict=True):
            if isinstance(taken, Appended):
                outcomes += _shares(run, taken)
            elif taken is None:
                outcomes += await self._left_over(run)
            else:
                outcomes += [taken] * len(run)
        return outcomes

    async def close(self) -> None:
        """Wait for what is under way."""
        if self._intake is not None:
            await self._intake.close()

    async def _left_over(self, run: Sequence[Letter]) -> list[Outcome]:
        """Go the long way with the first one, which may open the short one again for the rest."""
        outcomes = [await self._outcome(run[0])]
        rest = run[1:]
        if rest:
            (taken,) = await asyncio.gather(self._short_way(_joined(rest)), return_exceptions=True)
            if isinstance(taken, Appended):
                return outcomes + _shares(rest, taken)
            if taken is not None:
                return outcomes + [taken] * len(rest)
        return outcomes + [await self._outcome(letter) for letter in rest]

    async def _outcome(self, letter: Letter) -> Outcome:
        (outcome,) = await asyncio.gather(self._long_way(letter), return_exceptions=True)
        return outcome

    async def _short_way(self, letter: Letter) -> Appended | None:
        if self._intake is None or letter.expected is not None:
            return None
        return await self._intake.take(letter.scope, letter.addition)

    async def _long_way(self, letter: Letter) -> Stored:
        addition = letter.addition
        async with self._storage.appending(letter.scope) as tx:
            _check_epoch(tx, addition.epoch)
            if addition.request is not None and (kept := await tx.requests.answer(addition.request)) is not None:
                return Stored(_appended(kept), None)
            appended = await tx.journal.append(
                addition.session, addition.turns, now=addition.now, expected=letter.expected
            )
            await _defer(tx, letter, appended)
            if addition.request is not None:
                await tx.requests.keep(addition.request, _answer(appended))
        named = any(turn.client_event_id is not None for turn in addition.turns)
        return Stored(appended, None if named else addition.now)


def _check_epoch(tx: Transaction, epoch: int | None) -> None:
    """Raise StaleEpoch for words that were said before an erasure; the transaction is undone then."""
    assert tx.person is not None, "whoever appends is made known"
    if epoch is not None and epoch != tx.person.epoch:
        raise StaleEpoch(f"turns of epoch {epoch} came after an erasure: the epoch is {tx.person.epoch}")


async def _defer(tx: Transaction, letter: Letter, appended: Appended) -> None:
    # Only a batch boundary that these turns crossed makes the job due: else every turn would touch the queue.
    delay = timedelta(0) if letter.addition.fills(appended.last_position) else letter.addition.quiet
    await tx.queue.defer(JobKind.CONSOLIDATE, appended.session_id, delay=delay)


def _runs(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Yield letters that may be stored as one, and all others alone, in their order."""
    run: list[Letter] = []
    turns = characters = 0
    for letter in letters:
        turns, characters = turns + len(letter.addition.turns), characters + letter.characters
        fits = turns <= MOST_TURNS_AT_ONCE and characters <= MOST_CHARACTERS_AT_ONCE
        if run and not (fits and _is_plain(letter) and _is_plain(run[-1]) and _are_alike(letter, run[-1])):
            yield run
            run, turns, characters = [], len(letter.addition.turns), letter.characters
        run.append(letter)
    if run:
        yield run


def _is_plain(letter: Letter) -> bool:
    """Tell whether a letter has nothing that belongs to it alone: no kept answer, no names, no expectation."""
    addition = letter.addition
    if addition.request is not None or letter.expected is not None:
        return False
    return all(turn.client_event_id is None for turn in addition.turns)


def _are_alike(one: Letter, other: Letter) -> bool:
    return one.scope == other.scope and one.addition.epoch == other.addition.epoch


def _joined(run: Sequence[Letter]) -> Letter:
    if len(run) == 1:
        return run[0]
    addition = replace(
        run[-1].addition,
        turns=[turn for letter in run for turn in letter.addition.turns],
        quiet=min(letter.addition.quiet for letter in run),
    )
    return replace(run[-1], addition=addition)


def _shares(run: Sequence[Letter], taken: Appended) -> list[Outcome]:
    """Return where the turns of each letter lie, of the places of all."""
    at, places = run[-1].addition.now, iter(taken.positions)
    shares = [tuple(next(places) for _ in letter.addition.turns) for letter in run]
    return [Stored(Appended(taken.session_id, share, taken.last_position), at) for share in shares]


def _answer(appended: Appended) -> dict[str, Any]:
    return asdict(appended) | {"session_id": str(appended.session_id)}


def _appended(kept: dict[str, Any]) -> Appended:
    return Appended(UUID(kept["session_id"]), tuple(kept["positions"]), int(kept["last_position"]))
