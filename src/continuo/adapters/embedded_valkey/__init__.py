"""Valkey from a wheel, started by us, for one machine with nothing to configure."""

from continuo.adapters.embedded_valkey.server import RunningValkey, has_wheel, leave, serving, start, watch

__all__ = ["RunningValkey", "has_wheel", "leave", "serving", "start", "watch"]
