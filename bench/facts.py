"""Measures whether facts stay true, over labelled conversations of our own (bench/facts/README.md).

    python -m bench.facts                          both halves through a whole continuo; writes bench/results/facts.json
    python -m bench.facts --quick --half tuning    the rules and the merge alone, without a database
    python -m bench.facts --quick --half tuning --show move,hedge     and what went wrong, conversation by conversation

The rules were made by looking at the tuning half. The held-out half was written by somebody else, who had not seen the
rules, and shows figures only.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.fact_keeping.labels import HALVES, Told, read_labels
from bench.fact_keeping.scoring import Finding, figures, score
from bench.fact_keeping.systems import Rules, System, platform, read_by
from bench.report import write_report
from continuo.adapters.onnx.tagging.tagger import OnnxTagger


def main() -> None:
    """Score the conversations, print the figures and, of a whole run, write them down."""
    options = _options()
    halves = HALVES if options.half == "both" else (options.half,)
    told = [conversation for half in halves for conversation in read_labels(half)]
    quick = {
        "rules": Rules,
        "reader": lambda: Rules(read_by(_tagger(), alone=True)),
        "both": lambda: Rules(read_by(_tagger())),
    }
    found = asyncio.run(_listened(told, quick[options.by]() if options.quick else None))
    if options.show:
        _show(told, found, set(options.show.split(",")))
    report = _report(told, found)
    if options.quick:
        _print(report)
    else:
        write_report("facts", report)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="rules and merge alone; nothing is written down")
    parser.add_argument(
        "--by", choices=("rules", "reader", "both"), default="both", help="who reads in a quick look: the rules, ..."
    )
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--show", help="families whose errors are shown, by commas, or all; of the tuning half only")
    return parser.parse_args()


async def _listened(told: Sequence[Told], quick: System | None) -> dict[str, list[Finding]]:
    if quick is not None:
        return await _scored(told, quick)
    async with platform() as system:
        return await _scored(told, system)


def _tagger() -> OnnxTagger:
    return OnnxTagger(Path(__file__).parent.parent / ".make" / "models")


async def _scored(told: Sequence[Told], system: System) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for number, conversation in enumerate(told, start=1):
        found[conversation.name] = score(conversation, await system.listen(conversation))
        if sys.stderr.isatty():
            print(f"\r{number} of {len(told)} conversations", end="", file=sys.stderr, flush=True)
    return found


def _report(told: Sequence[Told], found: dict[str, list[Finding]]) -> dict[str, Any]:
    groups: dict[str, list[Told]] = defaultdict(list)
    families: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for conversation in told:
        groups[conversation.half].append(conversation)
        families[conversation.half][conversation.family].append(conversation)
    # The held-out half is the honest one: its figures are the report's own.
    honest = groups.get("held_out") or groups["tuning"]
    report: dict[str, Any] = dict(_figures(honest, found))
    report |= {half: _figures(group, found) for half, group in groups.items()}
    report["families"] = {
        half: {name: _figures(group, found) for name, group in sorted(named.items())}
        for half, named in families.items()
    }
    return report


def _figures(told: Sequence[Told], found: dict[str, list[Finding]]) -> dict[str, float | int]:
    findings = [finding for conversation in told for finding in found[conversation.name]]
    turns = sum(len(conversation.turns) for conversation in told)
    return figures(findings, turns) | {"conversations": len(told), "turns": turns}


def _show(told: Sequence[Told], found: dict[str, list[Finding]], families: set[str]) -> None:
    for conversation in told:
        wrong = [f for f in found[conversation.name] if not f.right]
        if conversation.half != "tuning" or not wrong or not families & {conversation.family, "all"}:
            continue
        print(f"\n{conversation.name}")
        for number, turn in enumerate(conversation.turns):
            print(f"  {number} {turn.said_at:%Y-%m-%d} {turn.speaker or turn.role.value}: {turn.text}")
        for finding in wrong:
            print(f"    {finding.measure.upper()}: {finding.about}")


def _print(report: dict[str, Any]) -> None:
    for half in HALVES:
        if half in report:
            print(f"{half}: {report[half]}")
            for name, figures_of in report["families"][half].items():
                shown = ("current_value_accuracy", "stale_value_rate", "false_retirement_rate", "false_fact_rate")
                print(f"  {name:32} " + "  ".join(f"{key}={figures_of[key]:.3f}" for key in shown))


if __name__ == "__main__":
    main()
