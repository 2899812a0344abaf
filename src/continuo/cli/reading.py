"""Asking, listing, exporting and erasing from the command line."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from continuo.cli.screen import OUT, note, plain, show_json
from continuo.domain.errors import Invalid
from continuo.domain.fact import Status
from continuo.domain.recall import ContextBlock
from continuo.domain.scope import Scope, checked_name
from continuo.ports.facts import FactFilter
from continuo.settings import Settings
from continuo.wiring import DEFAULT_TENANT, running


def scope_of(user: str) -> Scope:
    """Return the scope of a user of the one tenant that the command line serves."""
    return Scope.of(DEFAULT_TENANT, checked_name("--user", user))


async def ask_question(
    settings: Settings, user: str, question: str, *, tokens: int, explain: bool, as_json: bool
) -> None:
    """Print the context for a question."""
    async with running(settings) as continuo:
        block = await continuo.contexts.build(scope_of(user), question, max_tokens=tokens, explain=explain)
        recalled = await continuo.recall.search(scope_of(user), question, limit=10, explain=True) if explain else None
    if as_json:
        show_json({"context": block, "recall": recalled} if explain else block)
        return
    show_block(question, block)
    if recalled is not None:
        table = Table("score", "kind", "said", "text", "strongest signals", title="Why")
        for hit in recalled.hits:
            best = sorted(hit.signals.items(), key=lambda s: s[1].rank)[:4]
            why = ", ".join(f"{name} {seen.value:.2f} (#{seen.rank})" for name, seen in best)
            table.add_row(
                f"{hit.score:.2f}", hit.kind.name.lower(), f"{hit.said_at:%Y-%m-%d}", escape(hit.text[:80]), why
            )
        OUT.print(table)


def show_block(question: str, block: ContextBlock) -> None:
    """Print a block as a person reads it: the question, the lines, where they are from."""
    if not block.items:
        OUT.print(Panel("nothing is known", title=escape(question)))
        return
    OUT.print(Panel(escape(block.text), title=escape(question), subtitle=f"{block.tokens} tokens ({block.tokenizer})"))
    for item in block.items:
        number = item.text.split("]", 1)[0].lstrip("[")
        places = ", ".join(str(source.position) for source in item.sources)
        OUT.print(f"  [dim]{number:>3}  {item.level}/{item.kind}  session {escape(item.session)}, turn {places}[/dim]")
    OUT.print()


def moment_of(option: str, text: str | None) -> datetime | None:
    """Return the moment that an option names; a day means its beginning in UTC. Raises Invalid naming the option."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid(option, "must be a day such as 2026-05-01, or a time with its zone") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Looked:
    """Which facts are looked at: as of which moments, by which words, and whether also those that no longer hold."""

    every: bool = False
    as_of: datetime | None = None
    known_at: datetime | None = None
    text: str = ""

    def wanted(self) -> FactFilter:
        """Return the filter."""
        present = not self.every and self.as_of is None
        return FactFilter(
            status=Status.CURRENT if present else None, as_of=self.as_of, known_at=self.known_at, limit=1000
        )


async def list_facts(settings: Settings, user: str, looked: Looked, *, as_json: bool) -> None:
    """List what is held to be true of a user, or was."""
    async with running(settings) as continuo:
        found = await continuo.facts.list(scope_of(user), looked.wanted(), text=looked.text)
    if as_json:
        show_json(found)
        return
    table = Table("about", "predicate", "object", "status", "since", "until", "confidence", "evidence")
    for fact in sorted(found, key=lambda f: (f.about, f.predicate, f.said_at)):
        status = f"{fact.status.value}, unsure" if fact.unsure else fact.status.value
        table.add_row(
            escape(fact.about), fact.predicate, escape(fact.object), status, _day(fact.valid_from),
            _day(fact.valid_to), f"{fact.confidence:.2f}", str(len(fact.evidence)),
        )  # fmt: skip
    OUT.print(table if found else "nothing is known")


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment is not None else ""


async def show_profile(settings: Settings, user: str, *, as_json: bool) -> None:
    """Print what counts of a user at present, on one page, made anew."""
    async with running(settings) as continuo:
        await continuo.tending.tend(scope_of(user))
        lines = await continuo.tending.profile(scope_of(user))
    if as_json:
        show_json(lines)
        return
    table = Table("section", "weight", "line", "stands on")
    for line in lines:
        stands = f"{len(line.facts)} facts" if line.facts else f"{len(line.episodes)} episodes"
        table.add_row(line.section.value, f"{line.weight:.2f}", escape(line.text), stands)
    OUT.print(table if lines else "nothing is known")


async def export_person(settings: Settings, user: str, output: Path | None, *, as_json: bool) -> None:
    """Write everything that is stored of a user."""
    count = 0
    async with running(settings) as continuo:
        records = continuo.privacy.export(scope_of(user))
        if as_json:
            everything = [record async for record in records]
            text = json.dumps(plain(everything), ensure_ascii=False, indent=2) + "\n"
            count = len(everything)
            _write(output, text)
        else:
            lines = []
            async for record in records:
                lines.append(json.dumps(plain(record), ensure_ascii=False) + "\n")
                count += 1
            _write(output, "".join(lines))
    if output is not None:
        note(f"{count} records written to {output}")


def _write(output: Path | None, text: str) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


async def erase_person(settings: Settings, user: str, *, as_json: bool) -> None:
    """Erase everything of a user."""
    async with running(settings) as continuo:
        erasure = await continuo.privacy.erase(scope_of(user))
    if as_json:
        show_json(erasure)
        return
    table = Table("store", "taken away", title=f"erasure {erasure.erasure_id}")
    for store, count in erasure.counts.items():
        table.add_row(store, str(count))
    OUT.print(table)
