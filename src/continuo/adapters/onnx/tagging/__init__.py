"""Marks the words of a turn that state something about its speaker, with a fitted network of the embedder's shape."""
