"""Makes the synchronous client from the asynchronous one: ``python generate.py``; ``--check`` only compares."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tokenize
from io import StringIO
from pathlib import Path

PACKAGE = Path(__file__).parent / "src" / "continuo_client"
NOTE = "# Generated from _async by generate.py; do not edit.\n"
DROPPED = frozenset({"async", "await"})
REPLACEMENTS = {
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "AsyncIterable": "Iterable",
    "AsyncIterator": "Iterator",
    "AsyncGenerator": "Generator",
    "asynccontextmanager": "contextmanager",
    "StopAsyncIteration": "StopIteration",
    "_async": "_sync",
    "async_pause": "pause",
    "aclose": "close",
    "aread": "read",
    "aiter_bytes": "iter_bytes",
    "AsyncClient": "Client",
    "AsyncTransport": "Transport",
    "AsyncGroup": "Group",
    "AsyncFacts": "Facts",
    "AsyncEpisodes": "Episodes",
    "AsyncSessions": "Sessions",
    "AsyncUsers": "Users",
    "AsyncJobs": "Jobs",
    "AsyncKeys": "Keys",
    "AsyncLive": "Live",
    "AsyncSocket": "Socket",
    "async_connect": "connect",
    "async_receive": "receive",
}


def generate(target: Path) -> None:
    """Write the synchronous modules into a folder named ``_sync``."""
    target.mkdir(parents=True, exist_ok=True)
    source = target.parent / "_async"
    for path in sorted(source.glob("*.py")):
        made = NOTE + _spoken(synchronous(path.read_text(encoding="utf-8")))
        (target / path.name).write_text(made, encoding="utf-8")
    config = ["--config", str(_config())] if _config() else []
    for command in (["check", "--quiet", "--select", "I", "--fix"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, *config, str(target)], check=True)  # noqa: S603


def synchronous(text: str) -> str:
    """Return source code without what is asynchronous in it: names replaced, ``async`` and ``await`` left out."""
    lines = text.splitlines(keepends=True)
    # From the end, so that the places of what stands before stay right.
    for token in reversed(list(tokenize.generate_tokens(StringIO(text).readline))):
        row, (begin, end) = token.start[0] - 1, (token.start[1], token.end[1])
        # A name between quotes is an annotation, or the bound of a type.
        name = token.string.strip('"') if token.type == tokenize.STRING else token.string
        if token.type in (tokenize.NAME, tokenize.STRING) and name in REPLACEMENTS:
            lines[row] = lines[row][:begin] + token.string.replace(name, REPLACEMENTS[name]) + lines[row][end:]
        elif token.type == tokenize.NAME and name in DROPPED:
            lines[row] = lines[row][:begin] + lines[row][end:].lstrip(" ")
    return "".join(lines)


def drift() -> list[str]:
    """Return the names of modules that differ from what would be generated, or that nothing would generate."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "continuo_client"
        shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "_sync"))
        generate(package / "_sync")
        names = {path.name for home in (package, PACKAGE) for path in (home / "_sync").glob("*.py")}
        return sorted(n for n in names if _text(package / "_sync" / n) != _text(PACKAGE / "_sync" / n))


def main() -> int:
    """Generate, or compare; return the exit status."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="fail if the generated modules are not up to date")
    if not arguments.parse_args().check:
        generate(PACKAGE / "_sync")
        return 0
    changed = drift()
    for name in changed:
        sys.stderr.write(f"_sync/{name} is not what generate.py makes of _async/{name}: run python {__file__}\n")
    return 1 if changed else 0


def _spoken(text: str) -> str:
    return text.replace(
        "The asynchronous client; the synchronous one is generated from it.",
        "The synchronous client, generated from the asynchronous one.",
    )


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _config() -> Path | None:
    """Return the configuration of the repository, where the client stands in one."""
    found = Path(__file__).resolve().parents[2] / "pyproject.toml"
    return found if found.exists() else None


if __name__ == "__main__":
    sys.exit(main())
