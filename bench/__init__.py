"""Benchmarks: each one is a module, and ``make bench-NAME`` runs it."""

import os

# As the doors of the platform have it (``settings.door_environment``), and before numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
