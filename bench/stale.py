"""Does anything erased ever come back? Two API processes, readers that never rest, and erasures through either of them.

    make bench-stale        (CONTINUO_BENCH_STALE_ROUNDS=40 unless told otherwise)

Each round tells a new person's memory a word of its own, waits until both processes find it, and erases the person
through one of them. Every answer that was asked for after the erasure was acknowledged is searched for the word, from
both processes, by recall and by context. Then the person speaks again, and only the new words may be found.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.caller import Caller
from bench.measuring import percentiles
from bench.platform_under_test import Platform, door, started
from bench.report import size, write_report
from bench.sentences import sentence

SEED = 53
ROUNDS = size("STALE_ROUNDS", 40)
TURNS = 12
ASKED_AFTER = 10


@dataclass(slots=True)
class Seen:
    """What the readers saw.

    Args:
        before: answers with the word before the erasure: without them the rest would say nothing.
        after: answers asked for after it.
        stale: those among them that had the word.
    """

    before: int = 0
    after: int = 0
    stale: int = 0
    erasing_ms: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """A person and the word that only they were told."""

    user: str
    word: str

    def asked(self, api: Caller) -> tuple[bytes, bytes]:
        """Return what recall and context answer now."""
        body = {"user_id": self.user, "query": f"What about the {self.word}?"}
        recalled = api.expect(200, "POST", "/v1/recall", body).body
        return recalled, api.expect(200, "POST", "/v1/context", body | {"session_id": "s"}).body

    def has(self, answers: Sequence[bytes]) -> int:
        """Return in how many answers the word occurs; that the question is not among them is up to the API."""
        return sum(self.word.encode() in answer for answer in answers)

    def tell(self, api: Caller, chance: random.Random) -> None:
        """Say the word, among others."""
        texts = [f"The {self.word} is what matters. {sentence(chance)}" for _ in range(TURNS)]
        turns = [{"role": "user", "text": text} for text in texts]
        api.expect(201, "POST", "/v1/sessions/s/turns", {"user_id": self.user, "turns": turns})


class Reader(threading.Thread):
    """Asks one process without rest, and counts what came after the erasure was acknowledged."""

    def __init__(self, address: str, key: str, told: Told, erased: threading.Event, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self._place = address, key
        self._told = told
        self._erased = erased
        self._over = over
        self.found_once = threading.Event()
        self.seen = Seen()

    def run(self) -> None:
        """Ask until it is over and enough was asked since the erasure."""
        with Caller(*self._place) as api:
            while not self._over.is_set() or self.seen.after < ASKED_AFTER:
                is_after = self._erased.is_set()
                answers = self._told.asked(api)
                found = self._told.has(answers)
                if is_after:
                    self.seen.after += len(answers)
                    self.seen.stale += found
                elif found == len(answers):
                    self.seen.before += found
                    self.found_once.set()


def one_round(number: int, api: Caller, addresses: Sequence[str], key: str) -> Seen:
    """Tell, read, erase and read on."""
    chance = random.Random(SEED + number)
    told = Told(f"person {number}", f"zq{number}" + "".join(chance.choices("bdfgklmnprst", k=8)))
    told.tell(api, chance)
    erased, over = threading.Event(), threading.Event()
    readers = [Reader(address, key, told, erased, over) for address in addresses]
    for reader in readers:
        reader.start()
    for reader in readers:
        assert reader.found_once.wait(timeout=60), "what was said was not found: nothing can be said of erasures"
    erasing = api.expect(200, "DELETE", f"/v1/users/person%20{number}/memory").milliseconds
    erased.set()
    Told(told.user, "afterwards").tell(api, chance)
    over.set()
    for reader in readers:
        reader.join(timeout=60)
        assert not reader.is_alive(), "a reader got no answer"
    seen = [reader.seen for reader in readers]
    return Seen(sum(s.before for s in seen), sum(s.after for s in seen), sum(s.stale for s in seen), [erasing])


def rounds_on(platform: Platform, rounds: int) -> dict[str, Any]:
    """Run the rounds, through one process and the other in turns."""
    total = Seen()
    with door(platform.folder) as (second, _):
        addresses = [platform.address, second]
        for number in range(rounds):
            with Caller(addresses[number % 2], platform.key) as api:
                seen = one_round(number, api, addresses, platform.key)
            total.before += seen.before
            total.after += seen.after
            total.stale += seen.stale
            total.erasing_ms += seen.erasing_ms
    return {
        "rounds": rounds,
        "answers_with_it_before": total.before,
        "answers_after": total.after,
        "stale_answers": total.stale,
        **percentiles("erasure", total.erasing_ms),
    }


async def measure(rounds: int = ROUNDS) -> dict[str, Any]:
    """Start a platform with a second API process, and run the rounds."""
    with started() as platform:
        return await asyncio.to_thread(rounds_on, platform, rounds)


if __name__ == "__main__":
    write_report("stale", asyncio.run(measure()), seed=SEED, targets={"stale_answers": "<= 0"})
