"""A memory for AI applications: every conversation kept, distilled, and handed back with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from continuo.embedded import Memory, open

__version__ = "0.1.0.dev0"
__all__ = ["Memory", "__version__", "open"]


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: a client, a tool or a migration has no use for the whole platform.
    if name in {"Memory", "open"}:
        from continuo import embedded

        return getattr(embedded, name)
    raise AttributeError(f"module 'continuo' has no attribute {name!r}")
