"""Who and what is the same, and how they are related."""
