"""Append and replay turns."""
