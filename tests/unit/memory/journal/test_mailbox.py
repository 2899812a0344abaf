"""Mailboxes: one writer at a time in a session, in order, and a limit to what waits."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from continuo.domain.errors import Busy, Unavailable
from continuo.domain.scope import Scope
from continuo.domain.session import Appended
from continuo.domain.turn import NewTurn, Role
from continuo.memory.journal.mailbox import Letter, Mailboxes, MailboxLimits, Outcome
from continuo.ports.intake import Addition

NOW = datetime(2026, 5, 1, tzinfo=UTC)
ANA = Scope.of(UUID(int=1), "ana")


def letter(text: str, session: str = "s") -> Letter:
    addition = Addition(session, [NewTurn(Role.USER, text)], NOW, 10, timedelta(minutes=1))
    return Letter(ANA, ANA.session(session), addition, None, len(text))


@dataclass
class Book:
    """Writes into a list as soon as the gate is open, and sees whether two ever wrote at once."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    written: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    writing: set[UUID] = field(default_factory=set)

    async def one(self, letter: Letter) -> Appended:
        (outcome,) = await self.several([letter])
        if not isinstance(outcome, Appended):
            raise outcome
        return outcome

    async def several(self, letters: Sequence[Letter]) -> Sequence[Outcome]:
        session_id = letters[0].session_id
        assert session_id not in self.writing, "two write at once"
        self.writing.add(session_id)
        try:
            await self.gate.wait()
        finally:
            self.writing.remove(session_id)
        self.sizes.append(len(letters))
        return [self._write(letter) for letter in letters]

    def _write(self, letter: Letter) -> Outcome:
        (turn,) = letter.addition.turns
        if turn.text.startswith("bad"):
            return Unavailable("away")
        self.written.append(turn.text)
        return Appended(letter.session_id, (len(self.written),), len(self.written))


def delivered(boxes: Mailboxes, *letters: Letter) -> list[asyncio.Task[Appended]]:
    return [asyncio.create_task(boxes.deliver(each)) for each in letters]


async def test_what_comes_while_somebody_writes_is_written_together_in_order() -> None:
    book = Book()
    boxes = Mailboxes(book, MailboxLimits(together=10))
    senders = delivered(boxes, *(letter(f"{n}") for n in range(25)))
    await asyncio.sleep(0)
    book.gate.set()
    answers = await asyncio.gather(*senders)
    assert book.written == [f"{n}" for n in range(25)]
    assert [a.positions for a in answers] == [(n,) for n in range(1, 26)]
    assert book.sizes == [1, 10, 10, 4]


async def test_sessions_do_not_wait_for_one_another() -> None:
    book = Book()
    boxes = Mailboxes(book, MailboxLimits())
    senders = delivered(boxes, letter("a", "one"), letter("b", "two"), letter("c", "three"))
    await asyncio.sleep(0)
    assert (len(book.writing), boxes.open) == (3, 3)
    book.gate.set()
    await asyncio.gather(*senders)
    assert sorted(book.written) == ["a", "b", "c"]


async def test_nothing_is_left_of_a_session_in_which_nobody_writes() -> None:
    book = Book()
    book.gate.set()
    boxes = Mailboxes(book, MailboxLimits())
    await asyncio.gather(*delivered(boxes, *(letter(f"{n}", f"s{n % 3}") for n in range(9))))
    await boxes.close()
    assert boxes.open == 0


async def test_a_full_mailbox_refuses_and_stores_nothing() -> None:
    book = Book()
    boxes = Mailboxes(book, MailboxLimits(waiting=3))
    senders = delivered(boxes, *(letter(f"{n}") for n in range(4)))
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await boxes.deliver(letter("too many"))
    book.gate.set()
    await asyncio.gather(*senders)
    assert book.written == ["0", "1", "2", "3"]
    # There is room again.
    assert (await boxes.deliver(letter("later"))).last_position == 5


async def test_a_mailbox_is_full_by_its_words_too_but_takes_one_long_letter() -> None:
    book = Book()
    boxes = Mailboxes(book, MailboxLimits(characters=10))
    senders = delivered(boxes, letter("a"), letter("x" * 50))
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await boxes.deliver(letter("b"))
    book.gate.set()
    await asyncio.gather(*senders)
    assert book.written == ["a", "x" * 50]


async def test_all_mailboxes_together_hold_so_many_words() -> None:
    book = Book()
    boxes = Mailboxes(book, MailboxLimits(characters_in_all=10))
    senders = delivered(boxes, letter("a", "s"), letter("x" * 9, "s"), letter("b", "t"))
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await boxes.deliver(letter("cc", "t"))
    book.gate.set()
    await asyncio.gather(*senders)
    senders = delivered(boxes, letter("d", "t"), letter("ee", "t"))
    await asyncio.gather(*senders)
    assert sorted(book.written) == ["a", "b", "d", "ee", "x" * 9]


async def test_a_sender_who_goes_away_takes_only_their_own_letter_along() -> None:
    book = Book()
    boxes = Mailboxes(book, MailboxLimits())
    senders = delivered(boxes, *(letter(f"{n}") for n in range(5)))
    await asyncio.sleep(0)
    senders[2].cancel()
    await asyncio.sleep(0)
    book.gate.set()
    outcomes = await asyncio.gather(*senders, return_exceptions=True)
    assert [isinstance(o, Appended) for o in outcomes] == [True, True, False, True, True]
    assert book.written == ["0", "1", "3", "4"]


async def test_the_one_who_writes_may_go_away_and_the_others_are_served() -> None:
    book = Book()
    boxes = Mailboxes(book, MailboxLimits())
    senders = delivered(boxes, *(letter(f"{n}") for n in range(3)))
    await asyncio.sleep(0)
    senders[0].cancel()
    await asyncio.sleep(0)
    book.gate.set()
    outcomes = await asyncio.gather(*senders, return_exceptions=True)
    assert [isinstance(o, Appended) for o in outcomes] == [False, True, True]


async def test_what_goes_wrong_with_one_letter_is_no_matter_of_the_others() -> None:
    book = Book()
    boxes = Mailboxes(book, MailboxLimits())
    senders = delivered(boxes, letter("a"), letter("bad"), letter("b"))
    await asyncio.sleep(0)
    book.gate.set()
    outcomes = await asyncio.gather(*senders, return_exceptions=True)
    assert [type(o) for o in outcomes] == [Appended, Unavailable, Appended]
    assert book.written == ["a", "b"]


async def test_who_has_waited_for_too_long_is_told_so_and_not_written() -> None:
    book = Book()
    boxes = Mailboxes(book, MailboxLimits(wait_s=0.0))
    senders = delivered(boxes, letter("a"), letter("b"))
    await asyncio.sleep(0.01)
    book.gate.set()
    outcomes = await asyncio.gather(*senders, return_exceptions=True)
    assert [type(o) for o in outcomes] == [Appended, Busy]
    assert book.written == ["a"]
