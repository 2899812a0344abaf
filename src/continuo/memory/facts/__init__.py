"""Merge, contradict, fade."""
