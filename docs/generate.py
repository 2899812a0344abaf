"""Writes the pages of ``docs/reference`` that are made from the code; ``--check`` only compares.

python docs/generate.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from typer import Typer

from continuo.cli.commands import application
from continuo.domain.errors import ContinuoError
from continuo.doors.http.app import bare_app
from continuo.doors.http.problems import TABLE
from continuo.doors.http.reference import reference
from continuo.settings import Settings

FOLDER = Path(__file__).resolve().parent / "reference"

# A default that is worked out on the machine is described here, so that the page is the same everywhere.
_WORKED_OUT = {
    "folder": "`/var/lib/continuo` for root, else `$XDG_DATA_HOME/continuo` or `~/.local/share/continuo`",
    "embedder_threads": "the number of cores, at most 4",
}


_DOES = ("command", "does")


def _page(title: str, source: str, intro: str, columns: Sequence[str], rows: Sequence[str]) -> str:
    table = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns), *rows]
    head = f"# {title}\n\nMade from `{source}` by `docs/generate.py`. {intro}\n"
    return "\n".join([head, *table, ""]).replace("``", "`")


def settings_page() -> str:
    """Return every setting with its default, as Markdown."""
    rows = [_setting(name, field) for name, field in Settings.model_fields.items()]
    intro = "Each is an environment variable; none has to be set."
    return _page("Settings", "src/continuo/settings.py", intro, ("variable", "default", "what it is"), rows)


def _setting(name: str, field: FieldInfo) -> str:
    return f"| `CONTINUO_{name.upper()}` | {_default(name, field)} | {field.description} |"


def _default(name: str, field: FieldInfo) -> str:
    if field.default_factory is not None:
        return _WORKED_OUT[name]
    if field.default is PydanticUndefined:
        return "has to be set"
    return "empty" if field.default in (None, "") else f"`{field.default}`"


def errors_page() -> str:
    """Return the tree of errors, as Markdown."""
    rows = [_error(kind, depth) for kind, depth in _tree(ContinuoError)]
    intro = (
        "An error is named for what the caller can do\n"
        "next. *Again* says whether the same call may simply be made again, *status* how the HTTP door answers."
    )
    return _page("Errors", "src/continuo/domain/errors.py", intro, ("error", "again", "status", "meaning"), rows)


def _tree(kind: type[ContinuoError], depth: int = 0) -> Iterator[tuple[type[ContinuoError], int]]:
    yield kind, depth
    # An adapter may have narrower errors of its own; they are nobody else's business.
    for child in (c for c in kind.__subclasses__() if c.__module__ == kind.__module__):
        yield from _tree(child, depth + 1)


def _error(kind: type[ContinuoError], depth: int) -> str:
    again = "yes" if kind.retryable else "no"
    meaning = (kind.__doc__ or "").strip().partition("\n")[0]
    status = next(TABLE[ancestor].status for ancestor in kind.__mro__ if ancestor in TABLE)
    return f"| {'&emsp;' * depth}`{kind.__name__}` | {again} | {status} | {meaning} |"


def commands_page() -> str:
    """Return every verb of the command line, as Markdown."""
    rows = [f"| `{name}` | {meaning} |" for name, meaning in _commands(application, "continuo")]
    return _page("Commands", "src/continuo/cli/commands.py", "`--help` after one lists its options.", _DOES, rows)


def _commands(group: Typer, path: str) -> Iterator[tuple[str, str]]:
    for command in group.registered_commands:
        if not command.hidden and command.callback is not None:
            name = command.name or command.callback.__name__
            yield f"{path} {name}", (command.callback.__doc__ or "").partition("\n")[0]
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from _commands(inner.typer_instance, f"{path} {inner.name}")


PAGES: Mapping[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "errors.md": errors_page,
    "commands.md": commands_page,
    "http.md": lambda: reference(bare_app()),
}


def stale() -> list[str]:
    """Return the names of pages that say something else than the code."""
    return [name for name, page in PAGES.items() if _written(FOLDER / name) != page()]


def _written(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def main() -> None:
    """Write the pages, or with ``--check`` name those that are out of date and end with status 1."""
    if sys.argv[1:] == ["--check"]:
        if names := stale():
            sys.exit(f"out of date in docs/reference: {', '.join(names)}; run docs/generate.py")
        return
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
