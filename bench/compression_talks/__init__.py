"""Long conversations of our own making, with planted facts and decisions, for the benchmark of compression."""
