"""The contract of the port ``Recogniser``, for the one that goes by rules and word lists."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.domain.entity import EntityType, Mention
from continuo.memory.consolidation.extraction.entities.recogniser import RulesRecogniser
from continuo.ports.recogniser import Recogniser

TURN = "My sister Ana moved to Lisbon with her dog Rex, and I still love hot dogs."
ODD = [
    "",
    "   \n\t ",
    "😀😀😀",
    "'s",
    "I'm",
    "My",
    "my my my sister sister's",
    "the the THE",
    "```\nAna = Lisbon\n",
    "@ana #lisbon http://example.org/Ana ana@example.org",
    "Ana" * 50_000,
    "my sister Ana, " * 3_000,
    "A. B. C. D. E. F. G.",
    "我姐姐叫安娜，她住在里斯本。",
    "İstanbul ŞEHRİ ǅ ﬁsh ß",
    '“Ana” ‘Lisbon’ "',
    "\u202eanA\u202c \u200bAna",
]
WORDS = st.sampled_from(
    [*TURN.split(), "named", "called", "Dr.", "Aunt", "Lake", "University", "of", "the", "’s", "'s", "U.S.", '"', "\n"]
)


class RecogniserContract:
    def recogniser(self) -> Recogniser:
        raise AssertionError("an adapter's suite brings its recogniser")

    def check(self, text: str, mentions: tuple[Mention, ...]) -> None:
        assert [m.text for m in mentions] == [text[m.start : m.end] for m in mentions]
        assert all(earlier.end <= later.start for earlier, later in pairwise(mentions))
        assert all(0 <= m.confidence <= 1 and (m.named or m.role) for m in mentions)

    def test_people_and_places_are_found_where_they_stand(self) -> None:
        found = {(m.type, m.text) for m in self.recogniser().recognise(TURN, speaker="")}
        assert {(EntityType.PERSON, "Ana"), (EntityType.PLACE, "Lisbon")} <= found

    @pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
    def test_any_text_is_read_without_an_error(self, text: str) -> None:
        mentions = self.recogniser().recognise(text, speaker="")
        self.check(text, mentions)
        assert isinstance(mentions, tuple)

    def test_no_words_give_no_mentions(self) -> None:
        assert self.recogniser().recognise("", speaker="") == ()
        assert self.recogniser().recognise(" ?! … ", speaker="Ana") == ()

    @given(words=st.lists(WORDS, max_size=30), speaker=st.sampled_from(["", "Ana", "Tom Miller"]))
    def test_mentions_are_in_order_do_not_overlap_and_say_what_stands_there(
        self, words: list[str], speaker: str
    ) -> None:
        text = " ".join(words)
        mentions = self.recogniser().recognise(text, speaker=speaker)
        self.check(text, mentions)
        assert mentions == self.recogniser().recognise(text, speaker=speaker)

    @given(text=st.text(max_size=300))
    def test_mentions_hold_for_any_characters(self, text: str) -> None:
        mentions = self.recogniser().recognise(text, speaker="")
        self.check(text, mentions)
        assert len(mentions) <= len(text)

    def test_several_threads_get_the_same_answer(self) -> None:
        alone = self.recogniser().recognise(TURN, speaker="")
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda _: self.recogniser().recognise(TURN, speaker=""), range(40)))
        assert all(answer == alone for answer in together)

    def test_a_text_ten_times_as_long_takes_no_more_than_its_share_of_time(self) -> None:
        recogniser = self.recogniser()
        short, long = TURN * 20, TURN * 200
        cost_short = min(cost_s(recogniser, short) for _ in range(5))
        cost_long = min(cost_s(recogniser, long) for _ in range(5))
        assert cost_long < 30 * cost_short

    def test_a_version_is_named(self) -> None:
        assert self.recogniser().version
        assert self.recogniser().version == self.recogniser().version.strip()


def cost_s(recogniser: Recogniser, text: str) -> float:
    started = time.process_time()
    recogniser.recognise(text, speaker="")
    return time.process_time() - started


@cache
def rules() -> Recogniser:
    return RulesRecogniser()


class TestRules(RecogniserContract):
    def recogniser(self) -> Recogniser:
        return rules()

    def test_another_process_gives_the_same_answer_and_version(self) -> None:
        code = (
            "from continuo.memory.consolidation.extraction.entities.recogniser import RulesRecogniser as R;"
            f"r = R(); print(r.version); print(r.recognise({TURN!r}, speaker=''))"
        )
        asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
        version, answer = asked.stdout.splitlines()
        assert version == self.recogniser().version
        assert answer == repr(self.recogniser().recognise(TURN, speaker=""))

    def test_text_beyond_its_reach_is_left_unread(self) -> None:
        text = "so " * 10_000 + "Lisbon"
        assert self.recogniser().recognise(text, speaker="") == ()
