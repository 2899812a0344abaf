"""Fits the ranker on the dev conversations, measures it on conversations it has not seen, and writes its model file.

    CONTINUO_BENCH_DATA=FOLDER python -m bench.fit_ranker [--cache FILE.npz] [--seeds N] [--ablate] [--dry]

Three measures: *seen*, the model on what it was fitted to; *unseen*, five-fold over conversations, one fit for all
three sets; *unknown*, fitted on two sets and scored on the third, which is what the next user will meet. Where it says
*before*, newer values are not put above older ones yet; *made* are conversations of our own making. The figures
go to bench/results/ranker.json, the model to src/continuo/memory/recall/ranker.json. Nothing of the data enters either:
the features are numbers that tell no words.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from bench.ranking.cases import Case, cases_of
from bench.ranking.conversations import SETS, embedder, made_talks, talks
from bench.ranking.figures import Outcome, by_category, calibrated, figures, intervals, outcomes
from bench.ranking.models import SEED, fit
from bench.ranking.pairs import Compared, compared, fit_newer, with_newer
from bench.report import ROOT, write_report

MODEL_PATH = ROOT / "src" / "continuo" / "memory" / "recall" / "ranker.json"
FOLDS = 5
PROCESSES = 2
"""Folds that are fitted at the same time; each takes one core and some 700 MB."""
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

MADE = 20
"""Conversations of our own making that the rule for updates is fitted on, and as many others that it is measured on."""

Fold = Callable[[Case], object]


@dataclass(frozen=True)
class Held:
    """What models make of questions that they were not fitted to.

    Args:
        whole: the questions held out, in full.
        words: the same by words alone.
        made: the questions of our own making, which no ranker is fitted to.
    """

    whole: list[Compared]
    words: list[Compared]
    made: list[Compared]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, measure, write.

    Args:
        arguments: of the command line; ``None`` takes those of the process.
    """
    options = _options(arguments)
    embed = embedder(options.cache)
    cases = cases_of(talk for source in SETS for talk in talks(source, embed))
    made, other_made = (cases_of(made_talks(MADE, embed, seed=seed)) for seed in (SEED, SEED + 1))
    unseen = _held_out(cases, made, _fold_of(cases))
    unknown = _held_out(cases, made, _source)
    model = _scaled(fit(cases), _plain(unseen, "whole"), _plain(unseen, "words"))
    model |= {"newer": _newer(model, unseen, made)}
    found: dict[str, Any] = {
        "seen": figures(outcomes(model, cases)),
        **_figures_of("unseen", unseen),
        **_figures_of("unknown", unknown),
        "unseen_by_category": by_category(_in_order(unseen)),
        "made_before": figures(outcomes(_without_newer(model), other_made)),
        "made": figures(outcomes(model, other_made)),
    }
    if options.seeds > 1:
        found |= _spread(cases, range(SEED, SEED + options.seeds))
    if options.ablate:
        found["without"] = {name: _recalls(cases, group) for name, group in ABLATIONS.items()}
    if not options.dry:
        MODEL_PATH.write_text(readable(model), encoding="utf-8")
    write_report("ranker", found, seed=SEED)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, help="keeps vectors, so that texts are embedded only once")
    parser.add_argument("--seeds", type=int, default=1, help="also measure so many seeds of the trees, from the first")
    parser.add_argument("--ablate", action="store_true", help="also measure the model without each group of features")
    parser.add_argument("--dry", action="store_true", help="leave the model file as it is")
    return parser.parse_args(arguments)


def _fold_of(cases: Sequence[Case]) -> Fold:
    """Return a function that tells a case's fold: the conversations of each set are dealt out in turn."""
    names = {source: sorted({c.talk.name for c in cases if c.talk.source == source}) for source in SETS}
    return lambda case: names[case.talk.source].index(case.talk.name) % FOLDS


def _source(case: Case) -> str:
    return case.talk.source


def _held_out(cases: Sequence[Case], made: Sequence[Case], fold: Fold) -> list[Held]:
    """Return for each fold what a model makes of it that was fitted to the others; two folds at a time."""
    names = list(dict.fromkeys(map(fold, cases)))
    # Forked processes see the questions without a copy; only scores come back.
    with ProcessPoolExecutor(PROCESSES, get_context("fork"), _share, (cases, made, fold)) as pool:
        scores = list(pool.map(_scores, names))
    held_out = [[c for c in cases if fold(c) == name] for name in names]
    return [
        Held(*(compared(map(Outcome, part, s)) for part, s in zip((mine, mine, made), found, strict=True)))
        for mine, found in zip(held_out, scores, strict=True)
    ]


