"""A language model as extractor: asked for statements with their quotes, and believed only where the quotes bear it."""
