"""Reads turns without a language model: statements about people, and episodes, by a documented set of rules."""
