"""Reads the marked turns under `turns/`; the README beside this file has the format.

python -m bench.reader.annotations        counts, and what is malformed
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from continuo.domain.predicates import registry

TURNS = Path(__file__).parent / "turns"

_FAMILIES = ("favourite_", "number_of_", "date_of_")
_MARK = re.compile(r"(?<!\\)\[(?P<words>(?:\\[\[\]]|[^\[\]])+)\]\((?P<labels>[^()]+)\)")
_LABEL = re.compile(r"(?P<predicate>[a-z][a-z0-9_]*)(?P<status>[-<?]?)(?:=(?P<value>[^,=]+))?")
_LINE = re.compile(r"(?P<speaker>[^\W\d_][\w .'’-]{0,30}): (?P<text>.+)")
_STATUS = {"": "holds", "<": "past", "-": "denied", "?": "hedged"}


class Malformed(ValueError):
    """A line that is not of the format; says where and why."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement in the words that make it.

    Args:
        start, end: of the words, in characters of the turn's text.
        status: holds, past, denied or hedged.
        value: what is stored where the words themselves are not.
    """

    start: int
    end: int
    predicate: str
    status: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """One turn. ``speaker`` is ``U``, ``A``, or a name."""

    speaker: str
    text: str
    marks: tuple[Mark, ...]
    said_on: date | None


def conversations(folder: Path = TURNS) -> Iterator[tuple[str, list[Marked]]]:
    """Yield every conversation with the name of its file.

    Raises:
        Malformed: names file and line.
    """
    for path in sorted(folder.glob("*.txt")):
        turns: list[Marked] = []
        day: date | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                if not line.strip():
                    if turns:
                        yield path.stem, turns
                    turns, day = [], None
                elif line.startswith("@ "):
                    day = date.fromisoformat(line[2:].strip())
                elif not line.startswith("#"):
                    turns.append(_turn(line, day))
            except ValueError as error:
                raise Malformed(f"{path.name}:{number}: {error}") from error
        if turns:
            yield path.stem, turns


def _turn(line: str, day: date | None) -> Marked:
    found = _LINE.fullmatch(line)
    if found is None:
        raise Malformed("a turn is 'SPEAKER: words'")
    raw, text, marks, last = found["text"], "", [], 0
    for mark in _MARK.finditer(raw):
        text += _plain(raw[last : mark.start()])
        start = len(text)
        text += _plain(mark["words"])
        marks += [_mark(start, len(text), label.strip()) for label in mark["labels"].split(",")]
        last = mark.end()
    rest = raw[last:]
    if re.search(r"(?<!\\)[\[\]]", rest):
        raise Malformed("a square bracket that is no mark is written \\[ or \\]")
    if found["speaker"] == "A" and marks:
        raise Malformed("the assistant says nothing of the person")
    return Marked(found["speaker"], text + _plain(rest), tuple(marks), day)


def _mark(start: int, end: int, label: str) -> Mark:
    found = _LABEL.fullmatch(label)
    if found is None:
        raise Malformed(f"{label!r} is no label")
    predicate = found["predicate"]
    if predicate not in registry and not predicate.startswith(_FAMILIES):
        raise Malformed(f"{predicate!r} is no predicate of the registry")
    return Mark(start, end, predicate, _STATUS[found["status"]], found["value"])


def _plain(raw: str) -> str:
    return raw.replace("\\[", "[").replace("\\]", "]").replace("\\n", "\n")


def main() -> None:
    """Print what there is."""
    turns: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    predicates: Counter[str] = Counter()
    try:
        for name, said in conversations():
            own = [t for t in said if t.speaker != "A"]
            turns[name] += len(own)
            marked[name] += sum(1 for t in own if t.marks)
            predicates.update(f"{m.predicate}:{m.status}" for t in own for m in t.marks)
    except Malformed as error:
        sys.exit(str(error))
    for name, count in turns.items():
        print(f"{name:40} {count:5} turns, {marked[name]:5} with statements")
    print(f"{'all':40} {turns.total():5} turns, {marked.total():5} with statements, {predicates.total()} statements")
    print(", ".join(f"{name} {count}" for name, count in predicates.most_common()))


if __name__ == "__main__":
    main()
