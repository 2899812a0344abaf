"""How much shorter recaps are than what they tell, and what of it can still be answered from them.

    make bench-compression

On long conversations of our own making (``bench/compression_talks``): tokens saved by the running summary of each, and
the share of planted facts and decisions of which the answer's words stand in one line of it, beside a word of what was
asked about. A second figure builds the block for the question within a budget, of the ten last turns and the running
summary, without recall, and looks for the answer there.

With ``CONTINUO_BENCH_DATA`` the recaps of the dev files are measured too: the share of the telling words of evidence
turns that stand in the recap lines of just those turns. No public data says which sentence of a turn matters, so this
figure counts every word of an evidence turn, greetings included; it is a lower bound of a kind, no answer rate.
"""

from __future__ import annotations

import importlib
import os
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.compression_talks.making import Planted, Talk, talks
from bench.report import ROOT, data_folder, write_report
from continuo.adapters.onnx.folder import VOCABULARY_FILE, fetch
from continuo.adapters.onnx.wordpiece import WordPiece, WordPieceTokenizer
from continuo.domain.episode import Episode, RecapLine
from continuo.domain.recall import Recalled
from continuo.domain.turn import Role, Turn
from continuo.memory.consolidation.extraction.episodes import EpisodeDraft, episodes
from continuo.memory.context.leaning import leaning
from continuo.memory.context.levels import Ongoing, Told
from continuo.memory.context.room import Asked, assemble
from continuo.memory.vectors.stop_words import STOP_WORDS
from continuo.memory.vectors.terms import words

SEED = 7
FILES = {"locomo": "locomo-dev", "longmemeval": "longmemeval-pooled-dev", "beam": "beam-100k-dev"}
BUDGETS = (500, 1000, 2000)
WINDOW_TURNS = 10
"""Of the hundred turns that the window may hold, so that nearly all that is asked lies before it."""

RUN_TURNS = 10
"""Turns that one run of consolidation takes while a conversation goes on."""


def answered(planted: Planted, lines: Iterable[str]) -> bool:
    """Tell whether one line has all words of the answer, and the word it has to stand beside."""
    wanted = set(words(f"{planted.answer} {planted.beside}"))
    return any(wanted <= set(words(line)) for line in lines)


def running_summary(turns: Sequence[Turn], tokenizer: WordPieceTokenizer) -> list[RecapLine]:
    """Return the recap of a session as it stands after runs of ten turns, each going on from the last open episode."""
    return [line for draft in _drafts(turns, tokenizer) for line in draft.recap]


def _drafts(turns: Sequence[Turn], tokenizer: WordPieceTokenizer) -> list[EpisodeDraft]:
    done: list[EpisodeDraft] = []
    held: list[Turn] = []
    drafts: Sequence[EpisodeDraft] = ()
    for start in range(0, len(turns), RUN_TURNS):
        held += turns[start : start + RUN_TURNS]
        drafts = episodes(held, count=tokenizer.count)
        done += drafts[:-1]
        held = [t for t in held if t.position >= drafts[-1].first]
    return [*done, *drafts[-1:]]


def of_talks(made: Sequence[Talk], tokenizer: WordPieceTokenizer) -> dict[str, Any]:
    """Return what the running summaries of our own conversations save and keep."""
    saved, kept, asked, seconds = [], 0, 0, []
    in_blocks: Counter[int] = Counter()
    for talk in made:
        began = time.process_time()
        drafts = _drafts(talk.turns, tokenizer)
        seconds.append(time.process_time() - began)
        lines = [f"{line.speaker}: {line.text}" for draft in drafts for line in draft.recap]
        whole = sum(tokenizer.count(f"{t.role.value}: {t.text}") for t in talk.turns)
        saved.append(1 - sum(map(tokenizer.count, lines)) / whole)
        kept += sum(answered(planted, lines) for planted in talk.planted)
        asked += len(talk.planted)
        in_blocks.update(_found_in_blocks(talk, drafts, tokenizer))
    return {
        "sessions": len(made),
        "turns": sum(len(talk.turns) for talk in made),
        "planted": asked,
        "tokens_saved": round(statistics.fmean(saved), 4),
        "tokens_saved_least": round(min(saved), 4),
        "tokens_saved_most": round(max(saved), 4),
        "answerable": round(kept / asked, 4),
        **{f"answerable_in_block@{budget}": round(in_blocks[budget] / asked, 4) for budget in BUDGETS},
        "cpu_ms_a_turn": round(1000 * sum(seconds) / sum(len(talk.turns) for talk in made), 3),
    }


