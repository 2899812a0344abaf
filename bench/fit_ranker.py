"""Fits the ranker on the dev conversations, measures it on conversations it has not seen, and writes its model file.

    CONTINUO_BENCH_DATA=FOLDER python -m bench.fit_ranker [--cache FILE.npz] [--ablate] [--dry]

Three measures: *seen*, the model on what it was fitted to; *unseen*, five-fold over conversations, one fit for all
three sets; *unknown*, fitted on two sets and scored on the third, which is what the next user will meet. The figures
go to bench/results/ranker.json, the model to src/continuo/memory/recall/ranker.json. Nothing of the data enters either:
the features are numbers that tell no words.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.ranking.cases import Case, cases_of
from bench.ranking.conversations import SETS, embedder, talks
from bench.ranking.figures import Outcome, by_category, calibrated, figures, outcomes
from bench.ranking.models import SEED, fit
from bench.report import ROOT, write_report

MODEL_PATH = ROOT / "src" / "continuo" / "memory" / "recall" / "ranker.json"
FOLDS = 5
ABLATIONS: dict[str, tuple[str, ...]] = {
    "words of single turns and passages": ("words", "best_words", "cover", "rarest"),
    "words with neighbours": (
        "words_1", "words_2", "words_before", "cover_1", "before_words", "beside_words",
    ),
    "whole sessions": ("words_session", "cover_session", "near_session"),
    "nearness of turns and passages": ("near", "best_near"),
    "nearness with neighbours": ("near_1", "near_before", "before_near", "beside_near"),
    "who speaks to whom": ("who", "asker", "assistant", "first_person", "asks", "answers"),
    "wishes, code and length": ("instruction", "code", "length"),
    "time": ("inside", "dated", "span_distance", "tells_when"),
    "candidates among one another": (
        "first", "first_lead", "first_before", "first_after", "first_beside", "first_session", "first_in_session",
        "ahead_in_session", "kin", "kin_best", "newer_kin", "older_kin", "newness",
    ),
}  # fmt: skip

Fold = Callable[[Case], object]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, measure, write.

    Args:
        arguments: of the command line; ``None`` takes those of the process.
    """
    options = _options(arguments)
    embed = embedder(options.cache)
    cases = cases_of(talk for source in SETS for talk in talks(source, embed))
    unseen, by_words = _held_out(cases, _fold_of(cases))
    unknown, unknown_by_words = _held_out(cases, lambda case: case.talk.source)
    model = _scaled(fit(cases), unseen, by_words)
    found: dict[str, Any] = {
        "seen": figures(outcomes(model, cases)),
        "unseen": figures(unseen),
        "unknown": figures(unknown),
        "unseen_by_category": by_category(unseen),
        "unseen_words_alone": figures(by_words),
        "unknown_words_alone": figures(unknown_by_words),
    }
    if options.ablate:
        found["unseen_without"] = {name: _without(cases, group) for name, group in ABLATIONS.items()}
    if not options.dry:
        MODEL_PATH.write_text(readable(model), encoding="utf-8")
    write_report("ranker", found, seed=SEED)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="keeps vectors, so that texts are embedded only once")
    parser.add_argument("--ablate", action="store_true", help="also measure the model without each group of features")
    parser.add_argument("--dry", action="store_true", help="leave the model file as it is")
    return parser.parse_args(arguments)


def _fold_of(cases: Sequence[Case]) -> Fold:
    """Return a function that tells a case's fold: the conversations of each set are dealt out in turn."""
    names = {source: sorted({c.talk.name for c in cases if c.talk.source == source}) for source in SETS}
    return lambda case: names[case.talk.source].index(case.talk.name) % FOLDS


def _held_out(cases: Sequence[Case], fold: Fold, left_out: Sequence[str] = ()) -> tuple[list[Outcome], list[Outcome]]:
    """Return what models make of the questions that they were not fitted to: in full, and by words alone."""
    whole: list[Outcome] = []
    words: list[Outcome] = []
    for fitted_to, held_out in _splits(cases, fold):
        model = fit(fitted_to, left_out)
        whole += outcomes(model, held_out)
        words += outcomes(model, held_out, by_words=True)
    return whole, words


def _splits(cases: Sequence[Case], fold: Fold) -> Iterator[tuple[list[Case], list[Case]]]:
    for name in dict.fromkeys(map(fold, cases)):
        yield [c for c in cases if fold(c) != name], [c for c in cases if fold(c) == name]


def _without(cases: Sequence[Case], left_out: Sequence[str]) -> dict[str, float]:
    """Return the recall of models that do without these features."""
    found = figures(_held_out(cases, _fold_of(cases), left_out)[0])
    return {name: value for name, value in found.items() if name.endswith("recall@10")}


def _scaled(model: dict[str, Any], whole: Sequence[Outcome], words: Sequence[Outcome]) -> dict[str, Any]:
    """Return the model with scales that make its scores chances, as measured on unseen conversations."""
    return model | {"whole": _rescaled(model["whole"], whole), "words": _rescaled(model["words"], words)}


def _rescaled(forest: dict[str, Any], found: Sequence[Outcome]) -> dict[str, Any]:
    factor, summand = calibrated(found)
    old_factor, old_summand = forest["scale"]
    return forest | {"scale": [round(factor * old_factor, 4), round(factor * old_summand + summand, 4)]}


def readable(model: Mapping[str, Any]) -> str:
    """Return the model as JSON with one tree on each line."""
    parts = [f'"first": {json.dumps(model["first"], indent=1)}']
    for name in ("whole", "words"):
        forest = model[name]
        trees = ",\n".join(json.dumps(tree) for tree in forest["trees"])
        head = f'"features": {json.dumps(forest["features"])},\n"scale": {json.dumps(forest["scale"])}'
        parts.append(f'"{name}": {{\n{head},\n"trees": [\n{trees}\n]}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
