"""What happened, when, about what."""
