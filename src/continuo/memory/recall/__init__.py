"""A question in, one ranking out."""
