"""Reads turns with a tagger beside the rules: what it marks is claimed, checked against the turn, and merged."""