_shared: list[Any] = []


def _share(*shared: Any) -> None:
    """Keep what a process works on."""
    _shared[:] = shared


def _scores(name: object) -> tuple[list[np.ndarray], ...]:
    """Return the scores that a model fitted to all other folds gives: to this one, to it by words, to the made ones."""
    cases, made, fold = _shared
    model = fit([c for c in cases if fold(c) != name])
    mine = [c for c in cases if fold(c) == name]
    found = (
        outcomes(model, mine),
        outcomes(model, mine, by_words=True),
        outcomes(model, made),
    )
    return tuple([o.scores for o in part] for part in found)


def _plain(held: Sequence[Held], part: str) -> list[Outcome]:
    """Return the outcomes of all folds as they are before newer values are put above older ones."""
    return [c.outcome for h in held for c in getattr(h, part)]


def _in_order(held: Sequence[Held], part: str = "whole") -> list[Outcome]:
    """Return the outcomes of all folds with newer values above older ones, by a rule fitted to the other folds."""
    found: list[Outcome] = []
    for here in held:
        others = [c for h in held if h is not here for c in h.whole]
        found += with_newer(getattr(here, part), fit_newer([*_plainly_asked(others), *here.made]))
    return found


def _plainly_asked(found: Sequence[Compared]) -> list[Compared]:
    """Return the questions that can be answered, of conversations as they are."""
    return [c for c in found if c.outcome.case.asked.is_answerable and not c.outcome.case.is_altered]


def _figures_of(name: str, held: Sequence[Held]) -> dict[str, Mapping[str, Any]]:
    return {
        f"{name}_before": figures(_plain(held, "whole")),
        name: figures(in_order := _in_order(held)),
        f"{name}_intervals": intervals(in_order),
        f"{name}_words_alone": figures(_in_order(held, "words")),
    }


def _newer(model: Mapping[str, Any], unseen: Sequence[Held], made: Sequence[Case]) -> dict[str, Any]:
    """Return the rule for updates, fitted to what unseen models made of every question, on the scale of this model."""
    factor, summand = calibrated(_plain(unseen, "whole"))
    whole = [_rescored(o, factor, summand) for o in _plain(unseen, "whole")]
    return fit_newer([*_plainly_asked(compared(whole)), *compared(outcomes(model, made))])


def _rescored(outcome: Outcome, factor: float, summand: float) -> Outcome:
    chance = np.clip(outcome.scores.astype(float), 1e-9, 1 - 1e-9)
    odds = factor * np.log(chance / (1 - chance)) + summand
    return Outcome(outcome.case, (1 / (1 + np.exp(-odds))).astype(np.float32))


def _without_newer(model: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in model.items() if name != "newer"}


def _splits(cases: Sequence[Case], fold: Fold) -> Iterator[tuple[list[Case], list[Case]]]:
    for name in dict.fromkeys(map(fold, cases)):
        yield [c for c in cases if fold(c) != name], [c for c in cases if fold(c) == name]


def _recalls(cases: Sequence[Case], left_out: Sequence[str] = (), seed: int = SEED) -> dict[str, float]:
    """Return the recall, before newer values go first, of models with another seed or without these features."""
    found: dict[str, float] = {}
    for name, fold in (("unseen", _fold_of(cases)), ("unknown", _source)):
        whole = [
            o
            for fitted_to, held_out in _splits(cases, fold)
            for o in outcomes(fit(fitted_to, left_out, seed), held_out)
        ]
        found |= {
            f"{name}_{key}": value for key, value in figures(whole).items() if key.endswith(("@1", "@10", "all@20"))
        }
    return found


def _spread(cases: Sequence[Case], seeds: Iterable[int]) -> dict[str, dict[str, float]]:
    """Return the mean and the standard deviation of the recall over seeds of the trees."""
    every = [_recalls(cases, seed=seed) for seed in seeds]
    table = {name: [found[name] for found in every] for name in every[0]}
    return {
        "mean_of_seeds": {name: round(float(np.mean(values)), 1) for name, values in table.items()},
        "deviation_of_seeds": {name: round(float(np.std(values)), 2) for name, values in table.items()},
    }


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
    parts.append(f'"newer": {json.dumps(model["newer"], indent=1)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
