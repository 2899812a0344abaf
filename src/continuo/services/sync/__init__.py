"""A session on several devices at once: what is new reaches each of them, in order, whole and once."""
