"""How the command line speaks: tables and panels for people, one JSON document for programs."""

from __future__ import annotations

import dataclasses
import json
import sys
from enum import Enum
from typing import Any

from rich.console import Console
from rich.markup import escape

from continuo.domain.errors import ContinuoError

OUT = Console(highlight=False)
NOTES = Console(stderr=True, highlight=False)


def show_json(value: Any) -> None:
    """Print one JSON document to standard output."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


def show_line(value: Any) -> None:
    """Print one JSON document on one line, at once: of a stream of them."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False) + "\n")
    sys.stdout.flush()


def plain(value: Any) -> Any:
    """Return dataclasses, enums, ids and times as JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def note(text: str) -> None:
    """Tell the person what is going on, beside the output."""
    NOTES.print(f"[dim]{escape(text)}[/dim]")


def fail(error: ContinuoError) -> None:
    """Tell the person what went wrong and what to do."""
    NOTES.print(f"[bold red]{type(error).__name__}[/bold red]: {escape(str(error))}", soft_wrap=True)
