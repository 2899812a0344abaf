"""Translate, call `Continuo`, translate back."""
