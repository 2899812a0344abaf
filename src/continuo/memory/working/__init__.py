"""The hot window of a session."""
