"""Who and what a turn speaks of, found by rules and word lists."""
