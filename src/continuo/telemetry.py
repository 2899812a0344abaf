"""Every metric and span name, in one list."""

from __future__ import annotations

import logging

LOG = logging.getLogger("continuo")
"""The one logger; its records carry ids and numbers, never what a person said."""


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send our log, and warnings of others, to standard error, one line each."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%H:%M:%S"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.WARNING)
    LOG.setLevel(level)
