"""How many marked statements are read, and how many of those read are marked: the rules, the reader, and both.

    python -m bench.reader.score            over the conversations that the fit held back
    python -m bench.reader.score --show     and what was missed or made up

Rules were not made by these conversations, so this is how either fares on wordings it has not seen. A statement is
found if its predicate is that of the mark, or one that `bench/facts` takes for it, and its object shares a word.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from bench.fact_keeping.labels import ALIKE
from bench.reader.annotations import TURNS, Mark, Marked, conversations
from continuo.adapters.onnx.tagging.tagger import OnnxTagger
from continuo.domain.fact import Candidate
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.by_tagger.combining import combined
from continuo.memory.consolidation.extraction.extractor import extract

HELD_BACK = 10  # As in the fit, which needs packages that this does without.
_VALUES = ("date_of_", "number_of_")
_NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
MODELS = Path(__file__).parent.parent.parent / ".make" / "models"


@dataclass
class Tally:
    """What one way of reading did."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __str__(self) -> str:
        found, wanted = self.right + self.wrong, self.right + self.missed
        return f"precision {self.right / max(found, 1):.3f}, recall {self.right / max(wanted, 1):.3f}, {found} read"


def main() -> None:
    options = _options()
    tagger = OnnxTagger(MODELS)
    tallies = {name: Tally() for name in ("rules", "reader", "both")}
    for number, (_, told) in enumerate(conversations(options.turns)):
        if number % HELD_BACK != options.fold:
            continue
        turns = list(_turns(told))
        ruled, marks = extract(turns), tagger.tag_now(turns)
        read = {"rules": ruled, "reader": combined(turns, (), marks), "both": combined(turns, ruled, marks)}
        for name, found in read.items():
            _count(tallies[name], told, found, show=options.show and name == "both")
    for name, tally in tallies.items():
        print(f"{name:7} {tally}")


def _turns(told: Sequence[Marked]) -> Iterator[Turn]:
    for number, said in enumerate(told, 1):
        day = said.said_on
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) if day else _NOON
        moment = noon + timedelta(minutes=number)
        role = Role.ASSISTANT if said.speaker == "A" else Role.USER
        speaker = "" if said.speaker in {"U", "A"} else said.speaker
        yield Turn(UUID(int=1), number, role, said.text, speaker, moment, moment)


def _count(tally: Tally, told: Sequence[Marked], found: Sequence[Candidate], *, show: bool) -> None:
    met: set[tuple[int, Mark]] = set()
    for candidate in found:
        said = told[candidate.source.position - 1]
        fitting = [mark for mark in said.marks if _fits(candidate, mark, said.text)]
        met |= {(candidate.source.position, mark) for mark in fitting}
        tally.wrong += not fitting
        if show and not fitting:
            print(f"made up: {candidate.predicate} {candidate.object!r} in {said.text!r}")
    for position, said in enumerate(told, 1):
        for mark in said.marks:
            tally.right += (position, mark) in met
            tally.missed += (position, mark) not in met
            if show and (position, mark) not in met:
                print(f"missed: {mark.predicate} {said.text[mark.start : mark.end]!r} {mark.status} in {said.text!r}")


def _fits(candidate: Candidate, mark: Mark, text: str) -> bool:
    if _kind(candidate.predicate) != _kind(mark.predicate):
        return False
    if candidate.predicate == "relationship_status":
        return candidate.object == (mark.value or text[mark.start : mark.end].lower())
    if candidate.predicate.startswith(_VALUES) or candidate.predicate in {"age", "birthday"}:
        return True
    words = (mark.value or text[mark.start : mark.end]).lower().split()
    return bool(set(words) & set(candidate.object.lower().split()))


def _kind(predicate: str) -> str:
    if predicate.startswith("favourite_"):
        return "likes"
    return next((family for family in _VALUES if predicate.startswith(family)), ALIKE.get(predicate, predicate))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=Path, default=TURNS)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--show", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