def _found_in_blocks(talk: Talk, drafts: Sequence[EpisodeDraft], tokenizer: WordPieceTokenizer) -> Iterator[int]:
    """Yield a budget for each answer in the block of the ongoing session alone: running summary and last turns.

    Recall is left out on purpose: it would find the turns themselves.
    """
    told = Told(Ongoing("talk", talk.turns[-WINDOW_TURNS:], [_episode(talk.turns[0].session_id, d) for d in drafts]))
    for planted in talk.planted:
        for budget in BUDGETS:
            question = Asked(planted.question, leaning(planted.question, []), budget, "0a1b2c3d")
            block = assemble(question, Recalled((), 0), told, tokenizer)
            if answered(planted, (item.text for item in block.items)):
                yield budget


def _episode(session_id: UUID, draft: EpisodeDraft) -> Episode:
    return Episode(
        UUID(int=draft.first), session_id, draft.first, draft.last, draft.started_at, draft.ended_at, draft.summary,
        draft.topics, draft.entities, draft.cited, draft.ended_at, recap=draft.recap,
    )  # fmt: skip


def of_file(name: str, tokenizer: WordPieceTokenizer) -> dict[str, Any]:
    """Return what recaps of a dev file save, and the share of the words of its evidence turns that they keep."""
    sys.path.insert(0, str(data_folder().parent))
    model = importlib.import_module("model")
    _, conversations = model.load(data_folder() / f"{FILES[name]}.json.gz")
    before = after = 0
    shares: list[float] = []
    for conversation in conversations:
        recapped: dict[str, set[str]] = defaultdict(set)
        for said in _sessions(conversation):
            turns = [_turn(n, t) for n, t in enumerate(said, 1)]
            lines = running_summary(turns, tokenizer)
            before += sum(tokenizer.count(f"{t.speaker or t.role.value}: {t.text}") for t in turns)
            after += sum(tokenizer.count(f"{line.speaker}: {line.text}") for line in lines)
            for line in lines:
                for position in line.cited:
                    recapped[said[position - 1].id] |= _telling(line.text)
        text_of = {t.id: t.text for t in conversation.turns}
        evidence = [t for question in conversation.questions if question.answerable for t in question.evidence]
        shares += [_share(_telling(text_of[t]), recapped[t]) for t in evidence if t in text_of]
    return {
        f"{name}_tokens_saved": round(1 - after / before, 4),
        f"{name}_evidence_words_kept": round(statistics.fmean(shares), 4),
        f"{name}_evidence_turns_recapped": round(statistics.fmean(s > 0 for s in shares), 4),
    }


def _share(wanted: set[str], found: set[str]) -> float:
    return len(wanted & found) / len(wanted) if wanted else 1.0


def _telling(text: str) -> set[str]:
    return {word for word in words(text) if word not in STOP_WORDS and len(word) > 2}


def _sessions(conversation: Any) -> list[list[Any]]:
    sessions: dict[str, list[Any]] = defaultdict(list)
    for turn in conversation.turns:
        sessions[turn.session_id].append(turn)
    return list(sessions.values())


def _turn(position: int, told: Any) -> Turn:
    is_role = told.speaker in {"user", "assistant"}
    at = told.time.replace(tzinfo=UTC) if told.time else datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=position)
    role = Role(told.speaker) if is_role else Role.USER
    return Turn(UUID(int=1), position, role, told.text, "" if is_role else told.speaker, at, at)


def main() -> None:
    """Measure and write down."""
    models = Path(os.environ.get("CONTINUO_MODELS_FOLDER", str(ROOT / ".make" / "models")))
    tokenizer = WordPieceTokenizer(WordPiece.read(fetch(models) / VOCABULARY_FILE))
    made = talks(SEED)
    figures = of_talks(made, tokenizer)
    print(figures, flush=True)
    if os.environ.get("CONTINUO_BENCH_DATA"):
        for name in FILES:
            figures |= of_file(name, tokenizer)
            print(name, {k: v for k, v in figures.items() if k.startswith(name)}, flush=True)
    write_report("compression", figures, seed=SEED)


if __name__ == "__main__":
    main()
