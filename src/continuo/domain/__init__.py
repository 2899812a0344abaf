"""The nouns of continuo: frozen values without I/O, built on the standard library alone."""
