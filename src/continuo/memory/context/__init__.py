"""Ranking and window in, one block within a token budget out."""
