"""Turns in; changes to facts, episodes and the index out."""
