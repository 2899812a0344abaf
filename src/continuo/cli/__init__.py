"""The ``continuo`` command: starts doors, imports, asks, exports, erases, examines, rebuilds."""

from __future__ import annotations

import sys

from continuo.cli.screen import fail
from continuo.domain.errors import ContinuoError


def main() -> None:
    """Run the command line; an error of ours ends it with one clear message and status 1."""
    from continuo.cli.commands import application

    try:
        application()
    except ContinuoError as error:
        fail(error)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
