"""The journey of a turn, one room after the other."""
