"""Time expressions: how a reader is scored, and how other libraries do on the same sentences."""
