"""Measures the ranker on conversations it has not seen; ``bench.fit_ranker`` does the same and writes the model.

CONTINUO_BENCH_DATA=FOLDER make bench-ranker
"""

from __future__ import annotations

from bench.fit_ranker import main

if __name__ == "__main__":
    main(["--dry"])
