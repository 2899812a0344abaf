"""The journal, the facts, the recall index and the queue, kept in PostgreSQL."""
