"""Every device of a session in step: what happens is told to all who follow it, in one order, no gaps, no doubles."""
