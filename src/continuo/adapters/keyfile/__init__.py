"""The root key, kept in a file that only its owner can read."""
